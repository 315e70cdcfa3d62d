"""How a contest runs: windows of groups, acts upon rounds, notices, versions of the regulation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.clock import instant
from contest.contests.models import Contest, ContestAudience, Round
from contest.contests.official_models import OfficialDocument
from contest.db import Base, BigId, Id, Milliseconds
from contest.hosts.models import Account
from contest.people.list_models import PeopleList
from contest.rules.run_acts import RunKind
from contest.units.models import Unit


class RoundGroup(Base):
    """People who sit a round in a window of their own: an audience, a unit or a list."""

    __tablename__ = "round_groups"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="closes_after_opening"),
        Index(None, "round_id"),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("rounds.id"))
    title: Mapped[str] = mapped_column(String(200))
    contest_audience_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("contest_audiences.id")
    )
    unit_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("units.id"))
    list_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("people_lists.id"))
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]

    round: Mapped[Round] = relationship()
    contest_audience: Mapped[ContestAudience | None] = relationship()
    unit: Mapped[Unit | None] = relationship()
    list: Mapped[PeopleList | None] = relationship()


class Intervention(Base):
    """An act upon a running contest or round, with the decision that it rests on."""

    __tablename__ = "interventions"
    __table_args__ = (Index(None, "contest_id"),)

    id: Mapped[Id]
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    # None: the whole contest.
    round_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("rounds.id"))
    kind: Mapped[RunKind]
    document_id: Mapped[int] = mapped_column(BigId, ForeignKey("official_documents.id"))
    reason: Mapped[str] = mapped_column(String(1000))
    # What it changed and how many open attempts it met, as plain JSON.
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    done_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    done_at: Mapped[datetime]

    contest: Mapped[Contest] = relationship()
    round: Mapped[Round | None] = relationship()
    document: Mapped[OfficialDocument] = relationship()
    done_by: Mapped[Account] = relationship()


class Notice(Base):
    """What the organisers tell everyone concerned, on the contest's pages and during attempts."""

    __tablename__ = "notices"
    __table_args__ = (Index(None, "contest_id"),)

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    # None: all rounds; all audiences.
    round_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("rounds.id"))
    contest_audience_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("contest_audiences.id")
    )
    intervention_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("interventions.id"))
    text: Mapped[str] = mapped_column(String(1000))
    # Whether those who are sitting see it above their paper.
    is_for_sitters: Mapped[bool]
    made_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    made_at: Mapped[datetime]
    # When the clock ends it; None: it stands until somebody ends it.
    ends_ms: Mapped[Milliseconds | None]
    ended_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    round: Mapped[Round | None] = relationship()
    contest_audience: Mapped[ContestAudience | None] = relationship()

    @property
    def ends_at(self) -> datetime | None:
        return None if self.ends_ms is None else instant(self.ends_ms)

    def stands_at(self, now: datetime) -> bool:
        """Whether people are still told it."""
        return self.ended_at is None and (self.ends_at is None or now < self.ends_at)


class RegulationVersion(Base):
    """The thể lệ as it was published: its words and every setting, for whoever accepted it."""

    __tablename__ = "regulation_versions"
    __table_args__ = (UniqueConstraint("contest_id", "version"),)

    id: Mapped[Id]
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    version: Mapped[int]
    text: Mapped[str]
    # Every setting by a stable name: what contest.rules.regulation_change compares.
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    why: Mapped[str] = mapped_column(String(1000), default="")
    document_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("official_documents.id"))
    published_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    published_at: Mapped[datetime]

    contest: Mapped[Contest] = relationship()
    document: Mapped[OfficialDocument | None] = relationship()
