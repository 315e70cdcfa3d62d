"""Pages of who complains: what of, the form, and what became of it."""

import secrets

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.attempts.models import Attempt
from contest.audit import service as audit
from contest.contests import public_queries
from contest.contests import queries as contests
from contest.contests.models import Contest, Round
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.hosts.holiday_queries import calendar_of
from contest.people import queries as people
from contest.people.models import Person
from contest.results import complaint_queries as queries
from contest.results import complaint_service as service
from contest.results import complaint_words as words
from contest.results.complaint_forms import ComplaintForm
from contest.results.complaint_models import Complaint
from contest.results.complaint_service import Given
from contest.rules import verification
from contest.rules.complaint_terms import Term
from contest.rules.complaints import ComplaintFault, ComplaintRefused, Kind, State, is_late
from contest.web import entrants
from contest.web.current import vault
from contest.web.forms import ActionForm, require_token
from contest.web.identity import read_of

bp = Blueprint("complaints", __name__)
NEW = "/c/<contest_id>/complaints/new"


def _load(contest_id: str) -> tuple[Contest, Person]:
    """A contest whose regulation knows complaints, and the entrant of its host.

    Raises NotKnown, NotFound and ComplaintRefused.
    """
    person = entrants.require_person()
    contest = public_queries.get_published(contest_id)
    if person.host_id != contest.host_id:
        raise NotFound
    if contest.complaints is None:
        raise ComplaintRefused(ComplaintFault.NOT_KNOWN)
    return contest, person


@bp.get(NEW)
def choose_kind(contest_id: str) -> ResponseReturnValue:
    contest, person = _load(contest_id)
    entry = queries.find_entry(contest, person.id)
    is_refused = entry is None or entry.state is verification.State.NOT_RECOGNISED
    return render_template(
        "results/complaints/choose.html",
        contest=contest,
        host=contest.host,
        terms=words.terms_lines(contest),
        kinds=[
            (kind, name)
            for kind, name in words.KIND_NAMES.items()
            if (kind is not Kind.REFUSAL or is_refused)
            and (kind is not Kind.RESULT or queries.list_attempts(contest, person))
        ],
    )


