"""Whose guardian has to consent, who has consented, and who may be ranked."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.clock import VIETNAM
from contest.contests.models import Contest, Entry, GuardianConsent
from contest.db import db
from contest.people.models import Person
from contest.rules.eligibility import Birth
from contest.rules.guardians import OF_AGE, needs_guardian
from contest.rules.guardians import GuardianConsent as Standing
from contest.rules.guardians import may_be_ranked as rule


def is_asked(entry: Entry) -> bool:
    """Whether the regulation asks for a guardian's consent: under 18 on the day of the entry."""
    day = entry.created_at.astimezone(VIETNAM).date()
    return entry.contest.needs_guardian and needs_guardian(entry.person.birth, day)


def find_consent(entry: Entry) -> GuardianConsent | None:
    """The consent that counts now."""
    query = select(GuardianConsent).where(
        GuardianConsent.entry_id == entry.id, GuardianConsent.withdrawn_at.is_(None)
    )
    return db.session.scalar(query.order_by(GuardianConsent.id.desc()).limit(1))


def standing(consent: GuardianConsent | None) -> Standing:
    if consent is None:
        return Standing.NONE
    return Standing.ON_PAPER if consent.ticked_by_id else Standing.ONLINE


def may_be_ranked(entry: Entry) -> bool:
    """Who lacks a consent that is asked for may practise, and is not ranked."""
    if not entry.contest.needs_guardian:
        return True
    day = entry.created_at.astimezone(VIETNAM).date()
    return rule(entry.person.birth, day, standing(find_consent(entry)))


@dataclass(frozen=True, slots=True)
class Young:
    """An entrant whose guardian has to consent, and the consent if it was given."""

    entry: Entry
    consent: GuardianConsent | None


def list_young(contest: Contest) -> list[Young]:
    """All entrants whose guardian has to consent, by unit and name."""
    if not contest.needs_guardian:
        return []
    query = (
        select(Entry)
        .join(Entry.person)
        .where(Entry.contest_id == contest.id, Person.birth_year.is_not(None))
        .where(Person.birth_year >= contest.created_at.year - OF_AGE - 1)
        .options(joinedload(Entry.person).joinedload(Person.unit))
        .order_by(Person.unit_id, Person.unit_name, Entry.grade, Person.sort_key, Entry.id)
    )
    young = [each for each in db.session.scalars(query) if is_asked(each)]
    consents = _consents(contest)
    return [Young(each, consents.get(each.id)) for each in young]


def _consents(contest: Contest) -> dict[int, GuardianConsent]:
    query = (
        select(GuardianConsent)
        .join(GuardianConsent.entry)
        .where(Entry.contest_id == contest.id, GuardianConsent.withdrawn_at.is_(None))
        .order_by(GuardianConsent.id)
    )
    return {each.entry_id: each for each in db.session.scalars(query)}


def list_practising(contest: Contest) -> frozenset[int]:
    """People under 18 when they entered, for whom no guardian's consent stands."""
    if not contest.needs_guardian:
        return frozenset()
    consented = select(GuardianConsent.id).where(
        GuardianConsent.entry_id == Entry.id, GuardianConsent.withdrawn_at.is_(None)
    )
    query = (
        select(Person.id, Person.birth_year, Person.birth_month, Person.birth_day, Entry.created_at)
        .join(Entry, Entry.person_id == Person.id)
        .where(Entry.contest_id == contest.id, Person.birth_year.is_not(None), ~consented.exists())
        .where(Person.birth_year >= contest.created_at.year - OF_AGE - 1)
    )
    return frozenset(
        person
        for person, year, month, number, at in db.session.execute(query)
        if needs_guardian(Birth(year or 0, month, number), _day(at))
    )


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()


def path_of(person: Person) -> list[int]:
    path, unit = [], person.unit
    while unit is not None:
        path.append(unit.id)
        unit = unit.parent
    return path
