"""Pages of staff: extra time for a person, a unit or an audience in one round."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.attempts import care_queries as queries
from contest.attempts import care_service as service
from contest.attempts import care_words as words
from contest.attempts import reopening_routes
from contest.attempts.care_access_routes import load_round, page_url, record
from contest.attempts.care_forms import MINUTE_MS, ExtraForm
from contest.attempts.care_models import ExtraTime
from contest.contests.models import Round
from contest.db import db
from contest.people.models import Person
from contest.rules.care import Extra
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import ActionForm, require_token

PREFIX = "/hosts/<host_id>/contests/<contest_id>/rounds/<int:number>/care"
bp = Blueprint("care", __name__, url_prefix=PREFIX)
bp.register_blueprint(reopening_routes.bp)


@bp.route("", methods=["GET", "POST"])
def list_extras(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, round_ = load_round(Action.RUN_CONTESTS, host_id, contest_id, number, stops_starts=True)
    form = ExtraForm()
    form.choose(round_)
    effects: list[str] = []
    if form.validate_on_submit() and form.found is not None:
        now = clock.now()
        service.require_open(round_, now)
        if "sure" in request.form:
            _give(round_, form)
            flash(gettext("Đã thêm giờ. Người đang làm bài thấy hạn nộp mới."), "success")
            return redirect(page_url(round_, ".list_extras"), 303)
        count = queries.count_open(round_, form.found, clock.milliseconds(now))
        effects = words.effect_lines(form.found, form.minutes.data or 0, count)
    page = render_template(
        "care/extras.html",
        host=host,
        contest=round_.contest,
        round=round_,
        form=form,
        effects=effects,
        extras=queries.list_extras(round_),
        reopenings=queries.list_reopenings(round_),
        words=words,
        action=ActionForm(),
        now=clock.now(),
    )
    return page, 422 if form.errors else 200


def _give(round_: Round, form: ExtraForm) -> None:
    if form.found is None:
        return
    asked = Extra(service.whom_of(form.found), form.extra_ms, form.reason.data or "")
    given = service.give(round_, form.found, asked, guards.require_account(), clock.now())
    about = form.found if isinstance(form.found, Person) else None
    details = _details(given)
    record(round_, "care-time-given", about, open_attempts=given.open_count, **details)
    db.session.commit()


def _details(extra: ExtraTime) -> dict[str, object]:
    """Which extra time it is: for whom, how much and why."""
    whom = extra.unit.full_name if extra.unit else None
    if extra.contest_audience is not None:
        whom = extra.contest_audience.title
    return {
        "extra": extra.id,
        "whom": whom or (extra.person.number if extra.person else None),
        "minutes": extra.extra_ms // MINUTE_MS,
        "reason": extra.reason,
    }


@bp.post("/<int:extra_id>/end")
def end_extra(host_id: str, contest_id: str, number: int, extra_id: int) -> ResponseReturnValue:
    _, round_ = load_round(Action.RUN_CONTESTS, host_id, contest_id, number, stops_starts=True)
    require_token()
    extra = queries.get_extra(round_, extra_id)
    service.end(extra, clock.now())
    record(round_, "care-time-ended", extra.person, **_details(extra))
    db.session.commit()
    flash(gettext("Bài bắt đầu từ nay không được thêm giờ này nữa."), "success")
    return redirect(page_url(round_, ".list_extras"), 303)
