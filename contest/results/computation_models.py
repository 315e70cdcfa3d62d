"""Computations that were asked for, and how far each one has come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.models import Contest, Round
from contest.db import Base, BigId, Id
from contest.hosts.models import Account


class Computation(Base):
    """A computation that waits, runs or is over; its rows are written slice by slice."""

    __tablename__ = "computations"
    __table_args__ = (
        CheckConstraint("written <= total", name="no_more_than_all"),
        Index(None, "contest_id", "round_id"),
        Index(None, "finished_at"),
    )

    id: Mapped[Id]
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    # None: the board over all rounds.
    round_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("rounds.id"))
    # None: it began by itself.
    asked_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    asked_at: Mapped[datetime]
    # Chance of the runner that writes it: one that lost it writes no more.
    holder: Mapped[str] = mapped_column(String(32), default="")
    # Rows to write, known once all is worked out, and those that are written.
    total: Mapped[int] = mapped_column(default=0)
    written: Mapped[int] = mapped_column(default=0)
    # Why the prediction's truth is to be counted anew; "" where it is held.
    recount_why: Mapped[str] = mapped_column(String(1000), default="")
    finished_at: Mapped[datetime | None]
    # The code of the ContestError that ended it; "" where none did.
    refusal: Mapped[str] = mapped_column(String(40), default="")

    contest: Mapped[Contest] = relationship()
    round: Mapped[Round | None] = relationship()
    asked_by: Mapped[Account | None] = relationship()
