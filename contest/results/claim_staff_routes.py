"""Pages of staff: how far each prize is, who asked for it how, and what was handed over."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.people import queries as people
from contest.results import claim_queries as queries
from contest.results import claim_service as service
from contest.results import claim_words as words
from contest.results import complaint_queries, passing_queries
from contest.results import queries as results
from contest.results.claim_forms import ClaimForm, ExtendForm, HandOverForm
from contest.results.claim_preview_service import heirs
from contest.results.claim_queries import Won
from contest.results.complaint_access_routes import load, record
from contest.results.complaint_models import Complaint
from contest.rules.claims import After, ClaimRefused, State
from contest.rules.payees import masked
from contest.rules.roles import Action
from contest.web import guards
from contest.web.current import vault
from contest.web.forms import ActionForm, require_token
from contest.web.paging import page_number

bp = Blueprint("payouts", __name__, url_prefix="/hosts/<host_id>/contests/<contest_id>/claims")
PRIZE = "/<int:number>/<entrant>"
PER_PAGE = 50


@bp.get("")
def list_prizes(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.SEE_CLAIMS, host_id, contest_id)
    every = queries.list_won(contest, clock.now())
    state = next((each for each in State if each.value == request.args.get("state")), None)
    found = [each for each in every if state in (None, each.state)]
    page = page_number()
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    return render_template(
        "results/claims/list.html",
        host=host,
        contest=contest,
        prizes=shown,
        counts={each: sum(won.state is each for won in every) for each in State},
        state=state,
        total=len(found),
        complaints=_complaints_about(shown),
        uncounted=passing_queries.uncounted_of(contest),
        page=page,
        pages=max(-(-len(found) // PER_PAGE), 1),
        words=words,
    )


def _complaints_about(prizes: Sequence[Won]) -> dict[tuple[int, int], list[Complaint]]:
    """The open complaints about the winners' part in what their prizes are of, by both."""
    people: dict[int, list[int]] = {}
    for each in prizes:
        people.setdefault(each.number, []).append(each.person.id)
    rounds = {each.number: each for each in prizes}
    return {
        (number, person): complaints
        for number, won in rounds.items()
        for person, complaints in complaint_queries.open_about(
            won.contest, won.round, people[number]
        ).items()
    }


def _complaints(won: Won) -> list[Complaint]:
    return _complaints_about([won]).get((won.number, won.person.id), [])


def _load(action: Action, host_id: str, contest_id: str, number: int, entrant: str) -> Won:
    """A prize, read where something is changed under the locks of the contest and of the round
    whose result the jobs process and the clock may be changing.  Raises NotFound."""
    is_post = request.method == "POST"
    if is_post:
        begin_writing()
    _, contest = load(action, host_id, contest_id, locks=is_post)
    person = people.find_by_number(entrant)
    if person is None:
        raise NotFound
    for round_ in contest.rounds if is_post else ():
        if round_.number == number:
            results.lock_round(round_.id)
    return queries.get_won(contest, number, person, clock.now())


def _page(won: Won, *, is_in_full: bool = False, **forms: Any) -> ResponseReturnValue:
    """One prize with all that can be done of it; a refused form stands as it was sent."""
    usual = {
        "handing_over": HandOverForm(
            formdata=None,
            data={"on": clock.today(), "handed_by": guards.require_account().name},
        ),
        "extending": ExtendForm(formdata=None),
    }
    payee = service.payee_of(won, vault())
    if payee is not None and not is_in_full:
        payee = masked(payee)
    page = render_template(
        "results/claims/prize.html",
        host=won.contest.host,
        contest=won.contest,
        won=won,
        payee=payee,
        is_in_full=is_in_full,
        complaints=_complaints(won),
        passing=passing_queries.uncounted(won.round).get(won.row.id)
        if won.round and won.row
        else None,
        faulty=next((form for form in forms.values() if form.errors), None),
        form=ActionForm(),
        words=words,
        **usual | forms,
    )
    return page, 422 if any(form.errors for form in forms.values()) else 200


def _done(won: Won, act: str, text: str, **details: Any) -> ResponseReturnValue:
    _record(won, act, **details)
    db.session.commit()
    flash(text, "success")
    return redirect(_url(won), 303)


def _url(won: Won) -> str:
    return url_for(
        "results.payouts.show_prize",
        host_id=won.contest.host.public_id,
        contest_id=won.contest.public_id,
        number=won.number,
        entrant=won.person.number,
    )


def _record(won: Won, act: str, **details: Any) -> None:
    named = f"{won.contest.public_id}/{won.person.number}"
    record(won.contest, act, named, "prize", round=won.number, **details)


@bp.get(PRIZE)
def show_prize(host_id: str, contest_id: str, number: int, entrant: str) -> ResponseReturnValue:
    return _page(_load(Action.SEE_CLAIMS, host_id, contest_id, number, entrant))


