"""How far the result of a round has come, or that of one audience of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.models import ContestAudience, Round
from contest.db import Base, BigId, Id
from contest.rules.result_way import State

_TOGETHER = text("contest_audience_id IS NULL")


class Way(Base):
    """Where the result of a round stands, or of one audience where each goes its own way.

    There is none before the first step; a round that is over is closed without one.
    """

    __tablename__ = "ways"
    __table_args__ = (
        UniqueConstraint("round_id", "contest_audience_id"),
        # Of all audiences together there is one; a null equals nothing in the key above.
        Index(
            "uq_ways_round_id_together",
            "round_id",
            unique=True,
            sqlite_where=_TOGETHER,
            postgresql_where=_TOGETHER,
        ),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("rounds.id"))
    # None: all audiences together.
    contest_audience_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("contest_audiences.id")
    )
    state: Mapped[State]
    since_at: Mapped[datetime]
    # When it was published last; None: never, or taken back since.
    published_at: Mapped[datetime | None]
    # The computation that this state is of, one of the round's; None before a provisional result.
    ranking_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("rankings.id"))

    round: Mapped[Round] = relationship()
    contest_audience: Mapped[ContestAudience | None] = relationship()
