"""What everybody sees of contests, and how one enters them."""

import secrets
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from contest import clock
from contest.audit import service as audit
from contest.bank import queries as bank
from contest.bank.models import ReportingGroup
from contest.clock import VIETNAM
from contest.contests import (
    calendar_queries,
    condition_queries,
    entry_queries,
    entry_service,
    guardian_entry_routes,
    guardian_queries,
    notice_queries,
    prize_queries,
    public_queries,
    round_words,
    way_queries,
)
from contest.contests import disclosure_queries as disclosure
from contest.contests.condition_words import moved_sentence, who_may_enter
from contest.contests.entry_forms import EntryForm, consent_wording
from contest.contests.entry_password_routes import knows_password
from contest.contests.entry_refusal_forms import mark_decision, mark_fault
from contest.contests.entry_service import Decision, Known, Others
from contest.contests.forms import keys_in_words
from contest.contests.models import Ask, Contest, ContestAudience, Entry, Round
from contest.contests.places_forms import PlaceFields, in_full
from contest.contests.prize_forms import EDGE_NAMES, REPEAT_NAMES
from contest.contests.round_words import RoundView
from contest.db import begin_writing, db
from contest.errors import RegistrationOver
from contest.people import list_queries, list_service, service
from contest.people import queries as people
from contest.people.models import ConsentKind, Person
from contest.people.service import Particulars
from contest.rules.disclosure import What, Whom
from contest.rules.numbers import CONTEST_NUMBERS, contest_number
from contest.rules.registration import RegistrationRefusal
from contest.units import places_queries
from contest.web import entrant_card, entrants, guards
from contest.web.countries import country_name
from contest.web.current import vault
from contest.web.forms import ActionForm
from questions.text import fold

bp = Blueprint("entries", __name__)
bp.register_blueprint(guardian_entry_routes.bp)


def view(round_: Round, entry: Entry | None = None) -> RoundView:
    """The round at this moment, as this entrant's group has it."""
    return round_words.view(round_, calendar_queries.calendar_for(round_, entry), clock.now())


@bp.app_template_filter("time_left")
def time_left(left: timedelta) -> str:
    """2 ngày 3 giờ; 3 giờ 5 phút; 12 phút: no finer than helps."""
    minutes = left // timedelta(minutes=1)
    days, hours = minutes // 1440, minutes // 60 % 24
    parts = [
        (days, ngettext("%(num)d ngày", "%(num)d ngày", days)),
        (hours, ngettext("%(num)d giờ", "%(num)d giờ", hours)),
        (minutes % 60, ngettext("%(num)d phút", "%(num)d phút", minutes % 60)),
    ]
    shown = [text for count, text in parts if count][:2]
    return " ".join(shown) or str(gettext("chưa đến 1 phút"))


@bp.get("/")
def list_contests() -> ResponseReturnValue:
    shown = [(each, _ordered(each)) for each in public_queries.list_published()]
    shown.sort(key=lambda pair: min((_order(each) for each in pair[1]), default=2))
    return render_template(
        "contests/public/home.html",
        contests=shown,
        person=entrants.current_person(),
        form=ActionForm(),
    )


def _order(view: RoundView) -> int:
    return entry_service.round_order(view.phase)


def _ordered(contest: Contest, entry: Entry | None = None) -> list[RoundView]:
    """Open rounds first, then the next to come, then the latest that is over."""
    views = [view(each, entry) for each in contest.rounds]
    return sorted(views, key=lambda each: (_order(each), each.left, -each.round.number))


@bp.get("/c/<contest_id>")
def show_contest(contest_id: str) -> ResponseReturnValue:
    contest = public_queries.get_published(contest_id)
    person, now = entrants.current_person(), clock.now()
    entry = public_queries.find_entry(contest, person)
    opened = {each.id: disclosure.seen_anywhere(each, now) for each in contest.rounds}
    return render_template(
        "contests/public/contest.html",
        contest=contest,
        host=contest.host,
        views=_ordered(contest, entry),
        rules=round_words.rules,
        registering=entry_service.registering(contest, now),
        with_results=_with_results(contest, opened),
        opened=opened,
        notices=notice_queries.list_current(contest, now, entry),
        in_words=keys_in_words,
        prizes=prize_queries.list_prizes(contest),
        terms=prize_queries.prize_rules(contest),
        edges=EDGE_NAMES,
        repeats=REPEAT_NAMES,
        person=person,
        entry=entry,
        waits_for_guardian=_waits_for_guardian(entry),
        who=who_may_enter(contest),
        moved=moved_sentence(entry) if entry and entry.moved_from else "",
        is_over=public_queries.is_over(contest, now),
        form=ActionForm(),
    )


def _opened(contest: Contest) -> dict[int, frozenset[What]]:
    """What is public of each round now."""
    now = clock.now()
    return {each.id: disclosure.seen_anywhere(each, now) for each in contest.rounds}


