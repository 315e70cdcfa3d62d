"""Pages of staff: who is to answer a complaint, the answer, and what was done of it."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests.models import Contest
from contest.db import begin_writing, db
from contest.errors import ComplaintNotYours
from contest.hosts.models import Account, Host
from contest.results import complaint_parts_queries as parts_queries
from contest.results import complaint_queries as queries
from contest.results import complaint_service as service
from contest.results import complaint_words as words
from contest.results.complaint_access_routes import (
    STAFF,
    complaint_url,
    load_complaint,
    record,
    subject,
)
from contest.results.complaint_forms import AnswerForm, AssignForm, FinishForm, LeaveForm
from contest.results.complaint_models import Complaint
from contest.rules.complaints import (
    OPEN_STATES,
    ComplaintFault,
    ComplaintRefused,
    Effect,
    Involvement,
    State,
    barring_parts,
)
from contest.rules.roles import Action
from contest.web import guards
from contest.web.current import vault

bp = Blueprint("answers", __name__, url_prefix=f"{STAFF}/<complaint_id>")


def complaint_page(
    host: Host,
    contest: Contest,
    complaint: Complaint,
    *,
    assign: AssignForm | None = None,
    leave: LeaveForm | None = None,
    finish: FinishForm | None = None,
) -> ResponseReturnValue:
    """One complaint with all that can be done of it now; a refused form stands as it was sent."""
    free, barred = _answerers(contest, complaint)
    assign = assign or AssignForm(formdata=None)
    assign.offer(free)
    forms = [assign, leave or LeaveForm(formdata=None), finish or FinishForm(formdata=None)]
    page = render_template(
        "results/complaints/complaint.html",
        host=host,
        contest=contest,
        complaint=complaint,
        by=service.complainant(complaint, vault()),
        words=words,
        late=words.late_words(complaint, queries.settings_of(contest)),
        moves=queries.list_moves(complaint),
        is_open=complaint.state in OPEN_STATES,
        is_mine=complaint.answerer is guards.require_account(),
        barred=barred,
        assign=forms[0],
        leave=forms[1],
        finish=forms[2],
        form=next((each for each in forms if each.errors), forms[0]),
        today=clock.today(),
    )
    return page, 422 if any(each.errors for each in forms) else 200


def _answerers(
    contest: Contest, complaint: Complaint
) -> tuple[list[Account], list[tuple[str, str]]]:
    """Who may answer; and who may not, by name, with why."""
    parts = parts_queries.involvements(complaint)
    free, barred = [], []
    for account in queries.list_answerers(contest):
        if found := barring_parts(account.id, complaint.kind, parts):
            barred.append((account.name, words.parts_words(found)))
        else:
            free.append(account)
    return free, barred


def _load(
    action: Action, host_id: str, contest_id: str, complaint_id: str
) -> tuple[Host, Contest, Complaint, frozenset[Involvement]]:
    """A complaint, under its lock where it is changed, with who had which part in its matter."""
    if request.method == "POST":
        begin_writing()
    host, contest, complaint = load_complaint(action, host_id, contest_id, complaint_id)
    if request.method == "POST":
        queries.lock(complaint)
    return host, contest, complaint, parts_queries.involvements(complaint)


@bp.post("/assign")
def assign(host_id: str, contest_id: str, complaint_id: str) -> ResponseReturnValue:
    host, contest, complaint, parts = _load(
        Action.ASSIGN_COMPLAINTS, host_id, contest_id, complaint_id
    )
    form = AssignForm()
    accounts = queries.list_answerers(contest)
    form.offer(accounts)
    if not form.validate_on_submit():
        return complaint_page(host, contest, complaint, assign=form)
    chosen = next(each for each in accounts if each.public_id == form.answerer.data)
    service.assign(complaint, chosen, parts, guards.require_account(), clock.now())
    record(contest, "complaint-assigned", subject(complaint), account=chosen.public_id)
    db.session.commit()
    flash(gettext("Đã giao cho %(name)s giải quyết.", name=chosen.name), "success")
    return redirect(complaint_url(complaint), 303)


@bp.post("/leave")
def leave(host_id: str, contest_id: str, complaint_id: str) -> ResponseReturnValue:
    host, contest, complaint, parts = _load(
        Action.ASSIGN_COMPLAINTS, host_id, contest_id, complaint_id
    )
    form = LeaveForm()
    if not form.validate_on_submit():
        return complaint_page(host, contest, complaint, leave=form)
    service.leave(complaint, parts, form.why.data or "", guards.require_account(), clock.now())
    record(contest, "complaint-not-taken-up", subject(complaint))
    db.session.commit()
    flash(gettext("Đã ghi: không thụ lý đơn này."), "success")
    return redirect(complaint_url(complaint), 303)


@bp.route("/answer", methods=["GET", "POST"])
def answer(host_id: str, contest_id: str, complaint_id: str) -> ResponseReturnValue:
    host, contest, complaint, parts = _load(
        Action.ANSWER_COMPLAINTS, host_id, contest_id, complaint_id
    )
    account = guards.require_account()
    if complaint.answerer_id != account.id:
        raise ComplaintNotYours
    if complaint.state is not State.TAKEN_UP:
        raise ComplaintRefused(ComplaintFault.NO_SUCH_MOVE)
    form = AnswerForm()
    form.offer(complaint.kind)
    if not form.validate_on_submit():
        page = render_template(
            "results/complaints/answer.html",
            host=host,
            contest=contest,
            complaint=complaint,
            by=service.complainant(complaint, vault()),
            words=words,
            form=form,
        )
        return page, 422 if form.errors else 200
    effect = Effect(form.effect.data)
    passed_to = (form.passed_to.data or "") if effect is Effect.PASSED_ON else ""
    why, now = form.why.data or "", clock.now()
    entry = service.answer(complaint, effect, why, parts, account, now, passed_to)
    record(contest, "complaint-answered", subject(complaint), effect=effect.value)
    if entry is not None:
        named = f"{contest.public_id}/{entry.person.number}"
        record(contest, "entry-reinstated", named, "entry", complaint=str(complaint.label))
    db.session.commit()
    flash(gettext("Đã trả lời. Người khiếu nại đọc được trả lời này."), "success")
    return redirect(complaint_url(complaint), 303)


@bp.post("/done")
def finish(host_id: str, contest_id: str, complaint_id: str) -> ResponseReturnValue:
    host, contest, complaint, _parts = _load(
        Action.ANSWER_COMPLAINTS, host_id, contest_id, complaint_id
    )
    form = FinishForm()
    if not form.validate_on_submit():
        return complaint_page(host, contest, complaint, finish=form)
    service.finish(complaint, form.note.data or "", guards.require_account(), clock.now())
    record(contest, "complaint-effect-done", subject(complaint))
    db.session.commit()
    flash(gettext("Đã ghi việc thực hiện trả lời."), "success")
    return redirect(complaint_url(complaint), 303)
