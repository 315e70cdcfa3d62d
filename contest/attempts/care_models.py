"""What is done for single people in a round: extra time, opening again, sitting on paper."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.attempts.models import Attempt
from contest.contests.models import ContestAudience, Entry, Round
from contest.db import Base, BigId, Id, Milliseconds
from contest.hosts.models import Account
from contest.people.models import Person
from contest.units.models import Unit

FOR_ONE = (
    "CASE WHEN person_id IS NULL THEN 0 ELSE 1 END + CASE WHEN unit_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN contest_audience_id IS NULL THEN 0 ELSE 1 END = 1"
)


class ExtraTime(Base):
    """Extra time in a round for a person, for a unit with all below it, or for an audience."""

    __tablename__ = "extra_times"
    __table_args__ = (
        CheckConstraint("extra_ms >= 1", name="some_time"),
        CheckConstraint(FOR_ONE, name="for_one"),
        Index(None, "round_id"),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("rounds.id"))
    person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("people.id"))
    unit_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("units.id"))
    contest_audience_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("contest_audiences.id")
    )
    extra_ms: Mapped[Milliseconds]
    reason: Mapped[str] = mapped_column(String(1000))
    # How many attempts were being sat when it was given.
    open_count: Mapped[int]
    given_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    given_at: Mapped[datetime]
    # Attempts that start after it get this time no more.
    ended_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship()
    unit: Mapped[Unit | None] = relationship()
    contest_audience: Mapped[ContestAudience | None] = relationship()
    given_by: Mapped[Account] = relationship()


class Reopening(Base):
    """An attempt that was opened again, and what it was before: its times and its marks."""

    __tablename__ = "reopenings"
    __table_args__ = (
        ForeignKeyConstraint(["round_id", "attempt_id"], ["attempts.round_id", "attempts.id"]),
        Index(None, "round_id", "attempt_id"),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(BigId)
    attempt_id: Mapped[int] = mapped_column(BigId)
    extra_ms: Mapped[Milliseconds]
    reason: Mapped[str] = mapped_column(String(1000))
    handed_in_ms: Mapped[Milliseconds]
    deadline_ms: Mapped[Milliseconds]
    closes_ms: Mapped[Milliseconds]
    # The rows of its marks, as plain JSON: the marks themselves are made anew.
    marks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    done_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    done_at: Mapped[datetime]

    attempt: Mapped[Attempt] = relationship()
    done_by: Mapped[Account] = relationship()


class PaperSitting(Base):
    """An attempt that is sat on a printed paper: printed, collected, typed in twice, settled.

    Its attempt stands there from the printing on, so that it counts for every limit; it is handed
    in at once, without marks, so that no device can sit it.
    """

    __tablename__ = "paper_sittings"
    __table_args__ = (
        ForeignKeyConstraint(["round_id", "attempt_id"], ["attempts.round_id", "attempts.id"]),
        UniqueConstraint("round_id", "attempt_id"),
        CheckConstraint("voided_at IS NULL OR marked_at IS NULL", name="void_has_no_marks"),
    )

    id: Mapped[Id]
    # Stands on the printed paper.
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("rounds.id"))
    # Where the paper was not used, the attempt says so too.
    attempt_id: Mapped[int] = mapped_column(BigId)
    entry_id: Mapped[int] = mapped_column(BigId, ForeignKey("entries.id"), index=True)
    printed_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    printed_at: Mapped[datetime]
    # Who wrote down when it was begun and handed in.
    collected_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    collected_at: Mapped[datetime | None]
    # Why an organiser accepted it though it was handed in too late.
    late_why: Mapped[str] = mapped_column(String(1000), default="")
    marked_at: Mapped[datetime | None]
    voided_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    voided_at: Mapped[datetime | None]
    voided_why: Mapped[str] = mapped_column(String(1000), default="")

    round: Mapped[Round] = relationship(foreign_keys=[round_id])
    attempt: Mapped[Attempt] = relationship(foreign_keys=[round_id, attempt_id], viewonly=True)
    entry: Mapped[Entry] = relationship()


class PaperTyping(Base):
    """What one person typed of a printed paper: the first, the second, or who settles the rest."""

    __tablename__ = "paper_typings"
    __table_args__ = (
        UniqueConstraint("sitting_id", "turn"),
        UniqueConstraint("sitting_id", "typed_by_id"),
        CheckConstraint("turn BETWEEN 1 AND 3", name="three_at_most"),
    )

    id: Mapped[Id]
    sitting_id: Mapped[int] = mapped_column(BigId, ForeignKey("paper_sittings.id"))
    turn: Mapped[int]
    # By position, as text: {"1": "B", "2": null}.
    answers: Mapped[dict[str, str | None]] = mapped_column(JSON)
    typed_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    typed_at: Mapped[datetime]

    sitting: Mapped[PaperSitting] = relationship()
    typed_by: Mapped[Account] = relationship()
