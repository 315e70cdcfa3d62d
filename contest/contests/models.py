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
from contest.contests.times_models import RoundTimes
from contest.db import Base, BigId, Id
from contest.hosts.models import Host
from contest.people.models import Person
from contest.rules.audiences import WrongAudience
from contest.rules.boards import Combine
from contest.rules.conditions import Link
from contest.rules.disclosure import Shown
from contest.rules.extra_answers import Extras
from contest.rules.prediction import Target
from contest.rules.ranking import Counting, Equals, Scheme, decode
from contest.rules.timing import Allowance
from contest.rules.verification import State as EntryState
from contest.units.models import Unit
from questions.model import Difficulty


class ContestState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    POSTPONED = "postponed"
    CALLED_OFF = "called-off"

    @classmethod
    def running(cls) -> tuple[ContestState, ...]:
        """Those in which people enter and sit."""
        return cls.PUBLISHED, cls.POSTPONED


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
        CheckConstraint("attempts_allowed >= 1", name="somebody_may_sit"),
        CheckConstraint("registers_to_at > registers_from_at", name="registers_for_some_time"),
        CheckConstraint("grace_seconds BETWEEN 0 AND 120", name="grace_is_short"),
        CheckConstraint("least_judges >= 0", name="judges_are_counted"),
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
    # None: as many as like.
    people_per_phone: Mapped[int | None]
    asks_grade: Mapped[Ask] = mapped_column(default=Ask.NO)
    asks_citizenship: Mapped[Ask] = mapped_column(default=Ask.NO)
    # The kinds of body of which one may say that one is a member.
    bodies: Mapped[list[str]] = mapped_column(JSON, default=list)
    # A contest.rules.eligibility.Condition, encoded; None: everybody may enter.
    conditions: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    # contest.rules.barring.Bar, encoded.
    bars: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    wrong_audience: Mapped[WrongAudience] = mapped_column(default=WrongAudience.NOT_RECOGNISED)
    # Whether people under 18 need their guardian's consent to be ranked.
    needs_guardian: Mapped[bool] = mapped_column(default=False)
    # "" where nobody is asked to declare that they are not barred.
    declaration_wording: Mapped[str] = mapped_column(default="")
    declaration_version: Mapped[int] = mapped_column(default=1)
    registers_from_at: Mapped[datetime | None]
    registers_to_at: Mapped[datetime | None]
    # Of the password that everybody has to know to enter; None: there is none.
    password_hash: Mapped[str | None] = mapped_column(String(200))
    # In all rounds together.  None: as the rounds say.
    attempts_allowed: Mapped[int | None]
    # The version of the regulation in force; 0 while it is a draft.
    regulation_version: Mapped[int] = mapped_column(default=0)
    # How places over all rounds are found; None: there is no board over all rounds.
    combined: Mapped[Combine | None]
    # contest.rules.prizes.Rules, contest.rules.unit_ranking.UnitScheme, contest.rules.disclosure
    # .Settings and contest.rules.complaint_terms.Settings, encoded; None: as they are unless set.
    prize_rules: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    unit_scheme: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    disclosure: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    complaints: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    # contest.rules.claims.Terms, encoded; None: winners are not asked to claim their prizes.
    claims: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    # The way of a result: how many judges confirm it at least, whether its papers need their signed
    # files, and whether each audience of a round goes its own way.
    least_judges: Mapped[int] = mapped_column(default=1)
    needs_signed_files: Mapped[bool] = mapped_column(default=False)
    ways_by_audience: Mapped[bool] = mapped_column(default=False)
    # The public number, controlled by nobody here, that lots are drawn with, in words.
    lot_source: Mapped[str] = mapped_column(String(300), default="")
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
        """Whether everybody sees it, even if it was postponed or called off since."""
        return self.state is not ContestState.DRAFT


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
    # What it asks beyond the contest's own conditions.
    conditions: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    contest: Mapped[Contest] = relationship(back_populates="audiences")
    audience: Mapped[Audience] = relationship()

    @property
    def ranking(self) -> Scheme:
        return decode(self.scheme)


