"""What is published of a round beside its results: its questions, its keys, one's own result."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from contest.attempts.models import Mark
from contest.bank.models import Question, QuestionVersion
from contest.contests.models import Entry, PoolQuestion, Round
from contest.db import db
from contest.people.models import Person
from contest.results.award_models import Award
from contest.results.models import Ranking, Standing


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one person: of the attempt that counts."""

    right_count: int
    question_count: int
    points: int
    duration_ms: int


def list_pool(
    round_: Round, audience_ids: Iterable[int], page: int, per_page: int
) -> tuple[list[QuestionVersion], int]:
    """One page of the questions that the audiences' papers of a round are drawn from, each once,
    by code; and how many in all."""
    pooled = select(PoolQuestion.version_id).where(
        PoolQuestion.round_id == round_.id,
        PoolQuestion.contest_audience_id.in_(list(audience_ids)),
    )
    query = select(QuestionVersion).where(QuestionVersion.id.in_(pooled))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    query = query.join(QuestionVersion.question).order_by(Question.code, QuestionVersion.id)
    found = db.session.scalars(query.offset((page - 1) * per_page).limit(per_page))
    return list(found), total


def find_entry(round_: Round, number: str, birth: date) -> Entry | None:
    """The entry of whoever has that contest number and that day of birth; None for neither."""
    query = (
        select(Entry)
        .join(Entry.person)
        .where(
            Entry.contest_id == round_.contest_id,
            Person.number == number,
            Person.erased_at.is_(None),
            Person.birth_year == birth.year,
            Person.birth_month == birth.month,
            Person.birth_day == birth.day,
        )
    )
    return db.session.scalar(query)


def find_result(ranking: Ranking, person_id: int) -> Result | None:
    """The person's result by a computation."""
    of_mark = (Mark.round_id == Standing.round_id) & (Mark.attempt_id == Standing.attempt_id)
    query = (
        select(Mark.right_count, Mark.question_count, Mark.points, Mark.duration_ms)
        .join(Standing, of_mark & (Mark.key_version == ranking.key_version))
        .where(Standing.ranking_id == ranking.id, Standing.person_id == person_id)
    )
    row = db.session.execute(query).first()
    return Result(**row._mapping) if row else None


def list_prizes(ranking: Ranking, person_id: int) -> list[str]:
    """The names of what the person won by a computation."""
    query = (
        select(Award)
        .where(Award.ranking_id == ranking.id, Award.person_id == person_id)
        .order_by(Award.position)
    )
    return [each.prize.title for each in db.session.scalars(query)]
