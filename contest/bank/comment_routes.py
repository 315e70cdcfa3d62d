"""Remarks on a question's newest version, from all who may see the questions of its host."""

import secrets

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.bank import comment_service, queries
from contest.bank.models import QuestionVersion
from contest.bank.page_routes import came_from, question_page
from contest.bank.record_service import record_act
from contest.bank.review_forms import CommentForm
from contest.db import begin_writing, db
from contest.rules.roles import Action
from contest.web import guards

bp = Blueprint("comments", __name__, url_prefix="/hosts/<host_id>/questions/<question_id>")


@bp.post("/comments")
def add_comment(host_id: str, question_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    question, form = queries.take_question(host, question_id), CommentForm()
    if not form.validate_on_submit():
        return question_page(host, question, form), 422
    say_along(question.latest, form)
    db.session.commit()
    flash(gettext("Đã gửi ý kiến."), "success")
    address = url_for("bank.show_question", host_id=host_id, question_id=question_id, **came_from())
    return redirect(f"{address}#comments", 303)


def say_along(version: QuestionVersion, form: CommentForm, **details: object) -> None:
    """Keep what was typed as a remark on the version, also where it came with a step."""
    if text := form.text.data:
        by, now = guards.require_account(), clock.now()
        said = comment_service.comment(secrets.token_urlsafe(16), version, text, by, now)
        db.session.add(said)
        record_act(by, "question-commented", version, now, **details)
