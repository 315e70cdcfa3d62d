"""How made-up people enter a contest: as the page of registration does it, by its services."""

from datetime import datetime, timedelta

from contest.clock import VIETNAM
from contest.contests import (
    condition_queries,
    condition_service,
    entry_queries,
    entry_service,
    password_service,
    public_queries,
)
from contest.contests.entry_service import Decision, Known, Others, Said
from contest.contests.models import Contest, Entry
from contest.db import db
from contest.people import list_queries, list_service
from contest.people import service as people
from contest.people.service import Particulars
from contest.rules.audiences import AudienceReason
from contest.rules.barring import BarredByList, BarredByOffice, BarredByRole
from contest.rules.numbers import contest_number
from questions.text import fold
from tests.contest.factories import serial
from tests.contest.real_contests.description import Entrant
from tests.contest.real_contests.making import VAULT, Stage

BARS = {
    BarredByList: "barred-by-list",
    BarredByRole: "barred-by-role",
    BarredByOffice: "barred-by-office",
}


def enter(stage: Stage, entrant: Entrant) -> Entry | tuple[str, ...]:
    """The entry; or the rules by which there is none."""
    contest, now = stage.contest, _when(stage, entrant)
    given, said = _given(stage, entrant), _said(entrant)
    known = _known(contest, given, entrant)
    facts = entry_service.facts_of(contest, entrant.birth, given, said, known)
    chosen = stage.audiences[entrant.audience or contest.audiences[0].title]
    today = now.astimezone(VIETNAM).date()
    decision = entry_service.decide(contest, chosen, facts, today)
    declared = contest.declaration_version if entrant.declares else None
    faults = entry_service.faults(contest, _others(contest, given), declared)
    wrong = () if password_service.is_right(contest, entrant.password) else ("wrong-password",)
    if wrong or faults or not decision.is_let_in:
        return tuple(dict.fromkeys([*wrong, *faults, *_why(decision)]))
    audience = next(each for each in contest.audiences if each.id == decision.settled.audience)
    kept = entry_service.kept_birth(contest, entrant.birth)
    given = _given(stage, entrant, birth=kept)
    person = people.create_person(stage.host, contest_number(serial()), given, VAULT, now)
    group = stage.groups.get(entrant.group)
    entry = entry_service.enter(contest, person, audience, group, now, said)
    entry.unchecked = entry_service.left_unchecked(contest, audience, facts, known, today)
    entry.moved_from = None if audience is chosen else chosen
    db.session.add(entry)
    db.session.flush()
    return entry


def _when(stage: Stage, entrant: Entrant) -> datetime:
    if entrant.enters_at:
        return entrant.enters_at
    first = min((each.at for each in entrant.sat), default=stage.opens_at)
    return max(stage.opens_at, first - timedelta(minutes=1))


def _given(stage: Stage, entrant: Entrant, **given: object) -> Particulars:
    usual: dict[str, object] = {
        "name": entrant.name,
        "birth": entrant.birth,
        "phone": entrant.phone or None,
        "citizen_number": entrant.citizen_number or None,
        "residence": stage.units[entrant.home] if entrant.home and not entrant.country else None,
        "country": entrant.country,
        "unit": stage.units[entrant.unit] if entrant.unit else None,
    }
    return Particulars(**usual | given)  # type: ignore[arg-type]  # each as Particulars has it


def _said(entrant: Entrant) -> Said:
    return Said(entrant.grade, entrant.citizenship, entrant.bodies, entrant.link)


def _known(contest: Contest, given: Particulars, entrant: Entrant) -> Known:
    """What lists and the staff's roles say; whoever has a role is signed in by it."""
    asked = condition_queries.all_conditions(contest)
    _, lists = condition_queries.ids_of(asked, condition_queries.bars_of(contest))
    who = list_service.who_is(given, None, VAULT)
    return Known(
        list_queries.look_up(lists, who),
        frozenset({entrant.role}) if entrant.role else frozenset(),
        entry_queries.roles_of_namesakes(contest, fold(given.name)),
    )


def _others(contest: Contest, given: Particulars) -> Others:
    phone, number = given.phone, given.citizen_number
    count = public_queries.count_by_citizen_number
    return Others(
        public_queries.count_on_phone(contest, phone, VAULT, None) if phone else 0,
        count(contest, number, VAULT, None) if number else 0,
    )


def _why(decision: Decision) -> list[str]:
    """The rules that speak against an entry, by name."""
    codes = [BARS[type(each)] for each in decision.bars]
    unmet = decision.unmet
    if decision.settled.reason in (AudienceReason.NONE_FITS, AudienceReason.NOT_RECOGNISED):
        unmet += decision.own_unmet
    return codes + [each.code for one in unmet for each in one.refusals]


def all_is_asked(contest: Contest) -> bool:
    """Whether the form asks for all that the conditions need."""
    return not condition_service.all_needed(contest) & condition_service.not_asked(contest)
