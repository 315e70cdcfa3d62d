"""Where people live, work and study, found from what they type."""

from functools import lru_cache
from threading import Lock

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from contest.db import db
from contest.hosts.models import Host
from contest.rules.unit_search import Alias, Commune, Former, Index, Match
from contest.units.models import FormerUnit, Succession, Unit, UnitAlias, UnitKind
from questions.text import fold

MOST_FOUND = 8
OWN_KINDS = (UnitKind.AGENCY, UnitKind.SCHOOL)
FEWEST_LETTERS = 2

# The index costs a second: the first who asks makes it, and those beside them wait for it.
_building = Lock()


def find_communes(text: str, host: Host, most: int = MOST_FOUND) -> tuple[Match, ...]:
    """The communes that may be meant, those of the host's province first; never one picked."""
    return _index().find(text, most, host.province_code)


def find_commune(code: str) -> Unit | None:
    """The commune of today with that official code."""
    return db.session.scalar(
        select(Unit).where(
            Unit.host_id.is_(None),
            Unit.code == code,
            Unit.kind == UnitKind.COMMUNE,
            Unit.valid_to.is_(None),
        )
    )


def list_hamlets(host: Host, commune: Unit) -> list[Unit]:
    """The hamlets of a commune that stand in the host's list."""
    query = select(Unit).where(
        Unit.host_id == host.id,
        Unit.kind == UnitKind.HAMLET,
        Unit.parent_id == commune.id,
        Unit.valid_to.is_(None),
    )
    return list(db.session.scalars(query.order_by(Unit.folded, Unit.id)))


def find_own_units(text: str, host: Host) -> list[Unit]:
    """Agencies and schools of the host that may be meant: all words stand in a name or alias.

    Where the whole name is typed, those of that name alone are meant.
    """
    typed = fold(text)
    if len(typed) < FEWEST_LETTERS:
        return []
    exact, partial = [], []
    for unit, names in _own_units(host):
        if typed in names:
            exact.append(unit)
        elif all(any(word in name for name in names) for word in typed.split()):
            partial.append(unit)
    return exact or partial[:MOST_FOUND]


def is_named(unit: Unit, text: str) -> bool:
    """Whether the text is the unit's whole name or alias."""
    names = (unit.name, unit.full_name, *(each.name for each in unit.aliases))
    return fold(text) in [fold(each) for each in names]


def has_own_units(host: Host) -> bool:
    """Whether the host has a list of agencies and schools."""
    query = select(Unit.id).where(Unit.host_id == host.id, Unit.kind.in_(OWN_KINDS))
    return db.session.scalar(query.limit(1)) is not None


def _own_units(host: Host) -> list[tuple[Unit, list[str]]]:
    query = select(Unit).where(
        Unit.host_id == host.id, Unit.kind.in_(OWN_KINDS), Unit.valid_to.is_(None)
    )
    units = list(db.session.scalars(query.order_by(Unit.folded, Unit.id)))
    aliases = select(UnitAlias).join(Unit, UnitAlias.unit_id == Unit.id)
    names: dict[int, list[str]] = {}
    for alias in db.session.scalars(aliases.where(Unit.host_id == host.id)):
        names.setdefault(alias.unit_id, []).append(fold(alias.name))
    return [
        (unit, [fold(unit.name), fold(unit.full_name), *names.get(unit.id, ())]) for unit in units
    ]


def _index() -> Index:
    """The index of the nation's names, made once a process for each state of the tables."""
    count = db.session.scalar(select(func.count(Unit.id)).where(Unit.host_id.is_(None))) or 0
    with _building:
        return _built(str(db.engine.url), count)


def forget_index() -> None:
    """Make the index anew at the next question: the tables were changed."""
    _built.cache_clear()


@lru_cache(maxsize=2)
def _built(_database: str, _count: int) -> Index:
    return Index(_communes(), _former(), _aliases())


def _communes() -> list[Commune]:
    province = aliased(Unit)
    query = (
        select(Unit.code, Unit.label, Unit.name, province.code, province.label, province.name)
        .join(province, Unit.parent_id == province.id)
        .where(Unit.host_id.is_(None), Unit.kind == UnitKind.COMMUNE, Unit.valid_to.is_(None))
        .order_by(Unit.code)
    )
    return [
        Commune(code or "", label, name, in_code or "", f"{in_label} {in_name}")
        for code, label, name, in_code, in_label, in_name in db.session.execute(query)
    ]


def _former() -> list[Former]:
    moves = select(Succession.former_id, Unit.code).join(Unit, Succession.unit_id == Unit.id)
    successors: dict[int, list[str]] = {}
    for former_id, code in db.session.execute(moves.order_by(Unit.code)):
        successors.setdefault(former_id, []).append(code or "")
    return [
        Former(
            each.code,
            each.label,
            each.name,
            each.district_name,
            each.province_name,
            tuple(successors.get(each.id, ())),
        )
        for each in db.session.scalars(select(FormerUnit).order_by(FormerUnit.code))
    ]


def _aliases() -> list[Alias]:
    query = (
        select(UnitAlias.name, Unit.code)
        .join(Unit, UnitAlias.unit_id == Unit.id)
        .where(Unit.host_id.is_(None), Unit.kind == UnitKind.COMMUNE, Unit.valid_to.is_(None))
        .order_by(UnitAlias.id)
    )
    return [Alias(name, code or "") for name, code in db.session.execute(query)]
