"""Pages on which the committee orders equals: of a round or of the board, people or units."""

from collections.abc import Iterable

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests.models import Contest, Round
from contest.contests.queries import list_countable_units
from contest.db import begin_writing, db
from contest.results import committee_service
from contest.results import settlement_queries as queries
from contest.results.access_routes import STAFF, load, load_contest, record_contest
from contest.results.committee_forms import SaidForm, SettlementForm, UnitSettlementForm
from contest.results.committee_service import Said
from contest.results.settlement_queries import Tie
from contest.rules.placing import DecisionRefused
from contest.rules.roles import Action
from contest.units.models import Unit
from contest.web import guards
from questions.text import fold

bp = Blueprint("settlements", __name__)
BOARD = "/hosts/<host_id>/contests/<contest_id>/board"


@bp.route(f"{STAFF}/settlements", methods=["GET", "POST"])
def settle_round(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    round_ = _load_round(host_id, contest_id, number)
    return _settle_people(round_.contest, round_)


@bp.route(f"{STAFF}/settlements/units", methods=["GET", "POST"])
def settle_round_units(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    round_ = _load_round(host_id, contest_id, number)
    return _settle_units(round_.contest, round_)


@bp.route(f"{BOARD}/settlements", methods=["GET", "POST"])
def settle_board(host_id: str, contest_id: str) -> ResponseReturnValue:
    _, contest = load_contest(Action.SETTLE, host_id, contest_id)
    return _settle_people(contest, None)


@bp.route(f"{BOARD}/settlements/units", methods=["GET", "POST"])
def settle_board_units(host_id: str, contest_id: str) -> ResponseReturnValue:
    _, contest = load_contest(Action.SETTLE, host_id, contest_id)
    return _settle_units(contest, None)


def _load_round(host_id: str, contest_id: str, number: int) -> Round:
    if request.method == "POST":
        begin_writing()
    _, round_ = load(Action.SETTLE, host_id, contest_id, number)
    return round_


def _settle_people(contest: Contest, round_: Round | None) -> ResponseReturnValue:
    ties = queries.list_ties(contest, queries.head_of(contest, round_))
    form = SettlementForm(data={"order": _proposed(ties, 0)})
    if form.validate_on_submit():
        order = ["".join(filter(str.isdecimal, each)) for each in form.lines()]
        if _keep(contest, round_, form, [each for each in order if each], of_units=False):
            return redirect(request.path, 303)
    return _page(contest, round_, form, ties, of_units=False)


def _settle_units(contest: Contest, round_: Round | None) -> ResponseReturnValue:
    ties = queries.list_unit_ties(contest, queries.head_of(contest, round_))
    form = UnitSettlementForm(data={"order": _proposed(ties, 1)})
    if form.validate_on_submit():
        order = _found_units(list_countable_units(contest.host), form)
        if order is not None and _keep(contest, round_, form, order, of_units=True):
            return redirect(request.path, 303)
    return _page(contest, round_, form, ties, of_units=True)


def _proposed(ties: list[Tie], part: int) -> str:
    """The members of the tie that the page was asked for, one a line: number or name."""
    at = request.args.get("tie", -1, type=int)
    return "\n".join(each[part] for each in ties[at].members) if 0 <= at < len(ties) else ""


def _found_units(units: Iterable[Unit], form: UnitSettlementForm) -> list[str] | None:
    """What is stored of the units that the lines name; None where one is not found, or is two."""
    known: dict[str, list[str]] = {}
    for each in units:
        for name in {fold(each.full_name), fold(each.code or "")}:
            known.setdefault(name, []).append(str(each.id))
    order = []
    for line in form.lines():
        found = known.get(fold(line), [])
        if len(found) != 1:
            form.say_unknown(line)
            return None
        order += found
    return order


def _keep(
    contest: Contest,
    round_: Round | None,
    form: SettlementForm,
    order: list[str],
    *,
    of_units: bool,
) -> bool:
    try:
        committee_service.settle(contest, round_, None, order, said_by(form), of_units=of_units)
    except DecisionRefused:
        form.say_who_is_equal()
        return False
    record_contest(
        contest, "ties-settled", round=round_.number if round_ else None, of_units=of_units,
        order=order, who=form.who.data,
    )  # fmt: skip
    db.session.commit()
    flash(gettext("Đã ghi. Tính lại kết quả để dùng thứ tự này."), "success")
    return True


def said_by(form: SaidForm) -> Said:
    """What a form says of who decided and why, and who wrote it down now."""
    return Said(form.who.data or "", form.why.data or "", guards.require_account(), clock.now())


def _page(
    contest: Contest, round_: Round | None, form: SettlementForm, ties: list[Tie], *, of_units: bool
) -> ResponseReturnValue:
    settlements = queries.list_settlements(
        contest.id, round_.id if round_ else None, of_units=of_units
    )
    page = render_template(
        "results/settlements.html",
        host=contest.host,
        contest=contest,
        round=round_,
        form=form,
        ties=ties,
        of_units=of_units,
        settlements=settlements,
        names=queries.names_of_units(settlements) if of_units else {},
    )
    return page, 422 if form.errors else 200
