"""A page of a question: the rounds that used it, and how often people met it there."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from contest import clock
from contest.bank import queries as bank
from contest.results import use_queries
from contest.rules.roles import Action
from contest.web import guards

bp = Blueprint("uses", __name__, url_prefix="/hosts/<host_id>/questions/<question_id>/uses")


@bp.get("")
def show_uses(host_id: str, question_id: str) -> ResponseReturnValue:
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    question, now = bank.get_question(host, question_id), clock.now()
    uses = use_queries.list_uses(host, question, now)
    return render_template(
        "results/uses.html",
        question=question,
        uses=uses,
        shown=sum(each.shown or 0 for each in uses),
        rounds=len({each.round.id for each in uses}),
        now=now,
    )