def _with_results(contest: Contest, opened: dict[int, frozenset[What]]) -> frozenset[int]:
    """The rounds that have a public page of results now."""
    now = clock.now()
    return frozenset(
        each.id
        for each in contest.rounds
        if disclosure.RESULTS & opened[each.id]
        and way_queries.is_over(each, disclosure.board_time(each, None, Whom.PUBLIC, now))
    )


@bp.route("/c/<contest_id>/register", methods=["GET", "POST"])
def register(contest_id: str) -> ResponseReturnValue:
    contest = public_queries.get_published(contest_id)
    if public_queries.is_over(contest, clock.now()):
        raise RegistrationOver
    if refused := entry_service.registering(contest, clock.now()):
        return _not_registering(contest, refused), 409
    person = _person_for(contest)
    if public_queries.find_entry(contest, person):
        return redirect(url_for("people.show_card", next=_home_of(contest)), 303)
    groups = bank.list_reporting_groups(contest.host)
    form = EntryForm()
    form.shape(contest, groups, person, clock.today())
    if request.method == "GET":
        _begin(form, contest, person)
    elif _is_right(form, contest) and _enter(form, contest, person, groups):
        return redirect(url_for("people.show_card", next=_after_card(contest)), 303)
    page = render_template(
        "contests/public/register.html",
        contest=contest,
        host=contest.host,
        form=form,
        person=person,
        known=entrants.current_person(),
        is_another="another" in request.args,
    )
    return page, 422 if form.errors else 200


def _is_right(form: EntryForm, contest: Contest) -> bool:
    return form.is_right(contest) and knows_password(form, contest)


def _not_registering(contest: Contest, refused: RegistrationRefusal) -> str:
    return render_template(
        "contests/public/not_registering.html",
        contest=contest,
        host=contest.host,
        is_early=refused is RegistrationRefusal.TOO_EARLY,
    )


@bp.get("/c/<contest_id>/suggest/<any(residence, unit):what>")
def suggest(contest_id: str, what: str) -> ResponseReturnValue:
    """The choices that fit what is being typed: what the form would ask after it was sent."""
    contest = public_queries.get_published(contest_id)
    form = PlaceFields(request.args, meta={"csrf": False})
    is_place = what == "residence"
    form.shape_places(
        contest.host, *((Ask.OPTIONAL, Ask.NO) if is_place else (Ask.NO, Ask.OPTIONAL))
    )
    form.suggest(contest.host)
    return render_template(f"contests/public/_{what}.html", form=form)


def _after_card(contest: Contest) -> str:
    """Where the card leads on: the guardian's step where one is asked for."""
    entry = public_queries.find_entry(contest, entrants.current_person())
    if entry and guardian_queries.is_asked(entry):
        return url_for("entries.guardian.show_consent", contest_id=contest.public_id)
    return _home_of(contest)


def _home_of(contest: Contest) -> str:
    return url_for(".show_contest", contest_id=contest.public_id)


def _person_for(contest: Contest) -> Person | None:
    """Who this device knows, if an entrant of the same host; ?another=1 enters somebody else."""
    person = entrants.current_person()
    is_same = person is not None and person.host_id == contest.host_id
    return person if is_same and "another" not in request.args else None


def _begin(form: EntryForm, contest: Contest, person: Person | None) -> None:
    """Fill in what is known: of the person, or of the commune whose contest it is."""
    form.page_key.data = secrets.token_urlsafe(16)
    if "declaration_version" in form:
        form.declaration_version.data = str(contest.declaration_version)
    if person and person.residence:
        residence = person.residence
        is_hamlet = residence.host_id is not None and residence.parent is not None
        form.begin_with(contest.host, residence.parent if is_hamlet else residence)
    elif contest.host.commune_code:
        commune = places_queries.find_commune(contest.host.commune_code)
        form.begin_with(contest.host, commune)
    if person and "residence" in form:
        form.country.data = person.country or ""
        form.hamlet.data = person.hamlet_name
        form.hamlet_choice.data = person.residence.public_id if person.residence else None
    if person and "unit" in form:
        form.unit.data = person.unit.full_name if person.unit else person.unit_name


def _enter(
    form: EntryForm, contest: Contest, person: Person | None, groups: list[ReportingGroup]
) -> bool:
    """Enter, in one transaction; False, with the fields marked, when the regulation refuses."""
    begin_writing()
    public_queries.lock_published(contest)
    if public_queries.find_entry(contest, person):
        return True  # by the first of two clicks
    page_key = form.page_key.data or ""
    if twin := public_queries.find_entry_of_page(contest, page_key):
        _enter_again(twin)
        return True
    now, born = clock.now(), form.born() or (person.birth if person else None)
    given = form.particulars(entry_service.kept_birth(contest, born), person.name if person else "")
    known, today = _known(contest, given, person), now.astimezone(VIETNAM).date()
    facts = entry_service.facts_of(contest, born, given, form.said(), known)
    chosen = form.chosen_audience(contest)
    decision = entry_service.decide(contest, chosen, facts, today)
    if not _is_let_in(form, contest, chosen, decision, _others(contest, given, person)):
        db.session.rollback()
        return False
    audience = next(each for each in contest.audiences if each.id == decision.settled.audience)
    person = _kept_person(contest, given, person)
    entry = entry_service.enter(
        contest, person, audience, form.chosen_group(groups), now, form.said()
    )
    entry.unchecked = entry_service.left_unchecked(contest, audience, facts, known, today)
    entry.moved_from = None if audience is chosen else chosen
    entry.page_key = page_key if len(page_key) == public_queries.PAGE_KEY_LENGTH else None
    _keep(entry)
    return True


