"""The pinned pool of a round: its versions, where they were asked before, who knew their keys."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, case, distinct, func, select
from sqlalchemy.orm import contains_eager, joinedload

from contest.bank.models import Question, QuestionVersion
from contest.bank.review_models import KeyLook
from contest.contests.models import Contest, ContestAudience, PoolQuestion, Round
from contest.db import db
from contest.hosts.models import Account


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many of a pool's questions an earlier round's pool held too, in whichever version."""

    round: Round
    count: int


@dataclass(frozen=True, slots=True)
class Looker:
    """Somebody who was shown keys of a pool before the round opened, and how many of them.

    A question seen both before and after the pinning counts in both.
    """

    account: Account
    questions: int
    first_at: datetime
    last_at: datetime
    before_pinning: int
    after_pinning: int


def list_pinned(
    round_: Round, page: int, per_page: int
) -> tuple[list[tuple[QuestionVersion, ContestAudience]], int]:
    """One page of the pool, a row for each version and audience, by code; and how many in all."""
    mine = PoolQuestion.round_id == round_.id
    total = db.session.scalar(select(func.count()).select_from(PoolQuestion).where(mine)) or 0
    query = (
        select(QuestionVersion, ContestAudience)
        .join(PoolQuestion, PoolQuestion.version_id == QuestionVersion.id)
        .join(ContestAudience, ContestAudience.id == PoolQuestion.contest_audience_id)
        .join(QuestionVersion.question)
        .where(mine)
        .order_by(ContestAudience.position, Question.code, Question.id)
        .options(
            contains_eager(QuestionVersion.question).joinedload(Question.host),
            joinedload(QuestionVersion.topic),
        )
    )
    rows = db.session.execute(query.offset((page - 1) * per_page).limit(per_page))
    return [(version, audience) for version, audience in rows], total


def count_pooled(round_: Round) -> int:
    """How many different questions the pools of the round hold together."""
    query = _joined(select(func.count(distinct(QuestionVersion.question_id))))
    return db.session.scalar(query.where(PoolQuestion.round_id == round_.id)) or 0


def overlaps(round_: Round) -> list[Overlap]:
    """The host's rounds that opened earlier and share questions with this one, the newest first."""
    query = (
        _joined(select(Round, func.count(distinct(QuestionVersion.question_id))))
        .join(Round, Round.id == PoolQuestion.round_id)
        .join(Round.contest)
        .where(
            Contest.host_id == round_.contest.host_id,
            Round.id != round_.id,
            Round.opens_at <= round_.opens_at,
            QuestionVersion.question_id.in_(_pooled(round_)),
        )
        .group_by(Round.id)
        .order_by(Round.opens_at.desc(), Round.id.desc())
    )
    return [Overlap(found, count) for found, count in db.session.execute(query)]


def count_overlapping(round_: Round, others: list[Overlap]) -> int:
    """How many of the pool's questions at least one of the other rounds' pools held too."""
    query = _joined(select(func.count(distinct(QuestionVersion.question_id)))).where(
        PoolQuestion.round_id.in_([each.round.id for each in others]),
        QuestionVersion.question_id.in_(_pooled(round_)),
    )
    return db.session.scalar(query) or 0


def list_lookers(round_: Round) -> list[Looker]:
    """Who was shown keys of the pool before the round opened, those who looked last first."""
    look, question = KeyLook, KeyLook.question_id
    last = case((look.last_at < round_.opens_at, look.last_at), else_=look.first_at)
    pinned_at = round_.pinned_at or round_.opens_at
    query = (
        select(
            Account,
            func.count(distinct(question)),
            func.min(look.first_at),
            func.max(last),
            func.count(distinct(case((look.first_at < pinned_at, question)))),
            func.count(distinct(case((last >= pinned_at, question)))),
        )
        .join(Account, Account.id == look.account_id)
        .where(look.first_at < round_.opens_at, question.in_(_pooled(round_)))
        .group_by(Account.id)
        .order_by(func.max(last).desc(), Account.id)
    )
    return [Looker(*row) for row in db.session.execute(query)]


def _pooled(round_: Round) -> ScalarSelect[int]:
    """The questions of the round's pools, by row id."""
    query = _joined(select(QuestionVersion.question_id))
    found: ScalarSelect[int] = query.where(PoolQuestion.round_id == round_.id).scalar_subquery()
    return found


def _joined(query: Any) -> Any:
    return query.select_from(PoolQuestion).join(
        QuestionVersion, QuestionVersion.id == PoolQuestion.version_id
    )
