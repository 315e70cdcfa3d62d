"""Whether a person may enter a contest, and the entry itself.  Callers commit."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from contest.bank.models import ReportingGroup
from contest.contests.models import BirthAsk, Contest, ContestAudience, Entry
from contest.people.models import Person
from contest.rules.conditions import AgeFrom
from contest.rules.eligibility import Birth, Facts, may_enter
from contest.rules.phones import Phones
from contest.rules.timing import RoundPhase


class EntryFault(StrEnum):
    """Why somebody cannot enter."""

    TOO_YOUNG = "too-young"
    PHONE_FULL = "phone-full"
    ENTERED_BEFORE = "entered-before"


@dataclass(frozen=True, slots=True)
class Others:
    """How many others entered the contest with the same phone, and the same citizen number."""

    on_phone: int = 0
    of_citizen_number: int = 0


def faults(
    contest: Contest, birth: Birth | None, others: Others, day: date
) -> tuple[EntryFault, ...]:
    """What speaks against this entry by the contest's regulation; nothing when nothing does.

    The regulation sets the least age and how many people may share a phone; a citizen number
    enters once.
    """
    found = {
        EntryFault.TOO_YOUNG: is_too_young(contest, birth, day),
        EntryFault.PHONE_FULL: not Phones(contest.people_per_phone).takes_another(others.on_phone),
        EntryFault.ENTERED_BEFORE: others.of_citizen_number > 0,
    }
    return tuple(fault for fault, is_there in found.items() if is_there)


def is_too_young(contest: Contest, birth: Birth | None, day: date) -> bool:
    """Where the birth is asked for, whoever is younger than the least age may not enter."""
    if contest.asks_birth is BirthAsk.NO or contest.least_age is None:
        return False
    return not may_enter(AgeFrom(contest.least_age), Facts(birth), day)


def kept_birth(contest: Contest, birth: Birth | None) -> Birth | None:
    """What of a birth is kept: no more than the regulation asks for."""
    if birth is None or contest.asks_birth is BirthAsk.NO:
        return None
    return Birth(birth.year) if contest.asks_birth is BirthAsk.YEAR else birth


def enter(
    contest: Contest,
    person: Person,
    audience: ContestAudience,
    group: ReportingGroup | None,
    now: datetime,
) -> Entry:
    """The person's registration in the contest."""
    return Entry(
        contest=contest,
        person=person,
        contest_audience=audience,
        reporting_group=group,
        created_at=now,
    )


def round_order(phase: RoundPhase) -> int:
    """Open rounds come first, then those that pause or are to come, then those that are over."""
    return (RoundPhase.OPEN, RoundPhase.PAUSED, RoundPhase.EARLY, RoundPhase.OVER).index(phase)
