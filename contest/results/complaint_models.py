"""Complaints: who complains of what, by when it is answered, and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.attempts.models import Attempt
from contest.bank.models import QuestionVersion
from contest.contests.models import Contest, Round
from contest.db import Base, BigId, Id
from contest.hosts.models import Account
from contest.people.models import Person
from contest.rules.complaints import Effect, Kind, Number, State


class Channel(StrEnum):
    """How a complaint came in."""

    ONLINE = "online"
    PAPER = "paper"


class Complaint(Base):
    """One complaint in the register; what was received is never rewritten."""

    __tablename__ = "complaints"
    __table_args__ = (
        UniqueConstraint("contest_id", "year", "number"),
        UniqueConstraint("contest_id", "page_key"),
        CheckConstraint(
            "(person_id IS NULL) <> (complainant_sealed IS NULL)", name="by_one_or_the_other"
        ),
        ForeignKeyConstraint(["round_id", "attempt_id"], ["attempts.round_id", "attempts.id"]),
        Index(None, "person_id"),
        Index(None, "about_person_id", "state"),
        Index(None, "contest_id", "state"),
    )

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    # None: of the whole contest.
    round_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("rounds.id"))
    # 3/2026: the contest's third of the year.
    year: Mapped[int]
    number: Mapped[int]
    state: Mapped[State]
    kind: Mapped[Kind]
    channel: Mapped[Channel]
    # Chance from the page that was sent: sent twice it makes one complaint; None: on paper.
    page_key: Mapped[str | None] = mapped_column(String(22))
    # An entrant; or somebody known by name and contact alone, which are sealed.
    person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("people.id"))
    complainant_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    # Whose result, refusal or conduct it is about; None: the running, or somebody not known.
    about_person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("people.id"))
    # The attempt, and the question on its paper, that it names.
    attempt_id: Mapped[int | None] = mapped_column(BigId)
    position: Mapped[int | None]
    question_version_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("question_versions.id")
    )
    words: Mapped[str]
    received_on: Mapped[date]
    # The day of the publication or refusal, and the last day for complaints of it, as found then.
    event_on: Mapped[date | None]
    last_on: Mapped[date | None]
    answer_by: Mapped[date | None]
    # A contest.rules.complaints.ComplaintFault that stood against it when received; "" for none.
    fault: Mapped[str] = mapped_column(String(60), default="")
    # None: it came in online.
    received_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    received_at: Mapped[datetime]
    answerer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    effect: Mapped[Effect | None]
    answer: Mapped[str] = mapped_column(default="")
    # To whom it was passed on.
    passed_to: Mapped[str] = mapped_column(String(200), default="")
    answered_at: Mapped[datetime | None]
    effect_done_at: Mapped[datetime | None]
    effect_note: Mapped[str] = mapped_column(String(1000), default="")

    contest: Mapped[Contest] = relationship()
    round: Mapped[Round | None] = relationship(foreign_keys=[round_id])
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    about_person: Mapped[Person | None] = relationship(foreign_keys=[about_person_id])
    attempt: Mapped[Attempt | None] = relationship(viewonly=True)
    question_version: Mapped[QuestionVersion | None] = relationship()
    received_by: Mapped[Account | None] = relationship(foreign_keys=[received_by_id])
    answerer: Mapped[Account | None] = relationship(foreign_keys=[answerer_id])

    @property
    def label(self) -> Number:
        return Number(self.year, self.number)

    @property
    def waits_for_effect(self) -> bool:
        """It was answered, and what the answer promises is not done yet."""
        return self.answered_at is not None and self.effect_done_at is None


class ComplaintMove(Base):
    """One step of a complaint: who moved it where, and the words said.  Rows are only added."""

    __tablename__ = "complaint_moves"
    __table_args__ = (UniqueConstraint("complaint_id", "number"),)

    id: Mapped[Id]
    complaint_id: Mapped[int] = mapped_column(BigId, ForeignKey("complaints.id"))
    # From 1 on.
    number: Mapped[int]
    # None: it was received.
    from_state: Mapped[State | None]
    to_state: Mapped[State]
    note: Mapped[str] = mapped_column(String(1000), default="")
    # None: by who complains.
    done_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    done_at: Mapped[datetime]

    complaint: Mapped[Complaint] = relationship()
    done_by: Mapped[Account | None] = relationship()
