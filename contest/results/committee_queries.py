"""What the committee decided, and the ties that wait for it, read."""

from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.contests.models import Contest, ContestAudience, Round
from contest.contests.prize_models import Criterion
from contest.contests.queries import list_countable_units
from contest.db import db
from contest.people.models import Person
from contest.results import queries
from contest.results.award_models import CriterionMark, Settlement
from contest.results.models import Standing
from contest.rules.ranking import Key
from contest.units.models import Unit

MOST_TIES = 200  # people of a page


def list_settlements(contest_id: int, round_id: int | None) -> list[Settlement]:
    """The newest first."""
    query = (
        select(Settlement)
        .options(joinedload(Settlement.entered_by))
        .where(
            Settlement.contest_id == contest_id,
            Settlement.round_id.is_not_distinct_from(round_id),
        )
        .order_by(Settlement.id.desc())
    )
    return list(db.session.scalars(query))


def list_ties(round_: Round) -> list[tuple[ContestAudience, int, list[tuple[str, str]]]]:
    """People who share a place in an audience where the committee decides: number and name."""
    ranking = queries.find_ranking(round_.id)
    audiences = {
        each.id: each for each in round_.contest.audiences if each.ranking.keys[-1] is Key.COMMITTEE
    }
    if ranking is None:
        return []
    query = (
        select(Standing.contest_audience_id, Standing.place, Person.number, Person.name)
        .join(Person, Person.id == Standing.person_id)
        .where(
            Standing.ranking_id == ranking.id,
            Standing.is_shared,
            Standing.contest_audience_id.in_(audiences),
        )
        .order_by(Standing.contest_audience_id, Standing.position)
        .limit(MOST_TIES)
    )
    rows = db.session.execute(query)
    return [
        (audiences[audience], place, [(number, name) for *_, number, name in group])
        for (audience, place), group in groupby(rows, key=lambda row: (row[0], row[1]))
    ]


def list_units(contest: Contest) -> list[Unit]:
    return list_countable_units(contest.host)


def list_marks(contest: Contest) -> list[CriterionMark]:
    """What units were given, the newest first."""
    query = (
        select(CriterionMark)
        .join(Criterion, Criterion.id == CriterionMark.criterion_id)
        .options(joinedload(CriterionMark.unit), joinedload(CriterionMark.given_by))
        .where(Criterion.contest_id == contest.id)
        .order_by(CriterionMark.id.desc())
    )
    return list(db.session.scalars(query))
