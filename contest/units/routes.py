"""Pages of staff: the host's list of agencies, schools and hamlets, one of them, an import."""

import secrets
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.audit import service as audit
from contest.db import begin_writing, db
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.rules.unit_lists import plan
from contest.rules.unit_rows import Change, Known, Planned, Row
from contest.units import file_words, queries, service
from contest.units.files_service import Trouble, read_file, read_text, written
from contest.units.forms import FilterForm, ListForm, UnitForm, typed_of
from contest.units.models import Unit
from contest.units.words import (
    CHANGE_COLOURS,
    CHANGE_NAMES,
    KIND_NAMES,
    sentence,
    trouble_sentence,
)
from contest.web import guards
from contest.web.forms import ActionForm, require_token
from contest.web.paging import page_number

bp = Blueprint("units", __name__, url_prefix="/hosts/<host_id>/units")
PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("")
def list_units(host_id: str) -> ResponseReturnValue:
    host = guards.require(Action.SEE_UNITS, host_id)
    form = FilterForm(formdata=request.args)
    form.offer(queries.list_parents(host), queries.list_blocks(host))
    filters = queries.Filters(**form.understood())
    page = page_number()
    total = queries.count_units(host, filters)
    return render_template(
        "units/list.html",
        filter_form=form,
        filters=filters.given(),
        units=queries.list_units(host, filters, page, PER_PAGE),
        total=total,
        kind_names=_kind_names(),
        page=page,
        pages=max(-(-total // PER_PAGE), 1),
    )


def _kind_names() -> dict[str, Any]:
    return {kind.value: name for kind, name in KIND_NAMES.items()}


@bp.route("/new", methods=["GET", "POST"])
def add_unit(host_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.MANAGE_UNITS, host_id)
    form = UnitForm()
    if not form.validate_on_submit():
        return _unit_page(host, form, None)
    planned = _planned(host, [form.row()])
    if planned[0].known is not None:
        form.name.errors = [gettext("Danh sách đã có đơn vị cùng tên hoặc cùng mã.")]
    return _save(host, form, None, planned)


def _unit_page(host: Host, form: UnitForm, unit: Unit | None) -> ResponseReturnValue:
    page = render_template(
        "units/form.html",
        form=form,
        unit=unit,
        parents=[each.full_name for each in queries.list_parents(host)],
        blocks=queries.list_blocks(host),
        below=queries.count_below(unit) if unit else 0,
        action=ActionForm(formdata=None),
    )
    return page, 422 if form.errors else 200


def _planned(host: Host, rows: Sequence[Row], only: Known | None = None) -> tuple[Planned, ...]:
    planned = plan(
        rows,
        queries.list_known(host),
        lambda text: queries.commune_named(text, host),
        host.commune_code,
        only,
    )
    return service.refuse_ended_codes(planned, queries.list_ended(host))


def _save(
    host: Host, form: UnitForm, unit: Unit | None, planned: tuple[Planned, ...]
) -> ResponseReturnValue:
    form.show(planned[0])
    if form.errors:
        return _unit_page(host, form, unit)
    for each in _apply(host, planned):
        _record(host, "unit-changed" if unit else "unit-added", each.public_id, {})
    db.session.commit()
    flash(gettext("Đã lưu %(name)s.", name=planned[0].details.full_name), "success")
    return redirect(url_for("units.list_units", host_id=host.public_id), 303)


def _apply(host: Host, planned: tuple[Planned, ...]) -> list[Unit]:
    """Carry the rows out; the units get their ids before they are put under one another."""
    standing = queries.list_own(host, [each.known.public_id for each in planned if each.known])
    ended, today = queries.list_ended(host), clock.today()
    done = service.apply(host, planned, standing, ended, _public_id, today)
    units = [unit for _, unit in done]
    db.session.add_all(units)
    db.session.flush()
    service.place(done, queries.ids_of(service.named_places(planned)))
    return units


def _public_id() -> str:
    return secrets.token_urlsafe(16)


def _record(host: Host, act: str, subject: str, details: dict[str, Any]) -> None:
    audit.record(
        guards.require_account().actor,
        act,
        now=clock.now(),
        host_id=host.id,
        subject_kind="unit",
        subject=subject,
        details=details,
    )


@bp.route("/<unit_id>", methods=["GET", "POST"])
def edit_unit(host_id: str, unit_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.MANAGE_UNITS, host_id)
    unit = queries.get_unit(host, unit_id)
    known = queries.known_of(unit)
    form = UnitForm(data=typed_of(known.details, queries.list_names(host, [known])))
    if unit.valid_to is not None or not form.validate_on_submit():
        return _unit_page(host, form, unit)
    return _save(host, form, unit, _planned(host, [form.row()], known))


@bp.post("/<unit_id>/end")
def end_unit(host_id: str, unit_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.MANAGE_UNITS, host_id)
    unit = queries.get_unit(host, unit_id)
    require_token()
    service.end_unit(unit, queries.count_below(unit), clock.today())
    _record(host, "unit-ended", unit.public_id, {})
    db.session.commit()
    flash(gettext("%(name)s đã thôi hoạt động trong danh sách.", name=unit.full_name), "success")
    return redirect(url_for("units.list_units", host_id=host.public_id), 303)


@bp.post("/<unit_id>/reopen")
def reopen_unit(host_id: str, unit_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.MANAGE_UNITS, host_id)
    unit = queries.get_unit(host, unit_id)
    require_token()
    service.reopen_unit(unit)
    _record(host, "unit-reopened", unit.public_id, {})
    db.session.commit()
    flash(gettext("%(name)s hoạt động lại trong danh sách.", name=unit.full_name), "success")
    return redirect(url_for("units.list_units", host_id=host.public_id), 303)


@bp.get("/file")
def download_list(host_id: str) -> ResponseReturnValue:
    host = guards.require(Action.MANAGE_UNITS, host_id)
    known = queries.list_known(host)
    names = queries.list_names(host, known)
    body = file_words.workbook_of([typed_of(each.details, names) for each in known])
    response = Response(body, content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="danh-sach-don-vi.xlsx"'
    return response


@bp.route("/list", methods=["GET", "POST"])
def import_list(host_id: str) -> ResponseReturnValue:
    if "confirm" in request.form:  # a page that only shows leaves the door to others
        begin_writing()
    host = guards.require(Action.MANAGE_UNITS, host_id)
    form = ListForm()
    rows = _rows(form) if form.validate_on_submit() else []
    if not rows:
        return render_template("units/import.html", form=form), 422 if form.errors else 200
    planned = _planned(host, rows)
    if "confirm" not in request.form:
        return _preview(form, rows, planned)
    counts = _counts(planned)
    _apply(host, planned)
    _record(host, "units-imported", host.public_id, counts)
    db.session.commit()
    _say_imported(counts)
    return redirect(url_for("units.list_units", host_id=host_id), 303)


def _rows(form: ListForm) -> list[Row]:
    """The rows of the file, or else those that the preview carried."""
    upload: Any = form.file.data
    found: list[Row] | Trouble = []
    if upload and upload.filename:
        with upload.stream as stream:  # a large one is a temporary file
            found = read_file(stream.read())
    elif form.content.data:
        found = read_text(form.content.data)
    else:
        form.file.errors = [gettext("Vui lòng chọn tệp danh sách.")]
    if isinstance(found, Trouble):
        form.file.errors = [trouble_sentence(found)]
        return []
    return found


def _counts(planned: Sequence[Planned]) -> dict[str, int]:
    counts = dict.fromkeys((each.value for each in Change), 0)
    for each in planned:
        counts[each.change.value] += 1
    return counts


def _preview(
    form: ListForm, rows: Sequence[Row], planned: Sequence[Planned]
) -> ResponseReturnValue:
    return render_template(
        "units/preview.html",
        form=form,
        content=written(rows),
        planned=planned,
        counts=_counts(planned),
        sentence=sentence,
        kind_names=_kind_names(),
        change_names=CHANGE_NAMES,
        change_colours=CHANGE_COLOURS,
    )


def _say_imported(counts: dict[str, int]) -> None:
    flash(
        gettext(
            "Đã thêm %(add)s đơn vị, sửa %(update)s, giữ nguyên %(same)s, từ chối %(refused)s.",
            **counts,
        ),
        "success",
    )
