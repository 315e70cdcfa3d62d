"""Which units are meant by a list of names, a line each; none is guessed."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from contest.contests.condition_queries import name_of
from contest.db import db
from contest.hosts.models import Host
from contest.rules.unit_search import key
from contest.units import places_queries as places
from contest.units import queries as units
from contest.units.models import Unit, UnitKind


@dataclass(frozen=True, slots=True)
class Unfound:
    """A line that names no unit, or several."""

    line: str
    candidates: tuple[str, ...] = ()


def find_listed(host: Host, lines: Iterable[str]) -> tuple[list[int], list[Unfound]]:
    """The ids of the units that the lines name, and the lines that name none or several."""
    found = [_find(host, line) for line in lines]
    return (
        [each.id for each in found if isinstance(each, Unit)],
        [each for each in found if isinstance(each, Unfound)],
    )


def _find(host: Host, line: str) -> Unit | Unfound:
    """A province or a unit of the host by its whole name; else the one commune of that name."""
    own = [each for each in places.find_own_units(line, host) if places.is_named(each, line)]
    exact = [*_provinces(line), *own]
    if len(exact) == 1:
        return exact[0]
    if exact:
        return Unfound(line, tuple(map(name_of, exact)))
    named = units.commune_named(line, host)
    if isinstance(named, tuple) and (commune := places.find_commune(named[0])):
        return commune
    communes = [
        f"{each.commune.full_name}, {each.commune.province}"
        for each in places.find_communes(line, host)
    ]
    near = [name_of(each) for each in places.find_own_units(line, host)]
    return Unfound(line, tuple(dict.fromkeys([*near, *communes])))


def _provinces(line: str) -> list[Unit]:
    query = select(Unit).where(
        Unit.host_id.is_(None), Unit.kind == UnitKind.PROVINCE, Unit.valid_to.is_(None)
    )
    wanted = key(line)
    return [
        each
        for each in db.session.scalars(query)
        if wanted in (key(each.full_name), key(each.name))
    ]
