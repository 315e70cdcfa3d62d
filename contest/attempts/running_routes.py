"""Pages of staff: acts upon a running contest, each by a decision and told to everybody."""

import secrets

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.attempts import running_queries as queries
from contest.attempts import running_service as service
from contest.attempts import running_words as words
from contest.attempts.running_forms import RunForm
from contest.audit import service as audit
from contest.contests import calendar_queries as calendars
from contest.contests import queries as contests
from contest.contests.models import Contest, Round
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.hosts import queries as hosts
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.rules.run_acts import RunKind
from contest.web import guards

bp = Blueprint("running", __name__, url_prefix="/hosts/<host_id>/contests/<contest_id>/running")
WHOLE = 0  # in an address, in a round's place


def _load(host_id: str, contest_id: str) -> tuple[Host, Contest]:
    """The contest for somebody who may act upon it; all its rounds locked where that is done."""
    if request.method == "POST":
        begin_writing()
    guards.require_account()
    host = hosts.get_host(host_id)
    contest = contests.get_contest(host, contest_id)
    if not guards.roles_here(host, contest.id) or not contest.is_published:
        raise NotFound
    guards.require(Action.RUN_CONTESTS, host_id, contest.id)
    if request.method == "POST":
        contests.lock_contest(host, contest_id)
        queries.lock_rounds(contest)
    return host, contest


@bp.get("")
def list_acts(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = _load(host_id, contest_id)
    return render_template(
        "attempts/running.html",
        host=host,
        contest=contest,
        acts=queries.list_interventions(contest),
        names=words.KIND_NAMES,
        hints=words.KIND_HINTS,
        of_contest=service.OF_CONTEST,
        of_round=[each for each in RunKind if each not in service.OF_CONTEST],
    )


@bp.route("/<int:number>/<kind>", methods=["GET", "POST"])
def act(host_id: str, contest_id: str, number: int, kind: str) -> ResponseReturnValue:
    host, contest = _load(host_id, contest_id)
    what = _kind(kind, number)
    round_ = contests.get_round(contest, number) if number != WHOLE else None
    form = RunForm()
    form.shape(what, calendars.list_groups(round_) if round_ else ())
    now, lines = clock.now(), []
    if form.validate_on_submit() and _is_possible(contest, round_, form, what):
        asked = form.asked(what)
        if "sure" in request.form:
            account = guards.require_account()
            service.do(contest, round_, asked, account, now, secrets.token_bytes)
            _record(host, contest, number, what)
            db.session.commit()
            flash(gettext("Đã thực hiện và đã thông báo cho mọi người dự thi."), "success")
            address = url_for(".list_acts", host_id=host_id, contest_id=contest_id)
            return redirect(address, 303)
        lines = words.effect_lines(service.effects(contest, round_, asked, now))
    page = render_template(
        "attempts/running_act.html",
        host=host,
        contest=contest,
        round=round_,
        form=form,
        heading=words.KIND_NAMES[what],
        hint=words.KIND_HINTS[what],
        effects=lines,
    )
    return page, 422 if form.errors else 200


def _kind(text: str, number: int) -> RunKind:
    """Raises NotFound for no act, or one that is not of a round, or of a contest."""
    if text not in set(RunKind):
        raise NotFound
    kind = RunKind(text)
    if (kind in service.OF_CONTEST) != (number == WHOLE):
        raise NotFound
    return kind


def _is_possible(contest: Contest, round_: Round | None, form: RunForm, kind: RunKind) -> bool:
    """Whether nothing stands in the way; said at the fields, or at the first of them."""
    found = service.obstacles(contest, round_, form.asked(kind), clock.now())
    for each in found:
        name, text = words.obstacle(each)
        if name == "to_at" and "until_at" in form:
            name = "until_at"
        field = form[name] if name and name in form else form.reason
        field.errors = [*field.errors, text]
    return not found


def _record(host: Host, contest: Contest, number: int, kind: RunKind) -> None:
    audit.record(
        guards.require_account().actor,
        words.ACTS[kind],
        now=clock.now(),
        host_id=host.id,
        subject_kind="contest",
        subject=contest.public_id,
        details={"round": number} if number != WHOLE else {},
    )
