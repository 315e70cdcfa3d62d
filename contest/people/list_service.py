"""What can be done to lists of people: brought, and deleted.  Callers commit."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete

from contest.db import db
from contest.hosts.models import Account, Host
from contest.people.list_models import ListedPerson, ListKind, PeopleList
from contest.people.models import Person
from contest.people.service import Particulars
from contest.rules.listing import Who
from contest.rules.people_rows import PlannedPerson
from contest.units.models import Unit
from contest.vault import Vault
from questions.text import fold


def bring_list(
    host: Host,
    public_id: str,
    kind: ListKind,
    title: str,
    unit: Unit | None,
    by: Account,
    now: datetime,
) -> PeopleList:
    """A new list of the host, with nobody on it yet."""
    brought = PeopleList(
        host=host, public_id=public_id, kind=kind, title=title, unit=unit,
        made_by_id=by.id, made_at=now,
    )  # fmt: skip
    db.session.add(brought)
    db.session.flush()
    return brought


def put_on(people_list: PeopleList, people: Iterable[PlannedPerson], vault: Vault) -> int:
    """Write people down on a list, numbers as keyed hashes alone.  Returns how many."""
    lines = [_line(people_list, number, each, vault) for number, each in enumerate(people, 1)]
    db.session.add_all(lines)
    return len(lines)


def _line(
    people_list: PeopleList, number: int, person: PlannedPerson, vault: Vault
) -> ListedPerson:
    birth, citizen_number = person.birth, person.citizen_number
    return ListedPerson(
        list_id=people_list.id,
        number=number,
        name=person.name,
        folded=fold(person.name),
        birth_year=birth.year if birth else None,
        birth_month=birth.month if birth else None,
        birth_day=birth.day if birth else None,
        citizen_number_hash=vault.fingerprint(citizen_number, "citizen-number")
        if citizen_number
        else None,
        phone_hash=vault.fingerprint(person.phone, "phone") if person.phone else None,
        note=person.note,
    )


def delete_list(people_list: PeopleList) -> None:
    """Delete a list with all who stand on it; whether anything asks for it is the caller's."""
    db.session.execute(delete(ListedPerson).where(ListedPerson.list_id == people_list.id))
    db.session.delete(people_list)


def who_is(given: Particulars, known: Person | None, vault: Vault) -> Who:
    """A person as lists are searched for them: by what they say, and by what is known already."""
    birth = known.birth if known and known.birth else given.birth
    return Who(
        fold(given.name),
        birth,
        _hashes(
            given.citizen_number,
            known.citizen_number_hash if known else None,
            "citizen-number",
            vault,
        ),
        _hashes(given.phone, known.phone_hash if known else None, "phone", vault),
    )


def _hashes(said: str | None, known: str | None, purpose: str, vault: Vault) -> frozenset[str]:
    if said:
        return frozenset(vault.fingerprints(said, purpose))
    return frozenset({known}) if known else frozenset()
