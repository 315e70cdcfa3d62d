"""Pages of staff: how far a round's result is, its next step, and the judges' word on it."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests import official_service
from contest.contests import way_queries as ways
from contest.contests.models import ContestAudience, Round
from contest.contests.official_models import OfficialDocument, OfficialKind
from contest.contests.way_models import Way
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.hosts.models import Host
from contest.results import queries, way_queries, way_service
from contest.results.access_routes import STAFF, get_audience, load, record
from contest.results.way_forms import ConfirmForm, form_of
from contest.results.way_service import Move, is_forward, lacking, next_forward
from contest.results.way_words import (
    BACK_NAMES,
    PAPER_FAULTS,
    PAPER_FIELDS,
    PAPER_NAMES,
    STATE_NAMES,
    STEP_NAMES,
    STEP_NOTES,
    Lack,
    lack_of,
)
from contest.rules.official_paper import PaperFault, PaperKind
from contest.rules.result_way import (
    ORDER,
    Obstacle,
    State,
    Step,
    WayFault,
    WayRefused,
    find_step,
    next_steps,
)
from contest.rules.roles import Action, Role
from contest.web import guards
from contest.web.forms import Form
from contest.web.role_names import ROLE_NAMES

bp = Blueprint("ways", __name__, url_prefix=f"{STAFF}/way")
KINDS = {PaperKind.MINUTES: OfficialKind.MINUTES, PaperKind.DECISION: OfficialKind.DECISION}


@dataclass(frozen=True, slots=True)
class WayView:
    """A way as its page shows it."""

    number: int  # 0: all audiences together; else the contest's first, second …
    way: Way
    forward: Step | None
    lacks: list[Lack]
    mine: list[Step]
    confirmations: list[Any]
    waiting: list[str]
    history: list[Any]
    is_newer: bool  # a computation later than the one that the state is of

    @property
    def may_forward(self) -> bool:
        return self.forward is not None and self.forward in self.mine

    @property
    def other_steps(self) -> list[Step]:
        """Steps back and the annulment, for who may take them."""
        return [each for each in self.mine if not is_forward(each)]


@bp.get("")
def show_ways(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, round_ = load(Action.SEE_WAY, host_id, contest_id, number)
    return render_template(
        "results/way.html",
        host=host,
        contest=round_.contest,
        round=round_,
        views=[_view(round_, each) for each in _numbers(round_)],
        order=_order(round_),
        **_words(),
    )


def _words() -> dict[str, object]:
    return {
        "state_names": STATE_NAMES,
        "step_names": STEP_NAMES,
        "back_names": BACK_NAMES,
        "step_notes": STEP_NOTES,
        "paper_names": PAPER_NAMES,
        "role_names": ROLE_NAMES,
        "State": State,
    }


def _order(round_: Round) -> list[State]:
    """The states of the ways: that of complaints where the contest knows them, or stands there."""
    left_out = {State.COMPLAINTS} if round_.contest.complaints is None else set()
    left_out -= {each.state for each in ways.list_ways(round_)}
    return [each for each in ORDER if each not in left_out]


def _numbers(round_: Round) -> list[int]:
    """0 for the way of all audiences together; 1, 2 … where each goes its own."""
    if not round_.contest.ways_by_audience:
        return [0]
    return list(range(1, len(round_.contest.audiences) + 1))


def _way(round_: Round, number: int) -> Way:
    """Raises NotFound for a way that the contest does not go."""
    if number not in _numbers(round_):
        raise NotFound
    audience: ContestAudience | None = get_audience(round_, number) if number else None
    return way_service.way_of(round_, audience, clock.now())


def _steps(way: Way, roles: Iterable[Role]) -> list[Step]:
    """What these roles may try on this page; opening a round again is an act upon its running."""
    found = next_steps(way.state, roles, way_queries.settings_of(way.round.contest))
    ended = (State.OPEN, State.CLOSED)
    return [
        each
        for each in found
        if each.to_state is not State.OPEN
        and not (each.to_state is State.ANNULLED and each.from_state in ended)
    ]


def _view(round_: Round, number: int) -> WayView:
    way, now = _way(round_, number), clock.now()
    contest = round_.contest
    forward = next_forward(_steps(way, Role))
    judges = {each.id: each for each in way_queries.list_judges(contest)}
    ranking, newest = way_queries.ranking_of(way), queries.find_ranking(round_.id)
    confirmations = way_queries.list_confirmations(ranking) if way.ranking_id else []
    said = {each.judge_id for each in confirmations}
    return WayView(
        number=number,
        way=way,
        forward=forward,
        lacks=[lack_of(each, judges) for each in lacking(way, forward, now)] if forward else [],
        mine=_steps(way, guards.roles_here(contest.host, contest.id)),
        confirmations=confirmations,
        waiting=[each.name for each in judges.values() if each.id not in said],
        history=way_queries.list_steps(way),
        is_newer=way.ranking_id is not None and newest is not None and newest.id != way.ranking_id,
    )


@bp.route("/<int:audience>/<to>", methods=["GET", "POST"])
def take_step(
    host_id: str, contest_id: str, number: int, audience: int, to: str
) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host, round_ = load(Action.MOVE_RESULTS, host_id, contest_id, number)
    if request.method == "POST":
        queries.lock_round(round_.id)
    way = _way(round_, audience)
    step = _wanted(way, to)
    form = form_of(step)()
    if not form.validate_on_submit() or not _take(way, step, form):
        return _step_page(host, way, step, audience, form)
    record(host, round_, "result-moved", _details(way, audience))
    db.session.commit()
    flash(gettext("Đã ghi: %(state)s.", state=str(STATE_NAMES[way.state])), "success")
    return redirect(_ways_url(round_), 303)


def _wanted(way: Way, to: str) -> Step:
    """The step to that state.  Raises WayRefused where there is none from here, so that a page
    opened before another's step says so, or where it is not the signed-in account's."""
    settings = way_queries.settings_of(way.round.contest)
    known = find_step(way.state, State(to), settings) if to in set(State) else None
    if known is None or known not in _steps(way, Role):
        raise WayRefused((Obstacle(WayFault.NO_SUCH_STEP),))
    contest = way.round.contest
    if known not in _steps(way, guards.roles_here(contest.host, contest.id)):
        raise WayRefused((Obstacle(WayFault.ROLE_NOT_ALLOWED),))
    return known


def _take(way: Way, step: Step, form: Any) -> bool:
    """Take the step; False, with the errors at the form, where something stands in its way."""
    by, now = guards.require_account(), clock.now()
    contest = way.round.contest
    document = _document(way.round, step, form)
    reason = form.reason.data if step.needs_reason else ""
    roles = guards.roles_here(contest.host, contest.id)
    try:
        way_service.take(way, Move(step.to_state, by, roles, document, reason), now)
    except WayRefused as refused:
        _say(form, refused.obstacles)
        return False
    return True


def _document(round_: Round, step: Step, form: Any) -> OfficialDocument | None:
    if step.paper is None:
        return None
    return official_service.keep(
        round_.contest,
        KINDS[step.paper],
        form.official(),
        secrets.token_urlsafe(16),
        guards.require_account(),
        clock.now(),
    )


def _say(form: Any, found: Iterable[Obstacle]) -> None:
    """Each fault of the paper at its field; the others stand on the page itself."""
    faults = {each.code for each in found}
    for fault in PaperFault:
        if fault in faults:
            form[PAPER_FIELDS[fault]].errors = [str(PAPER_FAULTS[fault])]


def _step_page(host: Host, way: Way, step: Step, audience: int, form: Form) -> ResponseReturnValue:
    round_ = way.round
    judges = {each.id: each for each in way_queries.list_judges(round_.contest)}
    lacks = [lack_of(each, judges) for each in lacking(way, step, clock.now())]
    page = render_template(
        "results/way_step.html",
        host=host,
        contest=round_.contest,
        round=round_,
        way=way,
        step=step,
        number=audience,
        lacks=lacks,
        is_forward=is_forward(step),
        form=form,
        **_words(),
    )
    return page, 422 if request.method == "POST" else 200


def _details(way: Way, audience: int) -> dict[str, object]:
    last = way_queries.list_steps(way)[0]
    document = last.document
    return {
        "audience": audience,
        "from": last.from_state.value,
        "to": way.state.value,
        "document": document.number if document else None,
        "ranking": way.ranking_id,
        "reason": last.reason,
    }


@bp.route("/<int:audience>/confirm", methods=["GET", "POST"])
def confirm(host_id: str, contest_id: str, number: int, audience: int) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host, round_ = load(Action.CONFIRM_RESULTS, host_id, contest_id, number)
    if request.method == "POST":
        queries.lock_round(round_.id)
    way = _way(round_, audience)
    ranking = way_queries.ranking_of(way)
    if way.state is not State.PROVISIONAL or ranking is None:
        raise WayRefused((Obstacle(WayFault.NO_SUCH_STEP),))
    judge = guards.require_account()
    form = ConfirmForm(data={"digest": ranking.digest})
    if not form.validate_on_submit():
        page = render_template(
            "results/confirm.html",
            host=host,
            contest=round_.contest,
            round=round_,
            way=way,
            ranking=ranking,
            number=audience,
            judge=judge,
            known=way_queries.find_confirmation(ranking, judge),
            form=form,
            **_words(),
        )
        return page, 422 if form.errors else 200
    dissent = form.words()
    way_service.confirm(way, judge, form.digest.data or "", dissent, clock.now())
    act = "result-dissented" if dissent else "result-confirmed"
    record(host, round_, act, {"digest": ranking.digest, "version": ranking.version})
    db.session.commit()
    flash(gettext("Đã ghi ý kiến của bạn."), "success")
    return redirect(_ways_url(round_), 303)


def _ways_url(round_: Round) -> str:
    contest = round_.contest
    return url_for(
        "results.ways.show_ways",
        host_id=contest.host.public_id,
        contest_id=contest.public_id,
        number=round_.number,
    )
