"""Two versions of a question side by side."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from contest.bank import queries, review_queries
from contest.bank.compare_words import rows
from contest.bank.looks_routes import shown_keys
from contest.bank.models import Question
from contest.errors import NotFound
from contest.rules.roles import Action
from contest.web import guards

bp = Blueprint("compare", __name__, url_prefix="/hosts/<host_id>/questions/<question_id>")


@bp.get("/versions/compare")
def show_difference(host_id: str, question_id: str) -> ResponseReturnValue:
    """The versions of ``?from=1&to=3``; of one alone the newest, or the one before it."""
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    question = queries.get_question(host, question_id)
    if question.host_id != host.id:
        raise NotFound  # a borrower sees the version that papers draw, and no other
    first, last = _asked(question)
    before = review_queries.get_version(question, first)
    after = review_queries.get_version(question, last)
    page = render_template(
        "bank/compare.html",
        question=question,
        before=before,
        after=after,
        rows=rows(before, after),
    )
    return shown_keys(page, [question])


def _asked(question: Question) -> tuple[int, int]:
    last = request.args.get("to", question.latest.number, type=int)
    return request.args.get("from", max(last - 1, 1), type=int), last
