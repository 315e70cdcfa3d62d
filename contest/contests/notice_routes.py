"""Pages of staff: what is told to those who take part in a contest."""

import secrets

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests import notice_queries, notice_service
from contest.contests.access_routes import contest_url, load, page_status, record
from contest.contests.notice_forms import NoticeForm
from contest.db import db
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import ActionForm, require_token

bp = Blueprint("notices", __name__, url_prefix="/<contest_id>/notices")


@bp.route("", methods=["GET", "POST"])
def list_notices(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.RUN_CONTESTS, host_id, contest_id)
    now, form = clock.now(), NoticeForm(contest, data=_asked_for())
    if form.validate_on_submit():
        notice = notice_service.tell(
            contest,
            form.text.data or "",
            secrets.token_urlsafe(16),
            guards.require_account(),
            now,
            round_=form.chosen_round(contest),
            audience=form.chosen_audience(contest),
            is_for_sitters=bool(form.is_for_sitters.data),
            ends_at=form.ends_at(now),
        )
        record(contest, "notice-made", notice=notice.public_id)
        db.session.commit()
        flash(gettext("Đã thông báo."), "success")
        return redirect(contest_url(contest, "notices.list_notices"), 303)
    page = render_template(
        "contests/notices.html",
        host=host,
        contest=contest,
        form=form,
        notices=notice_queries.list_notices(contest),
        now=now,
        action=ActionForm(),
    )
    return page_status(page, form)


def _asked_for() -> dict[str, object]:
    """What the address fills in: the watch of a round leads here to tell those who sit it."""
    if "sitters" not in request.args:
        return {}
    return {"round": request.args.get("round", ""), "is_for_sitters": True, "lasts": "60"}


@bp.post("/<notice>/end")
def end_notice(host_id: str, contest_id: str, notice: str) -> ResponseReturnValue:
    _, contest = load(Action.RUN_CONTESTS, host_id, contest_id)
    require_token()
    notice_service.end(notice_queries.get_notice(contest, notice), clock.now())
    record(contest, "notice-ended", notice=notice)
    db.session.commit()
    flash(gettext("Thông báo không còn hiện nữa."), "success")
    return redirect(contest_url(contest, "notices.list_notices"), 303)
