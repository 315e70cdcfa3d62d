"""Claims of prizes: how a winner wishes to get one, by when, and what was handed over."""

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

    contest: Mapped[Contest] = relationship()
    round: Mapped[Round | None] = relationship()
    person: Mapped[Person] = relationship()
    claimed_by: Mapped[Account | None] = relationship(foreign_keys=[claimed_by_id])
    extended_by: Mapped[Account | None] = relationship(foreign_keys=[extended_by_id])
    ended_by: Mapped[Account | None] = relationship(foreign_keys=[ended_by_id])
    payments: Mapped[list[PrizePayment]] = relationship(
        back_populates="claim", order_by="PrizePayment.id"
    )


class PrizePayment(Base):
    """One handing over of a prize; another follows where the prize grew since.  They stay."""

    __tablename__ = "prize_payments"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount_is_not_negative"),
        Index(None, "claim_id"),
    )

    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(BigId, ForeignKey("prize_claims.id"))
    prize_id: Mapped[int] = mapped_column(BigId, ForeignKey("prizes.id"))
    # Whole đồng that were paid now: the prize's, less what was paid before.
    amount: Mapped[int] = mapped_column(BigId)
    handed_on: Mapped[date]
    handed_by: Mapped[str] = mapped_column(String(200))
    # The paper that the winner signed.
    receipt: Mapped[str] = mapped_column(String(200))
    recorded_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime]

    claim: Mapped[PrizeClaim] = relationship(back_populates="payments")
    prize: Mapped[Prize] = relationship()
    recorded_by: Mapped[Account] = relationship()