@bp.route(f"{NEW}/<kind>", methods=["GET", "POST"])
def complain(contest_id: str, kind: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    contest, person = _load(contest_id)
    wanted = _kind(kind)
    attempts = queries.list_attempts(contest, person) if wanted is Kind.RESULT else []
    if wanted is Kind.RESULT and not attempts:
        return redirect(url_for(".choose_kind", contest_id=contest_id), 303)
    form = ComplaintForm()
    form.shape(wanted, attempts, contest.rounds)
    if request.method == "GET":
        _begin(form, attempts)
    elif form.validate_on_submit() and _fits(form, contest, attempts):
        complaint = _receive(form, wanted, contest, person, attempts)
        return redirect(url_for(".show_complaint", complaint_id=complaint.public_id), 303)
    page = render_template(
        "results/complaints/complain.html",
        contest=contest,
        host=contest.host,
        form=form,
        kind=wanted,
        kind_name=words.KIND_NAMES[wanted],
        terms=words.terms_lines(contest),
        late=[each for each in _terms(contest, wanted, attempts) if _is_over(each)],
    )
    return page, 422 if form.errors else 200


def _kind(text: str) -> Kind:
    if text not in set(Kind):
        raise NotFound
    return Kind(text)


def _begin(form: ComplaintForm, attempts: list[Attempt]) -> None:
    form.page_key.data = secrets.token_urlsafe(16)
    if "attempt" in form:
        form.attempt.data = request.args.get("attempt") or attempts[-1].public_id
        form.position.data = request.args.get("question", None, type=int)


def _terms(contest: Contest, kind: Kind, attempts: list[Attempt]) -> list[Term]:
    """The last days that the page speaks of: of each round that could be meant."""
    if kind is Kind.REFUSAL:
        return []
    rounds = {each.round.number: each.round for each in attempts}
    calendar = calendar_of(contest.host_id)
    found = [service.term_of(contest, each, None, calendar) for each in rounds.values()]
    return found or [service.term_of(contest, None, None, calendar)]


def _is_over(term: Term) -> bool:
    return is_late(clock.today(), term.last)


def _chosen(form: ComplaintForm, attempts: list[Attempt]) -> Attempt | None:
    if "attempt" not in form:
        return None
    return next((each for each in attempts if each.public_id == form.attempt.data), None)


def _fits(form: ComplaintForm, contest: Contest, attempts: list[Attempt]) -> bool:
    """Whether the question is on the paper and the other person is one of this host."""
    attempt = _chosen(form, attempts)
    if attempt and (form.position.data or 0) > len(attempt.drawn.items):
        form.position.errors = [gettext("Bài thi không có câu số này.")]
        return False
    if "other" in form and read_of(form.other) and _other(form, contest) is None:
        form.other.errors = [gettext("Không có người dự thi mang số báo danh này.")]
        return False
    return True


def _other(form: ComplaintForm, contest: Contest) -> Person | None:
    number = read_of(form.other)
    person = people.find_by_number(number) if number else None
    return person if person and person.host_id == contest.host_id else None


def _round(form: ComplaintForm, contest: Contest, attempt: Attempt | None) -> Round | None:
    if attempt is not None:
        return attempt.round
    number = form.round.data if "round" in form else ""
    return contests.get_round(contest, int(number)) if number else None


def _receive(
    form: ComplaintForm, kind: Kind, contest: Contest, person: Person, attempts: list[Attempt]
) -> Complaint:
    contests.lock_contest(contest.host, contest.public_id)
    attempt = _chosen(form, attempts)
    about = person if kind in {Kind.RESULT, Kind.REFUSAL} else None
    given = Given(
        kind=kind,
        words=form.words.data or "",
        by=person,
        received_on=clock.today(),
        about=_other(form, contest) if kind is Kind.ANOTHER_ENTRANT else about,
        round=_round(form, contest, attempt),
        attempt_id=attempt.id if attempt else None,
        position=form.position.data if attempt else None,
        page_key=_page_key(form),
    )
    public_id, calendar = secrets.token_urlsafe(16), calendar_of(contest.host_id)
    complaint = service.receive(contest, given, public_id, vault(), calendar, clock.now())
    if complaint.public_id == public_id:
        _record(complaint, "complaint-received")
    db.session.commit()
    return complaint


def _page_key(form: ComplaintForm) -> str:
    """The page's own key; one that somebody made up is as good as none."""
    typed = form.page_key.data or ""
    return typed if len(typed) == queries.PAGE_KEY_LENGTH else secrets.token_urlsafe(16)


def _record(complaint: Complaint, act: str) -> None:
    audit.record(
        entrants.require_person().actor,
        act,
        now=clock.now(),
        host_id=complaint.contest.host_id,
        subject_kind="complaint",
        subject=f"{complaint.contest.public_id}/{complaint.label}",
        details={"kind": complaint.kind.value, "fault": complaint.fault},
    )


@bp.get("/complaints/<complaint_id>")
def show_complaint(complaint_id: str) -> ResponseReturnValue:
    complaint = queries.get_own(entrants.require_person(), complaint_id)
    settings = queries.settings_of(complaint.contest)
    return render_template(
        "results/complaints/own.html",
        complaint=complaint,
        contest=complaint.contest,
        host=complaint.contest.host,
        words=words,
        late=words.late_words(complaint, settings),
        may_withdraw=complaint.state in {State.RECEIVED, State.TAKEN_UP},
        moves=queries.list_moves(complaint),
        form=ActionForm(),
    )


@bp.post("/complaints/<complaint_id>/withdraw")
def withdraw(complaint_id: str) -> ResponseReturnValue:
    begin_writing()
    complaint = queries.get_own(entrants.require_person(), complaint_id)
    require_token()
    queries.lock(complaint)
    service.withdraw(complaint, clock.now())
    _record(complaint, "complaint-withdrawn")
    db.session.commit()
    flash(gettext("Đã rút đơn khiếu nại."), "success")
    return redirect(url_for(".show_complaint", complaint_id=complaint_id), 303)


@bp.get("/me/complaints")
def list_own() -> ResponseReturnValue:
    person = entrants.require_person()
    return render_template(
        "results/complaints/mine.html",
        complaints=queries.list_own(person),
        host=person.host,
        words=words,
    )
