"""Contests as everybody sees them, and who entered."""

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from contest.contests.calendar_queries import has_closed
from contest.contests.models import Contest, ContestState, Entry, Round
from contest.db import db
from contest.errors import NotFound
from contest.people.models import Person
from contest.vault import Vault

PAGE_KEY_LENGTH = 22


def list_published() -> list[Contest]:
    """Every published contest with its host and rounds, the newest first."""
    query = (
        select(Contest)
        .where(Contest.state.in_(ContestState.running()))
        .options(joinedload(Contest.host), selectinload(Contest.rounds))
        .order_by(Contest.published_at.desc(), Contest.id.desc())
    )
    return list(db.session.scalars(query))


def get_published(public_id: str) -> Contest:
    """A published contest, called off since or not.  Raises NotFound for a draft, as for none."""
    query = (
        select(Contest)
        .where(Contest.public_id == public_id, Contest.state != ContestState.DRAFT)
        .options(
            joinedload(Contest.host), selectinload(Contest.rounds), selectinload(Contest.audiences)
        )
    )
    contest = db.session.scalar(query)
    if contest is None:
        raise NotFound
    return contest


def get_published_round(contest_id: str, number: int) -> Round:
    """A round of a published contest with its host, in one query.  Raises NotFound."""
    query = (
        select(Round)
        .join(Round.contest)
        .join(Contest.host)
        .where(
            Contest.public_id == contest_id,
            Contest.state != ContestState.DRAFT,
            Round.number == number,
        )
        .options(contains_eager(Round.contest).contains_eager(Contest.host))
    )
    round_ = db.session.scalar(query)
    if round_ is None:
        raise NotFound
    return round_


def lock_published(contest: Contest) -> None:
    """Make all who enter the contest wait for each other; SQLite's door does it there.

    Raises NotFound when it was taken back into draft meanwhile, or called off.
    """
    query = select(Contest.state).where(Contest.id == contest.id)
    state = db.session.scalar(query.with_for_update(key_share=True))
    if state not in ContestState.running():
        raise NotFound


def find_entry_of_page(contest: Contest, page_key: str) -> Entry | None:
    """The entry that the same registration page made before, if it was sent twice."""
    if len(page_key) != PAGE_KEY_LENGTH:
        return None
    return db.session.scalar(
        select(Entry).where(Entry.contest_id == contest.id, Entry.page_key == page_key)
    )


def find_entry(contest: Contest, person: Person | None) -> Entry | None:
    """The person's registration in the contest, if any."""
    if person is None:
        return None
    return db.session.scalar(
        select(Entry).where(Entry.contest_id == contest.id, Entry.person_id == person.id)
    )


def list_entries(person: Person) -> list[Entry]:
    """The contests that the person entered, the latest first."""
    query = (
        select(Entry)
        .where(Entry.person_id == person.id)
        .options(joinedload(Entry.contest).selectinload(Contest.rounds))
        .order_by(Entry.id.desc())
    )
    return list(db.session.scalars(query))


def count_on_phone(contest: Contest, phone: str, vault: Vault, besides: Person | None) -> int:
    """How many others entered the contest with that phone."""
    query = _entered(contest, besides).where(
        Person.phone_hash.in_(vault.fingerprints(phone, "phone"))
    )
    return db.session.scalar(query) or 0


def count_by_citizen_number(
    contest: Contest, number: str, vault: Vault, besides: Person | None
) -> int:
    """How many others entered the contest with that citizen number."""
    hashes = vault.fingerprints(number, "citizen-number")
    query = _entered(contest, besides).where(Person.citizen_number_hash.in_(hashes))
    return db.session.scalar(query) or 0


def _entered(contest: Contest, besides: Person | None) -> Select[int]:
    query = select(func.count(Entry.id)).join(Entry.person).where(Entry.contest_id == contest.id)
    return query.where(Person.id != besides.id) if besides else query


def is_over(contest: Contest, now: datetime) -> bool:
    """Whether nothing can be started any more; a contest without rounds is not over."""
    if contest.state is ContestState.CALLED_OFF:
        return True
    return bool(contest.rounds) and all(has_closed(each, now) for each in contest.rounds)
