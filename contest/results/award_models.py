"""What a computation gives: boards over rounds, places of units, prizes, and who decided what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.models import Contest, ContestAudience, Round
from contest.contests.prize_models import Criterion, Prize
from contest.db import Base, BigId, Id
from contest.hosts.models import Account
from contest.people.models import Person
from contest.units.models import Unit


class Board(Base):
    """One computation over all rounds of a contest.  The newest one counts.

    Its version is 0 while its rows are being written.
    """

    __tablename__ = "boards"
    __table_args__ = (UniqueConstraint("contest_id", "version"),)

    id: Mapped[Id]
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    version: Mapped[int]
    computed_at: Mapped[datetime]
    # The rankings that it was computed of, by round number.
    rankings: Mapped[dict[str, int]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    # What became of its prizes, as in a ranking's figures; how many stand in each audience.
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)

    contest: Mapped[Contest] = relationship()


class BoardPlace(Base):
    """A person's place over all rounds, with what it was computed of."""

    __tablename__ = "board_places"
    __table_args__ = (Index(None, "board_id", "contest_audience_id", "position"),)

    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("people.id"), primary_key=True)
    contest_audience_id: Mapped[int] = mapped_column(BigId, ForeignKey("contest_audiences.id"))
    position: Mapped[int]
    place: Mapped[int]
    is_shared: Mapped[bool]
    round_count: Mapped[int]
    right_count: Mapped[int]
    # Hundredths of a point.
    points: Mapped[int]
    guess_distance: Mapped[int | None] = mapped_column(BigId)
    duration_ms: Mapped[int] = mapped_column(BigId)
    reason: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    reason_below: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    board: Mapped[Board] = relationship()
    person: Mapped[Person] = relationship()


class UnitPlace(Base):
    """A unit's place in its block, of a round or over all rounds, and why it is that one."""

    __tablename__ = "unit_places"
    __table_args__ = (
        CheckConstraint("(ranking_id IS NULL) <> (board_id IS NULL)", name="of_one_computation"),
        Index(None, "ranking_id"),
        Index(None, "board_id"),
    )

    id: Mapped[Id]
    ranking_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("rankings.id"))
    board_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("boards.id"))
    unit_id: Mapped[int] = mapped_column(BigId, ForeignKey("units.id"))
    block: Mapped[str] = mapped_column(String(120))
    # None: the unit is not ranked, as ``excluded`` says.
    position: Mapped[int | None]
    place: Mapped[int | None]
    is_shared: Mapped[bool]
    # Why a unit is not ranked: a code of contest.rules.unit_ranking; "" where it is.
    excluded: Mapped[str] = mapped_column(String(40))
    # What it has for each key of the scheme: {"rate": 8500, …}.
    values: Mapped[dict[str, int | None]] = mapped_column(JSON)
    reason: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    reason_below: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    unit: Mapped[Unit] = relationship()


class Award(Base):
    """A prize for a person or a unit, as one computation gave it."""

    __tablename__ = "awards"
    __table_args__ = (
        CheckConstraint("(ranking_id IS NULL) <> (board_id IS NULL)", name="of_one_computation"),
        CheckConstraint("(person_id IS NULL) <> (unit_id IS NULL)", name="for_one"),
        Index(None, "ranking_id"),
        Index(None, "board_id"),
        Index(None, "person_id"),
    )

    id: Mapped[Id]
    ranking_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("rankings.id"))
    board_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("boards.id"))
    prize_id: Mapped[int] = mapped_column(BigId, ForeignKey("prizes.id"))
    person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("people.id"))
    unit_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("units.id"))
    contest_audience_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("contest_audiences.id")
    )
    # The order of display in its list.
    position: Mapped[int]
    # Whole đồng; less than the prize's where its money is shared.
    amount: Mapped[int] = mapped_column(BigId)
    is_shared: Mapped[bool]

    prize: Mapped[Prize] = relationship()
    person: Mapped[Person | None] = relationship()
    unit: Mapped[Unit | None] = relationship()


class Settlement(Base):
    """How the committee ordered people whom every key left equal, and why; the newest counts."""

    __tablename__ = "settlements"
    __table_args__ = (Index(None, "contest_id", "round_id"),)

    id: Mapped[Id]
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    # None: of the board over all rounds.
    round_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("rounds.id"))
    contest_audience_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("contest_audiences.id")
    )
    # Contest numbers, or units' ids, in their order.
    ordered: Mapped[list[str]] = mapped_column("entrants", JSON)
    is_of_units: Mapped[bool]
    why: Mapped[str] = mapped_column(String(1000))
    decided_by: Mapped[str] = mapped_column(String(200))
    entered_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    entered_at: Mapped[datetime]

    round: Mapped[Round | None] = relationship()
    contest_audience: Mapped[ContestAudience | None] = relationship()
    entered_by: Mapped[Account] = relationship()


class CriterionMark(Base):
    """What the committee gave a unit for a criterion, with its reason; the newest counts."""

    __tablename__ = "criterion_marks"
    __table_args__ = (
        CheckConstraint("points >= 0", name="points_are_not_negative"),
        Index(None, "criterion_id", "unit_id"),
    )

    id: Mapped[Id]
    criterion_id: Mapped[int] = mapped_column(BigId, ForeignKey("criteria.id"))
    round_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("rounds.id"))
    unit_id: Mapped[int] = mapped_column(BigId, ForeignKey("units.id"))
    # Hundredths of a point.
    points: Mapped[int]
    reason: Mapped[str] = mapped_column(String(1000))
    given_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    given_at: Mapped[datetime]

    criterion: Mapped[Criterion] = relationship()
    unit: Mapped[Unit] = relationship()
    given_by: Mapped[Account] = relationship()


class Proposal(Base):
    """A unit that the committee proposes for a prize that is given without rank."""

    __tablename__ = "proposals"
    __table_args__ = (UniqueConstraint("prize_id", "unit_id"),)

    id: Mapped[Id]
    prize_id: Mapped[int] = mapped_column(BigId, ForeignKey("prizes.id"))
    unit_id: Mapped[int] = mapped_column(BigId, ForeignKey("units.id"))
    why: Mapped[str] = mapped_column(String(1000))
    proposed_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime]

    prize: Mapped[Prize] = relationship()
    unit: Mapped[Unit] = relationship()
    proposed_by: Mapped[Account] = relationship()
