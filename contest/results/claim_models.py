"""Claims of prizes: how a winner wishes to get one, by when, and when it was handed over."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.models import Contest, Round
from contest.contests.prize_models import Prize
from contest.db import Base, BigId, Id
from contest.hosts.models import Account
from contest.people.models import Person
from contest.rules.claims import After
from contest.rules.payees import Handing

_OF_CONTEST = text("round_id IS NULL")


class PrizeClaim(Base):
    """What stands of a person's prize of a round, or of the whole contest.

    It is the person's whichever prize it is: one who moves up keeps what was said.
    """

    __tablename__ = "prize_claims"
    __table_args__ = (
        UniqueConstraint("contest_id", "round_id", "person_id"),
        # Of the whole contest there is one; a null equals nothing in the key above.
        Index(
            "uq_prize_claims_of_contest",
            "contest_id",
            "person_id",
            unique=True,
            sqlite_where=_OF_CONTEST,
            postgresql_where=_OF_CONTEST,
        ),
        CheckConstraint("(handing IS NULL) = (payee_sealed IS NULL)", name="claimed_whole"),
        CheckConstraint("(handed_on IS NULL) = (handed_prize_id IS NULL)", name="handed_whole"),
        Index(None, "person_id"),
    )

    id: Mapped[Id]
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    # None: a prize of the whole contest.
    round_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("rounds.id"))
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("people.id"))
    # None: not claimed yet.
    handing: Mapped[Handing | None]
    # A contest.rules.payees.Payee, sealed.
    payee_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    claimed_at: Mapped[datetime | None]
    # None: by the winner.
    claimed_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    # The person's own last day, later than everybody's.
    extended_to: Mapped[date | None]
    extended_why: Mapped[str] = mapped_column(String(1000), default="")
    extended_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    # Nobody claimed it: what became of it, confirmed by whom.
    ended: Mapped[After | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    # Which prize was handed over, when, by whom, and against which signed paper.
    handed_on: Mapped[date | None]
    handed_prize_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("prizes.id"))
    # Whole đồng.
    handed_amount: Mapped[int | None] = mapped_column(BigId)
    handed_by: Mapped[str] = mapped_column(String(200), default="")
    receipt: Mapped[str] = mapped_column(String(200), default="")
    handed_recorded_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))

    contest: Mapped[Contest] = relationship()
    round: Mapped[Round | None] = relationship()
    person: Mapped[Person] = relationship()
    claimed_by: Mapped[Account | None] = relationship(foreign_keys=[claimed_by_id])
    extended_by: Mapped[Account | None] = relationship(foreign_keys=[extended_by_id])
    ended_by: Mapped[Account | None] = relationship(foreign_keys=[ended_by_id])
    handed_prize: Mapped[Prize | None] = relationship()
