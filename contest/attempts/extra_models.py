"""What is known of extra questions after a round: their truths, and points for texts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.models import ContestAudience, Round
from contest.db import Base, BigId, Id
from contest.hosts.models import Account

_WHOLE = text("contest_audience_id IS NULL")


class Extra(StrEnum):
    """The extra questions that have a truth."""

    PREDICTION = "prediction"
    FACT = "fact"


class Truth(Base):
    """A version of the truth of a round's prediction or fact; the newest one counts.

    Where each audience has a truth of its own, each has versions of its own.
    """

    __tablename__ = "truths"
    __table_args__ = (
        CheckConstraint("version >= 1", name="versions_are_counted"),
        UniqueConstraint("round_id", "extra", "contest_audience_id", "version"),
        # Of all audiences together there is one; a null equals nothing in the key above.
        Index(
            "uq_truths_round_id_extra_version_whole",
            "round_id",
            "extra",
            "version",
            unique=True,
            sqlite_where=_WHOLE,
            postgresql_where=_WHOLE,
        ),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("rounds.id"))
    extra: Mapped[Extra]
    # None: of all audiences alike.
    contest_audience_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("contest_audiences.id")
    )
    version: Mapped[int]
    # A count; a percentage in hundred-thousandths of a per cent.
    value: Mapped[int] = mapped_column(BigId)
    # Whether the platform counted it by the definition, and with which version of the keys.
    is_counted: Mapped[bool]
    key_version: Mapped[int] = mapped_column(default=1)
    # Where the committee has it from; "" where it was counted.
    source: Mapped[str] = mapped_column(String(500))
    why: Mapped[str] = mapped_column(String(1000), default="")
    # None: counted without being asked to.
    found_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    found_at: Mapped[datetime]

    round: Mapped[Round] = relationship()
    contest_audience: Mapped[ContestAudience | None] = relationship()
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
