"""The page of staff on which the thể lệ's words on claiming prizes are set."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests import regulation_service
from contest.contests.models import Contest
from contest.db import begin_writing, db
from contest.errors import RegulationFixed
from contest.results import claim_queries as queries
from contest.results import claim_service as service
from contest.results.claim_forms import TermsForm
from contest.results.complaint_access_routes import load, record
from contest.rules.roles import Action
from contest.web import guards

bp = Blueprint(
    "claim_terms", __name__, url_prefix="/hosts/<host_id>/contests/<contest_id>/claims/terms"
)


@bp.route("", methods=["GET", "POST"])
def edit_terms(host_id: str, contest_id: str) -> ResponseReturnValue:
    is_post = request.method == "POST"
    if is_post:
        begin_writing()
    host, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id, locks=is_post)
    form = TermsForm()
    if not is_post:
        form.begin_with(queries.terms_of(contest))
    elif form.validate_on_submit() and _keep(contest, form):
        flash(gettext("Đã lưu quy định về nhận giải."), "success")
        return redirect(
            url_for("contests.prizes.list_prizes", host_id=host_id, contest_id=contest_id), 303
        )
    page = render_template("results/claims/terms.html", host=host, contest=contest, form=form)
    return page, 422 if form.errors else 200


def _keep(contest: Contest, form: TermsForm) -> bool:
    """False, with the error at its field, where somebody has started: the thể lệ stays."""
    service.set_terms(contest, form.terms())
    try:
        regulation_service.require_changeable(contest)
    except RegulationFixed:
        db.session.rollback()
        form.asks.errors = [
            gettext("Đã có người vào thi nên quy định về nhận giải không sửa được nữa.")
        ]
        return False
    if contest.is_published:
        regulation_service.keep(contest, "", guards.require_account(), clock.now())
    record(contest, "claim-terms-set", contest.public_id, "contest", terms=contest.claims)
    db.session.commit()
    return True
