"""The ties that wait for the committee, of people and of units, and what it decided, read."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.contests import prize_queries
from contest.contests.models import Contest, ContestAudience, Round
from contest.db import db
from contest.people.models import Person
from contest.results import award_queries, queries
from contest.results.award_models import BoardPlace, Settlement, UnitPlace
from contest.results.award_queries import Head
from contest.results.models import Ranking, Standing
from contest.rules.ranking import Key
from contest.rules.unit_schemes import UnitKey
from contest.units.models import Unit

MOST_TIES = 200  # people of a page


class Tie(NamedTuple):
    """Those who share a place; ``members`` are contest numbers with names, or codes with names.

    Of units there is no audience, but a block, which may be "".
    """

    place: int
    audience: ContestAudience | None
    block: str
    members: tuple[tuple[str, str], ...]


def head_of(contest: Contest, round_: Round | None) -> Head | None:
    """The newest result of the round, or of the board over all rounds."""
    if round_ is not None:
        return queries.find_ranking(round_.id)
    return award_queries.find_board(contest.id)


def list_settlements(
    contest_id: int, round_id: int | None, *, of_units: bool = False
) -> list[Settlement]:
    """The newest first; round None: of the board over all rounds."""
    query = (
        select(Settlement)
        .options(joinedload(Settlement.entered_by))
        .where(
            Settlement.contest_id == contest_id,
            Settlement.round_id.is_not_distinct_from(round_id),
            Settlement.is_of_units.is_(of_units),
        )
        .order_by(Settlement.id.desc())
    )
    return list(db.session.scalars(query))


def list_ties(contest: Contest, head: Head | None) -> list[Tie]:
    """People who share a place in an audience where the committee decides."""
    audiences = {
        each.id: each for each in contest.audiences if each.ranking.keys[-1] is Key.COMMITTEE
    }
    if head is None:
        return []
    model, column = (
        (Standing, Standing.ranking_id)
        if isinstance(head, Ranking)
        else (BoardPlace, BoardPlace.board_id)
    )
    query = (
        select(model.contest_audience_id, model.place, Person.number, Person.name)
        .join(Person, Person.id == model.person_id)
        .where(column == head.id, model.is_shared, model.contest_audience_id.in_(audiences))
        .order_by(model.contest_audience_id, model.position)
        .limit(MOST_TIES)
    )
    rows = db.session.execute(query)
    return [
        Tie(place, audiences[audience], "", tuple((number, name) for *_, number, name in group))
        for (audience, place), group in groupby(rows, key=lambda row: (row[0], row[1]))
    ]


def list_unit_ties(contest: Contest, head: Head | None) -> list[Tie]:
    """Units that share a place in their block, where the committee decides."""
    scheme = prize_queries.unit_scheme(contest)
    if head is None or scheme is None or scheme.keys[-1] != UnitKey.COMMITTEE:
        return []
    tied = [each for each in award_queries.list_unit_places(head) if each.is_shared]
    return [
        Tie(place or 0, None, block, tuple(_named(each) for each in group))
        for (block, place), group in groupby(tied, key=lambda each: (each.block, each.place))
    ]


def _named(place: UnitPlace) -> tuple[str, str]:
    return place.unit.code or "", place.unit.full_name


def names_of_units(settlements: Sequence[Settlement]) -> dict[str, str]:
    """The names of the units that these decisions put in order, by what is stored of them."""
    ids = {int(each) for settlement in settlements for each in settlement.ordered}
    query = select(Unit).where(Unit.id.in_(ids)).options(joinedload(Unit.parent))
    return {str(each.id): each.full_name for each in db.session.scalars(query)}