def _is_let_in(
    form: EntryForm, contest: Contest, chosen: ContestAudience, decision: Decision, others: Others
) -> bool:
    found = entry_service.faults(contest, others, form.declared_version())
    for fault in found:
        mark_fault(form, contest, fault)
    if not decision.is_let_in:
        mark_decision(form, contest, chosen, decision)
    return decision.is_let_in and not found


def _kept_person(contest: Contest, given: Particulars, person: Person | None) -> Person:
    if person is None:
        return _new_person(contest, given)
    service.complete(person, given, vault())
    return person


def _keep(entry: Entry) -> None:
    db.session.add(entry)
    db.session.flush()
    _keep_consents(entry)
    _record(entry)
    db.session.commit()
    if entry.moved_from:
        flash(moved_sentence(entry), "message")


def _known(contest: Contest, given: Particulars, person: Person | None) -> Known:
    """What lists and the staff's roles say of this person; a name alone proves no role."""
    _, lists = condition_queries.ids_of(
        condition_queries.all_conditions(contest), condition_queries.bars_of(contest)
    )
    who = list_service.who_is(given, person, vault())
    account = guards.current_account()
    is_self = account is not None and fold(account.name) == who.folded
    return Known(
        list_queries.look_up(lists, who),
        guards.roles_here(contest.host, contest.id) if is_self else frozenset(),
        entry_queries.roles_of_namesakes(contest, who.folded) if contest.bars else frozenset(),
    )


def _enter_again(twin: Entry) -> None:
    """The second of two clicks: the browser shows this answer, so it gets the card and is known."""
    entrant_card.make_card(twin.person)
    entrants.remember(twin.person)
    db.session.commit()


def _others(contest: Contest, given: Particulars, person: Person | None) -> Others:
    phone, number = given.phone, given.citizen_number
    count = public_queries.count_by_citizen_number
    return Others(
        public_queries.count_on_phone(contest, phone, vault(), person) if phone else 0,
        count(contest, number, vault(), person) if number else 0,
    )


def _new_person(contest: Contest, given: Particulars) -> Person:
    """A person under a number drawn by chance, whom this device is signed in for from now on."""
    number = contest_number(secrets.randbelow(CONTEST_NUMBERS))
    while people.is_taken(number):
        number = contest_number(secrets.randbelow(CONTEST_NUMBERS))
    person = service.create_person(contest.host, number, given, vault(), clock.now())
    entrant_card.make_card(person)
    db.session.add(person)
    entrants.remember(person)
    return person


def _keep_consents(entry: Entry) -> None:
    """What was agreed to and what was declared, in the words that stood there."""
    contest, person, now = entry.contest, entry.person, clock.now()
    wording, version = consent_wording(contest), contest.consent_version
    db.session.add(service.give_consent(person, contest.public_id, version, wording, now))
    declared = condition_queries.declaration_of(contest)
    if declared:
        kept = service.give_consent(
            person, contest.public_id, declared.version, declared.wording, now
        )
        kept.kind = ConsentKind.DECLARATION
        db.session.add(kept)


def _record(entry: Entry) -> None:
    audit.record(
        entry.person.actor,
        "contest-entered",
        now=clock.now(),
        host_id=entry.contest.host_id,
        subject_kind="contest",
        subject=entry.contest.public_id,
    )


@bp.get("/me")
def show_me() -> ResponseReturnValue:
    person = entrants.require_person()
    entered = public_queries.list_entries(person)
    return render_template(
        "contests/public/me.html",
        person=person,
        host=person.host,
        entries=[(each, _ordered(each.contest, each)) for each in entered],
        waiting={each.id for each in entered if _waits_for_guardian(each)},
        notices=notice_queries.list_of_entries(entered, clock.now()),
        contacts=service.contacts(person, vault()),
        residence=residence_of(person),
        form=ActionForm(),
    )


def _waits_for_guardian(entry: Entry | None) -> bool:
    return entry is not None and not guardian_queries.may_be_ranked(entry)


def residence_of(person: Person) -> str:
    """Where the person lives, in one line."""
    if person.country:
        return country_name(person.country)
    place = in_full(person.residence) if person.residence else ""
    return ", ".join(each for each in (person.hamlet_name, place) if each)
