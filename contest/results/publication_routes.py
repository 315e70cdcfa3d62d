"""Publications of a round: its questions without keys, its keys, and the look-up of a result."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.clock import milliseconds
from contest.contests import disclosure_queries as disclosure
from contest.contests import public_queries
from contest.contests import queries as contests
from contest.contests.models import Entry, Round
from contest.errors import NotFound, TooManyTries
from contest.results import publication_queries as publications
from contest.results import way_queries
from contest.results.look_up_forms import LookUpForm
from contest.rules.disclosure import What, Whom
from contest.web.identity import read_of
from contest.web.paging import page_number
from contest.web.throttle import FailureBudget, FailuresByName

bp = Blueprint("publications", __name__, url_prefix="/c/<contest_id>/r/<int:number>")
PER_PAGE = 50
failures = FailureBudget(budget=300)
failures_by_number = FailuresByName()


def _load(what: What, contest_id: str, number: int) -> tuple[Round, list[int]]:
    """A round of a published contest, and the audiences of which that is public now.

    Raises NotFound where there is none.
    """
    round_ = contests.get_round(public_queries.get_published(contest_id), number)
    now = clock.now()
    audiences = [
        each.id
        for each in round_.contest.audiences
        if what in disclosure.seen_by_all(round_, each.id, now)
    ]
    if round_.pinned_at is None or not audiences:
        raise NotFound
    return round_, audiences


@bp.get("/questions")
def show_questions(contest_id: str, number: int) -> ResponseReturnValue:
    """The questions that papers are drawn from, without keys."""
    return _questions_page(What.BANK, contest_id, number)


@bp.get("/key")
def show_key(contest_id: str, number: int) -> ResponseReturnValue:
    """The questions with the right answers and their legal basis."""
    return _questions_page(What.KEY, contest_id, number)


def _questions_page(what: What, contest_id: str, number: int) -> ResponseReturnValue:
    round_, audiences = _load(what, contest_id, number)
    page = page_number()
    versions, total = publications.list_pool(round_, audiences, page, PER_PAGE)
    ids = [each.question_id for each in versions]
    return render_template(
        "results/questions.html",
        host=round_.contest.host,
        contest=round_.contest,
        round=round_,
        versions=versions,
        first=(page - 1) * PER_PAGE + 1,
        with_key=what is What.KEY,
        withheld=disclosure.still_asked(ids, round_, clock.now()),
        total=total,
        page=page,
        pages=max(-(-total // PER_PAGE), 1),
    )


@bp.route("/look-up", methods=["GET", "POST"])
def look_up(contest_id: str, number: int) -> ResponseReturnValue:
    """One's own result, for whoever knows contest number and birth date; nothing of others."""
    round_, audiences = _load(What.LOOK_UP, contest_id, number)
    form, found = LookUpForm(), {}
    if form.validate_on_submit():
        entry = _entry(round_, form)
        if entry is not None and entry.contest_audience_id in audiences:
            found = _result(round_, entry)
        if not found:
            form.number.errors = [
                gettext(
                    "Không tìm thấy kết quả nào khớp với số báo danh và ngày sinh này. "
                    "Vui lòng xem lại hai mục."
                )
            ]
    page = render_template(
        "results/look_up.html",
        host=round_.contest.host,
        contest=round_.contest,
        round=round_,
        form=form,
        **{"result": None, "prizes": [], **found},
    )
    return page, 422 if form.errors else 200


def _entry(round_: Round, form: LookUpForm) -> Entry | None:
    """Raises TooManyTries while this number, or the whole site, has seen too many wrong days."""
    now_ms, number = milliseconds(clock.now()), read_of(form.number)
    if failures.is_spent(now_ms) or failures_by_number.is_spent(number, now_ms):
        raise TooManyTries
    entry = publications.find_entry(round_, number, form.birth.data)
    if entry is None:
        failures.note(now_ms)
        failures_by_number.note(number, now_ms)
    return entry


def _result(round_: Round, entry: Entry) -> dict[str, object]:
    """The result of the entry's person, and what it won once winners are public."""
    audience_id, now = entry.contest_audience_id, clock.now()
    ranking = way_queries.shown_ranking(round_, audience_id, Whom.PUBLIC, now)
    result = publications.find_result(ranking, entry.person_id) if ranking else None
    if ranking is None or result is None:
        return {}
    shows_prizes = What.WINNERS in disclosure.seen_by_all(round_, audience_id, now)
    prizes = publications.list_prizes(ranking, entry.person_id) if shows_prizes else []
    return {"result": result, "prizes": prizes, "person_number": entry.person.number}
