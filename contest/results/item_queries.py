"""What the statistics of items are worked out from, and the statistics themselves, read."""

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from sqlalchemy import func, select, text
from sqlalchemy.orm import joinedload, selectinload

from contest.bank.models import Question, QuestionVersion
from contest.contests import queries as contests
from contest.contests.models import ContestAudience, PoolQuestion, Round
from contest.db import db
from contest.errors import NotFound
from contest.results.item_models import ItemStatistic, PaperStatistic
from contest.results.models import Ranking
from contest.rules.item_counts import Sheet, always_asked

FETCHED_AT_ONCE = 5_000
# One row an attempt: its 20 answers as rows of their own would take twice as long to read.
_SHEETS = """SELECT {more}a.paper, m.outcomes, (
    SELECT {together}(each.told, ';') FROM (
        SELECT n.position || ':' || coalesce(n.choice, '') AS told FROM answers n
        WHERE n.round_id = s.round_id AND n.attempt_id = s.attempt_id
        ORDER BY n.sitting, n.number
    ) each
)
FROM standings s
JOIN attempts a ON a.round_id = s.round_id AND a.id = s.attempt_id
JOIN rankings r ON r.id = s.ranking_id
JOIN marks m ON m.round_id = s.round_id AND m.attempt_id = s.attempt_id
    AND m.key_version = r.key_version
WHERE s.ranking_id = :ranking"""
_OF_AUDIENCE = " AND s.contest_audience_id = :audience"
_OF_WHOM = "s.person_id, m.duration_ms, m.right_count, "
_TOGETHER = {"sqlite": "group_concat", "postgresql": "string_agg"}


class Unanalysed(NamedTuple):
    """An audience of a ranking that has no statistics yet: row ids."""

    ranking_id: int
    round_id: int
    contest_audience_id: int


def find_unanalysed() -> Unanalysed | None:
    """An audience of a newest ranking whose items were not looked at yet."""
    newest = select(func.max(Ranking.id)).where(Ranking.version > 0).group_by(Ranking.round_id)
    done = (PaperStatistic.ranking_id == Ranking.id) & (
        PaperStatistic.contest_audience_id == ContestAudience.id
    )
    query = (
        select(Ranking.id, Ranking.round_id, ContestAudience.id)
        .join(Round, Round.id == Ranking.round_id)
        .join(ContestAudience, ContestAudience.contest_id == Round.contest_id)
        .where(Ranking.id.in_(newest), ~select(PaperStatistic.id).where(done).exists())
        .order_by(Ranking.id, ContestAudience.id)
        .limit(1)
    )
    row = db.session.execute(query).one_or_none()
    return Unanalysed(*row) if row else None


def is_analysed(target: Unanalysed) -> bool:
    query = select(PaperStatistic.id).where(
        PaperStatistic.ranking_id == target.ranking_id,
        PaperStatistic.contest_audience_id == target.contest_audience_id,
    )
    return db.session.scalar(query) is not None


def each_sheet(ranking_id: int, contest_audience_id: int) -> Iterator[Sheet]:
    """The attempts that count in the ranking, for the audience, streamed; in no order."""
    given = {"ranking": ranking_id, "audience": contest_audience_id}
    return cast("Iterator[Sheet]", _stream(_SHEETS + _OF_AUDIENCE, "", given))


def each_sheet_of(ranking_id: int) -> Iterator[tuple[int, int, int, str, str, str | None]]:
    """Person, duration, right answers and sheet of each attempt that counts, streamed."""
    rows = _stream(_SHEETS, _OF_WHOM, {"ranking": ranking_id})
    return cast("Iterator[tuple[int, int, int, str, str, str | None]]", rows)


def _stream(statement: str, more: str, given: dict[str, int]) -> Iterator[Any]:
    told = text(statement.format(more=more, together=_TOGETHER[db.engine.dialect.name]))
    options = {"yield_per": FETCHED_AT_ONCE}
    return iter(db.session.execute(told, given, execution_options=options))


def list_asked(round_id: int) -> list[QuestionVersion]:
    """The versions that papers of the round may have asked."""
    pooled = select(PoolQuestion.version_id).where(PoolQuestion.round_id == round_id)
    return list(db.session.scalars(select(QuestionVersion).where(QuestionVersion.id.in_(pooled))))


def list_always_asked(target: Unanalysed) -> frozenset[int]:
    """The versions that stand on every paper of the audience; chance draws all others."""
    round_ = db.session.get_one(Round, target.round_id)
    audience = db.session.get_one(ContestAudience, target.contest_audience_id)
    pool = contests.list_pool(round_, audience)
    return always_asked(contests.list_blueprint(round_, audience), pool)


def find_paper(ranking: Ranking, audience: ContestAudience) -> PaperStatistic | None:
    """The figures of the audience's totals; None while they are not worked out."""
    query = select(PaperStatistic).where(
        PaperStatistic.ranking_id == ranking.id,
        PaperStatistic.contest_audience_id == audience.id,
    )
    return db.session.scalar(query)


def list_items(ranking: Ranking, audience: ContestAudience) -> list[ItemStatistic]:
    """The figures of each version that was asked, by the question's code."""
    query = (
        select(ItemStatistic)
        .join(ItemStatistic.version)
        .join(QuestionVersion.question)
        .where(
            ItemStatistic.ranking_id == ranking.id,
            ItemStatistic.contest_audience_id == audience.id,
        )
        .order_by(Question.code, QuestionVersion.number, QuestionVersion.id)
        .options(
            joinedload(ItemStatistic.version).joinedload(QuestionVersion.question),
            joinedload(ItemStatistic.version).selectinload(QuestionVersion.audiences),
            joinedload(ItemStatistic.version).joinedload(QuestionVersion.topic),
        )
    )
    return list(db.session.scalars(query))


def get_item(
    ranking: Ranking, audience: ContestAudience, question_id: str, number: int
) -> ItemStatistic:
    """The figures of one version, by the question's public id.  Raises NotFound."""
    query = (
        select(ItemStatistic)
        .join(ItemStatistic.version)
        .join(QuestionVersion.question)
        .where(
            ItemStatistic.ranking_id == ranking.id,
            ItemStatistic.contest_audience_id == audience.id,
            Question.public_id == question_id,
            QuestionVersion.number == number,
        )
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def list_undrawn(limit: int) -> list[ItemStatistic]:
    """Some items whose options were not drawn yet, with their versions."""
    query = (
        select(ItemStatistic)
        .where(ItemStatistic.chart.is_(None))
        .order_by(ItemStatistic.id)
        .limit(limit)
        .options(selectinload(ItemStatistic.version))
    )
    return list(db.session.scalars(query))
