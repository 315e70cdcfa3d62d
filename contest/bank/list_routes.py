"""The lists that a host extends: topics, audiences, reporting groups."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from contest import clock
from contest.audit import service as audit
from contest.bank import queries, service
from contest.bank.forms import LineForm
from contest.bank.models import Audience, ReportingGroup, Topic
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import ActionForm, require_token

bp = Blueprint("lists", __name__, url_prefix="/hosts/<host_id>/lists")
AnyLine = Topic | Audience | ReportingGroup


class List(NamedTuple):
    """One of the lists, with its words."""

    kind: type[Any]
    lines: Callable[[Host], Sequence[AnyLine]]
    title: LazyString
    purpose: LazyString


LISTS = {
    "topics": List(
        Topic,
        queries.list_topics,
        _l("Chuyên đề"),
        _l("Cho biết câu hỏi nói về nội dung gì. Cấu trúc đề thi được lập theo chuyên đề."),
    ),
    "audiences": List(
        Audience,
        queries.list_audiences,
        _l("Đối tượng dự thi"),
        _l("Mỗi đối tượng có bộ câu hỏi riêng và được xếp hạng riêng."),
    ),
    "reporting-groups": List(
        ReportingGroup,
        queries.list_reporting_groups,
        _l("Nhóm báo cáo"),
        _l("Nhóm báo cáo chỉ dùng để thống kê trong báo cáo, không ảnh hưởng đến xếp hạng."),
    ),
}


@bp.get("/<list_id>")
def show_list(host_id: str, list_id: str) -> ResponseReturnValue:
    host = guards.require(Action.MANAGE_LISTS, host_id)
    return _page(host, list_id, LineForm())


@bp.post("/<list_id>")
def add_line(host_id: str, list_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.MANAGE_LISTS, host_id)
    found, form = _list(list_id), LineForm()
    if not form.validate_on_submit():
        return _page(host, list_id, form)
    queries.lock_host(host)
    name = form.name.data or ""
    if any(each.name.casefold() == name.casefold() for each in found.lines(host)):
        form.name.errors = [gettext("Tên này đã có trong danh sách. Vui lòng chọn tên khác.")]
        return _page(host, list_id, form)
    taken = queries.list_codes_of_lines(found.kind, host)
    line = service.add_line(found.kind, host, name, form.name_en.data or "", taken)
    db.session.add(line)
    _record(host, "line-added", list_id, line.code)
    db.session.commit()
    flash(gettext("Đã thêm “%(name)s”.", name=name), "success")
    return redirect(url_for("bank.lists.show_list", host_id=host_id, list_id=list_id), 303)


@bp.post("/<list_id>/<code>/end")
def end_line(host_id: str, list_id: str, code: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.MANAGE_LISTS, host_id)
    line = queries.get_own_line(_list(list_id).kind, host, code)
    require_token()
    service.end_line(line, clock.now())
    _record(host, "line-ended", list_id, code)
    db.session.commit()
    flash(gettext("Đã thôi dùng “%(name)s”.", name=line.name), "success")
    return redirect(url_for("bank.lists.show_list", host_id=host_id, list_id=list_id), 303)


def _list(list_id: str) -> List:
    """Raises NotFound when there is no such list."""
    if list_id not in LISTS:
        raise NotFound
    return LISTS[list_id]


def _page(host: Host, list_id: str, form: LineForm) -> ResponseReturnValue:
    found = _list(list_id)
    page = render_template(
        "bank/list.html",
        lists=LISTS,
        list_id=list_id,
        list=found,
        lines=found.lines(host),
        form=form,
        action=ActionForm(),
    )
    return page, 422 if form.errors else 200


def _record(host: Host, act: str, list_id: str, code: str) -> None:
    audit.record(
        guards.require_account().actor,
        act,
        now=clock.now(),
        host_id=host.id,
        subject_kind=list_id,
        subject=code,
    )
