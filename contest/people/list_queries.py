"""Lists of people of a host, and who stands on them."""

from collections.abc import Collection, Iterable
from itertools import groupby

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from contest.db import db
from contest.errors import NotFound
from contest.hosts.models import Host
from contest.people.list_models import ListedPerson, ListKind, PeopleList
from contest.rules.eligibility import Birth
from contest.rules.listing import Line, Who, stands_on


def list_lists(host: Host, kind: ListKind | None = None) -> list[tuple[PeopleList, int]]:
    """The host's lists, of one kind or all, the newest first, each with how many stand on it."""
    count = func.count(ListedPerson.id)
    query = (
        select(PeopleList, count)
        .outerjoin(ListedPerson, ListedPerson.list_id == PeopleList.id)
        .where(PeopleList.host_id == host.id)
        .group_by(PeopleList.id)
        .order_by(PeopleList.id.desc())
    )
    if kind:
        query = query.where(PeopleList.kind == kind)
    return [(each, number) for each, number in db.session.execute(query)]


def get_list(host: Host, public_id: str) -> PeopleList:
    """A list of this host.  Raises NotFound for another host's."""
    query = (
        select(PeopleList)
        .where(PeopleList.public_id == public_id, PeopleList.host_id == host.id)
        .options(joinedload(PeopleList.unit))
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def list_people(people_list: PeopleList) -> list[ListedPerson]:
    query = select(ListedPerson).where(ListedPerson.list_id == people_list.id)
    return list(db.session.scalars(query.order_by(ListedPerson.number)))


def titles(ids: Collection[int]) -> dict[int, str]:
    """What these lists are called, by id."""
    query = select(PeopleList.id, PeopleList.title).where(PeopleList.id.in_(ids))
    return dict(db.session.execute(query).all()) if ids else {}


def look_up(list_ids: Collection[int], who: Who) -> dict[int, bool]:
    """Of each list whether they stand on it; a list where that is not sure is left out."""
    lines = _lines_of(list_ids, who)
    found = {list_id: stands_on(lines.get(list_id, ()), who) for list_id in list_ids}
    return {list_id: answer for list_id, answer in found.items() if answer is not None}


def _lines_of(list_ids: Collection[int], who: Who) -> dict[int, list[Line]]:
    if not list_ids:
        return {}
    query = (
        select(ListedPerson)
        .where(ListedPerson.list_id.in_(list_ids), _may_be(who))
        .order_by(ListedPerson.list_id)
    )
    rows: Iterable[ListedPerson] = db.session.scalars(query)
    return {
        list_id: [_line(each) for each in group]
        for list_id, group in groupby(rows, key=lambda each: each.list_id)
    }


def _may_be(who: Who) -> ColumnElement[bool]:
    return or_(
        ListedPerson.folded == who.folded,
        ListedPerson.citizen_number_hash.in_(who.citizen_number_hashes),
        ListedPerson.phone_hash.in_(who.phone_hashes),
    )


def _line(row: ListedPerson) -> Line:
    year = row.birth_year
    birth = Birth(year, row.birth_month, row.birth_day) if year else None
    return Line(row.folded, birth, row.citizen_number_hash, row.phone_hash)
