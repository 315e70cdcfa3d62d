"""What is known of extra questions after a round: their truths, and points for texts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.models import Round
from contest.db import Base, BigId, Id
from contest.hosts.models import Account


class Extra(StrEnum):
    """The extra questions that have a truth."""

    PREDICTION = "prediction"
    FACT = "fact"


class Truth(Base):
    """A version of the truth of a round's prediction or fact; the newest one counts."""

    __tablename__ = "truths"
    __table_args__ = (CheckConstraint("version >= 1", name="versions_are_counted"),)

    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("rounds.id"), primary_key=True)
    extra: Mapped[Extra] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # A count; a percentage in hundred-thousandths of a per cent.
    value: Mapped[int] = mapped_column(BigId)
    # Where the committee has it from; "" where it was counted.
    source: Mapped[str] = mapped_column(String(500))
    why: Mapped[str] = mapped_column(String(1000), default="")
    # None: computed.
    found_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    found_at: Mapped[datetime]

    round: Mapped[Round] = relationship()
    found_by: Mapped[Account | None] = relationship()


class TextMark(Base):
    """What a judge gave for the text of an attempt; a judge's newest row counts."""

    __tablename__ = "text_marks"
    __table_args__ = (
        ForeignKeyConstraint(["round_id", "attempt_id"], ["attempts.round_id", "attempts.id"]),
        CheckConstraint("points >= 0", name="points_are_not_negative"),
        Index(None, "round_id", "attempt_id"),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(BigId)
    attempt_id: Mapped[int] = mapped_column(BigId)
    judge_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    # Hundredths of a point.
    points: Mapped[int]
    note: Mapped[str] = mapped_column(String(1000), default="")
    at: Mapped[datetime]

    judge: Mapped[Account] = relationship()
