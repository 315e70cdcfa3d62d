"""Pages of staff: the prizes of a contest, and how its units are ranked."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest.contests import prize_queries, prize_service, regulation_queries
from contest.contests.access_routes import (
    changed,
    contest_url,
    load,
    note_change,
    page_status,
    record,
)
from contest.contests.models import Contest
from contest.contests.prize_forms import (
    NONE,
    CriterionForm,
    PrizeForm,
    PrizeValueForm,
    TermsForm,
    UnitSchemeForm,
    unit_scheme_data,
)
from contest.db import db
from contest.hosts.models import Host
from contest.rules.boards import Combine
from contest.rules.prizes import Edge, Repeat
from contest.rules.roles import Action
from contest.web.forms import ActionForm, require_token

bp = Blueprint("prizes", __name__, url_prefix="/<contest_id>/prizes")
HUNDREDTHS = 100


@bp.get("")
def list_prizes(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.SEE_CONTESTS, host_id, contest_id)
    return _list_page(host, contest, _terms_form(contest))


def _terms_form(contest: Contest) -> TermsForm:
    terms = prize_queries.prize_rules(contest)
    return TermsForm(
        data={
            "edge": terms.edge.value,
            "repeat": terms.repeat.value,
            "combined": contest.combined.value if contest.combined else NONE,
            "lot_source": contest.lot_source,
        }
    )


def _list_page(host: Host, contest: Contest, form: TermsForm) -> ResponseReturnValue:
    page = render_template(
        "contests/prizes.html",
        host=host,
        contest=contest,
        prizes=prize_queries.list_prizes(contest),
        has_started=regulation_queries.has_started(contest),
        form=form,
        action=ActionForm(),
    )
    return page_status(page, form)


@bp.post("")
def set_terms(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    form = _terms_form(contest)
    if not form.validate_on_submit():
        return _list_page(host, contest, form)
    prize_service.set_terms(
        contest,
        Edge(form.edge.data),
        Repeat(form.repeat.data),
        Combine(form.combined.data) if form.combined.data else None,
        form.lot_source.data or "",
    )
    if not changed(contest, form.edge, gettext("Sửa quy định về giải thưởng")):
        return _list_page(host, contest, form)
    record(contest, "prize-terms-set", edge=form.edge.data, repeat=form.repeat.data)
    return _saved(contest, gettext("Đã lưu quy định về giải thưởng."))


def _saved(
    contest: Contest, words: str, endpoint: str = "prizes.list_prizes"
) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(contest_url(contest, endpoint), 303)


@bp.route("/new", methods=["GET", "POST"])
def add_prize(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    form = PrizeForm()
    form.offer(contest)
    if not form.validate_on_submit():
        return _prize_page(host, contest, form, gettext("Thêm giải thưởng"))
    title = form.title.data or ""
    prize_service.add_prize(contest, form.details(contest))
    if not changed(contest, form.title, gettext("Thêm giải: %(title)s", title=title)):
        return _prize_page(host, contest, form, gettext("Thêm giải thưởng"))
    record(contest, "prize-added", title=title, count=form.count.data)
    return _saved(contest, gettext("Đã thêm “%(title)s”.", title=title))


@bp.route("/<prize_id>", methods=["GET", "POST"])
def edit_prize(host_id: str, contest_id: str, prize_id: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    prize = prize_queries.get_prize(contest, prize_id)
    form = PrizeValueForm(obj=prize)
    if not form.validate_on_submit():
        return _prize_page(host, contest, form, prize.title)
    before = {"count": prize.count, "amount": prize.amount}
    prize_service.edit_prize(
        prize, form.title.data or "", form.count.data or 1, form.amount.data or 0
    )
    lowered = form.count if prize.count < before["count"] else form.amount
    if not changed(contest, lowered, gettext("Sửa giải: %(title)s", title=prize.title)):
        return _prize_page(host, contest, form, prize.title)
    after = {"count": prize.count, "amount": prize.amount}
    record(contest, "prize-edited", title=prize.title, before=before, after=after)
    return _saved(contest, gettext("Đã lưu “%(title)s”.", title=prize.title))


def _prize_page(
    host: Host, contest: Contest, form: PrizeValueForm, heading: str
) -> ResponseReturnValue:
    page = render_template(
        "contests/prize.html", host=host, contest=contest, form=form, heading=heading
    )
    return page_status(page, form)


@bp.post("/<prize_id>/remove")
def remove_prize(host_id: str, contest_id: str, prize_id: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    require_token()
    prize, form = prize_queries.get_prize(contest, prize_id), _terms_form(contest)
    title = prize.title
    prize_service.remove_prize(prize)
    if not changed(contest, form.edge, gettext("Bỏ giải: %(title)s", title=title)):
        return _list_page(host, contest, form)
    record(contest, "prize-removed", title=title)
    return _saved(contest, gettext("Đã bỏ “%(title)s”.", title=title))


@bp.route("/units", methods=["GET", "POST"])
def edit_units(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    form = UnitSchemeForm(data=unit_scheme_data(prize_queries.unit_scheme(contest)))
    form.offer(prize_queries.list_criteria(contest))
    is_valid = form.validate_on_submit()
    scheme = form.scheme() if is_valid and form.ranks.data else None
    if not is_valid or (form.ranks.data and scheme is None):
        return _units_page(host, contest, form, CriterionForm(formdata=None))
    prize_service.set_unit_scheme(contest, scheme)
    if not changed(contest, form.ranks, gettext("Sửa cách xếp hạng đơn vị")):
        return _units_page(host, contest, form, CriterionForm(formdata=None))
    record(contest, "unit-scheme-set", keys=list(scheme.keys) if scheme else [])
    return _saved(contest, gettext("Đã lưu cách xếp hạng đơn vị."))


def _units_page(
    host: Host, contest: Contest, form: UnitSchemeForm, criterion_form: CriterionForm
) -> ResponseReturnValue:
    page = render_template(
        "contests/unit_scheme.html",
        host=host,
        contest=contest,
        form=form,
        criterion_form=criterion_form,
        criteria=prize_queries.list_criteria(contest),
    )
    return page, 422 if form.errors or criterion_form.errors else 200


@bp.post("/criteria")
def add_criterion(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    form, criteria = CriterionForm(), prize_queries.list_criteria(contest)
    if not form.validate_on_submit():
        units = UnitSchemeForm(
            formdata=None, data=unit_scheme_data(prize_queries.unit_scheme(contest))
        )
        units.offer(criteria)
        return _units_page(host, contest, units, form)
    most = (form.most_points.data or 1) * HUNDREDTHS
    prize_service.add_criterion(contest, form.title.data or "", most, len(criteria))
    note_change(contest, gettext("Thêm tiêu chí: %(title)s", title=form.title.data))
    record(contest, "criterion-added", title=form.title.data)
    return _saved(contest, gettext("Đã thêm tiêu chí."), "prizes.edit_units")
