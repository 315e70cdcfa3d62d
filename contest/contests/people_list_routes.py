"""Pages of staff: lists of people, brought, read back line by line, and deleted."""

import secrets

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from contest import clock
from contest.audit import service as audit
from contest.contests.condition_queries import list_contests_with
from contest.contests.people_list_forms import PeopleListForm
from contest.contests.people_list_words import LIST_KINDS, finding_words
from contest.db import begin_writing, db
from contest.hosts.models import Host
from contest.people import list_queries, list_service
from contest.people.list_models import ListKind, PeopleList
from contest.rules.people_rows import Plan, plan
from contest.rules.roles import Action
from contest.units.models import Unit
from contest.web import guards
from contest.web.current import vault
from contest.web.forms import ActionForm, require_token

bp = Blueprint("people_lists", __name__, url_prefix="/hosts/<host_id>/people-lists")


@bp.context_processor
def _words() -> dict[str, object]:
    return {"list_kinds": LIST_KINDS, "finding_words": finding_words}


@bp.get("")
def list_lists(host_id: str) -> ResponseReturnValue:
    host = guards.require(Action.MANAGE_PEOPLE_LISTS, host_id)
    lists = list_queries.list_lists(host)
    return render_template("contests/people_lists.html", host=host, lists=lists)


@bp.route("/new", methods=["GET", "POST"])
def bring_list(host_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.MANAGE_PEOPLE_LISTS, host_id)
    form = PeopleListForm()
    if not form.validate_on_submit():
        return _page(host, form, None)
    planned, unit = plan(form.table(), clock.today()), form.settled_unit(host)
    if not planned.people and not form.errors:
        form.pasted.errors = [gettext("Chưa có dòng nào. Vui lòng dán danh sách hoặc chọn tệp.")]
    if form.errors or "confirm" not in request.form or not planned.taken:
        return _page(host, form, planned if planned.people else None)
    return _bring(host, form, planned, unit)


def _page(host: Host, form: PeopleListForm, planned: Plan | None) -> ResponseReturnValue:
    page = render_template("contests/people_list_new.html", host=host, form=form, planned=planned)
    return page, 422 if form.errors else 200


def _bring(
    host: Host, form: PeopleListForm, planned: Plan, unit: Unit | None
) -> ResponseReturnValue:
    brought = list_service.bring_list(
        host,
        secrets.token_urlsafe(16),
        ListKind(form.kind.data),
        form.title.data or "",
        unit,
        guards.require_account(),
        clock.now(),
    )
    count = list_service.put_on(brought, planned.taken, vault())
    _record(brought, "people-list-brought", people=count)
    db.session.commit()
    flash(ngettext("Đã đưa %(num)d người vào.", "Đã đưa %(num)d người vào.", count), "success")
    return redirect(_address(brought), 303)


@bp.get("/<people_list_id>")
def show_list(host_id: str, people_list_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.MANAGE_PEOPLE_LISTS, host_id)
    shown = list_queries.get_list(host, people_list_id)
    _record(shown, "people-list-seen")
    db.session.commit()
    return render_template(
        "contests/people_list.html",
        host=host,
        list=shown,
        people=list_queries.list_people(shown),
        contests=list_contests_with(host, shown.id),
        form=ActionForm(),
    )


@bp.post("/<people_list_id>/delete")
def delete_list(host_id: str, people_list_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.MANAGE_PEOPLE_LISTS, host_id)
    require_token()
    deleted = list_queries.get_list(host, people_list_id)
    contests = list_contests_with(host, deleted.id)
    if contests:
        names = ", ".join(f"“{each.title}”" for each in contests)
        flash(gettext("Danh sách đang được dùng ở %(contests)s.", contests=names), "error")
        db.session.rollback()
        return redirect(_address(deleted), 303)
    _record(deleted, "people-list-deleted")
    list_service.delete_list(deleted)
    db.session.commit()
    flash(gettext("Đã xóa danh sách."), "success")
    return redirect(url_for(".list_lists", host_id=host.public_id), 303)


def _address(people_list: PeopleList) -> str:
    host_id, list_id = people_list.host.public_id, people_list.public_id
    return url_for(".show_list", host_id=host_id, people_list_id=list_id)


def _record(people_list: PeopleList, act: str, **details: int) -> None:
    audit.record(
        guards.require_account().actor,
        act,
        now=clock.now(),
        host_id=people_list.host.id,
        subject_kind="people-list",
        subject=people_list.public_id,
        details=details,
    )
