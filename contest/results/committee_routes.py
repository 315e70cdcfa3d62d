"""Pages of what the committee gives units: marks for its criteria, proposals for prizes."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest.contests import prize_queries
from contest.contests.models import Contest
from contest.db import db
from contest.results import award_queries, committee_queries, committee_service
from contest.results.access_routes import load_contest, record_contest
from contest.results.committee_forms import ProposalForm, SaidForm, UnitMarkForm
from contest.results.settlement_routes import said_by
from contest.rules.extra import ExtraRefused
from contest.rules.roles import Action
from contest.rules.unit_schemes import UnitRuleRefused
from contest.web.choices import choices

bp = Blueprint("committee", __name__)
UNITS = "/hosts/<host_id>/contests/<contest_id>/committee"
WHOLE = "0"


@bp.get(UNITS)
def show_units(host_id: str, contest_id: str) -> ResponseReturnValue:
    _, contest = load_contest(Action.SETTLE, host_id, contest_id)
    return _units_page(contest, *_unit_forms(contest, formdata=None))


@bp.post(f"{UNITS}/marks")
def mark_unit(host_id: str, contest_id: str) -> ResponseReturnValue:
    _, contest = load_contest(Action.SETTLE, host_id, contest_id)
    _, proposal = _unit_forms(contest, formdata=None)
    form, _ = _unit_forms(contest)

    def keep() -> None:
        units, criteria = _units(contest), _criteria(contest)
        rounds = {str(each.number): each for each in contest.rounds}
        points = int((form.points.data or 0) * 100)
        committee_service.mark(
            criteria[form.criterion.data], rounds.get(form.scope.data),
            units[form.unit.data], points, said_by(form),
        )  # fmt: skip
        record_contest(
            contest, "unit-marked", unit=form.unit.data, criterion=form.criterion.data,
            points=points,
        )  # fmt: skip

    return _kept(contest, form, keep, lambda: _units_page(contest, form, proposal))


@bp.post(f"{UNITS}/proposals")
def propose_unit(host_id: str, contest_id: str) -> ResponseReturnValue:
    _, contest = load_contest(Action.SETTLE, host_id, contest_id)
    marks, _ = _unit_forms(contest, formdata=None)
    _, form = _unit_forms(contest)

    def keep() -> None:
        prize = prize_queries.get_prize(contest, form.prize.data)
        committee_service.propose(contest, prize, _units(contest)[form.unit.data], said_by(form))
        record_contest(contest, "unit-proposed", unit=form.unit.data, prize=prize.title)

    return _kept(contest, form, keep, lambda: _units_page(contest, marks, form))


def _kept(
    contest: Contest,
    form: SaidForm,
    keep: Callable[[], None],
    again: Callable[[], ResponseReturnValue],
) -> ResponseReturnValue:
    """Keep what a form says; where it is refused, its page again with a sentence."""
    if not form.validate_on_submit():
        return again()
    try:
        keep()
    except ExtraRefused:
        form["points"].errors = [gettext("Điểm vượt mức cao nhất của tiêu chí này.")]
        return again()
    except UnitRuleRefused:
        form["prize"].errors = [
            gettext("Đơn vị này đã được đề xuất, hoặc số đề xuất đã bằng số giải.")
        ]
        return again()
    db.session.commit()
    flash(gettext("Đã ghi. Tính lại kết quả để dùng."), "success")
    address = {"host_id": contest.host.public_id, "contest_id": contest.public_id}
    return redirect(url_for("results.committee.show_units", **address), 303)  # type: ignore[arg-type]  # of url_for's own options


def _units(contest: Contest) -> dict[str, Any]:
    return {each.public_id: each for each in committee_queries.list_units(contest)}


def _criteria(contest: Contest) -> dict[str, Any]:
    return {each.code: each for each in prize_queries.list_criteria(contest)}


def _unit_forms(contest: Contest, **given: Any) -> tuple[UnitMarkForm, ProposalForm]:
    marks, proposal = UnitMarkForm(**given), ProposalForm(**given)
    named = choices((key, each.full_name) for key, each in _units(contest).items())
    marks.unit.choices = proposal.unit.choices = named
    marks.criterion.choices = choices(
        (code, each.title) for code, each in _criteria(contest).items()
    )
    marks.scope.choices = choices(
        [(WHOLE, gettext("Cả cuộc thi")), *((str(e.number), e.title) for e in contest.rounds)]
    )
    proposal.prize.choices = choices(
        (each.public_id, each.title)
        for each in prize_queries.list_prizes(contest)
        if each.is_by_proposal
    )
    return marks, proposal


def _units_page(
    contest: Contest, marks: UnitMarkForm, proposal: ProposalForm
) -> ResponseReturnValue:
    page = render_template(
        "results/committee.html",
        host=contest.host,
        contest=contest,
        form=marks if marks.errors else proposal,
        marks_form=marks,
        proposal_form=proposal,
        marks=committee_queries.list_marks(contest),
        proposals=award_queries.list_proposals(contest.id),
    )
    return page, 422 if marks.errors or proposal.errors else 200
