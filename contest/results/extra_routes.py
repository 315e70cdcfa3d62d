"""Pages of staff: the truths of extra questions, and the judges' blind marking of texts."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.attempts import extra_queries, extra_service
from contest.attempts.extra_models import Extra
from contest.contests import calendar_queries as calendars
from contest.contests.extra_queries import definition_of
from contest.contests.models import ContestAudience, Round
from contest.db import begin_writing, db
from contest.errors import NotFound, RoundStillOpen
from contest.hosts.models import Account, Host
from contest.results import queries, service
from contest.results.access_routes import STAFF, load, record
from contest.results.extra_forms import RecountForm, TextMarkForm, TruthForm
from contest.results.truth_words import why_words
from contest.rules.extra import ExtraRefused, Scope
from contest.rules.extra_answers import FACT
from contest.rules.prediction import Target, format_guess
from contest.rules.roles import Action
from contest.web import guards

bp = Blueprint("extras", __name__, url_prefix=f"{STAFF}/extras")


@bp.route("/<any(prediction, fact):extra>", methods=["GET", "POST"])
def edit_truth(host_id: str, contest_id: str, number: int, extra: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host, round_ = load(Action.SET_TRUTHS, host_id, contest_id, number)
    which, target = Extra(extra), _target(round_, Extra(extra))
    form = TruthForm()
    form.target = target
    form.offer(_audiences(round_, which))
    if form.validate_on_submit() and _record(round_, which, form):
        record(host, round_, "truth-recorded", {"extra": extra})
        db.session.commit()
        flash(gettext("Đã ghi đáp số. Mời Ban Giám khảo tính lại kết quả."), "success")
        return redirect(_url(host, round_, "edit_truth", extra=extra), 303)
    return _truth_page(host, round_, which, form, RecountForm(formdata=None))


@bp.post("/prediction/recount")
def recount_truth(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    """Count the prediction's truth by its definition once more: a version of its own."""
    begin_writing()
    host, round_ = load(Action.SET_TRUTHS, host_id, contest_id, number)
    target, form = _target(round_, Extra.PREDICTION), RecountForm()
    if form.validate_on_submit():
        why, account = form.recount_why.data or "", guards.require_account()
        service.ask(round_.contest, round_, account, clock.now(), recount_why=why)
        record(host, round_, "truth-recounted", {"why": why})
        db.session.commit()
        flash(gettext("Phần mềm đang đếm lại đáp số và tính lại kết quả."), "success")
        return redirect(_url(host, round_, "edit_truth", extra="prediction"), 303)
    entered = TruthForm(formdata=None)
    entered.target = target
    entered.offer(_audiences(round_, Extra.PREDICTION))
    return _truth_page(host, round_, Extra.PREDICTION, entered, form)


def _truth_page(
    host: Host, round_: Round, extra: Extra, form: TruthForm, recount: RecountForm
) -> ResponseReturnValue:
    target = _target(round_, extra)
    page = render_template(
        "extras/truth.html",
        host=host,
        contest=round_.contest,
        round=round_,
        form=recount if recount.errors else form,
        truth_form=form,
        recount_form=recount,
        extra=extra.value,
        truths=extra_queries.list_truths(round_, extra),
        is_over=calendars.is_over(round_, clock.now()),
        format=lambda value: format_guess(value, target),
        why_words=why_words,
    )
    return page, 422 if form.errors or recount.errors else 200


def _audiences(round_: Round, extra: Extra) -> list[ContestAudience]:
    """Those that each have a truth of their own; none where all have the same."""
    definition = definition_of(round_) if extra is Extra.PREDICTION else None
    has_own = definition is not None and definition.scope is Scope.AUDIENCE
    return list(round_.contest.audiences) if has_own else []


def _target(round_: Round, extra: Extra) -> Target:
    """How the number is read and written.  Raises NotFound where the round does not ask for it."""
    if extra is Extra.PREDICTION and round_.prediction_target:
        return round_.prediction_target
    if extra is Extra.FACT and round_.fact_text:
        return FACT
    raise NotFound


def _record(round_: Round, extra: Extra, form: TruthForm) -> bool:
    queries.lock_round(round_.id)
    try:
        extra_service.record_truth(
            round_,
            extra,
            form.number(),
            clock.now(),
            why=form.why.data or "",
            source=form.source.data or "",
            by=guards.require_account(),
            audience_id=_chosen(round_, form),
        )
    except ExtraRefused as refused:
        form.say(refused.code)
        return False
    return True


def _chosen(round_: Round, form: TruthForm) -> int | None:
    codes = {each.audience.code: each.id for each in round_.contest.audiences}
    return codes[form.audience.data] if form.audience else None


def _url(host: Host, round_: Round, endpoint: str, **more: Any) -> str:
    given: dict[str, Any] = {"contest_id": round_.contest.public_id, "number": round_.number}
    return url_for(f"results.extras.{endpoint}", host_id=host.public_id, **given, **more)


@bp.route("/texts", methods=["GET", "POST"])
def mark_texts(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    """One text at a time, without a name or a number: the next one that this judge has not marked,
    or one of the judge's own again.
    """
    if request.method == "POST":
        begin_writing()
    host, round_ = load(Action.MARK_TEXTS, host_id, contest_id, number)
    if round_.text_points is None:
        raise NotFound
    if not calendars.is_over(round_, clock.now()):
        raise RoundStillOpen
    judge, form = guards.require_account(), TextMarkForm()
    form.most = round_.text_points
    if form.validate_on_submit():
        _mark(round_, judge, form)
        record(host, round_, "text-marked", {})
        db.session.commit()
        flash(gettext("Đã ghi điểm. Mời chấm bài tiếp theo."), "success")
        return redirect(_url(host, round_, "mark_texts"), 303)
    return _text_page(host, round_, judge, form)


def _mark(round_: Round, judge: Account, form: TextMarkForm) -> None:
    attempt = extra_queries.get_text(round_, form.text.data or "")
    points, note = form.hundredths(), form.note.data or ""
    extra_service.mark_text(round_, attempt, judge, points, note, clock.now())


def _text_page(
    host: Host, round_: Round, judge: Account, form: TextMarkForm
) -> ResponseReturnValue:
    wanted = form.text.data or request.args.get("text", "")
    attempt = (
        extra_queries.get_text(round_, wanted)
        if wanted
        else extra_queries.next_unmarked(round_, judge)
    )
    form.text.data = attempt.public_id if attempt else ""
    page = render_template(
        "extras/texts.html",
        host=host,
        contest=round_.contest,
        round=round_,
        form=form,
        text=extra_queries.text_of(attempt) if attempt else "",
        progress=extra_queries.progress(round_, judge),
        marked=extra_queries.list_marked(round_, judge),
    )
    return page, 422 if form.errors else 200
