"""What pages of corrected keys show of questions and people, read."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.bank.models import Question, QuestionVersion
from contest.contests.models import PoolQuestion, Round
from contest.db import db
from contest.errors import NotFound
from contest.people.models import Person
from contest.units.models import Unit


def get_pooled(round_: Round, question_id: str, number: int) -> QuestionVersion:
    """A version that papers of the round may ask.  Raises NotFound."""
    query = (
        select(QuestionVersion)
        .join(QuestionVersion.question)
        .join(PoolQuestion, PoolQuestion.version_id == QuestionVersion.id)
        .where(
            Question.public_id == question_id,
            QuestionVersion.number == number,
            PoolQuestion.round_id == round_.id,
        )
        .distinct()
    )
    query = select(QuestionVersion).where(
        QuestionVersion.id.in_(query.with_only_columns(QuestionVersion.id))
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def contest_numbers(person_ids: Iterable[int]) -> dict[int, str]:
    """Contest numbers by person."""
    wanted = list(person_ids)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), 1000):
        some = wanted[start : start + 1000]
        query = select(Person.id, Person.number).where(Person.id.in_(some))
        found.update((person, number) for person, number in db.session.execute(query))
    return found


def names_of_units(unit_ids: Iterable[int]) -> dict[int, str]:
    query = select(Unit).where(Unit.id.in_(list(unit_ids))).options(joinedload(Unit.parent))
    return {each.id: each.full_name for each in db.session.scalars(query)}
