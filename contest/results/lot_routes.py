"""The page on which the public number is entered, and those on which lots are drawn again."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests import prize_queries, public_queries
from contest.contests import queries as contests
from contest.contests.models import Contest, Round
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.results import board_queries, committee_service
from contest.results.access_routes import STAFF, load, record
from contest.results.committee_forms import LotForm
from contest.rules.lots import SHOWN_DIGITS, DrawRefused
from contest.rules.roles import Action
from contest.rules.unit_schemes import UnitKey

bp = Blueprint("lots", __name__)


@bp.route(f"{STAFF}/lots", methods=["GET", "POST"])
def enter_lots(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host, round_ = load(Action.SETTLE, host_id, contest_id, number)
    form = LotForm()
    if form.validate_on_submit():
        try:
            committee_service.enter_lot_number(
                round_, form.number.data or "", form.source.data or "", clock.now()
            )
        except DrawRefused:
            form.number.errors = [gettext("Chỉ nhập chữ số, nhiều nhất 40 chữ số.")]
        else:
            record(host, round_, "lot-number-entered", {"number": form.number.data})
            db.session.commit()
            flash(gettext("Đã nhập. Tính lại kết quả để dùng kết quả bốc thăm."), "success")
            return redirect(request.path, 303)
    page = render_template(
        "results/lots_form.html", host=host, contest=round_.contest, round=round_, form=form
    )
    return page, 422 if form.errors else 200


@bp.get("/c/<contest_id>/r/<int:number>/lots")
def show_lots(contest_id: str, number: int) -> ResponseReturnValue:
    """How lots are drawn, with every value; anybody may draw one again."""
    return _lots_page(contests.get_round(public_queries.get_published(contest_id), number))


@bp.get("/c/<contest_id>/lots")
def show_board_lots(contest_id: str) -> ResponseReturnValue:
    """How lots are drawn for the board over all rounds: with what its last round publishes."""
    contest = public_queries.get_published(contest_id)
    counted = board_queries.list_counted(contest)
    if not (contest.combined and counted):
        raise NotFound
    return _lots_page(counted[-1][0], is_board=True)


def _lots_page(round_: Round, *, is_board: bool = False) -> ResponseReturnValue:
    asked = "".join(each for each in request.args.get("number", "") if each in "0123456789")
    drawn = committee_service.lot_of(round_, asked) if asked else None
    return render_template(
        "results/lots.html",
        host=round_.contest.host,
        contest=round_.contest,
        round=round_,
        is_board=is_board,
        asked=asked,
        units=_unit_lots(round_.contest, round_),
        drawn=None if drawn is None else f"{drawn:0{SHOWN_DIGITS}x}",
    )


def _unit_lots(contest: Contest, round_: Round) -> list[tuple[str, int, str]]:
    """Name, number and lot of each unit, the first drawn first; where units' equals are drawn."""
    scheme = prize_queries.unit_scheme(contest)
    if not round_.lot_number or scheme is None or scheme.keys[-1] != UnitKey.LOT:
        return []
    drawn = [
        (lot, each)
        for each in contests.list_countable_units(contest.host)
        if (lot := committee_service.lot_of(round_, str(each.id))) is not None
    ]
    return [
        (each.full_name, each.id, f"{lot:0{SHOWN_DIGITS}x}")
        for lot, each in sorted(drawn, key=lambda pair: pair[0])
    ]
