"""Asking for a computation, and a page that follows it."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests.models import Contest, Round
from contest.db import begin_writing, db
from contest.hosts.models import Host
from contest.results import computation_queries, service
from contest.results.access_routes import STAFF, load, load_contest, record, record_contest
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import require_token

bp = Blueprint("computing", __name__)
BOARD = "/hosts/<host_id>/contests/<contest_id>/board"
AGAIN_AFTER_S = 3


@bp.post(f"{STAFF}/results")
def ask(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    begin_writing()
    host, round_ = load(Action.RANK, host_id, contest_id, number)
    require_token()
    service.ask(round_.contest, round_, guards.require_account(), clock.now())
    record(host, round_, "results-asked", {})
    db.session.commit()
    address = {"host_id": host_id, "contest_id": contest_id, "number": number}
    return redirect(url_for("results.computing.follow", **address), 303)  # type: ignore[arg-type]  # of url_for's own options


@bp.get(f"{STAFF}/results/computing")
def follow(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, round_ = load(Action.SEE_RESULTS, host_id, contest_id, number)
    results = url_for("results.show_results", host_id=host_id, contest_id=contest_id, number=number)
    return _progress_page(host, round_.contest, round_, results)


@bp.post(BOARD)
def ask_board(host_id: str, contest_id: str) -> ResponseReturnValue:
    _, contest = load_contest(Action.RANK, host_id, contest_id)
    require_token()
    service.ask(contest, None, guards.require_account(), clock.now())
    record_contest(contest, "results-asked")
    db.session.commit()
    return redirect(
        url_for("results.computing.follow_board", host_id=host_id, contest_id=contest_id), 303
    )


@bp.get(f"{BOARD}/computing")
def follow_board(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load_contest(Action.SEE_RESULTS, host_id, contest_id)
    back = url_for("results.awards.show_board", host_id=host_id, contest_id=contest_id)
    return _progress_page(host, contest, None, back)


def _progress_page(
    host: Host, contest: Contest, round_: Round | None, back: str
) -> ResponseReturnValue:
    """How far the newest computation is; the page asks again by itself, without a script."""
    newest = computation_queries.find_newest(contest.id, round_.id if round_ else None)
    if newest is not None and newest.finished_at is not None and not newest.refusal:
        flash(gettext("Đã tính xong kết quả."), "success")
        return redirect(back, 303)
    response = make_response(
        render_template(
            "results/computing.html",
            host=host,
            contest=contest,
            round=round_,
            computation=newest,
            back=back,
        )
    )
    if newest is not None and newest.finished_at is None:
        response.headers["Refresh"] = str(AGAIN_AFTER_S)
    return response
