"""What was computed of a round: standings, totals, charts; each computation is a new version."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
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
from contest.contests.models import ContestAudience, Round
from contest.db import Base, BigId, Id
from contest.units.models import Unit


class Basis(StrEnum):
    """Which place of an entrant a table counts."""

    RESIDENCE = "residence"
    UNIT = "unit"


class Ranking(Base):
    """One computation of a round's results, for all its audiences.  The newest one counts.

    Its version is 0 while its rows are being written: then it is nobody's result yet.
    """

    __tablename__ = "rankings"
    __table_args__ = (UniqueConstraint("round_id", "version"),)

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("rounds.id"))
    version: Mapped[int]
    computed_at: Mapped[datetime]
    # The version of the round's keys that it was computed with.
    key_version: Mapped[int] = mapped_column(default=1)
    # The prediction's truth as it was then; None where the round asks for none.
    truth: Mapped[int | None] = mapped_column(BigId)
    entrant_count: Mapped[int]
    attempt_count: Mapped[int]
    # SHA-256 over all standings in their order: the same evidence gives the same digest.
    digest: Mapped[str] = mapped_column(String(64))
    # Score bands, histogram, groups, days: figures that pages and exports repeat.
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)

    round: Mapped[Round] = relationship()

    @property
    def fingerprint(self) -> str:
        """Of what was known beside the attempts; "" of a computation before there were any."""
        return str(self.figures.get("fingerprint", ""))

    @property
    def passed_on(self) -> frozenset[int]:
        """The claims whose prizes it passes on."""
        return frozenset(self.figures.get("passed_on", ()))


class Standing(Base):
    """A person's place in an audience, and why it is that one."""

    __tablename__ = "standings"
    __table_args__ = (
        ForeignKeyConstraint(["round_id", "attempt_id"], ["attempts.round_id", "attempts.id"]),
        Index(None, "ranking_id", "contest_audience_id", "position"),
        Index(None, "round_id", "attempt_id"),
    )

    ranking_id: Mapped[int] = mapped_column(BigId, ForeignKey("rankings.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("people.id"), primary_key=True)
    contest_audience_id: Mapped[int] = mapped_column(BigId, ForeignKey("contest_audiences.id"))
    round_id: Mapped[int] = mapped_column(BigId)
    # The attempt that counts.
    attempt_id: Mapped[int] = mapped_column(BigId)
    attempt_count: Mapped[int]
    # The order of display, 1, 2, 3 …; equals share a place and have positions of their own.
    position: Mapped[int]
    place: Mapped[int]
    is_shared: Mapped[bool]
    guess_distance: Mapped[int | None] = mapped_column(BigId)
    # {"key": "duration", "mine": 61000, "theirs": 63000, "other": "123456789"}: what set this one
    # above the next lower place, and below the next higher one.
    reason: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    reason_below: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    ranking: Mapped[Ranking] = relationship()
    attempt: Mapped[Attempt] = relationship(viewonly=True)
    contest_audience: Mapped[ContestAudience] = relationship()


class UnitTotal(Base):
    """The totals of a unit or a block, by residence or by place of work or study."""

    __tablename__ = "unit_totals"
    __table_args__ = (
        UniqueConstraint(
            "ranking_id", "basis", "contest_audience_id", "unit_id", "block", "country"
        ),
        CheckConstraint("entrants >= 0", name="entrants_are_counted"),
    )

    id: Mapped[Id]
    ranking_id: Mapped[int] = mapped_column(BigId, ForeignKey("rankings.id"))
    basis: Mapped[Basis]
    # None: all audiences together.
    contest_audience_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("contest_audiences.id")
    )
    # A unit, a block or a country; none of them: the whole.
    unit_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("units.id"))
    block: Mapped[str | None] = mapped_column(String(120))
    country: Mapped[str | None] = mapped_column(String(2))
    entrants: Mapped[int]
    attempts: Mapped[int]
    headcount: Mapped[int | None]
    # Hundredths of a per cent, at most 10,000.
    rate: Mapped[int | None]
    is_over: Mapped[bool]
    # Hundredths of a point.
    mean_points: Mapped[int | None]
    best_points: Mapped[int | None]
    all_right: Mapped[int]

    unit: Mapped[Unit | None] = relationship()


class Chart(Base):
    """A picture of figures, drawn by the jobs process for pages and documents alike."""

    __tablename__ = "charts"
    __table_args__ = (UniqueConstraint("ranking_id", "name"),)

    id: Mapped[Id]
    ranking_id: Mapped[int] = mapped_column(BigId, ForeignKey("rankings.id"))
    name: Mapped[str] = mapped_column(String(60))
    svg: Mapped[str]
    # A board that was frozen before does not show it.
    drawn_at: Mapped[datetime]
