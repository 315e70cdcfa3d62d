"""Versions of a round's keys after the first, which is the questions' own as they were pinned."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.bank.models import QuestionVersion
from contest.contests.models import Round
from contest.db import Base, BigId
from contest.hosts.models import Account
from contest.rules.remarking import ChangeKind


class KeyVersion(Base):
    """A version of the round's keys: written by one person, published by another."""

    __tablename__ = "key_versions"
    __table_args__ = (
        CheckConstraint("version >= 2", name="first_is_pinned"),
        CheckConstraint("published_by_id <> written_by_id", name="two_people"),
    )

    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("rounds.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    why: Mapped[str] = mapped_column(String(1000))
    written_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    written_at: Mapped[datetime]
    # When every attempt had its marks under these keys, so that the dry run can be read.
    marked_at: Mapped[datetime | None]
    # What it would change then: contest.results.key_impact_service says in which form.
    impact: Mapped[dict[str, Any] | None] = mapped_column(JSON, deferred=True)
    published_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    published_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    round: Mapped[Round] = relationship()
    written_by: Mapped[Account] = relationship(foreign_keys=[written_by_id])
    published_by: Mapped[Account | None] = relationship(foreign_keys=[published_by_id])


class KeyChange(Base):
    """What a version of the keys says of one question, in full: earlier changes are repeated."""

    __tablename__ = "key_changes"
    __table_args__ = (
        ForeignKeyConstraint(
            ["round_id", "version"], ["key_versions.round_id", "key_versions.version"]
        ),
    )

    round_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question_version_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("question_versions.id"), primary_key=True
    )
    kind: Mapped[ChangeKind]
    # The positions of options, as written, that are right from now on; [] for other kinds.
    accepted: Mapped[list[int]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(1000))

    question_version: Mapped[QuestionVersion] = relationship()
