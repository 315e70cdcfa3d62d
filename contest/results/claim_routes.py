"""Pages of winners: one's own prizes, by when to claim them, and how one wishes to get them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.audit import service as audit
from contest.contests import public_queries
from contest.contests import queries as contests
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.results import claim_queries as queries
from contest.results import claim_service as service
from contest.results import claim_words as words
from contest.results.claim_forms import ClaimForm
from contest.results.claim_queries import Won
from contest.rules.claims import ClaimRefused, State
from contest.web import entrants
from contest.web.current import vault

bp = Blueprint("claims", __name__, url_prefix="/me/prizes")
MAY_CLAIM = frozenset({State.OPEN, State.CLAIMED})


def own_prizes() -> list[Won]:
    """The prizes of whoever this device knows, for pages of other features."""
    person = entrants.current_person()
    return queries.list_own(person, clock.now()) if person else []


@bp.get("")
def list_own() -> ResponseReturnValue:
    person = entrants.require_person()
    return render_template(
        "results/claims/mine.html",
        host=person.host,
        prizes=queries.list_own(person, clock.now()),
        words=words,
    )


@bp.route("/<contest_id>/<int:number>", methods=["GET", "POST"])
def claim(contest_id: str, number: int) -> ResponseReturnValue:
    won = _load(contest_id, number)
    terms, payee = queries.terms_of(won.contest), service.payee_of(won, vault())
    form = ClaimForm()
    form.offer(terms.place if terms else "")
    if request.method == "GET":
        form.begin_with(payee)
    elif form.validate_on_submit() and _keep(won, form):
        flash(gettext("Đã ghi cách nhận giải. Ban Tổ chức sẽ trao giải theo cách này."), "success")
        return redirect(url_for(".claim", contest_id=contest_id, number=number), 303)
    page = render_template(
        "results/claims/claim.html",
        host=won.contest.host,
        contest=won.contest,
        won=won,
        payee=payee,
        may_claim=won.state in MAY_CLAIM
        and won.claim.last is not None
        and clock.today() <= won.claim.last,
        form=form,
        words=words,
    )
    return page, 422 if form.errors else 200


def _load(contest_id: str, number: int) -> Won:
    """One's own prize, read under the contest's lock where it is changed.  Raises NotFound."""
    if request.method == "POST":
        begin_writing()
    person = entrants.require_person()
    contest = public_queries.get_published(contest_id)
    if person.host_id != contest.host_id:
        raise NotFound
    if request.method == "POST":
        contests.lock_contest(contest.host, contest.public_id)
    won = queries.get_won(contest, number, person, clock.now())
    if won.state is State.NOT_WON:
        raise NotFound
    return won


def _keep(won: Won, form: ClaimForm) -> bool:
    payee = form.payee()
    if payee is None:
        return False
    try:
        service.claim(won, payee, vault(), clock.now())
    except ClaimRefused as refused:
        form.handing.errors = [words.fault_words(refused.code)]
        return False
    audit.record(
        won.person.actor,
        "prize-claimed",
        now=clock.now(),
        host_id=won.contest.host_id,
        subject_kind="prize",
        subject=f"{won.contest.public_id}/{won.person.number}",
        details={"round": won.number, "handing": payee.handing.value},
    )
    db.session.commit()
    return True