class Round(RoundTimes, Base):
    """A stretch of time in which papers of one kind can be sat."""

    __tablename__ = "rounds"
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        CheckConstraint("closes_at > opens_at", name="closes_after_opening"),
        CheckConstraint("minutes BETWEEN 1 AND 600", name="minutes_are_sensible"),
        CheckConstraint("attempts_allowed >= 1", name="somebody_may_sit"),
        CheckConstraint("attempts_a_day >= 1", name="somebody_may_sit_a_day"),
        CheckConstraint("attempts_a_week >= 1", name="somebody_may_sit_a_week"),
        CheckConstraint("daily_to > daily_from", name="days_have_some_hours"),
        CheckConstraint("daily_from >= 0 AND daily_to <= 1440", name="hours_are_of_a_day"),
        CheckConstraint("text_points >= 1", name="something_to_earn"),
    )

    id: Mapped[Id]
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    # None: as often as one likes.
    attempts_allowed: Mapped[int | None]
    attempts_a_day: Mapped[int | None]
    attempts_a_week: Mapped[int | None]
    # Whether an unanswered question voids the paper.
    must_answer_all: Mapped[bool] = mapped_column(default=False)
    # Whether a paper that is void for that still counts among the attempts allowed.
    void_uses_chance: Mapped[bool] = mapped_column(default=True)
    counting: Mapped[Counting]
    # Which of equally good attempts counts.
    equals: Mapped[Equals] = mapped_column(default=Equals.SCHEME)
    shuffles_questions: Mapped[bool]
    shuffles_options: Mapped[bool]
    shown: Mapped[Shown]
    prediction_target: Mapped[Target | None]
    prediction_text: Mapped[str] = mapped_column(String(500), default="")
    # contest.rules.extra.Definition, encoded: who counts for the prediction's truth.
    prediction_counts: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    # A question after a number whose truth the committee enters; "" where there is none.
    fact_text: Mapped[str] = mapped_column(String(500), default="")
    # A question that is answered in one's own words; "" where there is none.
    text_question: Mapped[str] = mapped_column(String(500), default="")
    # The most that judges give for it, in hundredths of a point.
    text_points: Mapped[int | None]
    # The version of the keys in force; 1: the questions' own.
    key_version: Mapped[int] = mapped_column(default=1)
    # The public number that the lots are drawn with, and where it was read; "" before.
    lot_number: Mapped[str] = mapped_column(String(40), default="")
    lot_number_source: Mapped[str] = mapped_column(String(300), default="")
    # What the hand-ins of the closed round hash to, fixed at the first computation; "" before.
    evidence_root: Mapped[str] = mapped_column(String(64), default="")
    # The boards show what stood then, whatever happens after it.
    frozen_at: Mapped[datetime | None]
    annulled_at: Mapped[datetime | None]
    # Counted up whenever those who sit have something to learn: a notice, a moved deadline.
    news: Mapped[int] = mapped_column(default=0)
    # The annulled round that this one runs again.
    replaces_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("rounds.id"))
    # Draws every paper; its SHA-256 is public before the opening.
    secret: Mapped[bytes] = mapped_column(LargeBinary(32))
    secret_commitment: Mapped[str] = mapped_column(String(64))
    # When the pools were fixed; nothing that papers depend on changes after it.
    pinned_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship(back_populates="rounds")
    replaces: Mapped[Round | None] = relationship(remote_side="Round.id", viewonly=True)
    blueprint: Mapped[list[BlueprintLine]] = relationship(
        back_populates="round", order_by="BlueprintLine.id", cascade="all, delete-orphan"
    )

    @property
    def allowance(self) -> Allowance:
        return Allowance(
            self.minutes * 60_000, self.contest.grace_seconds * 1000, self.cuts_at_closing
        )

    @property
    def has_prediction(self) -> bool:
        return self.prediction_target is not None

    @property
    def extras(self) -> Extras:
        """Which extra questions its papers end with."""
        return Extras(self.prediction_target, bool(self.fact_text), bool(self.text_question))


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
    # What the entrant said where the contest asks it: class, body, citizenship (ISO 3166 alpha-2).
    grade: Mapped[int | None]
    citizenship: Mapped[str | None] = mapped_column(String(2))
    bodies: Mapped[list[str]] = mapped_column(JSON, default=list)
    # The version of the regulation that was accepted.
    regulation_version: Mapped[int] = mapped_column(default=0)
    # Conditions and bars, encoded, that could not be checked at entry: for the check of winners.
    unchecked: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    # Whether the entrant works or studies at the school that they named.
    unit_link: Mapped[Link | None]
    # The audience that was chosen, where the regulation moved the entrant to another.
    moved_from_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("contest_audiences.id"))
    # Whether the entry is recognised; a judge's decision, with its reason.
    state: Mapped[EntryState] = mapped_column(default=EntryState.ELIGIBLE)
    # A contest.rules.verification.Ground, and the words of who decided; "" while recognised.
    state_ground: Mapped[str] = mapped_column(String(40), default="")
    state_why: Mapped[str] = mapped_column(String(1000), default="")
    created_at: Mapped[datetime]

    contest: Mapped[Contest] = relationship()
    person: Mapped[Person] = relationship()
    contest_audience: Mapped[ContestAudience] = relationship(foreign_keys=[contest_audience_id])
    moved_from: Mapped[ContestAudience | None] = relationship(foreign_keys=[moved_from_id])
    reporting_group: Mapped[ReportingGroup | None] = relationship()


class GuardianConsent(Base):
    """A guardian's consent to the entry of somebody under 18; a withdrawn one counts no more."""

    __tablename__ = "guardian_consents"
    __table_args__ = (Index(None, "entry_id"),)

    id: Mapped[Id]
    entry_id: Mapped[int] = mapped_column(BigId, ForeignKey("entries.id"))
    # "" on a class's printed form, which is kept by the school.
    guardian_name: Mapped[str] = mapped_column(String(200), default="")
    relation: Mapped[str] = mapped_column(String(60), default="")
    wording: Mapped[str]
    # Who ticked a printed form in; None: given online.
    ticked_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    entry: Mapped[Entry] = relationship()
