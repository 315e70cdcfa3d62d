"""What the regulation of a contest asks of whoever enters, and what the things asked are called."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.contests.models import Contest, ContestAudience
from contest.db import db
from contest.hosts.models import Host
from contest.people import list_queries
from contest.rules import barring, conditions_data
from contest.rules.barring import Bar, BarredByList, BarredByOffice
from contest.rules.conditions import ANYONE, Condition, Linked, OnList, leaves
from contest.rules.declarations import Declaration
from contest.units.models import Unit


def asked_of(of: Contest | ContestAudience) -> Condition:
    """The conditions of a contest, or those that an audience adds."""
    return conditions_data.decode(of.conditions) if of.conditions else ANYONE


def bars_of(contest: Contest) -> tuple[Bar, ...]:
    return tuple(barring.decode(each) for each in contest.bars)


def declaration_of(contest: Contest) -> Declaration | None:
    wording = contest.declaration_wording
    return Declaration(wording, contest.declaration_version) if wording else None


def all_conditions(contest: Contest) -> list[Condition]:
    """The contest's own, then those of each audience."""
    return [asked_of(contest), *(asked_of(each) for each in contest.audiences)]


@dataclass(frozen=True, slots=True)
class Names:
    """What units and lists are called, by id; what is gone has no name."""

    units: Mapping[int, str] = field(default_factory=dict)
    lists: Mapping[int, str] = field(default_factory=dict)

    def has_all_of(self, condition: Condition, lists: Container[int]) -> bool:
        """Whether the condition's units are there, and its lists among these."""
        asked_units, asked_lists = ids_of([condition])
        return asked_units <= self.units.keys() and all(each in lists for each in asked_lists)


def find_names(conditions: Iterable[Condition], bars: Iterable[Bar] = ()) -> Names:
    """The names of all that these conditions and bars speak of."""
    units, lists = ids_of(conditions, bars)
    return Names(_unit_names(units), list_queries.titles(lists))


def ids_of(
    conditions: Iterable[Condition], bars: Iterable[Bar] = ()
) -> tuple[frozenset[int], frozenset[int]]:
    """The units and the lists that these conditions and bars speak of."""
    asked = [leaf for condition in conditions for leaf in leaves(condition)]
    barred = list(bars)
    units = [each.units for each in asked if isinstance(each, Linked)]
    units += [each.units for each in barred if isinstance(each, BarredByOffice)]
    lists = [each.list_id for each in asked if isinstance(each, OnList)]
    lists += [each.list_id for each in barred if isinstance(each, BarredByList)]
    return frozenset().union(*units), frozenset(lists)


def _unit_names(ids: frozenset[int]) -> dict[int, str]:
    """A commune with its province; a host's own unit by its name alone."""
    if not ids:
        return {}
    query = select(Unit).where(Unit.id.in_(ids)).options(joinedload(Unit.parent))
    return {unit.id: name_of(unit) for unit in db.session.scalars(query)}


def name_of(unit: Unit) -> str:
    """What to call a unit so that it is found again by that name."""
    above = unit.parent if unit.host_id is None else None
    return f"{unit.full_name}, {above.full_name}" if above else unit.full_name


def list_contests_with(host: Host, list_id: int) -> list[Contest]:
    """The contests of the host that ask for a list, or bar those on it."""
    query = select(Contest).where(Contest.host_id == host.id).order_by(Contest.id)
    return [
        each
        for each in db.session.scalars(query)
        if list_id in ids_of(all_conditions(each), bars_of(each))[1]
    ]
