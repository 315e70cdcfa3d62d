"""The steps that a result took on its way, and the judges' confirmations."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.official_models import OfficialDocument
from contest.contests.way_models import Way
from contest.db import Base, BigId, Id
from contest.hosts.models import Account
from contest.results.models import Ranking
from contest.rules.result_way import State


class WayStep(Base):
    """One step, forward or back, with what it rests on."""

    __tablename__ = "way_steps"
    __table_args__ = (UniqueConstraint("way_id", "number"),)

    id: Mapped[Id]
    way_id: Mapped[int] = mapped_column(BigId, ForeignKey("ways.id"))
    # From 1 on.
    number: Mapped[int]
    from_state: Mapped[State]
    to_state: Mapped[State]
    ranking_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("rankings.id"))
    document_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("official_documents.id"))
    reason: Mapped[str] = mapped_column(String(1000), default="")
    # None: done by the clock.
    done_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    done_at: Mapped[datetime]

    way: Mapped[Way] = relationship()
    document: Mapped[OfficialDocument | None] = relationship()
    done_by: Mapped[Account | None] = relationship()


class Confirmation(Base):
    """A judge's word on standings, by their digest: agreed, or a dissent with its reasons."""

    __tablename__ = "confirmations"
    __table_args__ = (
        UniqueConstraint("ranking_id", "judge_id"),
        Index(None, "ranking_id"),
    )

    id: Mapped[Id]
    ranking_id: Mapped[int] = mapped_column(BigId, ForeignKey("rankings.id"))
    judge_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    digest: Mapped[str] = mapped_column(String(64))
    # "" where the judge agrees.
    dissent: Mapped[str] = mapped_column(String(2000), default="")
    at: Mapped[datetime]

    ranking: Mapped[Ranking] = relationship()
    judge: Mapped[Account] = relationship()
