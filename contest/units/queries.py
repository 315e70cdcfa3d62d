"""A host's own list of units, read."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from contest.db import db
from contest.errors import NotFound
from contest.hosts.models import Host
from contest.rules.unit_rows import Details, Finding, Kind, Known
from contest.rules.unit_search import Commune, key
from contest.units import places_queries as places
from contest.units.models import Unit, UnitAlias, UnitKind
from questions.text import fold, nfc

MOST_NAMED = 30


def get_unit(host: Host, public_id: str) -> Unit:
    """A unit of the host's own list.  Raises NotFound for another host's and for the nation's."""
    query = select(Unit).where(Unit.public_id == public_id, Unit.host_id == host.id)
    unit = db.session.scalar(query)
    if unit is None:
        raise NotFound
    return unit


@dataclass(frozen=True, slots=True)
class Filters:
    """Which units of the list are asked for; ``parent`` is a public id."""

    search: str = ""
    kind: str = ""
    parent: str = ""
    block: str = ""

    def given(self) -> dict[str, str]:
        return {name: text for name, text in asdict(self).items() if text}


NO_FILTERS = Filters()


def list_units(
    host: Host, filters: Filters = NO_FILTERS, page: int = 1, per_page: int = 50
) -> list[Unit]:
    """A page of the host's list, those that ended last."""
    query = (
        select(Unit)
        .options(selectinload(Unit.parent), selectinload(Unit.aliases))
        .where(*_mine(host, filters))
        .order_by(Unit.valid_to.is_not(None), Unit.kind, Unit.folded, Unit.id)
    )
    return list(db.session.scalars(query.offset((page - 1) * per_page).limit(per_page)))


def count_units(host: Host, filters: Filters = NO_FILTERS) -> int:
    return db.session.scalar(select(func.count(Unit.id)).where(*_mine(host, filters))) or 0


def _mine(host: Host, filters: Filters) -> list[ColumnElement[bool]]:
    mine: list[ColumnElement[bool]] = [Unit.host_id == host.id]
    if filters.search:
        mine.append(_is_named(filters.search))
    if filters.kind:
        mine.append(Unit.kind == UnitKind(filters.kind))
    if filters.parent:
        above = select(Unit.id).where(Unit.public_id == filters.parent).scalar_subquery()
        mine.append(Unit.parent_id == above)
    if filters.block:
        mine.append(Unit.block == filters.block)
    return mine


def _is_named(search: str) -> ColumnElement[bool]:
    """Names and aliases with that text inside, or the code; a name's key has mỹ as mĩ, 01 as 1."""
    texts = {key(search), fold(search)} - {""} or {search}
    aliases = select(UnitAlias.unit_id).where(
        or_(*(UnitAlias.folded.contains(text, autoescape=True) for text in texts))
    )
    return or_(
        *(Unit.folded.contains(text, autoescape=True) for text in texts),
        func.lower(Unit.code) == search.lower(),
        Unit.id.in_(aliases),
    )


def list_parents(host: Host) -> list[Unit]:
    """The units and communes under which something of the host's list stands."""
    below = select(Unit.parent_id).where(Unit.host_id == host.id, Unit.parent_id.is_not(None))
    query = select(Unit).where(Unit.id.in_(below)).order_by(Unit.kind, Unit.folded, Unit.id)
    return list(db.session.scalars(query))


def list_blocks(host: Host) -> list[str]:
    query = select(Unit.block).where(Unit.host_id == host.id, Unit.block.is_not(None)).distinct()
    return sorted((each for each in db.session.scalars(query) if each), key=fold)


def count_below(unit: Unit) -> int:
    """How many units that have not ended stand directly under it, in whosever list."""
    below = (Unit.parent_id == unit.id, Unit.valid_to.is_(None))
    return db.session.scalar(select(func.count(Unit.id)).where(*below)) or 0


def list_ended(host: Host) -> dict[str, Unit]:
    """Units of the host that ended and have a code, by it: nobody else may bear it."""
    query = select(Unit).where(
        Unit.host_id == host.id, Unit.valid_to.is_not(None), Unit.code.is_not(None)
    )
    return {unit.code: unit for unit in db.session.scalars(query) if unit.code}


