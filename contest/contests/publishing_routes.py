"""Pages of staff: publishing a contest, its later rounds and its results; copying it."""

import secrets

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests import publishing_service as publishing
from contest.contests import queries, service
from contest.contests.access_routes import (
    contest_url,
    load,
    load_round,
    note_change,
    page_status,
    record,
    round_url,
)
from contest.contests.forms import CloneForm
from contest.contests.models import Contest
from contest.db import db
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import ActionForm, require_token

bp = Blueprint("publishing", __name__, url_prefix="/<contest_id>")


@bp.get("/publish")
def confirm_publishing(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.PUBLISH_CONTESTS, host_id, contest_id)
    gaps = publishing.gaps(contest, clock.now())
    topics = queries.list_topics(each.topic_id for each in gaps if each.topic_id is not None)
    return render_template(
        "contests/publish.html",
        host=host,
        contest=contest,
        gaps=gaps,
        is_ready=not any(each.is_blocking for each in gaps),
        topics={each.id: each for each in topics},
        form=ActionForm(),
    )


@bp.post("/publish")
def publish(host_id: str, contest_id: str) -> ResponseReturnValue:
    _, contest = load(Action.PUBLISH_CONTESTS, host_id, contest_id)
    require_token()
    publishing.publish(contest, clock.now(), guards.require_account())
    record(contest, "contest-published", commitments=_commitments(contest))
    db.session.commit()
    flash(gettext("Đã công bố cuộc thi. Mọi người đã xem và đăng ký được."), "success")
    return redirect(contest_url(contest), 303)


def _commitments(contest: Contest) -> dict[str, str]:
    return {str(each.number): each.secret_commitment for each in contest.rounds}


@bp.post("/unpublish")
def unpublish(host_id: str, contest_id: str) -> ResponseReturnValue:
    _, contest = load(Action.PUBLISH_CONTESTS, host_id, contest_id)
    require_token()
    publishing.unpublish(contest)
    record(contest, "contest-unpublished")
    db.session.commit()
    flash(gettext("Đã đưa cuộc thi về bản nháp."), "success")
    return redirect(contest_url(contest), 303)


@bp.post("/rounds/<int:number>/pin")
def pin(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    _, contest, round_ = load_round(Action.PUBLISH_CONTESTS, host_id, contest_id, number)
    require_token()
    publishing.pin(round_, clock.now())
    note_change(contest, gettext("Chốt đề: %(title)s", title=round_.title))
    record(contest, "round-pinned", round=number, commitment=round_.secret_commitment)
    db.session.commit()
    flash(gettext("Đã chốt đề của đợt thi."), "success")
    return redirect(round_url(round_), 303)


@bp.route("/clone", methods=["GET", "POST"])
def clone(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.SEE_CONTESTS, host_id, contest_id)
    guards.require(Action.MANAGE_CONTESTS, host_id)  # the copy is the whole host's
    form = CloneForm(data={"title": contest.title, "shift_days": 7})
    if not form.validate_on_submit() or not _is_free(form):
        page = render_template("contests/clone.html", host=host, contest=contest, form=form)
        return page_status(page, form)
    copy = service.clone(
        contest,
        form.public_id.data or "",
        form.title.data or "",
        clock.now(),
        secrets.token_bytes,
        form.shift_days.data or 0,
    )
    db.session.add(copy)
    record(copy, "contest-cloned", source=contest.public_id)
    db.session.commit()
    flash(gettext("Đã tạo bản sao. Mời bạn xem lại ngày giờ của từng đợt thi."), "success")
    return redirect(contest_url(copy), 303)


def _is_free(form: CloneForm) -> bool:
    if queries.is_taken(form.public_id.data or ""):
        form.public_id.errors = [
            gettext("Tên ngắn này đã có cuộc thi dùng. Vui lòng chọn tên khác.")
        ]
        return False
    return True
