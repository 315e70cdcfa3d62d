"""The question bank's tables: rows that hosts extend, questions, their versions, loans."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from contest.bank.document_models import VersionDocument
from contest.db import Base, BigId, Id
from contest.hosts.models import Account, Host
from questions.legal import cite
from questions.model import Difficulty, Kind, LegalBasis, Option
from questions.model import Question as Written
from questions.review import State


class Topic(Base):
    """What a question is about.  Shipped topics belong to no host; hosts add their own."""

    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("host_id", "code"),)

    id: Mapped[Id]
    host_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("hosts.id"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    ended_at: Mapped[datetime | None]


class Audience(Base):
    """For whom a question is meant, and who sits and is ranked together."""

    __tablename__ = "audiences"
    __table_args__ = (UniqueConstraint("host_id", "code"),)

    id: Mapped[Id]
    host_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("hosts.id"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    ended_at: Mapped[datetime | None]


class ReportingGroup(Base):
    """A group of people that the report counts apart, and nothing else."""

    __tablename__ = "reporting_groups"
    __table_args__ = (UniqueConstraint("host_id", "code"),)

    id: Mapped[Id]
    host_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("hosts.id"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    ended_at: Mapped[datetime | None]


version_audiences = Table(
    "version_audiences",
    Base.metadata,
    Column("version_id", BigId, ForeignKey("question_versions.id"), primary_key=True),
    Column("audience_id", BigId, ForeignKey("audiences.id"), primary_key=True),
)


class Question(Base):
    """A question of a host; what it says stands in its versions."""

    __tablename__ = "questions"
    __table_args__ = (UniqueConstraint("host_id", "code"),)

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    host_id: Mapped[int] = mapped_column(BigId, ForeignKey("hosts.id"))
    code: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]

    host: Mapped[Host] = relationship()
    versions: Mapped[list[QuestionVersion]] = relationship(
        back_populates="question",
        order_by="QuestionVersion.number",
        cascade="all, delete-orphan",
    )

    @property
    def latest(self) -> QuestionVersion:
        return self.versions[-1]

    @property
    def approved(self) -> QuestionVersion | None:
        """The version that papers draw: the newest approved one, if it was not retired."""
        judged = [each for each in self.versions if each.is_judged]
        return judged[-1] if judged and judged[-1].state is State.APPROVED else None


class QuestionVersion(Base):
    """What a question said from one edit to the next.  An approved version never changes."""

    __tablename__ = "question_versions"
    __table_args__ = (
        UniqueConstraint("question_id", "number"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_start"),
        Index(None, "topic_id", "difficulty", "state"),
    )

    id: Mapped[Id]
    question_id: Mapped[int] = mapped_column(BigId, ForeignKey("questions.id"))
    number: Mapped[int]
    state: Mapped[State]
    kind: Mapped[Kind]
    stem: Mapped[str]
    # The stem and the options as they are searched: lower case, without marks.
    folded: Mapped[str]
    # [{"text": "…", "right": true, "stays": true}, …] in the order as written.
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    topic_id: Mapped[int] = mapped_column(BigId, ForeignKey("topics.id"))
    difficulty: Mapped[Difficulty]
    explanation: Mapped[str]
    # [{"document": "…", "article": "…"}, …]
    basis: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    author_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    created_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    decided_at: Mapped[datetime | None]
    # Who passed its appraisal, where the host has three steps.
    reviewed_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    reviewed_at: Mapped[datetime | None]
    # Why it was sent back or retired.
    reason: Mapped[str] = mapped_column(default="")
    # An author without an account, in words: who wrote what ships with the platform.
    author_name: Mapped[str] = mapped_column(String(200), default="")

    question: Mapped[Question] = relationship(back_populates="versions")
    topic: Mapped[Topic] = relationship()
    audiences: Mapped[list[Audience]] = relationship(
        secondary=version_audiences, order_by=Audience.id
    )
    author: Mapped[Account | None] = relationship(foreign_keys=[author_id])
    decided_by: Mapped[Account | None] = relationship(foreign_keys=[decided_by_id])
    reviewed_by: Mapped[Account | None] = relationship(foreign_keys=[reviewed_by_id])
    documents: Mapped[list[VersionDocument]] = relationship(
        order_by=VersionDocument.position, cascade="all, delete-orphan"
    )

    @validates("basis")
    def _point_to_documents(self, _name: str, basis: list[dict[str, str]]) -> list[dict[str, str]]:
        """The links follow from the words of the basis, whoever writes them."""
        self.documents = [
            VersionDocument(
                position=at,
                cited=cited.number,
                cited_year=cited.year,
                article=each["article"][:200],
            )
            for at, each in enumerate(basis)
            if (cited := cite(each["document"])).number
        ]
        return basis

    @property
    def by(self) -> str:
        """Who wrote it, in words; "" where nobody is known."""
        return self.author.name if self.author else self.author_name or ""

    @property
    def writers(self) -> set[Account]:
        """All who wrote of the question since it was last approved, up to this version."""
        judged = [each.number for each in self.question.versions if each.is_judged]
        last = max((number for number in judged if number < self.number), default=0)
        return {
            each.author
            for each in self.question.versions
            if each.author and last < each.number <= self.number
        }

    @property
    def is_judged(self) -> bool:
        """Whether it was approved, retired since or not."""
        return self.state in (State.APPROVED, State.RETIRED)

    @property
    def written_options(self) -> tuple[Option, ...]:
        return tuple(
            Option(each["text"], bool(each.get("right")), bool(each.get("stays")))
            for each in self.options
        )

    @property
    def written(self) -> Written:
        """The version as the question library knows it."""
        return Written(
            code=self.question.code,
            kind=self.kind,
            stem=self.stem,
            options=self.written_options,
            topic=self.topic.code,
            difficulty=self.difficulty,
            audiences=frozenset(each.code for each in self.audiences),
            explanation=self.explanation,
            basis=tuple(LegalBasis(each["document"], each["article"]) for each in self.basis),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )


class Loan(Base):
    """A question lent to another host by an act of its owner, until it is ended."""

    __tablename__ = "loans"
    __table_args__ = (UniqueConstraint("question_id", "host_id"),)

    id: Mapped[Id]
    question_id: Mapped[int] = mapped_column(BigId, ForeignKey("questions.id"))
    host_id: Mapped[int] = mapped_column(BigId, ForeignKey("hosts.id"), index=True)
    lent_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    lent_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    question: Mapped[Question] = relationship()
    host: Mapped[Host] = relationship()
