"""Pages of staff: how many people each unit has, by hand or by a list."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from contest import clock
from contest.contests import queries, service
from contest.contests.access_routes import load_round, page_status, record, round_url
from contest.contests.headcount_service import PlannedRow, Trouble, plan, read_count
from contest.contests.models import ContestAudience, Round
from contest.contests.round_forms import HeadcountListForm
from contest.db import db
from contest.hosts import queries as hosts
from contest.hosts.models import Host
from contest.rules.roles import Action, Role, may
from contest.units.files_service import table_of_file, table_of_text
from contest.units.models import Unit
from contest.web import guards
from contest.web.forms import ActionForm, require_token

bp = Blueprint("headcounts", __name__, url_prefix="/<contest_id>/rounds/<int:number>/headcounts")


@bp.get("")
def list_headcounts(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    _, _, round_ = load_round(Action.SEE_HEADCOUNTS, host_id, contest_id, number)
    return _page(round_, _audience(round_), {}, HeadcountListForm())


def _audience(round_: Round) -> ContestAudience | None:
    """The audience that the address names; none is all of them together."""
    code = request.values.get("audience", "")
    return queries.get_audience(round_.contest, code) if code else None


def _page(
    round_: Round,
    contest_audience: ContestAudience | None,
    wrong: Mapping[str, str],
    form: HeadcountListForm,
) -> ResponseReturnValue:
    contest = round_.contest
    is_fixed = clock.now() >= round_.opens_at
    may_set = guards.may_here(Action.SET_HEADCOUNTS, contest.host, contest.id) and not is_fixed
    units = _units(round_) if may_set else queries.list_countable_units(contest.host)
    offered = _offered(units) if may_set and contest_audience is None else {}
    page = render_template(
        "contests/headcounts.html",
        host=contest.host,
        contest=contest,
        round=round_,
        audience=contest_audience,
        units=units,
        counts=offered | _stated(round_, contest_audience),
        is_offered=bool(offered),
        wrong=wrong,
        typed=request.form,
        may_set=may_set,
        is_fixed=is_fixed,
        form=form,
        action=ActionForm(),
    )
    return page, 422 if wrong or form.errors else 200


def _offered(units: list[Unit]) -> dict[int, int]:
    """The numbers of the host's list of units, to be taken over by saving."""
    return {each.id: each.headcount for each in units if each.headcount is not None}


def _stated(round_: Round, contest_audience: ContestAudience | None) -> dict[int, int]:
    audience_id = contest_audience.id if contest_audience else None
    return {
        each.unit_id: each.count
        for each in queries.list_headcounts(round_)
        if each.contest_audience_id == audience_id
    }


def _units(round_: Round) -> list[Unit]:
    """The units whose number this account may state: a contact person's are their own alone."""
    host = round_.contest.host
    units = queries.list_countable_units(host)
    roles = guards.roles_here(host, round_.contest_id)
    if may(roles - {Role.CONTACT}, Action.SET_HEADCOUNTS):
        return units
    own = _contacts_units(host, round_.contest_id)
    return [each for each in units if each.id in own or each.parent_id in own]


def _contacts_units(host: Host, contest_id: int) -> set[int]:
    grants = hosts.list_grants_of(guards.require_account(), host)
    return {
        each.unit_id
        for each in grants
        if each.unit_id and each.role is Role.CONTACT and each.contest_id in (None, contest_id)
    }


@bp.post("")
def set_headcounts(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    _, _, round_ = load_round(Action.SET_HEADCOUNTS, host_id, contest_id, number)
    require_token()
    contest_audience, units = _audience(round_), _units(round_)
    counts, wrong = _typed(units)
    if wrong:
        return _page(round_, contest_audience, wrong, HeadcountListForm(formdata=None))
    return _save(round_, contest_audience, counts)


def _typed(units: list[Unit]) -> tuple[dict[Unit, int | None], dict[str, str]]:
    """What stands in the boxes, by unit; and by public id what is no number."""
    given = {each: request.form.get(each.public_id, "").strip() for each in units}
    counts = {each: read_count(text) for each, text in given.items()}
    wrong = {
        each.public_id: gettext("Vui lòng nhập số người, ví dụ 25.")
        for each, text in given.items()
        if text and counts[each] is None
    }
    return counts, wrong


def _save(
    round_: Round, contest_audience: ContestAudience | None, counts: Mapping[Unit, int | None]
) -> ResponseReturnValue:
    stated = queries.list_headcounts(round_)
    changed = service.set_headcounts(round_, contest_audience, stated, counts, clock.now())
    code = contest_audience.audience.code if contest_audience else ""
    record(round_.contest, "headcounts-set", round=round_.number, audience=code, changed=changed)
    db.session.commit()
    flash(
        ngettext(
            "Đã lưu số người của %(num)d đơn vị.", "Đã lưu số người của %(num)d đơn vị.", changed
        ),
        "success",
    )
    return redirect(round_url(round_, "headcounts.list_headcounts", audience=code or None), 303)


@bp.post("/list")
def read_list(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    _, _, round_ = load_round(Action.SET_HEADCOUNTS, host_id, contest_id, number)
    contest_audience, form = _audience(round_), HeadcountListForm()
    rows = _rows(form) if form.validate_on_submit() else []
    planned = plan(rows, _units(round_), _stated(round_, contest_audience))
    if not planned and not form.errors:
        form.pasted.errors = [gettext("Chưa có dòng nào. Vui lòng dán danh sách hoặc chọn tệp.")]
    if form.errors:
        return _page(round_, contest_audience, {}, form)
    if "confirm" in request.form:
        counts = {each.unit: each.count for each in planned if each.unit and not each.trouble}
        return _save(round_, contest_audience, counts)
    form.pasted.data = "\n".join("\t".join(row[:2]) for row in rows)
    return page_status(_list_page(round_, contest_audience, form, planned), form)


def _list_page(
    round_: Round,
    contest_audience: ContestAudience | None,
    form: HeadcountListForm,
    planned: list[PlannedRow],
) -> str:
    return render_template(
        "contests/headcount_list.html",
        host=round_.contest.host,
        contest=round_.contest,
        round=round_,
        audience=contest_audience,
        form=form,
        planned=planned,
        taken=[each for each in planned if each.trouble is None],
        troubles=Trouble,
    )


def _rows(form: HeadcountListForm) -> list[list[str]]:
    """The rows of the file, or else those pasted: name or code first, then the number."""
    upload: Any = form.file.data
    is_file = upload and upload.filename
    try:
        return table_of_file(upload.read()) if is_file else table_of_text(form.pasted.data or "")
    except ValueError:
        (form.file if is_file else form.pasted).errors = [
            gettext("Không đọc được tệp này. Vui lòng chọn tệp Excel (.xlsx) hoặc CSV (UTF-8).")
        ]
        return []
