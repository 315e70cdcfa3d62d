"""Whether a person may enter a contest, and the entry itself.  Callers commit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from contest.bank.models import ReportingGroup
from contest.clock import milliseconds
from contest.contests.condition_queries import asked_of, bars_of, declaration_of
from contest.contests.models import Ask, BirthAsk, Contest, ContestAudience, Entry
from contest.people.models import Person
from contest.people.service import Particulars
from contest.rules import barring, conditions_data, registration
from contest.rules.audiences import Settled, fitting, settle_audience
from contest.rules.barring import Bar, BarredByList, BarredByRole, bars_against
from contest.rules.composing import needs_all, rows
from contest.rules.conditions import Condition, Leaf, Link
from contest.rules.declarations import may_enter_declared
from contest.rules.eligibility import (
    Birth,
    Facts,
    Refusal,
    link_to_unit,
    refusals,
    unchecked,
)
from contest.rules.phones import Phones
from contest.rules.registration import PreRegistration, RegistrationRefusal
from contest.rules.roles import Role
from contest.rules.timing import RoundPhase
from contest.units.models import Unit, UnitKind


class EntryFault(StrEnum):
    """Why somebody cannot enter, beside the conditions."""

    PHONE_FULL = "phone-full"
    ENTERED_BEFORE = "entered-before"
    NOT_DECLARED = "not-declared"


@dataclass(frozen=True, slots=True)
class Others:
    """How many others entered the contest with the same phone, and the same citizen number."""

    on_phone: int = 0
    of_citizen_number: int = 0


def faults(
    contest: Contest, others: Others, declared_version: int | None = None
) -> tuple[EntryFault, ...]:
    """What speaks against this entry by the contest's regulation; nothing when nothing does.

    The regulation sets how many people may share a phone and what is declared; a citizen number
    enters once.
    """
    has_declared = may_enter_declared(declaration_of(contest), declared_version)
    found = {
        EntryFault.PHONE_FULL: not Phones(contest.people_per_phone).takes_another(others.on_phone),
        EntryFault.ENTERED_BEFORE: others.of_citizen_number > 0,
        EntryFault.NOT_DECLARED: not has_declared,
    }
    return tuple(fault for fault, is_there in found.items() if is_there)


@dataclass(frozen=True, slots=True)
class Said:
    """What an entrant says for the conditions alone; None is what was not asked or not said."""

    grade: int | None = None
    citizenship: str | None = None
    bodies: frozenset[str] = frozenset()
    unit_link: Link | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the lists and the staff's roles say of somebody who wants to enter."""

    lists: Mapping[int, bool]
    roles: frozenset[Role] = frozenset()
    namesakes_roles: frozenset[Role] = frozenset()


NOTHING_KNOWN = Known({})


def facts_of(
    contest: Contest, birth: Birth | None, given: Particulars, said: Said, known: Known
) -> Facts:
    """All that is known of somebody who wants to enter, as the conditions are judged by it."""
    unit = given.unit
    return Facts(
        birth=None if contest.asks_birth is BirthAsk.NO else birth,
        residence_path=_residence_path(contest, given),
        unit_path=_unit_path(contest, given),
        unit_link=link_to_unit(is_school=is_school(unit), said=said.unit_link) if unit else None,
        grade=said.grade,
        citizenships=frozenset({said.citizenship}) if said.citizenship else None,
        lists=known.lists,
        bodies={body: body in said.bodies for body in contest.bodies or ()},
        roles=known.roles,
    )


def is_school(unit: Unit | None) -> bool:
    return unit is not None and unit.kind is UnitKind.SCHOOL


def _residence_path(contest: Contest, given: Particulars) -> tuple[int, ...] | None:
    if contest.asks_residence is Ask.NO or not (given.residence or given.country):
        return None
    return tuple(_path(given.residence))


