"""The page of staff on which a host's days off and days worked stand."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.audit import service as audit
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.hosts import holiday_queries as queries
from contest.hosts.forms import HolidayForm
from contest.hosts.holiday_models import Holiday
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.rules.working_days import fixed_holidays
from contest.web import guards
from contest.web.forms import ActionForm, require_token

bp = Blueprint("holidays", __name__, url_prefix="/hosts/<host_id>/holidays")
FIRST_YEAR, LAST_YEAR = 2000, 2200


@bp.route("", methods=["GET", "POST"])
def list_holidays(host_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.MANAGE_LISTS, host_id)
    form = HolidayForm()
    if form.validate_on_submit() and _is_free(form, host):
        holiday = Holiday(
            host=host,
            day=form.day.data,
            title=form.title.data or "",
            is_worked=form.is_worked.data == "worked",
        )
        db.session.add(holiday)
        _record(host, "holiday-added", holiday)
        db.session.commit()
        flash(gettext("Đã thêm ngày này."), "success")
        return redirect(url_for(".list_holidays", host_id=host_id, year=holiday.day.year), 303)
    return _page(host, form)


def _page(host: Host, form: HolidayForm) -> ResponseReturnValue:
    year = request.args.get("year", clock.today().year, type=int)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotFound
    page = render_template(
        "hosts/holidays.html",
        host=host,
        form=form,
        action=ActionForm(),
        year=year,
        fixed=sorted(fixed_holidays(year)),
        holidays=queries.list_holidays(host, year),
    )
    return page, 422 if form.errors else 200


def _is_free(form: HolidayForm, host: Host) -> bool:
    if queries.find_holiday(host, form.day.data):
        form.day.errors = [gettext("Ngày này đã có trong bảng. Vui lòng bỏ ngày cũ trước.")]
        return False
    return True


@bp.post("/<day>/remove")
def remove_holiday(host_id: str, day: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.MANAGE_LISTS, host_id)
    require_token()
    holiday = queries.get_holiday(host, _day(day))
    db.session.delete(holiday)
    _record(host, "holiday-removed", holiday)
    db.session.commit()
    flash(gettext("Đã bỏ ngày này."), "success")
    return redirect(url_for(".list_holidays", host_id=host_id, year=holiday.day.year), 303)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotFound from error


def _record(host: Host, act: str, holiday: Holiday) -> None:
    details: dict[str, Any] = {"title": holiday.title, "is_worked": holiday.is_worked}
    audit.record(
        guards.require_account().actor,
        act,
        now=clock.now(),
        host_id=host.id,
        subject_kind="holiday",
        subject=holiday.day.isoformat(),
        details=details,
    )
