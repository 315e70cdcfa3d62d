"""Pages of staff: the rounds of a contest."""

import secrets
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests import publishing_service as publishing
from contest.contests import queries, round_words, service, way_queries
from contest.contests.access_routes import (
    contest_url,
    load,
    load_round,
    note_change,
    page_status,
    record,
    round_url,
)
from contest.contests.models import Contest, Round
from contest.contests.round_forms import PinnedRoundForm, RoundForm, round_data
from contest.contests.service import RoundDetails, closing_at, round_details
from contest.db import db
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.web.forms import ActionForm, require_token

bp = Blueprint("rounds", __name__, url_prefix="/<contest_id>/rounds")

NEW = {
    "minutes": 20,
    "attempts_allowed": 1,
    "counting": "best",
    "equals": "scheme",
    "cuts_at_closing": True,
    "shuffles_questions": True,
    "shuffles_options": True,
    "shown": "after-closing",
}


@bp.route("/new", methods=["GET", "POST"])
def add_round(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    form = RoundForm(data=_like_the_last(contest))
    if not form.validate_on_submit():
        return _form_page(host, contest, form, None)
    added = service.add_round(contest, form.details(), secrets.token_bytes(service.SECRET_BYTES))
    note_change(contest, gettext("Thêm đợt thi: %(title)s", title=added.title))
    record(contest, "round-added", round=added.number)
    db.session.commit()
    flash(gettext("Đã thêm đợt thi. Tiếp theo, mời bạn định cấu trúc đề."), "success")
    return redirect(round_url(added), 303)


def _like_the_last(contest: Contest) -> dict[str, Any]:
    """A new round is usually like the one before it, but for its days."""
    if not contest.rounds:
        return NEW
    last = round_data(contest.rounds[-1])
    own = {name for name in last if name.startswith("gap_") or name in ("title", "closes_at")}
    opens_at = contest.rounds[-1].closes_at
    return {name: value for name, value in last.items() if name not in own} | {"opens_at": opens_at}


@bp.get("/<int:number>")
def show_round(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, contest, round_ = load_round(Action.SEE_CONTESTS, host_id, contest_id, number)
    gaps = publishing.round_gaps(round_, clock.now())
    topics = queries.list_topics(each.topic_id for each in gaps if each.topic_id is not None)
    return render_template(
        "contests/round.html",
        host=host,
        contest=contest,
        round=round_,
        gaps=gaps,
        published=way_queries.published([round_]),
        rules=round_words.rules(round_),
        topics={each.id: each for each in topics},
        now=clock.now(),
        form=ActionForm(),
    )


@bp.route("/<int:number>/edit", methods=["GET", "POST"])
def edit_round(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, contest, round_ = load_round(Action.MANAGE_CONTESTS, host_id, contest_id, number)
    kind = PinnedRoundForm if round_.pinned_at else RoundForm
    form = kind(data=round_data(round_))
    if not form.validate_on_submit() or not _is_longer(round_, form):
        return _form_page(host, contest, form, round_)
    service.edit_round(round_, _details(round_, form), clock.now())
    note_change(contest, gettext("Sửa đợt thi: %(title)s", title=round_.title))
    record(contest, "round-edited", round=number, closes_at=round_.closes_at.isoformat())
    db.session.commit()
    flash(gettext("Đã lưu đợt thi."), "success")
    return redirect(round_url(round_), 303)


def _is_longer(round_: Round, form: PinnedRoundForm) -> bool:
    has_opened = round_.opens_at <= clock.now() and form.closes_at.data > round_.closes_at
    if round_.pinned_at is None or (form.closes_at.data >= round_.closes_at and not has_opened):
        return True
    if has_opened:
        form.closes_at.errors = [
            gettext("Đợt thi đã mở nên việc gia hạn cần quyết định: mời bạn dùng trang Can thiệp.")
        ]
        return False
    form.closes_at.errors = [gettext("Đề đã chốt nên chỉ gia hạn được, không đóng sớm hơn được.")]
    return False


def _details(round_: Round, form: PinnedRoundForm) -> RoundDetails:
    if isinstance(form, RoundForm):
        return form.details()
    before = round_details(round_)
    return replace(closing_at(before, form.closes_at.data), title=form.title.data or "")


def _form_page(
    host: Host, contest: Contest, form: PinnedRoundForm, edited: Round | None
) -> ResponseReturnValue:
    page = render_template(
        "contests/round_form.html",
        host=host,
        contest=contest,
        form=form,
        edited=edited,
        action=ActionForm(),
    )
    return page_status(page, form)


@bp.post("/<int:number>/remove")
def remove_round(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    _, contest, round_ = load_round(Action.MANAGE_CONTESTS, host_id, contest_id, number)
    require_token()
    title = round_.title
    service.remove_round(round_)
    note_change(contest, gettext("Bỏ đợt thi: %(title)s", title=title))
    record(contest, "round-removed", round=number)
    db.session.commit()
    flash(gettext("Đã bỏ đợt thi."), "success")
    return redirect(contest_url(contest), 303)