def list_own(host: Host, public_ids: Iterable[str]) -> dict[str, Unit]:
    """Units of the host's list by public id, with their aliases."""
    query = (
        select(Unit)
        .options(selectinload(Unit.aliases))
        .where(Unit.host_id == host.id, Unit.public_id.in_(list(public_ids)))
    )
    return {unit.public_id: unit for unit in db.session.scalars(query)}


def list_known(host: Host) -> list[Known]:
    """The host's list as the rules of importing know it."""
    parent, commune = aliased(Unit), aliased(Unit)
    query = (
        select(Unit, parent.public_id, commune.public_id)
        .options(selectinload(Unit.aliases))
        .outerjoin(parent, parent.id == Unit.parent_id)
        .outerjoin(commune, commune.id == Unit.commune_id)
        .where(Unit.host_id == host.id, Unit.valid_to.is_(None))
    )
    return [
        _known(unit, parent_id, commune_id)
        for unit, parent_id, commune_id in db.session.execute(query)
    ]


def known_of(unit: Unit) -> Known:
    commune = db.session.get(Unit, unit.commune_id) if unit.commune_id else None
    return _known(
        unit,
        unit.parent.public_id if unit.parent else None,
        commune.public_id if commune else None,
    )


def _known(unit: Unit, parent_id: str | None, commune_id: str | None) -> Known:
    details = Details(
        kind=Kind(unit.kind.value),
        label=unit.label,
        name=unit.name,
        code=unit.code,
        parent=parent_id,
        block=unit.block,
        commune=commune_id,
        aliases=tuple(each.name for each in unit.aliases),
        headcount=unit.headcount,
    )
    return Known(unit.public_id, details)


def list_names(host: Host, units: Iterable[Known]) -> dict[str, str]:
    """What to type for each parent and commune of these units, by public id.

    A name that several bear is not enough: the code stands for it, or the province after it.
    """
    details = [each.details for each in units]
    wanted = {each.parent for each in details} | {each.commune for each in details}
    query = select(Unit).where(Unit.public_id.in_([each for each in wanted if each]))
    found = list(db.session.scalars(query.options(selectinload(Unit.parent))))
    standing = select(Unit).where(Unit.host_id == host.id, Unit.valid_to.is_(None))
    often = Counter(key(each.full_name) for each in db.session.scalars(standing))
    return {each.public_id: _typed_name(each, often) for each in found}


def _typed_name(unit: Unit, often: Mapping[str, int]) -> str:
    if unit.host_id is None:
        return f"{unit.full_name}, {unit.parent.full_name}" if unit.parent else unit.full_name
    return unit.code if unit.code and often[key(unit.full_name)] > 1 else unit.full_name


def ids_of(public_ids: Iterable[str]) -> dict[str, int]:
    """Row ids by public ids."""
    pairs = select(Unit.public_id, Unit.id).where(Unit.public_id.in_(list(public_ids)))
    return dict(db.session.execute(pairs).all())


def commune_named(text: str, host: Host) -> tuple[str, bool] | Finding:
    """The one commune that a cell names, and whether by an old name; or why it is none."""
    found = places.find_communes(text, host, MOST_NAMED)
    named = [each for each in found if key(text) in _whole_names(each.commune)] or list(found)
    # Xã Tân Thành and xã Tân Thạnh stand in one province: whoever writes the marks means one.
    spelled = [each for each in named if each.commune.full_name in nfc(text)]
    named = spelled or named
    communes = {each.commune.code for each in named}
    if not communes:
        return Finding.NO_SUCH_COMMUNE
    if len(communes) > 1:
        return Finding.SEVERAL_COMMUNES
    return named[0].commune.code, all(each.is_old for each in named)


def _whole_names(commune: Commune) -> tuple[str, ...]:
    whole = f"{commune.full_name} {commune.province}"
    return (key(commune.full_name), key(whole), key(commune.code))
