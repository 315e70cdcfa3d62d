"""Pages of staff: groups that sit a round in windows of their own."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest.contests import calendar_queries, group_queries, group_service
from contest.contests.access_routes import load_round, note_change, page_status, record, round_url
from contest.contests.group_forms import GroupForm
from contest.db import db
from contest.rules.roles import Action
from contest.units.models import Unit
from contest.web.forms import ActionForm, require_token

bp = Blueprint("groups", __name__, url_prefix="/<contest_id>/rounds/<int:number>/groups")


@bp.route("", methods=["GET", "POST"])
def list_groups(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, contest, round_ = load_round(Action.RUN_CONTESTS, host_id, contest_id, number)
    who = group_queries.list_choices(round_)
    form = GroupForm()
    form.choose([(key, _name(each)) for key, each in who.items()])
    if form.validate_on_submit():
        times = (form.opens_at.data, form.closes_at.data)
        group_service.add(round_, form.title.data or "", who[form.who.data], *times)
        note_change(contest, gettext("Thêm giờ thi riêng: %(title)s", title=form.title.data))
        record(contest, "round-groups-changed", round=number)
        db.session.commit()
        flash(gettext("Đã lưu giờ thi riêng của nhóm."), "success")
        return redirect(round_url(round_, "groups.list_groups"), 303)
    page = render_template(
        "contests/groups.html",
        host=host,
        contest=contest,
        round=round_,
        form=form,
        groups=calendar_queries.list_groups(round_),
        name_of=_name,
        action=ActionForm(),
    )
    return page_status(page, form)


def _name(who: group_queries.Who) -> str:
    return who.full_name if isinstance(who, Unit) else who.title


@bp.post("/<int:group_id>/remove")
def remove_group(host_id: str, contest_id: str, number: int, group_id: int) -> ResponseReturnValue:
    _, contest, round_ = load_round(Action.RUN_CONTESTS, host_id, contest_id, number)
    require_token()
    group = group_queries.get_group(round_, group_id)
    title = group.title
    group_service.remove(round_, group)
    note_change(contest, gettext("Bỏ giờ thi riêng: %(title)s", title=title))
    record(contest, "round-groups-changed", round=number)
    db.session.commit()
    flash(gettext("Nhóm thi theo giờ chung của đợt."), "success")
    return redirect(round_url(round_, "groups.list_groups"), 303)
