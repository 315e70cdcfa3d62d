"""In which rounds a question was used, and on how many papers people met it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from contest.bank.models import Question, QuestionVersion
from contest.contests.calendar_queries import is_over
from contest.contests.models import Contest, PoolQuestion, Round
from contest.db import db
from contest.hosts.models import Host
from contest.results.item_models import ItemStatistic, PaperStatistic
from contest.results.models import Ranking


@dataclass(frozen=True, slots=True)
class Use:
    """A round whose pools hold a version of the question; None: not counted yet."""

    round: Round
    version: int
    shown: int | None


def list_uses(host: Host, question: Question, now: datetime) -> list[Use]:
    """The rounds that pinned the question, the newest first, with each version of it.

    The host's own rounds; of the question's owner or of borrowers those that are over for everyone.
    """
    query = (
        select(Round, QuestionVersion.id, QuestionVersion.number)
        .join(PoolQuestion, PoolQuestion.round_id == Round.id)
        .join(QuestionVersion, QuestionVersion.id == PoolQuestion.version_id)
        .join(Round.contest)
        .where(QuestionVersion.question_id == question.id)
        .options(contains_eager(Round.contest))
        # Two audiences may hold the same version.
        .group_by(Round.id, QuestionVersion.id, Contest.id)
        .order_by(Round.opens_at.desc(), Round.id, QuestionVersion.number)
    )
    shown = _count_shown(question)
    return [
        Use(round_, number, shown.get((round_.id, version_id)))
        for round_, version_id, number in db.session.execute(query)
        if round_.contest.host_id == host.id or is_over(round_, now)
    ]


def _count_shown(question: Question) -> dict[tuple[int, int], int]:
    """How often each version was shown, by round, as the newest ranking of the round counts it.

    A version that nobody met is 0 where the round's statistics are there at all.
    """
    newest = select(func.max(Ranking.id)).where(Ranking.version > 0).group_by(Ranking.round_id)
    analysed = select(PaperStatistic.ranking_id)
    query = (
        select(Ranking.round_id, QuestionVersion.id, func.sum(ItemStatistic.shown_count))
        .select_from(Ranking)
        .join(QuestionVersion, QuestionVersion.question_id == question.id)
        .outerjoin(
            ItemStatistic,
            (ItemStatistic.ranking_id == Ranking.id)
            & (ItemStatistic.version_id == QuestionVersion.id),
        )
        .where(Ranking.id.in_(newest), Ranking.id.in_(analysed))
        .group_by(Ranking.round_id, QuestionVersion.id)
    )
    rows = db.session.execute(query)
    return {(round_id, version_id): int(count or 0) for round_id, version_id, count in rows}
