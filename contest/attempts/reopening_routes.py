"""Pages of staff: an attempt that was handed in is found by its entrant's number, and reopened."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.attempts import care_queries as queries
from contest.attempts import reopening_service as service
from contest.attempts.care_access_routes import load_round, page_url, record
from contest.attempts.care_forms import ReopenForm, unknown_number
from contest.attempts.models import Attempt
from contest.contests.models import Round
from contest.db import db
from contest.rules.care import CareFault, CareRefused, Reopened
from contest.rules.roles import Action
from contest.web import guards
from contest.web.refusals import refusal_for

bp = Blueprint("reopening", __name__, url_prefix="/reopen")


@bp.get("")
def find_attempts(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, round_ = load_round(Action.RUN_CONTESTS, host_id, contest_id, number, stops_starts=True)
    typed = request.args.get("number", "")
    entry = queries.find_entry(round_.contest, typed) if typed else None
    now_ms = clock.milliseconds(clock.now())
    attempts = queries.list_attempts_of(round_, entry.person) if entry else []
    return render_template(
        "care/find.html",
        host=host,
        contest=round_.contest,
        round=round_,
        typed=typed,
        error=unknown_number() if typed and entry is None else "",
        entry=entry,
        attempts=[(each, each.times.handed_in_at(each.handed_in_ms, now_ms)) for each in attempts],
        instant=clock.instant,
    )


@bp.route("/<attempt_id>", methods=["GET", "POST"])
def reopen(host_id: str, contest_id: str, number: int, attempt_id: str) -> ResponseReturnValue:
    host, round_ = load_round(Action.RUN_CONTESTS, host_id, contest_id, number, stops_starts=True)
    attempt = queries.get_attempt(round_, attempt_id)
    form = ReopenForm()
    found: Reopened | None = None
    if form.validate_on_submit():
        found = _preview(attempt, form)
        if found is not None and "sure" in request.form:
            return _reopen(round_, attempt, form)
    now_ms = clock.milliseconds(clock.now())
    page = render_template(
        "care/reopen.html",
        host=host,
        contest=round_.contest,
        round=round_,
        attempt=attempt,
        ended_ms=attempt.times.handed_in_at(attempt.handed_in_ms, now_ms),
        form=form,
        found=found,
        now_ms=now_ms,
        instant=clock.instant,
    )
    return page, 422 if form.errors else 200


def _preview(attempt: Attempt, form: ReopenForm) -> Reopened | None:
    """What it would become; None with words at the minutes where no time would be left."""
    try:
        return service.preview(attempt, form.extra_ms, clock.now())
    except CareRefused as refused:
        if refused.code != CareFault.NO_TIME_LEFT:
            raise
        form.minutes.errors = [*form.minutes.errors, refusal_for(refused.code).advice]
        return None


def _reopen(round_: Round, attempt: Attempt, form: ReopenForm) -> ResponseReturnValue:
    by, now = guards.require_account(), clock.now()
    service.reopen(attempt, form.extra_ms, form.reason.data or "", by, now)
    details = {"attempt": attempt.public_id}
    record(round_, "care-reopened", attempt.person, minutes=form.minutes.data, **details)
    db.session.commit()
    flash(
        gettext("Đã mở lại bài. Mời người dự thi mở “Các lượt thi của tôi” và chọn lượt đang làm."),
        "success",
    )
    return redirect(page_url(round_, "care.list_extras"), 303)
