"""A page of staff: whether the bank has enough approved questions for the chosen days."""

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from contest import clock
from contest.contests import coverage_queries, queries
from contest.contests.coverage_forms import (
    NO_ROUND,
    CoverageForm,
    are_of_another_round,
    round_value,
    shown_as,
)
from contest.contests.models import Round
from contest.contests.round_forms import DIFFICULTY_NAMES
from contest.errors import NotFound
from contest.hosts import queries as hosts
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.web import guards
from questions.model import Difficulty

bp = Blueprint("coverage", __name__, url_prefix="/hosts/<host_id>/coverage")
MOST_ENDING = 50


@bp.get("")
def show_coverage(host_id: str) -> ResponseReturnValue:
    guards.require_account()
    host = hosts.get_host(host_id)
    rounds = _rounds(host)
    chosen = _chosen(rounds)
    guards.require(Action.SEE_QUESTIONS, host_id, chosen.contest_id if chosen else None)
    form = _form(rounds, chosen)
    is_right = form.validate()
    first, last = form.days if is_right else _usual_days(chosen)
    asked = coverage_queries.list_asked(host, chosen)
    topics = coverage_queries.list_topics(host, chosen)
    ending = coverage_queries.list_ending(host, asked, first, last)
    page = render_template(
        "contests/coverage.html",
        host=host,
        form=form,
        round=chosen,
        round_days=_usual_days(chosen) if chosen else None,
        round_value=round_value(chosen) if chosen else None,
        first=first,
        last=last,
        shown=shown_as(chosen, first, last),
        topics={each.id: each for each in topics},
        difficulties=[DIFFICULTY_NAMES[each] for each in Difficulty],
        audiences=[coverage_queries.cover(host, each, topics, first, last) for each in asked],
        ending=ending[:MOST_ENDING],
        ending_count=len(ending),
    )
    return page, 200 if is_right else 422


def _rounds(host: Host) -> list[Round]:
    """The rounds of the contests that the visitor may see, the newest contests first."""
    return [
        each
        for contest in queries.list_contests(host)
        if guards.may_here(Action.SEE_QUESTIONS, host, contest.id)
        for each in contest.rounds
    ]


def _chosen(rounds: list[Round]) -> Round | None:
    """The round that the address names, if it names one.  Raises NotFound for a stranger's."""
    value = request.args.get("round", "")
    if not value:
        return None
    found = [each for each in rounds if round_value(each) == value]
    if not found:
        raise NotFound
    return found[0]


def _form(rounds: list[Round], chosen: Round | None) -> CoverageForm:
    """What stands in the address; days that nobody chose are the usual ones."""
    typed = MultiDict(request.args)
    typed.setdefault("round", NO_ROUND)
    if not {"first", "last"} & typed.keys() or are_of_another_round(typed):
        for name, each in zip(("first", "last"), _usual_days(chosen), strict=True):
            typed.setlist(name, [str(each.day), str(each.month), str(each.year)])
    form = CoverageForm(formdata=typed)
    form.offer(rounds)
    return form


def _usual_days(chosen: Round | None) -> tuple[date, date]:
    """The round's days; without a round, today."""
    if chosen is not None:
        return queries.round_days(chosen)
    today = clock.today()
    return today, today
