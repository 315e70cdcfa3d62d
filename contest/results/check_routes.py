"""Pages of staff: whom to check, one entrant, and what is decided about them."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from contest import clock
from contest.audit import service as audit
from contest.contests.models import Entry
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.people import service as people
from contest.results import check_queries, check_service, check_words, merge_routes, signal_queries
from contest.results.access_routes import load_contest
from contest.results.check_forms import (
    CallForm,
    CheckForm,
    CorrectionForm,
    DecisionForm,
    MergeForm,
    SettleForm,
)
from contest.rules.roles import Action
from contest.rules.verification import CallOutcome, Item, State, VerificationRefused, Why, missing
from contest.units import places_queries
from contest.web import guards
from contest.web.current import vault
from contest.web.forms import ActionForm, require_token
from contest.web.paging import page_number

BASE = "/hosts/<host_id>/contests/<contest_id>/checks"
bp = Blueprint("checks", __name__, url_prefix=BASE)
bp.register_blueprint(merge_routes.bp)
PER_PAGE = 50


@bp.get("")
def list_checks(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load_contest(Action.CHECK_ENTRANTS, host_id, contest_id)
    state = next((each for each in State if each.value == request.args.get("state")), None)
    if state is None:
        asked = check_service.to_check(contest)
        reasons = {each.person: each.why for each in asked}
        order = [each.person for each in asked]
    else:
        reasons, order = {}, check_queries.list_people_in_state(contest, {state})
    page = page_number()
    shown = order[(page - 1) * PER_PAGE : page * PER_PAGE]
    entries = check_queries.list_entries(contest, shown)
    lists = check_queries.checklists(contest, entries.values())
    return render_template(
        "results/checks.html",
        host=host,
        contest=contest,
        state=state,
        entries=[entries[each] for each in shown],
        reasons=reasons,
        missing={entry_id: missing(each) for entry_id, each in lists.items()},
        wanted=check_queries.wanted(contest),
        counts={why: sum(each is why for each in reasons.values()) for why in Why},
        total=len(order),
        page=page,
        pages=max(-(-len(order) // PER_PAGE), 1),
        words=check_words,
        form=ActionForm(),
    )


@bp.get("/<entrant>")
def show_check(host_id: str, contest_id: str, entrant: str) -> ResponseReturnValue:
    begin_writing()
    _, contest = load_contest(Action.CHECK_ENTRANTS, host_id, contest_id)
    entry = check_queries.get_entry(contest, entrant)
    _record(entry, "entrant-seen")
    db.session.commit()
    return _page(entry)


def _page(entry: Entry, **forms: Any) -> ResponseReturnValue:
    """All that is known of the entrant for this purpose, masked, and what can be done."""
    contest, person = entry.contest, entry.person
    checklist = check_queries.checklists(contest, [entry])[entry.id]
    signals = signal_queries.list_about(contest, person)
    check = forms.get("check") or CheckForm(
        formdata=None, data={"items": [each.value for each in checklist.in_order]}
    )
    check.offer(checklist.wanted)
    unit = person.unit.full_name if person.unit else person.unit_name
    usual = {
        "check": check,
        "call": CallForm(formdata=None),
        "decision": DecisionForm(formdata=None),
        "correction": CorrectionForm(formdata=None, data={"name": person.name, "unit": unit}),
        "settling": SettleForm(formdata=None),
        "merging": MergeForm(formdata=None),
    }
    page = render_template(
        "results/check.html",
        host=contest.host,
        contest=contest,
        entry=entry,
        person=person,
        contacts=people.contacts(person, vault()),
        checklist=checklist,
        missing=missing(checklist),
        signals=signals,
        others=signal_queries.others_of(signals, person),
        history=check_queries.history(entry),
        words=check_words,
        faulty=next((form for form in forms.values() if form.errors), None),
        **usual | forms,
    )
    return page, 422 if any(form.errors for form in forms.values()) else 200


def _load_entry(action: Action, host_id: str, contest_id: str, entrant: str) -> Entry:
    _, contest = load_contest(action, host_id, contest_id)
    return check_queries.get_entry(contest, entrant)


def _done(entry: Entry, act: str, text: str, **details: Any) -> ResponseReturnValue:
    _record(entry, act, **details)
    db.session.commit()
    flash(text, "success")
    return redirect(check_url(entry), 303)


def check_url(entry: Entry) -> str:
    """The page of an entrant's check."""
    return url_for(
        "checks.show_check",
        host_id=entry.contest.host.public_id,
        contest_id=entry.contest.public_id,
        entrant=entry.person.number,
    )


def _record(entry: Entry, act: str, **details: Any) -> None:
    audit.record(
        guards.require_account().actor,
        act,
        now=clock.now(),
        host_id=entry.contest.host_id,
        subject_kind="person",
        subject=entry.person.number,
        details=details | {"contest": entry.contest.public_id},
    )


