"""Who won what by a computation, as it is published: winners and nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass

from contest.contests.models import ContestAudience
from contest.people.models import Person
from contest.results import award_queries
from contest.results.models import Ranking
from contest.units.models import UnitKind


@dataclass(frozen=True, slots=True)
class Winner:
    """A person with a prize.

    ``place`` is where they work or study, or else their commune; who lives abroad and names no
    unit has a ``country`` (ISO 3166 alpha-2) in its stead.
    """

    prize: str
    name: str
    number: str
    place: str
    country: str | None


@dataclass(frozen=True, slots=True)
class WinningUnit:
    """A unit with a prize."""

    prize: str
    name: str


def list_winners(
    won: Iterable[tuple[ContestAudience, Ranking]],
) -> list[tuple[ContestAudience, list[Winner]]]:
    """The winners of each audience in the order of the prizes; none of an audience without."""
    found = [(audience, _winners(audience, ranking)) for audience, ranking in won]
    return [(audience, winners) for audience, winners in found if winners]


def _winners(audience: ContestAudience, ranking: Ranking) -> list[Winner]:
    return [
        _winner(each.prize.title, each.person)
        for each in award_queries.list_awards(ranking)
        if each.person is not None and each.contest_audience_id == audience.id
    ]


def _winner(prize: str, person: Person) -> Winner:
    place = person.unit.full_name if person.unit else person.unit_name
    country = None if place else person.country
    return Winner(prize, person.name, person.number, place or _commune(person), country)


def _commune(person: Person) -> str:
    """No hamlet: that would say more of somebody than is published."""
    home = person.residence
    if home is not None and home.kind is UnitKind.HAMLET:
        home = home.parent
    return home.full_name if home else ""


def list_winning_units(ranking: Ranking) -> list[WinningUnit]:
    """The units with a prize of the round, in the order of the prizes."""
    return [
        WinningUnit(each.prize.title, each.unit.full_name)
        for each in award_queries.list_awards(ranking)
        if each.unit is not None
    ]
