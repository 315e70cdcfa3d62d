"""What is done with a question after it is written: review, use, loans."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.bank import queries, service
from contest.bank.forms import LendForm, ReasonForm
from contest.bank.models import Question
from contest.bank.page_routes import law_of
from contest.bank.record_service import record_act
from contest.db import begin_writing, db
from contest.hosts import queries as hosts
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import require_token

bp = Blueprint("review", __name__, url_prefix="/hosts/<host_id>/questions/<question_id>")


@bp.post("/submit")
def submit(host_id: str, question_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.WRITE_QUESTIONS, host_id)
    question = queries.take_question(host, question_id)
    require_token()
    service.submit(question.latest)
    _record("question-submitted", question)
    db.session.commit()
    flash(gettext("Đã gửi câu hỏi để duyệt."), "success")
    return _back(host_id, question_id)


@bp.post("/pass")
def pass_review(host_id: str, question_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.REVIEW_QUESTIONS, host_id)
    question = queries.take_question(host, question_id)
    require_token()
    service.pass_review(question.latest, guards.require_account(), clock.now(), law_of(host))
    _record("question-reviewed", question)
    db.session.commit()
    flash(gettext("Đã ghi nhận câu hỏi được thẩm định đạt. Tiếp theo là bước duyệt."), "success")
    return _back(host_id, question_id)


@bp.post("/approve")
def approve(host_id: str, question_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.APPROVE_QUESTIONS, host_id)
    question = queries.take_question(host, question_id)
    require_token()
    service.approve(question.latest, guards.require_account(), clock.now(), law_of(host))
    _record("question-approved", question)
    db.session.commit()
    flash(gettext("Đã duyệt câu hỏi. Từ nay câu này được rút vào đề thi."), "success")
    return _back(host_id, question_id)


@bp.route("/send-back", methods=["GET", "POST"])
def send_back(host_id: str, question_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.REVIEW_QUESTIONS, host_id)
    question = queries.take_question(host, question_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _reason_page(question, form, "bank/send_back.html")
    reason = form.reason.data or ""
    service.send_back(question.latest, reason, guards.require_account(), clock.now())
    _record("question-sent-back", question)
    db.session.commit()
    flash(gettext("Đã trả câu hỏi lại cho người biên soạn."), "success")
    return _back(host_id, question_id)


@bp.route("/retire", methods=["GET", "POST"])
def retire(host_id: str, question_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.RETIRE_QUESTIONS, host_id)
    question = queries.take_question(host, question_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _reason_page(question, form, "bank/retire.html")
    service.retire(question, form.reason.data or "", guards.require_account(), clock.now())
    _record("question-retired", question)
    db.session.commit()
    flash(gettext("Câu hỏi đã thôi dùng và không được rút vào đề thi mới."), "success")
    return _back(host_id, question_id)


def _reason_page(question: Question, form: ReasonForm, template: str) -> ResponseReturnValue:
    return render_template(template, question=question, form=form), 422 if form.errors else 200


@bp.route("/lend", methods=["GET", "POST"])
def lend(host_id: str, question_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.LEND_QUESTIONS, host_id)
    question = queries.take_question(host, question_id)
    others = hosts.list_other_hosts(host)
    form = LendForm()
    form.offer(others)
    if not form.validate_on_submit():
        page = render_template("bank/lend.html", question=question, form=form)
        return page, 422 if form.errors else 200
    to = next(each for each in others if each.public_id == form.host.data)
    known, by = queries.find_loan(question, to), guards.require_account()
    db.session.add(service.lend(question, to, known, by, clock.now()))
    _record("question-lent", question, to=to.public_id)
    db.session.commit()
    flash(gettext("Đã cho %(name)s mượn câu hỏi này.", name=to.name), "success")
    return _back(host_id, question_id)


@bp.post("/loans/<borrower_id>/end")
def end_loan(host_id: str, question_id: str, borrower_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.LEND_QUESTIONS, host_id)
    question = queries.take_question(host, question_id)
    loan = queries.get_loan(question, borrower_id)
    require_token()
    service.end_loan(loan, clock.now())
    _record("loan-ended", question, to=borrower_id)
    db.session.commit()
    flash(gettext("Đã thôi cho mượn câu hỏi này."), "success")
    return _back(host_id, question_id)


def _back(host_id: str, question_id: str) -> ResponseReturnValue:
    return redirect(url_for("bank.show_question", host_id=host_id, question_id=question_id), 303)


def _record(act: str, question: Question, **details: object) -> None:
    record_act(guards.require_account(), act, question.latest, clock.now(), **details)
