"""The pages of somebody invited to appraise another host's questions, and nothing else of it."""

import secrets
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.bank import appraisal_queries, comment_service, review_queries, service
from contest.bank.comment_routes import say_along
from contest.bank.forms import ReasonForm
from contest.bank.looks_routes import shown_keys
from contest.bank.models import QuestionVersion
from contest.bank.page_routes import law_of
from contest.bank.record_service import record_act
from contest.bank.review_forms import AlongForm, CommentForm, OpinionForm
from contest.bank.review_words import VERDICT_NAMES, WHY_NOT
from contest.db import begin_writing, db
from contest.errors import ActNotOpen, OwnWork
from contest.hosts.models import Appraiser
from contest.web import guards
from contest.web.forms import require_token
from contest.web.paging import page_number
from questions.review import THREE_STEPS, Act, Verdict

bp = Blueprint("appraisals", __name__, url_prefix="/appraisals/<appraisal_id>")
PER_PAGE = 30


def _load(appraisal_id: str) -> Appraiser:
    """The signed-in account's own invitation.  Raises NotSignedIn; NotFound for all others."""
    if request.method == "POST":
        begin_writing()
    account = guards.require_account()
    return appraisal_queries.get_invitation(account, appraisal_id, clock.today())


@bp.get("")
def list_open(appraisal_id: str) -> ResponseReturnValue:
    invitation, page = _load(appraisal_id), page_number()
    versions, total = appraisal_queries.list_open(invitation, page, PER_PAGE)
    return render_template(
        "bank/appraisals.html",
        invitation=invitation,
        topics=appraisal_queries.topics_of(invitation),
        versions=versions,
        total=total,
        page=page,
        pages=max(-(-total // PER_PAGE), 1),
    )


@bp.get("/<question_id>")
def show_question(appraisal_id: str, question_id: str) -> ResponseReturnValue:
    invitation = _load(appraisal_id)
    return _page(invitation, appraisal_queries.take_open(invitation, question_id))


def _page(
    invitation: Appraiser,
    version: QuestionVersion,
    comment: CommentForm | None = None,
    opinion: OpinionForm | None = None,
    reason: ReasonForm | None = None,
) -> ResponseReturnValue:
    forms = comment or CommentForm(), opinion or OpinionForm(), reason or ReasonForm()
    law = law_of(invitation.host)
    refused = service.refusal(version, Act.SEND_BACK, guards.require_account(), law)
    page = render_template(
        "bank/appraisal.html",
        invitation=invitation,
        version=version,
        question=version.question,
        has_three_steps=invitation.host.review_steps == THREE_STEPS,
        refused=WHY_NOT[refused.code] if refused else "",
        faults=service.is_faulty(version, law),
        comments=review_queries.list_comments(version.question),
        verdict_names=VERDICT_NAMES,
        comment=forms[0],
        opinion=forms[1],
        reason=forms[2],
        wrong=next((each for each in forms if each.errors), None),
    )
    status = 422 if any(each.errors for each in forms) else 200
    return shown_keys(page, [version.question]), status


@bp.post("/<question_id>/comment")
def add_comment(appraisal_id: str, question_id: str) -> ResponseReturnValue:
    invitation = _load(appraisal_id)
    version, form = appraisal_queries.take_open(invitation, question_id), CommentForm()
    if not form.validate_on_submit():
        return _page(invitation, version, comment=form)
    say_along(version, form, invited=True)
    return _done(invitation, gettext("Đã gửi ý kiến."), question_id)


@bp.post("/<question_id>/opinion")
def give_opinion(appraisal_id: str, question_id: str) -> ResponseReturnValue:
    """Where the host has two steps: the approver reads it, and nothing moves."""
    invitation = _load(appraisal_id)
    version, form = appraisal_queries.take_open(invitation, question_id), OpinionForm()
    along = AlongForm()
    if not (form.validate_on_submit() and along.validate()):
        return _page(invitation, version, opinion=form, comment=along)
    if invitation.host.review_steps == THREE_STEPS:
        raise ActNotOpen
    if guards.require_account() in version.writers:
        raise OwnWork
    _say(version, form.opinion.data or "", Verdict(form.verdict.data))
    say_along(version, along, invited=True)
    _record("question-appraised", version, verdict=form.verdict.data)
    return _done(invitation, gettext("Đã gửi ý kiến thẩm định."), question_id)


def _say(version: QuestionVersion, text: str, verdict: Verdict) -> None:
    by = guards.require_account()
    public_id, now = secrets.token_urlsafe(16), clock.now()
    db.session.add(comment_service.comment(public_id, version, text, by, now, verdict))


@bp.post("/<question_id>/pass")
def pass_review(appraisal_id: str, question_id: str) -> ResponseReturnValue:
    invitation = _load(appraisal_id)
    version = appraisal_queries.take_open(invitation, question_id)
    require_token()
    along = AlongForm()
    if not along.validate():
        return _page(invitation, version, comment=along)
    law = law_of(version.question.host)
    service.pass_review(version, guards.require_account(), clock.now(), law)
    _record("question-reviewed", version)
    say_along(version, along, invited=True)
    return _done(invitation, gettext("Đã ghi nhận câu hỏi được thẩm định đạt."))


@bp.post("/<question_id>/send-back")
def send_back(appraisal_id: str, question_id: str) -> ResponseReturnValue:
    invitation = _load(appraisal_id)
    version, form = appraisal_queries.take_open(invitation, question_id), ReasonForm()
    along = AlongForm()
    if not (form.validate_on_submit() and along.validate()):
        return _page(invitation, version, reason=form, comment=along)
    service.send_back(version, form.reason.data or "", guards.require_account(), clock.now())
    _record("question-sent-back", version)
    say_along(version, along, invited=True)
    return _done(invitation, gettext("Đã trả câu hỏi lại cho người biên soạn."))


def _done(invitation: Appraiser, said: str, question_id: str | None = None) -> ResponseReturnValue:
    db.session.commit()
    flash(said, "success")
    endpoint = "bank.appraisals.show_question" if question_id else "bank.appraisals.list_open"
    given: dict[str, Any] = {"question_id": question_id} if question_id else {}
    return redirect(url_for(endpoint, appraisal_id=invitation.public_id, **given), 303)


def _record(act: str, version: QuestionVersion, **details: object) -> None:
    record_act(guards.require_account(), act, version, clock.now(), invited=True, **details)
