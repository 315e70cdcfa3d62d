"""How well the questions of a round measured, audience by audience; computed of one ranking."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.bank.models import QuestionVersion
from contest.contests.models import ContestAudience
from contest.db import Base, BigId, Id
from contest.results.models import Ranking


class PaperStatistic(Base):
    """The figures of an audience's totals; that it is there says that its items are, too."""

    __tablename__ = "paper_statistics"
    __table_args__ = (UniqueConstraint("ranking_id", "contest_audience_id"),)

    id: Mapped[Id]
    ranking_id: Mapped[int] = mapped_column(BigId, ForeignKey("rankings.id"))
    contest_audience_id: Mapped[int] = mapped_column(BigId, ForeignKey("contest_audiences.id"))
    attempt_count: Mapped[int]
    # Whether every attempt was asked the same questions.
    is_fixed: Mapped[bool]
    # questions.statistics.TotalFigures by name.
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    # {"facility": "<svg …", "discrimination": "<svg …"}
    charts: Mapped[dict[str, str]] = mapped_column(JSON)

    ranking: Mapped[Ranking] = relationship()
    contest_audience: Mapped[ContestAudience] = relationship()


class ItemStatistic(Base):
    """The figures of one version of a question, as an audience's counting attempts met it."""

    __tablename__ = "item_statistics"
    __table_args__ = (
        UniqueConstraint("ranking_id", "contest_audience_id", "version_id"),
        CheckConstraint(
            "shown_count >= 0 AND blank_count BETWEEN 0 AND shown_count", name="counts_are_sensible"
        ),
        CheckConstraint("facility BETWEEN 0 AND 10000", name="facility_is_a_part"),
    )

    id: Mapped[Id]
    ranking_id: Mapped[int] = mapped_column(BigId, ForeignKey("rankings.id"))
    contest_audience_id: Mapped[int] = mapped_column(BigId, ForeignKey("contest_audiences.id"))
    version_id: Mapped[int] = mapped_column(BigId, ForeignKey("question_versions.id"), index=True)
    shown_count: Mapped[int]
    blank_count: Mapped[int]
    # Hundredths of a per cent.
    facility: Mapped[int | None]
    discrimination: Mapped[int | None]
    # questions.statistics.ItemFigures by name, and "guess_score", a part of the most.
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    # [[chosen, against], …] of the options as written: questions.distractors.OptionCount.
    options: Mapped[list[list[int]]] = mapped_column(JSON)
    # A picture of the options, for who may know the key; None until it was drawn.
    chart: Mapped[str | None] = mapped_column(deferred=True)

    ranking: Mapped[Ranking] = relationship()
    contest_audience: Mapped[ContestAudience] = relationship()
    version: Mapped[QuestionVersion] = relationship()
