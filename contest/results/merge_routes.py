"""Pages of staff: two registrations of one person are made one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.audit import service as audit
from contest.contests.models import Entry
from contest.db import db
from contest.errors import NotFound
from contest.results import check_queries, check_service
from contest.results.access_routes import load_contest
from contest.results.check_forms import MergeForm, MergeReasonForm
from contest.rules.roles import Action
from contest.web import guards

bp = Blueprint("merges", __name__)


def _load(host_id: str, contest_id: str, entrant: str, other: str) -> tuple[Entry, Entry]:
    _, contest = load_contest(Action.RECOGNISE, host_id, contest_id)
    first = check_queries.get_entry(contest, entrant)
    second = check_queries.get_entry(contest, other)
    if first is second:
        raise NotFound
    return first, second


@bp.get("/<entrant>/merge")
def choose_other(host_id: str, contest_id: str, entrant: str) -> ResponseReturnValue:
    """From the number typed to the page that shows what would become of both."""
    load_contest(Action.RECOGNISE, host_id, contest_id)
    form = MergeForm(request.args, meta={"csrf": False})
    other = form.chosen_number() if form.validate() else ""
    if not other or other == entrant:
        flash(gettext("Mời bạn nhập số báo danh của lần đăng ký kia."), "error")
        return redirect(
            url_for("checks.show_check", host_id=host_id, contest_id=contest_id, entrant=entrant),
            303,
        )
    return redirect(
        url_for(
            "checks.merges.merge",
            host_id=host_id,
            contest_id=contest_id,
            entrant=entrant,
            other=other,
        ),
        303,
    )


@bp.route("/<entrant>/merge/<other>", methods=["GET", "POST"])
def merge(host_id: str, contest_id: str, entrant: str, other: str) -> ResponseReturnValue:
    first, second = _load(host_id, contest_id, entrant, other)
    found = check_service.merged(first, second)
    form = MergeReasonForm()
    if not form.validate_on_submit():
        kept = first if found.kept == first.person_id else second
        page = render_template(
            "results/merge.html",
            host=first.contest.host,
            contest=first.contest,
            kept=kept,
            gone=second if kept is first else first,
            found=found,
            rounds={each.id: each for each in first.contest.rounds},
            form=form,
        )
        return page, 422 if form.errors else 200
    by, now = guards.require_account(), clock.now()
    kept_merge = check_service.keep_merge(first, second, found, form.why.data or "", by, now)
    db.session.add(kept_merge)
    audit.record(
        by.actor,
        "entrants-merged",
        now=now,
        host_id=first.contest.host_id,
        subject_kind="person",
        subject=kept_merge.kept.person.number,
        details={"gone": kept_merge.gone.person.number, "contest": first.contest.public_id},
    )
    db.session.commit()
    flash(gettext("Đã gộp hai lần đăng ký. Kết quả cần được tính lại."), "success")
    number = kept_merge.kept.person.number
    return redirect(
        url_for("checks.show_check", host_id=host_id, contest_id=contest_id, entrant=number), 303
    )
