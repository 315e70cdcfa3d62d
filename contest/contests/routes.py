"""Pages of staff: a host's contests, and one of them."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests import (
    audience_routes,
    condition_routes,
    condition_service,
    disclosure_routes,
    grant_routes,
    group_routes,
    guardian_routes,
    headcount_routes,
    notice_routes,
    official_routes,
    paper_routes,
    password_routes,
    pinned_queries,
    pool_routes,
    prize_routes,
    publishing_routes,
    queries,
    round_routes,
    service,
    unchecked_routes,
    way_queries,
)
from contest.contests import publishing_service as publishing
from contest.contests.access_routes import changed, contest_url, load, page_status, record
from contest.contests.extra_words import prediction_words
from contest.contests.forms import (
    ContestForm,
    NewContestForm,
    PublishedContestForm,
    consent_text,
    keys_in_words,
)
from contest.contests.models import Contest
from contest.contests.round_forms import (
    COUNTING_NAMES,
    DIFFICULTY_NAMES,
    SHOWN_NAMES,
    TARGET_NAMES,
)
from contest.db import begin_writing, db
from contest.hosts import queries as hosts
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import ActionForm

bp = Blueprint("contests", __name__, url_prefix="/hosts/<host_id>/contests")
for part in (
    audience_routes,
    condition_routes,
    prize_routes,
    round_routes,
    paper_routes,
    pool_routes,
    headcount_routes,
    publishing_routes,
    grant_routes,
    guardian_routes,
    unchecked_routes,
    official_routes,
    disclosure_routes,
    notice_routes,
    password_routes,
    group_routes,
):
    bp.register_blueprint(part.bp)
bp.add_app_template_global(prediction_words, "prediction_words")
bp.add_app_template_global(pinned_queries.list_rounds_beyond, "rounds_beyond")

NEW = {
    "asks_birth": "year",
    "asks_residence": "required",
    "asks_unit": "optional",
    "asks_group": "no",
    "asks_grade": "no",
    "asks_citizenship": "no",
    "asks_phone": "optional",
    "asks_citizen_number": "no",
    "people_per_phone": 3,
    "grace_seconds": 10,
}


@bp.context_processor
def _words() -> dict[str, object]:
    return {
        "in_words": keys_in_words,
        "counting_names": COUNTING_NAMES,
        "shown_names": SHOWN_NAMES,
        "target_names": TARGET_NAMES,
        "difficulty_names": DIFFICULTY_NAMES,
    }


@bp.get("")
def list_contests(host_id: str) -> ResponseReturnValue:
    guards.require_account()
    host = hosts.get_host(host_id)
    contests = [
        each
        for each in queries.list_contests(host)
        if guards.may_here(Action.SEE_CONTESTS, host, each.id)
    ]
    guards.require(Action.SEE_CONTESTS, host_id, contests[0].id if contests else None)
    return render_template("contests/list.html", host=host, contests=contests, now=clock.now())


@bp.route("/new", methods=["GET", "POST"])
def create_contest(host_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.MANAGE_CONTESTS, host_id)
    form = NewContestForm(data=NEW | {"consent_wording": consent_text(host.name)})
    if not form.validate_on_submit() or not _is_free(form) or "preview" in request.form:
        return _form_page(host, None, form)
    contest = service.create_contest(host, form.public_id.data or "", form.details(), clock.now())
    db.session.add(contest)
    record(contest, "contest-created")
    db.session.commit()
    flash(gettext("Đã lập cuộc thi. Tiếp theo, mời bạn thêm đối tượng và đợt thi."), "success")
    return redirect(contest_url(contest), 303)


def _is_free(form: NewContestForm) -> bool:
    if queries.is_taken(form.public_id.data or ""):
        form.public_id.errors = [
            gettext("Tên ngắn này đã có cuộc thi dùng. Vui lòng chọn tên khác.")
        ]
        return False
    return True


def _form_page(host: Host, contest: Contest | None, form: ContestForm) -> ResponseReturnValue:
    is_preview = "preview" in request.form
    page = render_template(
        "contests/form.html", host=host, edited=contest, form=form, is_preview=is_preview
    )
    return page_status(page, form)


@bp.get("/<contest_id>")
def show_contest(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.SEE_CONTESTS, host_id, contest_id)
    gaps = publishing.gaps(contest, clock.now())
    return render_template(
        "contests/contest.html",
        host=host,
        contest=contest,
        gaps=gaps,
        published=way_queries.published(contest.rounds),
        topics={each.id: each for each in queries.list_topics(gap_topics(gaps))},
        entries=queries.count_entries(contest),
        now=clock.now(),
        form=ActionForm(),
    )


def gap_topics(gaps: list[publishing.Gap]) -> list[int]:
    """The topics that the gaps speak of."""
    return [each.topic_id for each in gaps if each.topic_id is not None]


@bp.route("/<contest_id>/edit", methods=["GET", "POST"])
def edit_contest(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    form = PublishedContestForm(obj=contest) if contest.is_published else ContestForm(obj=contest)
    if not form.is_submitted():
        form.bodies.data = "\n".join(contest.bodies)
    needed = condition_service.all_needed(contest), condition_service.bodies_needed(contest)
    if not (form.validate_on_submit() and form.still_asks(*needed)) or "preview" in request.form:
        return _form_page(host, contest, form)
    if isinstance(form, PublishedContestForm) and form.lacks_reason(contest):
        return _form_page(host, contest, form)
    service.edit_contest(contest, form.details())
    if isinstance(form, PublishedContestForm) and not changed(contest, form.why):
        return _form_page(host, contest, form)
    record(contest, "contest-edited", consent_version=contest.consent_version)
    db.session.commit()
    flash(gettext("Đã lưu cuộc thi."), "success")
    return redirect(contest_url(contest), 303)


@bp.get("/<contest_id>/regulation")
def show_regulation(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.SEE_CONTESTS, host_id, contest_id)
    return render_template("contests/regulation.html", host=host, contest=contest)
