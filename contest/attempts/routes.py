"""The participant's pages while the time runs and after."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from contest import clock
from contest.attempts import papers_queries as papers
from contest.attempts import queries, service, words
from contest.attempts import sheet_queries as sheets
from contest.attempts.care_queries import find_paper
from contest.attempts.correction_words import corrections, mark_in_force
from contest.attempts.extra_words import extra_lines
from contest.attempts.forms import PaperForm, read_paper_form, write_shown
from contest.attempts.handing_service import Handing, save_form
from contest.attempts.handing_service import hand_in as do_hand_in
from contest.attempts.key_queries import keys
from contest.attempts.models import Attempt
from contest.attempts.news_queries import count_news, list_notices, read_news
from contest.attempts.paper_forms import extra_fields, questions
from contest.attempts.saving_service import PageToken, Saved, save
from contest.attempts.wire_queries import AnyWire, wire
from contest.contests import calendar_queries as calendars
from contest.contests import disclosure_queries as disclosure
from contest.contests import public_queries
from contest.db import begin_writing, db
from contest.errors import AttemptRunning, AttemptsUsedUp, NotEntered, ResultNotShown
from contest.rules.answers import read_answers
from contest.rules.completeness import Overview
from contest.rules.disclosure import What, Whom
from contest.rules.drawing import LETTERS, Paper
from contest.rules.responses import response_of
from contest.rules.suspensions import is_held, time_used_ms
from contest.rules.timing import StartRefused
from contest.rules.voiding import Blanks, voids
from contest.web import entrants, tally
from contest.web.current import vault
from contest.web.forms import require_token
from contest.web.refusals import refusal_for

bp = Blueprint("attempts", __name__)
LARGEST_SAVE = 16 * 1024
CHECK_CODE_LENGTH = 10


def the_wire() -> AnyWire:
    return wire(current_app.config["SQLALCHEMY_DATABASE_URI"])


def now_ms() -> int:
    return clock.milliseconds(clock.now())


@bp.post("/c/<contest_id>/r/<int:number>/start")
def start(contest_id: str, number: int) -> ResponseReturnValue:
    begin_writing()
    found = queries.find_start(entrants.device_hash() or "", contest_id, number)
    require_token()
    if found is None:
        raise _why_not(contest_id, number)
    device, entry, round_, now = *found, clock.now()
    g.round_id = round_.id
    public_id, chance = secrets.token_urlsafe(16), secrets.randbits(service.CHANCE_BITS)
    try:
        attempt = service.start(round_, entry, device, now, public_id, chance)
    except (StartRefused, AttemptsUsedUp) as refused:
        db.session.rollback()
        tally.note(refused.code, 409, clock.milliseconds(now))
        return _refused_page(contest_id, refused), 409
    address = url_for(".show_attempt", public_id=attempt.public_id)
    db.session.commit()  # and all that was loaded is forgotten
    return redirect(address, 303)


def _refused_page(contest_id: str, refused: StartRefused | AttemptsUsedUp) -> str:
    """Which rule says no, and when one may."""
    return render_template(
        "attempts/not_now.html",
        contest=public_queries.get_published(contest_id),
        title=words.not_now(refused) or refusal_for(refused.code).title,
        why=words.why_not(refused) or refusal_for(refused.code).advice,
    )


def _why_not(contest_id: str, number: int) -> NotEntered:
    """Nobody known, no such round, or else: not entered."""
    entrants.require_person()
    public_queries.get_published_round(contest_id, number)
    return NotEntered()


@bp.post("/attempts/answers")
def save_answers() -> ResponseReturnValue:
    """The saving path: no session, no user, no template; the page's token authorises it."""
    arrived_ms = now_ms()
    request.max_content_length = LARGEST_SAVE
    try:
        body: dict[str, Any] = json.loads(request.get_data(cache=False))
        token = PageToken.unseal(vault(), body["token"])
        answers = read_answers(body["answers"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        tally.note("answers-unreadable", 422, arrived_ms)
        return _json({"code": "answers-unreadable"}, 422)
    g.round_id = token.round_id
    result = save(the_wire(), token, answers, arrived_ms)
    _count(result, arrived_ms)
    body = {"saved": result.saved, "refused": result.refused, "now_ms": arrived_ms}
    return _json(body | {"news": count_news(the_wire(), token.round_id, arrived_ms)}, 200)


def _count(result: Saved, arrived_ms: int) -> None:
    """For the organisers' watch."""
    if result.saved:
        tally.note(tally.SAVED, 200, arrived_ms)
    for code in set(result.refused.values()):
        tally.note(code, 200, arrived_ms)


@bp.post("/attempts/news")
def tell_news() -> ResponseReturnValue:
    """What a page asks each minute: from memory where it knows all, for it is asked for often."""
    now, wire_ = now_ms(), the_wire()
    request.max_content_length = LARGEST_SAVE
    try:
        body: dict[str, Any] = json.loads(request.get_data(cache=False))
        token, known = PageToken.unseal(vault(), body["token"]), int(body["news"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _json({"code": "news-unreadable"}, 422)
    g.round_id = token.round_id
    if count_news(wire_, token.round_id, now) == known:
        return _json({"news": known, "now_ms": now}, 200)
    key = (token.round_id, token.attempt_id, token.person_id)
    found = wire_.read(lambda run: read_news(run, key, now))
    if found is None:
        return _json({"code": "attempt-unknown"}, 404)
    told: dict[str, Any] = {"held": is_held(found.deadline_ms), "notices": found.notices}
    told |= {"deadline_ms": found.deadline_ms, "over": found.is_over, "news": found.version}
    return _json(told | {"now_ms": now}, 200)


def _json(body: dict[str, Any], status: int) -> Response:
    return Response(json.dumps(body, separators=(",", ":")), status, mimetype="application/json")


@bp.get("/attempts/<public_id>")
def show_attempt(public_id: str) -> ResponseReturnValue:
    device_hash = entrants.device_hash() or ""
    sheet = the_wire().read(lambda run: sheets.find_sheet(run, device_hash, public_id))
    if sheet is not None and not sheet.is_over_at(now_ms()):
        return _attempt_page(sheet)
    person, device = entrants.require_person(), entrants.current_device()
    attempt = queries.get_attempt(person, public_id)
    if _is_over(attempt):
        return redirect(url_for(".show_receipt", public_id=public_id), 303)
    if device is not None and attempt.device_id != device.id:
        begin_writing()
        attempt = queries.get_attempt(entrants.require_person(), public_id)
        queries.lock_attempt(attempt)
        service.take_over(attempt, device)
        db.session.commit()
        return redirect(url_for(".show_attempt", public_id=public_id), 303)
    return _attempt_page(sheets.sheet_of(attempt))


def _is_over(attempt: Attempt) -> bool:
    return attempt.times.handed_in_at(attempt.handed_in_ms, now_ms()) is not None


def _attempt_page(sheet: sheets.Sheet, form: PaperForm | None = None, **given: Any) -> str:
    attempt, log, now = sheet.attempt, sheet.log, now_ms()
    answers = queries.current_of(log)
    chosen = answers | dict(form.chosen) if form else answers
    paper = Paper.decode(attempt.paper)
    token = PageToken(attempt.round_id, attempt.id, attempt.person_id, attempt.sitting)
    told = (attempt.round_id, attempt.contest_audience_id, now)
    notices = the_wire().read(lambda run: list_notices(run, *told)) if sheet.round.news else []
    return render_template(
        "attempts/attempt.html",
        attempt=attempt,
        contest=sheet.contest,
        round=sheet.round,
        questions=questions(papers.asked(paper), paper.items, chosen),
        chosen=chosen,
        state=words.saved_state(papers.overview_of(paper, answers, attempt.question_count)),
        words=words,
        shown=write_shown(answers),
        extras=extra_fields(sheet.round, len(paper.items), answers, form),
        shown_text=sheet.round.extras.text(answers, len(paper.items)),
        token=token.seal(vault()),
        next_number=queries.next_number_of(log, attempt.sitting),
        notices=notices,
        is_held=is_held(attempt.deadline_ms),
        now_ms=now,
        now_at=clock.instant(now),
        left_ms=attempt.deadline_ms - now,
        deadline_at=clock.instant(attempt.deadline_ms),
        **given,
    )


def _load_for_form(public_id: str) -> tuple[Attempt, PageToken, PaperForm]:
    """The attempt that the form's token names, and what the form holds."""
    token = PageToken.unseal(vault(), request.form.get("token", ""))
    g.round_id = token.round_id
    attempt = queries.get_attempt_of_token(token.round_id, token.attempt_id, public_id)
    form = read_paper_form(request.form, attempt.question_count, attempt.round.extras)
    return attempt, token, form


def _save_form(handing: Handing, token: PageToken, form: PaperForm, arrived_ms: int) -> None:
    chosen = form.chosen
    if the_wire().transact(lambda run: save_form(run, handing, token, chosen, arrived_ms)):
        tally.note(tally.SAVED, 200, arrived_ms)


@bp.post("/attempts/<public_id>/save")
def save_page(public_id: str) -> ResponseReturnValue:
    arrived_ms = now_ms()
    attempt, token, form = _load_for_form(public_id)
    if _is_over(attempt):
        return redirect(url_for(".show_receipt", public_id=public_id), 303)
    handing = service.handing_of(attempt)
    db.session.rollback()  # the session's reading must not stand in the writer's way
    _save_form(handing, token, form, arrived_ms)
    attempt = queries.get_attempt_of_token(token.round_id, token.attempt_id, public_id)
    if form.errors and attempt.sitting == token.sitting:  # an older page gets no new token
        return _attempt_page(sheets.sheet_of(attempt), form), 422
    return redirect(url_for(".show_attempt", public_id=public_id, saved=1), 303)


@bp.post("/attempts/<public_id>/hand-in")
def hand_in(public_id: str) -> ResponseReturnValue:
    arrived_ms = now_ms()
    attempt, token, form = _load_for_form(public_id)
    handing = service.handing_of(attempt)
    receipt = redirect(url_for(".show_receipt", public_id=public_id), 303)
    if _is_over(attempt):
        return receipt
    db.session.rollback()  # the session's reading must not stand in the writer's way
    if "sure" not in request.form:
        _save_form(handing, token, form, arrived_ms)
        attempt = queries.get_attempt_of_token(token.round_id, token.attempt_id, public_id)
        if form.errors and attempt.sitting == token.sitting:
            return _attempt_page(sheets.sheet_of(attempt), form), 422
        found = _overview(attempt, queries.current_answers(attempt))
        if not found.is_whole:
            return _confirm_page(attempt, token, found), 200
    the_wire().transact(lambda run: do_hand_in(run, handing, arrived_ms, token, form.chosen))
    return receipt


def _overview(attempt: Attempt, answers: Mapping[int, str | None]) -> Overview:
    return papers.overview_of(attempt.drawn, answers, attempt.question_count)


def _confirm_page(attempt: Attempt, token: PageToken, found: Overview) -> str:
    return render_template(
        "attempts/confirm.html",
        attempt=attempt,
        contest=attempt.round.contest,
        round=attempt.round,
        blank=found.blank,
        half=words.left_lines(found),
        void_warning=_void_warning(attempt, found),
        first=found.first_left,
        token=token.seal(vault()),
    )


def _void_warning(attempt: Attempt, found: Overview) -> str:
    """What the regulation makes of what is blank; "" where it makes nothing of it."""
    answered = attempt.question_count - len(found.blank)
    is_void = voids(Blanks(attempt.round.must_answer_all), answered, attempt.question_count)
    return words.void_warning(found) if is_void else ""


def _load_over(public_id: str) -> Attempt:
    """An own attempt that is over, written down.  Raises AttemptRunning."""
    attempt = queries.get_attempt(entrants.require_person(), public_id)
    if not _is_over(attempt):
        raise AttemptRunning
    if attempt.handed_in_ms is None:
        begin_writing()
        attempt = queries.get_attempt(entrants.require_person(), public_id)
        queries.lock_attempt(attempt)
        service.write_down_if_over(attempt, clock.now())
        db.session.commit()
    return attempt


@bp.get("/attempts/<public_id>/receipt")
def show_receipt(public_id: str) -> ResponseReturnValue:
    attempt = _load_over(public_id)
    answers, paper = queries.current_answers(attempt), find_paper(attempt)
    found = _overview(attempt, answers)
    handed_in_ms = attempt.handed_in_ms or attempt.deadline_ms
    code = vault().fingerprint(f"{public_id}:{handed_in_ms}:{sorted(answers.items())}", "receipt")
    return render_template(
        "attempts/receipt.html",
        attempt=attempt,
        contest=attempt.round.contest,
        round=attempt.round,
        handed_in_at=clock.instant(handed_in_ms),
        used_ms=time_used_ms(attempt.times, handed_in_ms, attempt.stops),
        answered=len(found.full),
        half=words.left_lines(found),
        void_warning=_void_warning(attempt, found),
        paper=paper if paper and paper.marked_at is None else None,
        check_code=code[:CHECK_CODE_LENGTH].upper(),
        shown_at=_last_closing(attempt),
        may_see_result=_may_see(What.OWN_MARKS, attempt),
    )


def _last_closing(attempt: Attempt) -> datetime:
    return calendars.last_closing(attempt.round)


def _may_see(what: What, attempt: Attempt) -> bool:
    """Whether the entrant sees so much of an attempt that is over."""
    audience_id = attempt.contest_audience_id
    return disclosure.may_see(what, Whom.SELF, attempt.round, audience_id, clock.now())


def _board_time(attempt: Attempt) -> datetime:
    """As of when an entrant is shown figures of the round: a frozen board tells no truth."""
    audience_id = attempt.contest_audience_id
    return disclosure.board_time(attempt.round, audience_id, Whom.SELF, clock.now())


@bp.get("/attempts/<public_id>/result")
def show_result(public_id: str) -> ResponseReturnValue:
    attempt = _load_over(public_id)
    mark = mark_in_force(attempt)
    if mark is None or not _may_see(What.OWN_MARKS, attempt):
        raise ResultNotShown
    paper, shows_answers = attempt.drawn, _may_see(What.RIGHT_ANSWERS, attempt)
    shows_questions = shows_answers or _may_see(What.OWN_WRONG, attempt)
    withheld = papers.still_drawn(paper, attempt.round_id, clock.now())
    asked, answers = papers.asked(paper), queries.current_answers(attempt)
    responses = [
        response_of(answers.get(number), each.kind, item.order)
        for number, (each, item) in enumerate(zip(asked, paper.items, strict=True), 1)
    ]
    in_force = keys(paper, attempt.round_id, mark.key_version)
    right = [in_force[each.version_id] for each in asked]
    questions = zip(asked, paper.items, mark.outcomes, responses, right, strict=True)
    return render_template(
        "attempts/result.html",
        attempt=attempt,
        contest=attempt.round.contest,
        round=attempt.round,
        mark=mark,
        questions=list(questions) if shows_questions else [],
        withheld=withheld,
        shows_answers=shows_answers,
        extras=extra_lines(attempt, answers, _board_time(attempt), may_tell=shows_answers),
        corrections=corrections(attempt, may_tell=shows_answers, withheld=withheld),
        shown_at=_last_closing(attempt),
        letters=LETTERS,
        may_see_place=disclosure.may_see_own_place(
            attempt.round, attempt.contest_audience_id, clock.now()
        ),
    )


@bp.get("/me/attempts")
def list_attempts() -> ResponseReturnValue:
    person = entrants.require_person()
    attempts = queries.list_attempts_of(person)
    return render_template("attempts/history.html", attempts=attempts, is_over=_is_over)
