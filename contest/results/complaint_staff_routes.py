"""Pages of staff: the register of complaints, one of them, and those brought on paper."""

import secrets
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests import queries as contests
from contest.contests.models import Contest, Round
from contest.db import begin_writing, db
from contest.hosts.holiday_queries import calendar_of
from contest.people import queries as people
from contest.people.models import Person
from contest.results import complaint_queries as queries
from contest.results import complaint_service as service
from contest.results import complaint_words as words
from contest.results.access_routes import WORKBOOK, attachment
from contest.results.complaint_access_routes import (
    STAFF,
    complaint_url,
    load,
    load_complaint,
    record,
    subject,
)
from contest.results.complaint_answer_routes import complaint_page
from contest.results.complaint_forms import PaperForm, offer_rounds
from contest.results.complaint_models import Channel, Complaint
from contest.results.complaint_queries import Filter
from contest.results.complaint_service import Contact, Given
from contest.rules.complaints import Kind, State
from contest.rules.roles import Action
from contest.web import files, guards
from contest.web.current import vault
from contest.web.filters import moment
from contest.web.forms import ActionForm, require_token
from contest.web.identity import read_of
from contest.web.paging import page_number

bp = Blueprint("register", __name__, url_prefix=STAFF)
PER_PAGE = 50


@bp.get("")
def show_register(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.SEE_COMPLAINTS, host_id, contest_id)
    wanted, page = _filter(), page_number()
    total = queries.count_register(contest, wanted)
    return render_template(
        "results/complaints/register.html",
        host=host,
        contest=contest,
        complaints=queries.list_register(
            contest, wanted, offset=(page - 1) * PER_PAGE, limit=PER_PAGE
        ),
        name_of=_name_of,
        counts=queries.count_states(contest),
        overdue=queries.count_register(contest, Filter(is_overdue_on=clock.today())),
        chosen=request.args,
        words=words,
        total=total,
        page=page,
        pages=max(-(-total // PER_PAGE), 1),
        today=clock.today(),
        form=ActionForm(),
    )


def _filter() -> Filter:
    """What the address asks for; what is none of ours is left out."""
    asked = request.args
    state, kind, channel = asked.get("state"), asked.get("kind"), asked.get("channel")
    return Filter(
        state=State(state) if state in set(State) else None,
        kind=Kind(kind) if kind in set(Kind) else None,
        channel=Channel(channel) if channel in set(Channel) else None,
        is_overdue_on=clock.today() if "overdue" in asked else None,
    )


def _name_of(complaint: Complaint) -> str:
    return service.complainant(complaint, vault()).name


@bp.post("/workbook")
def export_register(host_id: str, contest_id: str) -> ResponseReturnValue:
    begin_writing()
    host, contest = load(Action.SEE_COMPLAINTS, host_id, contest_id)
    require_token()
    complaints = queries.list_register(contest, Filter())
    record(contest, "complaints-exported", contest.public_id, count=len(complaints))
    table = words.register_table(complaints, {each.id: _name_of(each) for each in complaints})
    facts: dict[str, files.Cell] = {
        gettext("Đơn vị tổ chức"): host.name,
        gettext("Cuộc thi"): contest.title,
        gettext("Số đơn khiếu nại"): len(complaints),
        gettext("Lập lúc"): moment(clock.now()),
    }
    body = files.workbook([table], facts)
    db.session.commit()
    return attachment(body, f"{contest_id}-complaints.xlsx", WORKBOOK)


@bp.route("/paper", methods=["GET", "POST"])
def enter_paper(host_id: str, contest_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host, contest = load(
        Action.RECEIVE_COMPLAINTS, host_id, contest_id, locks=request.method == "POST"
    )
    form = PaperForm()
    offer_rounds(form.round, contest.rounds)
    if form.validate_on_submit() and (given := _given(form, contest)):
        complaint = _receive(contest, given)
        flash(gettext("Đã ghi vào sổ: đơn số %(n)s.", n=complaint.label), "success")
        return redirect(complaint_url(complaint), 303)
    page = render_template("results/complaints/paper.html", host=host, contest=contest, form=form)
    return page, 422 if form.errors else 200


def _receive(contest: Contest, given: Given) -> Complaint:
    public_id, calendar = secrets.token_urlsafe(16), calendar_of(contest.host_id)
    by = guards.require_account()
    complaint = service.receive(contest, given, public_id, vault(), calendar, clock.now(), by)
    record(
        contest,
        "complaint-received",
        subject(complaint),
        kind=complaint.kind.value,
        fault=complaint.fault,
        channel=complaint.channel.value,
    )
    db.session.commit()
    return complaint


def _given(form: PaperForm, contest: Contest) -> Given | None:
    """What the paper says; None, with the error at its field, where it names nobody of ours."""
    if form.received_on.data > clock.today():
        form.received_on.errors = [gettext("Ngày nhận đơn không thể ở tương lai.")]
        return None
    by, other = _person(form.number, contest), _person(form.other, contest)
    if form.number.errors or form.other.errors:
        return None
    kind, round_ = Kind(form.kind.data), _round(form, contest)
    is_own = kind in {Kind.RESULT, Kind.REFUSAL}
    attempt = queries.find_counting(round_, by) if kind is Kind.RESULT and by and round_ else None
    if form.position.data and (attempt is None or form.position.data > len(attempt.drawn.items)):
        form.position.errors = [gettext("Không có bài thi nào của người này có câu số đó.")]
        return None
    return Given(
        kind=kind,
        words=form.words.data or "",
        by=by or Contact(form.name.data or "", form.contact.data or ""),
        received_on=form.received_on.data,
        about=by if is_own else other,
        round=round_,
        attempt_id=attempt.id if attempt else None,
        position=form.position.data,
        event_on=form.event_on.data,
    )


def _person(field: Any, contest: Contest) -> Person | None:
    number = read_of(field)
    person = people.find_by_number(number) if number else None
    if number and (person is None or person.host_id != contest.host_id):
        field.errors = [gettext("Không có người dự thi mang số báo danh này.")]
        return None
    return person


def _round(form: PaperForm, contest: Contest) -> Round | None:
    return contests.get_round(contest, int(form.round.data)) if form.round.data else None


@bp.get("/<complaint_id>")
def show_complaint(host_id: str, contest_id: str, complaint_id: str) -> ResponseReturnValue:
    host, contest, complaint = load_complaint(
        Action.SEE_COMPLAINTS, host_id, contest_id, complaint_id
    )
    return complaint_page(host, contest, complaint)
