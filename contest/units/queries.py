"""A host's own list of units, read."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased, selectinload

from contest.db import db
from contest.errors import NotFound
from contest.hosts.models import Host
from contest.rules.unit_rows import Details, Finding, Kind, Known
from contest.units import places_queries as places
from contest.units.models import Unit
from questions.text import fold


def get_unit(host: Host, public_id: str) -> Unit:
    """A unit of the host's own list.  Raises NotFound for another host's and for the nation's."""
    query = select(Unit).where(Unit.public_id == public_id, Unit.host_id == host.id)
    unit = db.session.scalar(query)
    if unit is None:
        raise NotFound
    return unit


def list_units(host: Host, search: str = "", page: int = 1, per_page: int = 50) -> list[Unit]:
    """A page of the host's list, those that ended last."""
    query = (
        select(Unit)
        .options(selectinload(Unit.parent), selectinload(Unit.aliases))
        .where(*_mine(host, search))
        .order_by(Unit.valid_to.is_not(None), Unit.kind, Unit.folded, Unit.id)
    )
    return list(db.session.scalars(query.offset((page - 1) * per_page).limit(per_page)))


def count_units(host: Host, search: str = "") -> int:
    return db.session.scalar(select(func.count(Unit.id)).where(*_mine(host, search))) or 0


def _mine(host: Host, search: str) -> list[ColumnElement[bool]]:
    mine: list[ColumnElement[bool]] = [Unit.host_id == host.id]
    if search:
        mine.append(Unit.folded.contains(fold(search), autoescape=True))
    return mine


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
        Known(
            unit.public_id,
            Details(
                kind=Kind(unit.kind.value),
                label=unit.label,
                name=unit.name,
                code=unit.code,
                parent=parent_id,
                block=unit.block,
                commune=commune_id,
                aliases=tuple(each.name for each in unit.aliases),
                headcount=unit.headcount,
            ),
        )
        for unit, parent_id, commune_id in db.session.execute(query)
    ]


def ids_of(public_ids: frozenset[str]) -> dict[str, int]:
    """Row ids by public ids."""
    pairs = select(Unit.public_id, Unit.id).where(Unit.public_id.in_(public_ids))
    return dict(db.session.execute(pairs).tuples().all())


def commune_named(text: str, host: Host) -> tuple[str, bool] | Finding:
    """The one commune that a cell names, and whether by an old name; or why it is none."""
    found = places.find_communes(text, host)
    named = [each for each in found if fold(each.commune.full_name) == fold(text)] or list(found)
    communes = {each.commune.code for each in named}
    if not communes:
        return Finding.NO_SUCH_COMMUNE
    if len(communes) > 1:
        return Finding.SEVERAL_COMMUNES
    return named[0].commune.code, named[0].is_old
