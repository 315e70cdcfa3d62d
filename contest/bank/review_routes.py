"""What is done with a question after it is written: review, use, loans."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.bank import bulk_service, queries, service
from contest.bank.bulk_service import RECORDED, RIGHTS
from contest.bank.comment_routes import say_along
from contest.bank.forms import LendForm, ReasonForm
from contest.bank.models import Question
from contest.bank.page_routes import came_from, law_of, question_page
from contest.bank.record_service import record_act
from contest.bank.review_forms import AlongForm
from contest.db import begin_writing, db
from contest.hosts import queries as hosts
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import require_token
from questions.review import Act

bp = Blueprint("review", __name__, url_prefix="/hosts/<host_id>/questions/<question_id>")


@bp.post("/submit")
def submit(host_id: str, question_id: str) -> ResponseReturnValue:
    said = gettext("Đã gửi câu hỏi để duyệt.")
    return _take_step(Act.SUBMIT, host_id, question_id, said)


@bp.post("/pass")
def pass_review(host_id: str, question_id: str) -> ResponseReturnValue:
    said = gettext("Đã ghi nhận câu hỏi được thẩm định đạt. Tiếp theo là bước duyệt.")
    return _take_step(Act.REVIEW, host_id, question_id, said)


@bp.post("/approve")
def approve(host_id: str, question_id: str) -> ResponseReturnValue:
    said = gettext("Đã duyệt câu hỏi. Từ nay câu này được rút vào đề thi.")
    return _take_step(Act.APPROVE, host_id, question_id, said)


def _take_step(act: Act, host_id: str, question_id: str, said: str) -> ResponseReturnValue:
    """Do it to the newest version, and keep the remark that was typed beside its button."""
    begin_writing()
    host = guards.require(RIGHTS[act], host_id)
    question = queries.take_question(host, question_id)
    require_token()
    form, by = AlongForm(), guards.require_account()
    if not form.validate():
        return question_page(host, question, form), 422
    bulk_service.do(question.latest, act, "", by, clock.now(), law_of(host))
    _record(RECORDED[act], question)
    say_along(question.latest, form)
    db.session.commit()
    flash(said, "success")
    return _back(host_id, question_id)


@bp.route("/send-back", methods=["GET", "POST"])
def send_back(host_id: str, question_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.REVIEW_QUESTIONS, host_id)
    question = queries.take_question(host, question_id)
    form = ReasonForm()
    if "reason" not in request.form:  # what was typed on the question's page is a first reason
        form.reason.data = request.form.get("text", "")
        return _reason_page(question, form, "bank/send_back.html")
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
    address = url_for("bank.show_question", host_id=host_id, question_id=question_id, **came_from())
    return redirect(address, 303)


def _record(act: str, question: Question, **details: object) -> None:
    record_act(guards.require_account(), act, question.latest, clock.now(), **details)
