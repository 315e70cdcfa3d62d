"""Entrants and their devices, read."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.db import db
from contest.errors import NotFound
from contest.hosts.models import Host
from contest.people.models import Device, Person
from contest.vault import Vault
from questions.text import fold

MOST_FOUND = 50


def find_device(token_hash: str) -> Device | None:
    """A device that was not signed out, of a person who was not erased."""
    query = (
        select(Device)
        .join(Device.person)
        .where(
            Device.token_hash == token_hash,
            Device.ended_at.is_(None),
            Person.erased_at.is_(None),
        )
        .options(joinedload(Device.person).joinedload(Person.host))
    )
    return db.session.scalar(query)


def find_by_number(number: str) -> Person | None:
    """The person of that contest number, who was not erased."""
    return db.session.scalar(
        select(Person).where(Person.number == number, Person.erased_at.is_(None))
    )


def lock(person: Person) -> None:
    """Read the person's row anew and hold it, so that tries at once are counted one by one."""
    db.session.refresh(person, with_for_update={"of": Person})


def is_taken(number: str) -> bool:
    """Whether anybody has or had that contest number."""
    return db.session.scalar(select(Person.id).where(Person.number == number)) is not None


def list_by_phone(phone: str, vault: Vault, host: Host | None = None) -> list[Person]:
    """The people who gave that phone, at one host or at all, the earliest first."""
    query = select(Person).where(
        Person.phone_hash.in_(vault.fingerprints(phone, "phone")), Person.erased_at.is_(None)
    )
    if host:
        query = query.where(Person.host_id == host.id)
    return list(db.session.scalars(query.order_by(Person.id)))


def list_by_name(host: Host, name: str) -> list[Person]:
    """People of the host in whose name that stands, with marks or without, in Vietnamese order."""
    wanted = fold(name).replace("\\", "").replace("%", "").replace("_", "")
    query = (
        select(Person)
        .where(
            Person.host_id == host.id,
            Person.erased_at.is_(None),
            Person.folded.contains(wanted),
        )
        .order_by(Person.sort_key, Person.id)
        .limit(MOST_FOUND)
    )
    return list(db.session.scalars(query)) if wanted else []


def get_entrant(host: Host, number: str) -> Person:
    """An entrant of this host.  Raises NotFound for another host's."""
    person = find_by_number(number)
    if person is None or person.host_id != host.id:
        raise NotFound
    return person