def _unit_path(contest: Contest, given: Particulars) -> tuple[int, ...] | None:
    """The unit, those above it and the place where it stands; unknown in one's own words."""
    if contest.asks_unit is Ask.NO or given.unit_name:
        return None
    places = [given.unit.commune] if given.unit else []
    return tuple(each for unit in (given.unit, *places) for each in _path(unit))


def _path(unit: Unit | None) -> list[int]:
    path = []
    while unit is not None:
        path.append(unit.id)
        unit = unit.parent
    return path


@dataclass(frozen=True, slots=True)
class Unmet:
    """A condition that is not met, and what of it is the reason."""

    condition: Condition
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the regulation makes of an entry.

    ``unmet`` are conditions of the contest, ``own_unmet`` those of the audience that was chosen;
    ``fitting`` are the ids of the audiences that the person may enter.
    """

    bars: tuple[Bar, ...]
    unmet: tuple[Unmet, ...]
    settled: Settled
    own_unmet: tuple[Unmet, ...]
    fitting: tuple[int, ...]

    @property
    def is_let_in(self) -> bool:
        return not (self.bars or self.unmet) and self.settled.audience is not None


def decide(contest: Contest, chosen: ContestAudience, facts: Facts, day: date) -> Decision:
    """Whether somebody may enter, in which audience, and if not which rules say so."""
    fits = fitting({each.id: asked_of(each) for each in contest.audiences}, facts, day)
    return Decision(
        bars=bars_against(bars_of(contest), facts),
        unmet=_unmet(asked_of(contest), facts, day),
        settled=settle_audience(chosen.id, fits, contest.wrong_audience),
        own_unmet=_unmet(asked_of(chosen), facts, day),
        fitting=fits,
    )


def _unmet(asked: Condition, facts: Facts, day: date) -> tuple[Unmet, ...]:
    """Row by row where each counts; as a whole where one of them would do."""
    parts = rows(asked) if needs_all(asked) else (asked,)
    found = (Unmet(part, refusals(part, facts, day)) for part in parts)
    return tuple(each for each in found if each.refusals)


def left_unchecked(
    contest: Contest, audience: ContestAudience, facts: Facts, known: Known, day: date
) -> list[dict[str, Any]]:
    """What is left for the check of winners, encoded: conditions, and bars that nobody is sure of.

    A bar by a list is not sure for a namesake on it, one by a role for a namesake of its holder.
    """
    asked: Collection[Leaf] = dict.fromkeys(
        leaf for each in (contest, audience) for leaf in unchecked(asked_of(each), facts, day)
    )
    unsure = [bar for bar in bars_of(contest) if _is_unsure(bar, known)]
    return [*map(conditions_data.encode, asked), *map(barring.encode, unsure)]


def _is_unsure(bar: Bar, known: Known) -> bool:
    if isinstance(bar, BarredByList):
        return bar.list_id not in known.lists
    return isinstance(bar, BarredByRole) and not bar.roles.isdisjoint(known.namesakes_roles)


def registering(contest: Contest, now: datetime) -> RegistrationRefusal | None:
    """Why nobody registers now, where the regulation sets a time for it; None where one may."""
    if contest.registers_from_at is None:
        return None
    end = contest.registers_to_at
    asked = PreRegistration(
        milliseconds(contest.registers_from_at), None if end is None else milliseconds(end)
    )
    return registration.refusal(asked, milliseconds(now))


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
    said: Said | None = None,
) -> Entry:
    """The person's registration in the contest."""
    said = said or Said()
    return Entry(
        contest=contest,
        person=person,
        contest_audience=audience,
        reporting_group=group,
        regulation_version=contest.regulation_version,
        created_at=now,
        grade=said.grade,
        citizenship=said.citizenship,
        bodies=sorted(said.bodies),
        unit_link=said.unit_link,
    )


def round_order(phase: RoundPhase) -> int:
    """Open rounds come first, then those that pause or are to come, then those that are over."""
    return (RoundPhase.OPEN, RoundPhase.PAUSED, RoundPhase.EARLY, RoundPhase.OVER).index(phase)
