"""The bank's pages: the list, one question, its versions, writing and editing."""

import secrets

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from contest import clock
from contest.audit import service as audit
from contest.bank import (
    adopt_routes,
    appraisal_routes,
    appraiser_routes,
    bulk_routes,
    comment_routes,
    compare_routes,
    document_routes,
    export_routes,
    import_routes,
    list_routes,
    picture_routes,
    queries,
    queue_routes,
    review_routes,
    service,
)
from contest.bank.bulk_service import RIGHTS
from contest.bank.finding_words import (
    DIFFICULTY_NAMES,
    KIND_NAMES,
    LETTERS,
    STATE_COLOURS,
    STATE_NAMES,
)
from contest.bank.forms import FilterForm, LendForm
from contest.bank.looks_routes import shown_keys
from contest.bank.models import Question, QuestionVersion
from contest.bank.page_routes import question_page
from contest.bank.queries import ENDED, Filters
from contest.bank.question_forms import QuestionForm, typed_of
from contest.bank.record_service import record_act
from contest.bank.review_forms import CommentForm
from contest.bank.review_words import ACT_NAMES
from contest.bank.writing_routes import is_complete
from contest.db import begin_writing, db
from contest.hosts import queries as hosts
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.web import guards
from contest.web.paging import page_number
from questions.review import THREE_STEPS, Act, State

bp = Blueprint("bank", __name__)
bp.register_blueprint(review_routes.bp)
bp.register_blueprint(list_routes.bp)
bp.register_blueprint(import_routes.bp)
bp.register_blueprint(export_routes.bp)
bp.register_blueprint(picture_routes.bp)
bp.register_blueprint(comment_routes.bp)
bp.register_blueprint(compare_routes.bp)
bp.register_blueprint(document_routes.bp)
bp.register_blueprint(queue_routes.bp)
bp.register_blueprint(appraiser_routes.bp)
bp.register_blueprint(appraisal_routes.bp)
bp.register_blueprint(adopt_routes.bp)
bp.register_blueprint(bulk_routes.bp)
PER_PAGE = 30
WAITING = frozenset({State.SUBMITTED, State.REVIEWED})


@bp.app_template_global("question_state")
def shown_state(version: QuestionVersion) -> str:
    """The state's code, or that its validity is over."""
    over = version.valid_to is not None and version.valid_to < clock.today()
    return ENDED if over and version.state is State.APPROVED else version.state.value


@bp.record_once
def name_codes(state: BlueprintSetupState) -> None:
    """Globals, for macros see no context."""
    state.app.jinja_env.globals.update(
        state_names=STATE_NAMES,
        state_colours=STATE_COLOURS,
        difficulty_names=DIFFICULTY_NAMES,
        kind_names=KIND_NAMES,
        option_letters=LETTERS,
        act_names=ACT_NAMES,
    )


