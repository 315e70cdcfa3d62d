"""The page of staff on which the regulation's words on complaints are set."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests import regulation_service
from contest.contests.models import Contest
from contest.db import begin_writing, db
from contest.errors import RegulationFixed
from contest.results import complaint_queries as queries
from contest.results import complaint_service as service
from contest.results.complaint_access_routes import STAFF, load, record
from contest.results.complaint_forms import TermsForm
from contest.rules.roles import Action
from contest.web import guards

bp = Blueprint("terms", __name__, url_prefix=f"{STAFF}/terms")


@bp.route("", methods=["GET", "POST"])
def edit_terms(host_id: str, contest_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host, contest = load(
        Action.MANAGE_CONTESTS, host_id, contest_id, locks=request.method == "POST"
    )
    form = TermsForm()
    if request.method == "GET":
        form.begin_with(queries.settings_of(contest))
    elif form.validate_on_submit():
        service.set_terms(contest, form.settings())
        if not _is_kept(contest, form):
            page = render_template(
                "results/complaints/terms.html", host=host, contest=contest, form=form
            )
            return page, 422
        record(
            contest,
            "complaint-terms-set",
            contest.public_id,
            "contest",
            terms=contest.complaints,
        )
        db.session.commit()
        flash(gettext("Đã lưu quy định về khiếu nại."), "success")
        return redirect(
            url_for("contests.show_contest", host_id=host_id, contest_id=contest_id), 303
        )
    page = render_template("results/complaints/terms.html", host=host, contest=contest, form=form)
    return page, 422 if form.errors else 200


def _is_kept(contest: Contest, form: TermsForm) -> bool:
    """Make it a version of the regulation; False, with the refusal above the form and nothing
    changed, where somebody has started.
    """
    try:
        regulation_service.require_changeable(contest)
    except RegulationFixed:
        db.session.rollback()
        form.form_errors.append(
            gettext("Đã có người vào thi nên không sửa được quy định về khiếu nại.")
        )
        return False
    if contest.is_published:
        why = gettext("Sửa quy định về khiếu nại")
        regulation_service.keep(contest, why, guards.require_account(), clock.now())
    return True
