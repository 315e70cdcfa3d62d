"""Contests, their audiences and rounds, blueprints, pools, headcounts, and who entered."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.bank.models import Audience, QuestionVersion, ReportingGroup, Topic
from contest.clock import milliseconds
from contest.db import Base, BigId, Id
from contest.hosts.models import Host
from contest.people.models import Person
from contest.rules.disclosure import Shown
from contest.rules.prediction import Target
from contest.rules.ranking import Counting, Scheme, decode
from contest.rules.timing import Allowance, Window
from contest.units.models import Unit
from questions.model import Difficulty


class ContestState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class Ask(StrEnum):
    """Whether registration asks for something."""

    NO = "no"
    OPTIONAL = "optional"
    REQUIRED = "required"


class BirthAsk(StrEnum):
    NO = "no"
    YEAR = "year"
    DAY = "day"


class Contest(Base):
    """A contest of a host: its regulation, what it asks of entrants, its audiences and rounds."""

    __tablename__ = "contests"
    __table_args__ = (
        CheckConstraint("people_per_phone >= 1", name="somebody_per_phone"),
        CheckConstraint("grace_seconds BETWEEN 0 AND 120", name="grace_is_short"),
        Index(None, "host_id"),
    )

    id: Mapped[Id]
    # The short name in its address: /c/cchc-2026
    public_id: Mapped[str] = mapped_column(String(40), unique=True)
    host_id: Mapped[int] = mapped_column(BigId, ForeignKey("hosts.id"))
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(500), default="")
    # Thể lệ, in Markdown.
    regulation: Mapped[str] = mapped_column(default="")
    consent_wording: Mapped[str] = mapped_column(default="")
    consent_version: Mapped[int] = mapped_column(default=1)
    state: Mapped[ContestState]
    asks_birth: Mapped[BirthAsk]
    asks_phone: Mapped[Ask]
    asks_citizen_number: Mapped[Ask]
    asks_residence: Mapped[Ask]
    asks_unit: Mapped[Ask]
    asks_group: Mapped[Ask]
    people_per_phone: Mapped[int]
    least_age: Mapped[int | None]
    grace_seconds: Mapped[int]
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]

    host: Mapped[Host] = relationship()
    audiences: Mapped[list[ContestAudience]] = relationship(
        back_populates="contest",
        order_by="ContestAudience.position",
        cascade="all, delete-orphan",
    )
    rounds: Mapped[list[Round]] = relationship(
        back_populates="contest", order_by="Round.number", cascade="all, delete-orphan"
    )

    @property
    def is_published(self) -> bool:
        return self.state is ContestState.PUBLISHED


class ContestAudience(Base):
    """An audience of a contest, with its own pools and its own ranking."""

    __tablename__ = "contest_audiences"
    __table_args__ = (UniqueConstraint("contest_id", "audience_id"),)

    id: Mapped[Id]
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    audience_id: Mapped[int] = mapped_column(BigId, ForeignKey("audiences.id"))
    title: Mapped[str] = mapped_column(String(200))
    position: Mapped[int]
    # {"keys": ["right", …], "unit_ms": 1000}: a contest.rules.ranking.Scheme, encoded.
    scheme: Mapped[dict[str, Any]] = mapped_column(JSON)

    contest: Mapped[Contest] = relationship(back_populates="audiences")
    audience: Mapped[Audience] = relationship()

    @property
    def ranking(self) -> Scheme:
        return decode(self.scheme)


class Round(Base):
    """A stretch of time in which papers of one kind can be sat."""

    __tablename__ = "rounds"
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        CheckConstraint("closes_at > opens_at", name="closes_after_opening"),
        CheckConstraint("minutes BETWEEN 1 AND 600", name="minutes_are_sensible"),
        CheckConstraint("attempts_allowed >= 1", name="somebody_may_sit"),
    )

    id: Mapped[Id]
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    minutes: Mapped[int]
    # None: as often as one likes.
    attempts_allowed: Mapped[int | None]
    counting: Mapped[Counting]
    shuffles_questions: Mapped[bool]
    shuffles_options: Mapped[bool]
    shown: Mapped[Shown]
    prediction_target: Mapped[Target | None]
    prediction_text: Mapped[str] = mapped_column(String(500), default="")
    # Draws every paper; its SHA-256 is public before the opening.
    secret: Mapped[bytes] = mapped_column(LargeBinary(32))
    secret_commitment: Mapped[str] = mapped_column(String(64))
    # When the pools were fixed; nothing that papers depend on changes after it.
    pinned_at: Mapped[datetime | None]
    results_published_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship(back_populates="rounds")
    blueprint: Mapped[list[BlueprintLine]] = relationship(
        back_populates="round", order_by="BlueprintLine.id", cascade="all, delete-orphan"
    )

    @property
    def window(self) -> Window:
        return Window(milliseconds(self.opens_at), milliseconds(self.closes_at))

    @property
    def allowance(self) -> Allowance:
        return Allowance(self.minutes * 60_000, self.contest.grace_seconds * 1000)

    @property
    def has_prediction(self) -> bool:
        return self.prediction_target is not None


class BlueprintLine(Base):
    """So many questions of a topic and a difficulty for an audience of the round."""

    __tablename__ = "blueprint_lines"
    __table_args__ = (
        UniqueConstraint("round_id", "contest_audience_id", "topic_id", "difficulty"),
        CheckConstraint("count BETWEEN 1 AND 100", name="count_is_sensible"),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("rounds.id"))
    contest_audience_id: Mapped[int] = mapped_column(BigId, ForeignKey("contest_audiences.id"))
    topic_id: Mapped[int] = mapped_column(BigId, ForeignKey("topics.id"))
    difficulty: Mapped[Difficulty]
    count: Mapped[int]

    round: Mapped[Round] = relationship(back_populates="blueprint")
    contest_audience: Mapped[ContestAudience] = relationship()
    topic: Mapped[Topic] = relationship()


class PoolQuestion(Base):
    """A version that papers of a round and audience may draw, fixed when the round is pinned."""

    __tablename__ = "pool_questions"

    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("rounds.id"), primary_key=True)
    contest_audience_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("contest_audiences.id"), primary_key=True
    )
    version_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("question_versions.id"), primary_key=True
    )

    version: Mapped[QuestionVersion] = relationship()


class Headcount(Base):
    """How many people a unit has who might take part in a round, as its office stated."""

    __tablename__ = "headcounts"
    __table_args__ = (
        UniqueConstraint("round_id", "contest_audience_id", "unit_id"),
        CheckConstraint("count >= 0", name="count_is_not_negative"),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("rounds.id"))
    # None: of all audiences together.
    contest_audience_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("contest_audiences.id")
    )
    unit_id: Mapped[int] = mapped_column(BigId, ForeignKey("units.id"))
    count: Mapped[int]

    unit: Mapped[Unit] = relationship()


class Entry(Base):
    """A person's registration in one contest."""

    __tablename__ = "entries"
    __table_args__ = (
        UniqueConstraint("contest_id", "person_id"),
        UniqueConstraint("contest_id", "page_key"),
        Index(None, "contest_audience_id"),
    )

    id: Mapped[Id]
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("people.id"), index=True)
    contest_audience_id: Mapped[int] = mapped_column(BigId, ForeignKey("contest_audiences.id"))
    reporting_group_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("reporting_groups.id"))
    # Chance from the page that was sent: sent twice, by a double click, it makes one entry.
    page_key: Mapped[str | None] = mapped_column(String(22))
    created_at: Mapped[datetime]

    contest: Mapped[Contest] = relationship()
    person: Mapped[Person] = relationship()
    contest_audience: Mapped[ContestAudience] = relationship()
    reporting_group: Mapped[ReportingGroup | None] = relationship()
