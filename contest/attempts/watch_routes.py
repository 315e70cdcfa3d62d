"""Pages of staff: how a round goes while it is sat, and the part of it that is fetched again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from flask import Blueprint, Flask, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from contest import clock
from contest.attempts import watch_queries as queries
from contest.attempts import watch_service as service
from contest.attempts import watch_words as words
from contest.attempts.wire_queries import wire
from contest.contests import disclosure_queries as disclosure
from contest.contests import notice_queries as notices
from contest.contests import queries as contests
from contest.contests.models import Round
from contest.errors import NotFound
from contest.hosts import queries as hosts
from contest.rules.roles import Action
from contest.rules.watching import HOUR_MS, top_of
from contest.units.models import Unit
from contest.web import guards, tally

bp = Blueprint(
    "watch",
    __name__,
    url_prefix="/hosts/<host_id>/contests/<contest_id>/rounds/<int:number>/watch",
)
EVERY_S = 12
FEW_LINES = 20
SITTING = frozenset(
    f"attempts.{each}"
    for each in (
        "start",
        "save_answers",
        "tell_news",
        "show_attempt",
        "save_page",
        "hand_in",
        "show_receipt",
    )
)
"""Whose refusals are counted: the way of somebody who sits."""


@bp.record_once
def _count_by_minutes(state: BlueprintSetupState) -> None:
    database_url = state.app.config["SQLALCHEMY_DATABASE_URI"]

    def write(counts: Mapping[tally.Kind, int]) -> None:
        wire(database_url).transact(lambda run: queries.write_counts(run, counts.items()))

    tally.register(cast(Flask, state.app), write, SITTING)


def _load(host_id: str, contest_id: str, number: int) -> Round:
    """The round for somebody who may watch it.  Raises as contests.access_routes.load does."""
    guards.require_account()
    host = hosts.get_host(host_id)
    contest = contests.get_contest(host, contest_id)
    if not guards.roles_here(host, contest.id):
        raise NotFound
    guards.require(Action.WATCH, host_id, contest.id)
    return contests.get_round(contest, number)


@bp.get("")
def show_watch(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    """The whole page; without scripts a link loads it again."""
    round_ = _load(host_id, contest_id, number)
    return render_template("attempts/watch.html", every=EVERY_S, **_given(round_))


@bp.get("/now")
def show_now(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    """The part that changes, alone."""
    return render_template("attempts/_watch.html", **_given(_load(host_id, contest_id, number)))


def _given(round_: Round) -> dict[str, Any]:
    now, contest = clock.now(), round_.contest
    roles = guards.roles_here(contest.host, contest.id)
    found = service.watch(round_, now)
    return {
        "host": contest.host,
        "contest": contest,
        "round": round_,
        "now": now,
        "watch": found,
        "counted_at": f"{_local(found.counted_ms):%H:%M:%S}",
        "seen": disclosure.seen_by(roles, round_, None, now),
        "notices": notices.list_for_sitters(round_, now),
        "name_of": words.name_of,
        "unit_name": lambda unit: _unit_name(found.units, unit),
        "hour_names": [f"{_local(each.number * HOUR_MS):%-H}h" for each in found.hours],
        "minute_names": [f"{_local(each * service.MINUTE_MS):%H:%M}" for each in found.minutes],
        "hour_at": lambda hour: clock.instant(hour * HOUR_MS),
        "minute_at": lambda minute: clock.instant(minute * service.MINUTE_MS),
        "top_of": top_of,
        "few": None if "all" in request.args else FEW_LINES,
    }


def _local(instant_ms: int) -> datetime:
    return clock.instant(instant_ms).astimezone(clock.VIETNAM)


def _unit_name(units: Mapping[int, Unit], unit: int | None) -> str:
    return units[unit].full_name if unit is not None and unit in units else ""