@bp.get("/hosts/<host_id>/questions")
def list_questions(host_id: str) -> ResponseReturnValue:
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    form = _filter_form(host)
    filters = Filters(**form.understood())
    page = page_number()
    versions, total = queries.list_questions(host, filters, clock.today(), page, PER_PAGE)
    return render_template(
        "bank/questions.html",
        filter_form=form,
        filters=filters.given(),
        versions=versions,
        total=total,
        counts=queries.count_states(host, clock.today()),
        mine=sum(queue_routes.count_mine(host).values()),
        acts=_acts_at_once(host),
        page=page,
        pages=max(-(-total // PER_PAGE), 1),
    )


def _acts_at_once(host: Host) -> list[Act]:
    """What the account may do to many; with two steps there is no appraisal to be passed."""
    has_appraisal = host.review_steps == THREE_STEPS
    return [
        act
        for act, right in RIGHTS.items()
        if guards.may_here(right, host) and (act is not Act.REVIEW or has_appraisal)
    ]


def _filter_form(host: Host) -> FilterForm:
    """The filters in the address."""
    form = FilterForm(formdata=request.args)
    form.offer(queries.list_topics(host), queries.list_audiences(host))
    return form


@bp.get("/hosts/<host_id>/questions/<question_id>")
def show_question(host_id: str, question_id: str) -> ResponseReturnValue:
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    return question_page(host, queries.get_question(host, question_id), CommentForm())


@bp.get("/hosts/<host_id>/questions/<question_id>/versions")
def list_versions(host_id: str, question_id: str) -> ResponseReturnValue:
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    question = queries.get_question(host, question_id)
    is_own = question.host_id == host.id
    versions = question.versions if is_own else [queries.shown_version(host, question)]
    page = render_template("bank/versions.html", question=question, versions=versions[::-1])
    return shown_keys(page, [question])


@bp.route("/hosts/<host_id>/questions/new", methods=["GET", "POST"])
def write_question(host_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.WRITE_QUESTIONS, host_id)
    topics, audiences = queries.list_topics(host), queries.list_audiences(host)
    form = QuestionForm(data=typed_of(None))
    if not is_complete(form, topics, audiences):
        return _writing_page(form, None)
    by, text = guards.require_account(), form.text(topics, audiences)
    code = queries.next_code(host, text.topic)
    question = service.write_question(secrets.token_urlsafe(16), host, code, text, by, clock.now())
    db.session.add(question)
    record_act(by, "question-written", question.latest, clock.now())
    db.session.commit()
    flash(gettext("Đã lưu câu hỏi %(code)s.", code=code), "success")
    return redirect(_url(question), 303)


@bp.route("/hosts/<host_id>/questions/lend", methods=["GET", "POST"])
def lend_questions(host_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.LEND_QUESTIONS, host_id)
    filters = Filters(**_filter_form(host).understood())
    questions = queries.list_lendable(host, filters, clock.today())
    others = hosts.list_other_hosts(host)
    form = LendForm()
    form.offer(others)
    if not form.validate_on_submit():
        page = render_template(
            "bank/lend_many.html", form=form, filters=filters.given(), count=len(questions)
        )
        return page, 422 if form.errors else 200
    to = next(each for each in others if each.public_id == form.host.data)
    _lend_all(host, questions, to)
    db.session.commit()
    num = len(questions)
    flash(
        ngettext(
            "Đã cho %(name)s mượn %(num)d câu hỏi.",
            "Đã cho %(name)s mượn %(num)d câu hỏi.",
            num,
            name=to.name,
        ),
        "success",
    )
    return redirect(url_for("bank.list_questions", host_id=host_id, **filters.given()), 303)


def _lend_all(host: Host, questions: list[Question], to: Host) -> None:
    by, now = guards.require_account(), clock.now()
    known = queries.list_loans_to(to, host)
    db.session.add_all(service.lend(each, to, known.get(each.id), by, now) for each in questions)
    audit.record(
        by.actor,
        "questions-lent",
        now=now,
        host_id=host.id,
        subject_kind="host",
        subject=to.public_id,
        details={"count": len(questions)},
    )


@bp.route("/hosts/<host_id>/questions/<question_id>/edit", methods=["GET", "POST"])
def edit_question(host_id: str, question_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.WRITE_QUESTIONS, host_id)
    question = queries.take_question(host, question_id)
    latest = question.latest
    topics = _with(queries.list_topics(host), latest.topic)
    audiences = _with(queries.list_audiences(host), *latest.audiences)
    form, waits = QuestionForm(data=typed_of(latest)), latest.state in WAITING
    if not is_complete(form, topics, audiences):
        return _writing_page(form, question)
    by = guards.require_account()
    version = service.edit_question(question, form.text(topics, audiences), by, clock.now())
    record_act(by, "question-edited", question.latest, clock.now())
    db.session.commit()
    said = gettext("Đã lưu thành phiên bản %(number)s.", number=version.number)
    if waits:
        said += " " + gettext("Câu đã rút khỏi chờ duyệt và là bản thảo. Mời bạn gửi duyệt lại.")
    flash(said, "success")
    return redirect(_url(question), 303)


def _writing_page(form: QuestionForm, question: Question | None) -> ResponseReturnValue:
    waits = question is not None and question.latest.state in WAITING
    page = render_template("bank/write.html", form=form, question=question, waits=waits)
    page = shown_keys(page, [question]) if question else page
    return page, 422 if form.errors else 200


def _with(offered: list[service.Line], *kept: service.Line) -> list[service.Line]:
    """What is offered, and what the question has although it ended since."""
    return offered + [each for each in kept if each not in offered]


def _url(question: Question) -> str:
    host_id = question.host.public_id
    return url_for("bank.show_question", host_id=host_id, question_id=question.public_id)
