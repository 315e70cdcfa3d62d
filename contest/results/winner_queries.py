"""Who won what by a computation, as it is published: winners and nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from contest.contests.models import ContestAudience
from contest.contests.prize_models import Prize
from contest.db import db
from contest.people.models import Person
from contest.results.award_models import Award
from contest.results.models import Ranking
from contest.units.models import Unit


@dataclass(frozen=True, slots=True)
class Winner:
    """A person with a prize."""

    prize: str
    name: str
    number: str
    unit: str


def list_winners(
    won: Iterable[tuple[ContestAudience, Ranking]],
) -> list[tuple[ContestAudience, list[Winner]]]:
    """The winners of each audience in the order of the prizes; none of an audience without."""
    found = [(audience, _winners(audience, ranking)) for audience, ranking in won]
    return [(audience, winners) for audience, winners in found if winners]


def _winners(audience: ContestAudience, ranking: Ranking) -> list[Winner]:
    query = (
        select(
            Prize.title.label("prize"),
            Person.name,
            Person.number,
            func.coalesce(func.trim(Unit.label + " " + Unit.name), Person.unit_name).label("unit"),
        )
        .select_from(Award)
        .join(Prize, Prize.id == Award.prize_id)
        .join(Person, Person.id == Award.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Award.ranking_id == ranking.id, Award.contest_audience_id == audience.id)
        .order_by(Award.position, Award.id)
    )
    return [Winner(**row._mapping) for row in db.session.execute(query)]
