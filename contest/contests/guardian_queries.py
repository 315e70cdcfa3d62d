"""Whose guardian has to consent, who has consented, and who may be ranked."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.clock import VIETNAM
from contest.contests.models import Contest, Entry, GuardianConsent
from contest.db import db
from contest.people.models import Person
from contest.rules.guardians import GuardianConsent as Standing
from contest.rules.guardians import may_be_ranked as rule
from contest.rules.guardians import needs_guardian


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
        .where(Person.birth_year >= contest.created_at.year - OLDEST_BIRTH)
        .options(joinedload(Entry.person).joinedload(Person.unit))
        .order_by(Person.unit_id, Person.unit_name, Entry.grade, Person.sort_key, Entry.id)
    )
    young = [each for each in db.session.scalars(query) if is_asked(each)]
    consents = _consents(contest)
    return [Young(each, consents.get(each.id)) for each in young]


OLDEST_BIRTH = 18  # whoever was born earlier is of age on any day of the contest


def _consents(contest: Contest) -> dict[int, GuardianConsent]:
    query = (
        select(GuardianConsent)
        .join(GuardianConsent.entry)
        .where(Entry.contest_id == contest.id, GuardianConsent.withdrawn_at.is_(None))
        .order_by(GuardianConsent.id)
    )
    return {each.entry_id: each for each in db.session.scalars(query)}


def list_not_ranked(contest: Contest) -> frozenset[int]:
    """The entries of the contest that lack their guardian's consent, by id: for the ranking."""
    return frozenset(each.entry.id for each in list_young(contest) if each.consent is None)


def of_units(young: Iterable[Young], unit_ids: Iterable[int]) -> list[Young]:
    """Those who study or work in one of these units, or below it."""
    own = set(unit_ids)
    return [each for each in young if own.intersection(path_of(each.entry.person))]


def path_of(person: Person) -> list[int]:
    path, unit = [], person.unit
    while unit is not None:
        path.append(unit.id)
        unit = unit.parent
    return path
