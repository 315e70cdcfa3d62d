"""Pages of staff: what is shown to whom when, and the frozen board of a round."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest.contests import disclosure_service as service
from contest.contests import queries
from contest.contests.access_routes import (
    changed,
    contest_url,
    load,
    load_round,
    page_status,
    record,
    round_url,
)
from contest.contests.disclosure_forms import (
    DisclosureForm,
    FreezeForm,
    disclosure_data,
    field_name,
)
from contest.contests.disclosure_service import WayTerms
from contest.contests.models import Contest
from contest.db import db
from contest.errors import DisclosureConflict, WaysBegun
from contest.rules.disclosure import encode_opens
from contest.rules.roles import Action

bp = Blueprint("disclosure", __name__, url_prefix="/<contest_id>")


@bp.route("/disclosure", methods=["GET", "POST"])
def edit(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    form = DisclosureForm(data=disclosure_data(contest))
    if not form.validate_on_submit() or not _set(contest, form):
        page = render_template("contests/disclosure.html", host=host, contest=contest, form=form)
        return page_status(page, form)
    why = gettext("Sửa nội dung được xem và công khai")
    if not changed(contest, form.least_judges, why):
        page = render_template("contests/disclosure.html", host=host, contest=contest, form=form)
        return page_status(page, form)
    record(contest, "disclosure-set", opens=encode_opens(form.opens()))
    db.session.commit()
    flash(gettext("Đã lưu nội dung được xem và công khai."), "success")
    return redirect(contest_url(contest), 303)


def _set(contest: Contest, form: DisclosureForm) -> bool:
    """False, with the errors at their fields, where the setting is refused."""
    terms = WayTerms(
        form.least_judges.data or 0, form.needs_signed_files.data, form.ways_by_audience.data
    )
    try:
        service.set_disclosure(contest, form.opens(), terms)
    except DisclosureConflict as conflict:
        for each in conflict.conflicts:
            form[field_name(each.what)].errors = [
                gettext(
                    "%(round)s còn hỏi câu hỏi chung và đóng muộn hơn, nên đáp án chưa mở được lúc "
                    "này. Vui lòng chọn khi công bố kết quả.",
                    round=queries.round_title(each.round_id),
                )
            ]
        return False
    except WaysBegun:
        form.ways_by_audience.errors = [
            gettext("Đã có kết quả được xác nhận nên không đổi được cách này nữa.")
        ]
        return False
    return True


@bp.route("/rounds/<int:number>/freeze", methods=["GET", "POST"])
def freeze(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, contest, round_ = load_round(Action.MANAGE_CONTESTS, host_id, contest_id, number)
    form = FreezeForm(data={"frozen_at": round_.frozen_at})
    if not form.validate_on_submit():
        page = render_template(
            "contests/freeze.html", host=host, contest=contest, round=round_, form=form
        )
        return page_status(page, form)
    at = form.frozen_at.data
    service.freeze(round_, at)
    act = "board-frozen" if at else "board-unfrozen"
    record(contest, act, round=number, at=at.isoformat() if at else None)
    db.session.commit()
    said = gettext("Đã đặt giờ đóng băng bảng kết quả.") if at else gettext("Đã thôi đóng băng.")
    flash(said, "success")
    return redirect(round_url(round_), 303)