@bp.post(f"{PRIZE}/payee")
def open_payee(host_id: str, contest_id: str, number: int, entrant: str) -> ResponseReturnValue:
    """Account or address in full, for whoever pays; that they looked is recorded."""
    won = _load(Action.PAY_PRIZES, host_id, contest_id, number, entrant)
    require_token()
    _record(won, "payee-seen")
    db.session.commit()
    return _page(won, is_in_full=True)


@bp.route(f"{PRIZE}/claim", methods=["GET", "POST"])
def enter_claim(host_id: str, contest_id: str, number: int, entrant: str) -> ResponseReturnValue:
    """For a winner who came in person, or called."""
    won = _load(Action.PAY_PRIZES, host_id, contest_id, number, entrant)
    terms, form = queries.terms_of(won.contest), ClaimForm()
    form.offer(terms.place if terms else "")
    payee = form.payee() if form.validate_on_submit() else None
    if payee is not None:
        try:
            service.claim(won, payee, vault(), clock.now(), guards.require_account())
        except ClaimRefused as refused:
            form.handing.errors = [words.staff_fault_words(refused.code)]
        else:
            text = gettext("Đã ghi cách nhận giải.")
            return _done(won, "prize-claimed", text, handing=payee.handing.value)
    page = render_template(
        "results/claims/enter.html",
        host=won.contest.host, contest=won.contest, won=won, form=form, words=words,
    )  # fmt: skip
    return page, 422 if form.errors else 200


@bp.post(f"{PRIZE}/handed-over")
def hand_over(host_id: str, contest_id: str, number: int, entrant: str) -> ResponseReturnValue:
    won = _load(Action.PAY_PRIZES, host_id, contest_id, number, entrant)
    form, complaints = HandOverForm(), _complaints(won)
    if not form.validate_on_submit():
        return _page(won, handing_over=form)
    by, now = guards.require_account(), clock.now()
    said = (form.on.data, form.handed_by.data or "", form.receipt.data or "")
    try:
        payment = service.hand_over(won, *said, len(complaints), by, now)
    except ClaimRefused as refused:
        return _refused(won, "handing_over", form, form.on, refused, complaints)
    return _done(
        won,
        "prize-handed-over",
        gettext("Đã ghi việc trao giải."),
        prize=payment.prize.title,
        amount=payment.amount,
        on=payment.handed_on.isoformat(),
        handed_by=payment.handed_by,
        receipt=payment.receipt,
    )


def _refused(
    won: Won, name: str, form: Any, field: Any, refused: ClaimRefused, of: Sequence[Complaint]
) -> ResponseReturnValue:
    """The page again, with why not at the form's field."""
    field.errors = [words.fault_words(refused.code, of)]
    return _page(won, **{name: form})


@bp.post(f"{PRIZE}/extension")
def extend(host_id: str, contest_id: str, number: int, entrant: str) -> ResponseReturnValue:
    won, form = _load(Action.SETTLE, host_id, contest_id, number, entrant), ExtendForm()
    if not form.validate_on_submit():
        return _page(won, extending=form)
    why, by = form.why.data or "", guards.require_account()
    try:
        service.extend(won, form.to.data, why, by, clock.now())
    except ClaimRefused as refused:
        return _refused(won, "extending", form, form.to, refused, [])
    text = gettext("Đã gia hạn nhận giải cho người này.")
    return _done(won, "claim-extended", text, to=form.to.data.isoformat())


@bp.route(f"{PRIZE}/end", methods=["GET", "POST"])
def end(host_id: str, contest_id: str, number: int, entrant: str) -> ResponseReturnValue:
    """What becomes of a prize that nobody claimed, told first and then confirmed."""
    won = _load(Action.SETTLE, host_id, contest_id, number, entrant)
    form, complaints = ActionForm(), _complaints(won)
    terms = queries.terms_of(won.contest)
    if request.method == "POST":
        require_token()
        try:
            after = service.end(won, len(complaints), guards.require_account(), clock.now())
        except ClaimRefused as refused:
            db.session.rollback()
            flash(words.fault_words(refused.code, complaints), "error")
            return redirect(url_for(".list_prizes", host_id=host_id, contest_id=contest_id), 303)
        text = {
            After.PASSES_ON: gettext(
                "Đã ghi: giải chuyển cho người kế tiếp. Máy đang tính lại danh sách giải."
            ),
            After.LAPSES: gettext("Đã ghi: giải này không trao nữa."),
        }[after]
        return _done(won, "claim-ended", text, after=after.value)
    passes_on = terms is not None and terms.after is After.PASSES_ON and not won.is_final
    fault = service.other_result(won) if passes_on else None
    return render_template(
        "results/claims/end.html",
        host=won.contest.host,
        contest=won.contest,
        won=won,
        passes_on=passes_on,
        heirs=words.heir_lines(won.contest, heirs(won)) if passes_on and not fault else [],
        may_end=won.state is State.OVERDUE,
        fault=fault,
        complaints=complaints,
        form=form,
        words=words,
    )
