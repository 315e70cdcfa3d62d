"""The prizes of a contest, for people and for units, and the criteria a committee marks."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.models import Contest, ContestAudience, Round
from contest.db import Base, BigId, Id


class Prize(Base):
    """So many prizes of one name and amount, of a round or of the whole contest."""

    __tablename__ = "prizes"
    __table_args__ = (
        CheckConstraint("count BETWEEN 1 AND 10000", name="count_is_sensible"),
        CheckConstraint("amount >= 0", name="amount_is_not_negative"),
        Index(None, "contest_id"),
    )

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    # None: of the whole contest; in every audience alike (for units: whatever their people's).
    round_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("rounds.id"))
    contest_audience_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("contest_audiences.id")
    )
    is_for_units: Mapped[bool]
    # A unit's prize may be given by proposal, without a rank.
    is_by_proposal: Mapped[bool]
    # The block of units that competes for it; "" for all.
    block: Mapped[str] = mapped_column(String(120), default="")
    # 1 for the highest: nhất, nhì, ba, khuyến khích.
    rank: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    count: Mapped[int]
    # Whole đồng, for each.
    amount: Mapped[int] = mapped_column(BigId)

    contest: Mapped[Contest] = relationship()
    round: Mapped[Round | None] = relationship()
    contest_audience: Mapped[ContestAudience | None] = relationship()


class Criterion(Base):
    """What the committee marks of each unit itself, such as how well it spread the contest."""

    __tablename__ = "criteria"
    __table_args__ = (
        UniqueConstraint("contest_id", "code"),
        CheckConstraint("most_points >= 1", name="something_to_earn"),
    )

    id: Mapped[Id]
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    # Hundredths of a point.
    most_points: Mapped[int]

    contest: Mapped[Contest] = relationship()