@bp.post("/<entrant>/items")
def note_items(host_id: str, contest_id: str, entrant: str) -> ResponseReturnValue:
    entry = _load_entry(Action.CHECK_ENTRANTS, host_id, contest_id, entrant)
    checklist = check_queries.checklists(entry.contest, [entry])[entry.id]
    form = CheckForm()
    form.offer(checklist.wanted)
    if not form.validate_on_submit():
        return _page(entry, check=form)
    ticked = {Item(each) for each in form.items.data or []}
    changed = (ticked ^ checklist.in_order) - {Item.REACHED}
    by, now = guards.require_account(), clock.now()
    for item in sorted(changed):
        is_so = item in ticked
        note = form.note.data or ""
        db.session.add(
            check_service.note_check(entry, item, is_in_order=is_so, note=note, by=by, now=now)
        )
    if not changed:
        db.session.rollback()
        flash(gettext("Chưa có gì thay đổi."), "message")
        return redirect(check_url(entry), 303)
    items = [each.value for each in sorted(changed)]
    return _done(entry, "entrant-checked", gettext("Đã ghi kết quả kiểm tra."), items=items)


@bp.post("/<entrant>/calls")
def note_call(host_id: str, contest_id: str, entrant: str) -> ResponseReturnValue:
    entry = _load_entry(Action.CHECK_ENTRANTS, host_id, contest_id, entrant)
    form = CallForm()
    if not form.validate_on_submit():
        return _page(entry, call=form)
    outcome, by = CallOutcome(form.outcome.data), guards.require_account()
    db.session.add(check_service.note_call(entry, outcome, form.note.data or "", by, clock.now()))
    return _done(entry, "entrant-called", gettext("Đã ghi cuộc gọi."), outcome=outcome.value)


@bp.post("/<entrant>/decision")
def decide(host_id: str, contest_id: str, entrant: str) -> ResponseReturnValue:
    entry = _load_entry(Action.RECOGNISE, host_id, contest_id, entrant)
    form = DecisionForm()
    if not form.validate_on_submit():
        return _page(entry, decision=form)
    checklist = check_queries.checklists(entry.contest, [entry])[entry.id]
    to, ground = State(form.state.data), form.chosen_ground()
    try:
        decision = check_service.decide(
            entry, to, ground, form.why.data or "", checklist, guards.require_account(), clock.now()
        )
    except VerificationRefused as refused:
        form.refuse(refused.code)
        return _page(entry, decision=form)
    db.session.add(decision)
    details = {"state": to.value, "ground": decision.ground}
    return _done(entry, "entrant-decided", gettext("Đã ghi quyết định."), **details)


@bp.post("/<entrant>/correction")
def correct(host_id: str, contest_id: str, entrant: str) -> ResponseReturnValue:
    entry = _load_entry(Action.RECOGNISE, host_id, contest_id, entrant)
    form = CorrectionForm()
    if not form.validate_on_submit():
        return _page(entry, correction=form)
    typed, why = form.unit.data or "", form.why.data or ""
    units = places_queries.find_own_units(typed, entry.contest.host) if typed else []
    unit = next((each for each in units if each.full_name == typed), None)
    by, now = guards.require_account(), clock.now()
    found = [
        check_service.correct_name(entry, form.name.data or "", why, by, now),
        check_service.correct_unit(entry, unit, typed, why, by, now),
    ]
    made = [each for each in found if each is not None]
    if not made:
        db.session.rollback()
        flash(gettext("Chưa có gì thay đổi."), "message")
        return redirect(check_url(entry), 303)
    db.session.add_all(made)
    fields = [each.field.value for each in made]
    text = gettext("Đã sửa; thông tin cũ được giữ lại bên dưới.")
    return _done(entry, "entrant-corrected", text, fields=fields)


@bp.post("/<entrant>/signals/<int:signal_id>")
def settle(host_id: str, contest_id: str, entrant: str, signal_id: int) -> ResponseReturnValue:
    entry = _load_entry(Action.CHECK_ENTRANTS, host_id, contest_id, entrant)
    about = signal_queries.list_about(entry.contest, entry.person)
    signal = next((each for each in about if each.id == signal_id), None)
    if signal is None:
        raise NotFound
    form = SettleForm()
    if not form.validate_on_submit():
        return _page(entry, settling=form)
    check_service.settle(signal, form.why.data or "", guards.require_account(), clock.now())
    return _done(
        entry, "signal-settled", gettext("Đã ghi kết luận về dấu hiệu này."), kind=signal.kind.value
    )


@bp.post("/verify")
def verify_ticked(host_id: str, contest_id: str) -> ResponseReturnValue:
    """Put many at once under verification: what is decided of each comes after."""
    _, contest = load_contest(Action.RECOGNISE, host_id, contest_id)
    require_token()
    why = gettext("Cần xác minh trước khi công nhận kết quả.")
    by, now, count = guards.require_account(), clock.now(), 0
    for number in request.form.getlist("n")[:PER_PAGE]:
        entry = check_queries.get_entry(contest, number)
        if entry.state is not State.ELIGIBLE:
            continue
        checklist = check_queries.checklists(contest, [entry])[entry.id]
        db.session.add(check_service.decide(entry, State.TO_VERIFY, None, why, checklist, by, now))
        _record(entry, "entrant-decided", state=State.TO_VERIFY.value)
        count += 1
    db.session.commit()
    flash(
        ngettext(
            "Đã chuyển %(num)d người sang chờ xác minh.",
            "Đã chuyển %(num)d người sang chờ xác minh.",
            count,
        )
        if count
        else gettext("Mời bạn đánh dấu những người cần xác minh."),
        "success" if count else "message",
    )
    return redirect(url_for("checks.list_checks", host_id=host_id, contest_id=contest_id), 303)
