"""Pages of staff: the pinned pool of a round, and who opened its keys before the round did."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from contest.contests import pool_queries
from contest.contests.access_routes import load_round
from contest.rules.roles import Action
from contest.web.paging import page_number

bp = Blueprint("pools", __name__, url_prefix="/<contest_id>/rounds/<int:number>")
PER_PAGE = 100


@bp.get("/pool")
def show_pool(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, contest, round_ = load_round(Action.SEE_QUESTIONS, host_id, contest_id, number)
    page, overlaps = page_number(), pool_queries.overlaps(round_)
    pinned, total = pool_queries.list_pinned(round_, page, PER_PAGE)
    return render_template(
        "contests/pool.html",
        host=host,
        contest=contest,
        round=round_,
        pinned=pinned,
        total=total,
        questions=pool_queries.count_pooled(round_),
        overlaps=overlaps,
        overlapping=pool_queries.count_overlapping(round_, overlaps),
        page=page,
        pages=max(-(-total // PER_PAGE), 1),
    )


@bp.get("/looks")
def show_looks(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, contest, round_ = load_round(Action.SEE_KEY_LOOKS, host_id, contest_id, number)
    return render_template(
        "contests/looks.html",
        host=host,
        contest=contest,
        round=round_,
        lookers=pool_queries.list_lookers(round_),
        questions=pool_queries.count_pooled(round_),
    )
