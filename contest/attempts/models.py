"""Attempts, the answers given in them, and their marks: the evidence of a round."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.models import ContestAudience, Round
from contest.db import Base, BigId, Milliseconds
from contest.people.models import Person
from contest.rules.drawing import Paper
from contest.rules.suspensions import Suspension, pauses_of
from contest.rules.timing import AttemptTimes
from contest.units.models import Unit


class Attempt(Base):
    """One person's sitting of one paper.

    Keys contain the round, for PostgreSQL's partitions.  The id is made by the application (time
    and chance), since a composite key does not count up on SQLite.
    """

    __tablename__ = "attempts"
    __table_args__ = (
        UniqueConstraint("round_id", "public_id"),
        UniqueConstraint("round_id", "person_id", "number"),
        CheckConstraint("deadline_ms >= started_ms", name="deadline_after_start"),
        CheckConstraint("closes_ms >= deadline_ms", name="closes_after_deadline"),
        CheckConstraint(
            "handed_in_ms BETWEEN started_ms AND deadline_ms", name="handed_in_in_time"
        ),
        Index(None, "person_id"),
        Index(None, "public_id"),
        Index("ix_attempts_overdue", "handed_in_ms", "closes_ms"),
    )

    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("rounds.id"), primary_key=True)
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    public_id: Mapped[str] = mapped_column(String(22))
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("people.id"))
    contest_audience_id: Mapped[int] = mapped_column(BigId, ForeignKey("contest_audiences.id"))
    # The person's first, second … attempt in the round.
    number: Mapped[int]
    # contest.rules.drawing.Paper, encoded: version ids and the orders of their options.
    paper: Mapped[str]
    # The positions on the paper, those of extra questions included.
    question_count: Mapped[int]
    # Counted up each time another device takes the attempt over; the device that holds it now.
    sitting: Mapped[int]
    device_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("devices.id"))
    started_ms: Mapped[Milliseconds]
    deadline_ms: Mapped[Milliseconds]
    closes_ms: Mapped[Milliseconds]
    handed_in_ms: Mapped[Milliseconds | None]
    # [[from_ms, to_ms], …] as JSON: when it lay handed in before it was opened again.
    pauses: Mapped[str | None]
    # Of a printed paper that nobody sat: its number and its draw are used up, no more.
    unused_at: Mapped[datetime | None]
    # Where the person lived and worked when it began; the tables count these.
    residence_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("units.id"))
    country: Mapped[str | None] = mapped_column(String(2))
    unit_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("units.id"))
    reporting_group_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("reporting_groups.id"))

    round: Mapped[Round] = relationship()
    person: Mapped[Person] = relationship()
    contest_audience: Mapped[ContestAudience] = relationship()
    residence: Mapped[Unit | None] = relationship(foreign_keys=[residence_id])
    unit: Mapped[Unit | None] = relationship(foreign_keys=[unit_id])

    @property
    def times(self) -> AttemptTimes:
        return AttemptTimes(self.started_ms, self.deadline_ms, self.closes_ms)

    @property
    def stops(self) -> tuple[Suspension, ...]:
        """When its clock stood still: with the round's, and while it lay handed in."""
        return (*self.round.stops, *pauses_of(self.pauses))

    @property
    def drawn(self) -> Paper:
        return Paper.decode(self.paper)


class Answer(Base):
    """One saved answer.  Rows are only ever added; the greatest (sitting, number) counts.

    No foreign key to the attempt: the saving statement inserts from the attempt's own locked row,
    and the key's look-up would be paid at each save.
    """

    __tablename__ = "answers"
    __table_args__ = {"sqlite_with_rowid": False}

    round_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    attempt_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    sitting: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # The device's own counter.
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # The question's place on the paper, from 1 on.
    position: Mapped[int]
    # The shown options' letters, digits or (after "=") the text of an extra question; None: taken
    # back.
    choice: Mapped[str | None] = mapped_column(String(2000))
    received_ms: Mapped[Milliseconds]


class Mark(Base):
    """What an attempt is worth under one version of the round's keys."""

    __tablename__ = "marks"
    __table_args__ = (
        ForeignKeyConstraint(["round_id", "attempt_id"], ["attempts.round_id", "attempts.id"]),
    )

    round_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    attempt_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    key_version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question_count: Mapped[int]
    answered_count: Mapped[int]
    right_count: Mapped[int]
    # Hundredths of a point.
    points: Mapped[int]
    # One sign a question in paper order: r right, w wrong, b blank, 1 to 3 of four statements.
    outcomes: Mapped[str]
    guess: Mapped[int | None] = mapped_column(BigId)
    fact: Mapped[int | None] = mapped_column(BigId)
    duration_ms: Mapped[Milliseconds]
    marked_ms: Mapped[Milliseconds]
