"""Pages of an attempt: start, the paper, saving and handing in without a script, what follows."""

import secrets
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from contest import clock
from contest.attempts import papers_queries as papers
from contest.attempts import plain_service, queries, results_queries, service
from contest.attempts.forms import Chosen, read_chosen, shown, unanswered
from contest.attempts.models import Attempt
from contest.attempts.saving_service import PageToken
from contest.attempts.wire_service import wire
from contest.clock import milliseconds
from contest.contests import public_queries
from contest.contests import queries as contests
from contest.db import begin_writing, db
from contest.errors import AttemptRunning, NotEntered, ResultNotShown, TokenForged
from contest.web import entrants
from contest.web.current import settings, vault
from contest.web.forms import ActionForm

bp = Blueprint("attempts", __name__)


@bp.post("/c/<contest_id>/r/<int:number>/start")
def start(contest_id: str, number: int) -> ResponseReturnValue:
    begin_writing()
    person = entrants.require_person()
    contest = public_queries.get_published(contest_id)
    round_ = contests.get_round(contest, number)
    ActionForm().require()
    entry = public_queries.find_entry(contest, person)
    if entry is None:
        raise NotEntered
    public_id, chance = secrets.token_urlsafe(16), secrets.randbits(20)
    device = entrants.current_device()
    attempt = service.start(round_, entry, device, clock.now(), public_id, chance)
    db.session.commit()
    return redirect(url_for(".show_attempt", public_id=attempt.public_id), 303)


@bp.get("/attempts/<public_id>")
def show_attempt(public_id: str) -> ResponseReturnValue:
    attempt = queries.get_attempt(entrants.require_person(), public_id)
    if _is_over(attempt):
        return redirect(url_for(".show_receipt", public_id=public_id), 303)
    device = entrants.current_device()
    if device is not None and attempt.device_id != device.id:
        begin_writing()
        queries.lock_attempt(attempt)
        service.take_over(attempt, device)
        db.session.commit()
    return _paper(attempt, queries.current_answers(attempt), Chosen({}, "", None))


def _paper(
    attempt: Attempt,
    answers: Mapping[int, str | None],
    chosen: Chosen,
    token: str | None = None,
) -> ResponseReturnValue:
    now_ms = milliseconds(clock.now())
    page = render_template(
        "attempts/paper.html",
        attempt=attempt,
        round=attempt.round,
        contest=attempt.round.contest,
        host=attempt.round.contest.host,
        questions=shown(attempt, papers.asked(attempt.drawn), answers),
        guess=chosen.guess or answers.get(attempt.question_count) or "",
        fault=chosen.fault,
        saved_count=attempt.question_count - len(unanswered(attempt, answers)),
        token=token or _token(attempt).seal(vault()),
        next_number=queries.next_number(attempt),
        now_ms=now_ms,
        left_minutes=max(0, attempt.deadline_ms - now_ms) // 60_000,
    )
    return page, 422 if chosen.fault else 200


def _token(attempt: Attempt) -> PageToken:
    return PageToken(attempt.round_id, attempt.id, attempt.person_id, attempt.sitting)


def _is_over(attempt: Attempt) -> bool:
    return _handed_in_ms(attempt) is not None


def _handed_in_ms(attempt: Attempt) -> int | None:
    return attempt.times.handed_in_at(attempt.handed_in_ms, milliseconds(clock.now()))


def _of_form(public_id: str) -> tuple[Attempt, PageToken, Chosen]:
    """What a plain form is about: its token stands for the person, on any device."""
    token = PageToken.unseal(vault(), request.form.get("token", ""))
    attempt = queries.get_attempt_of_token(token.round_id, token.attempt_id)
    if attempt.public_id != public_id or attempt.person_id != token.person_id:
        raise TokenForged
    return attempt, token, read_chosen(request.form, attempt)


@bp.post("/attempts/<public_id>/save")
def save(public_id: str) -> ResponseReturnValue:
    now_ms = milliseconds(clock.now())
    attempt, token, chosen = _of_form(public_id)
    answers = _save(attempt, token, chosen, now_ms)
    if answers is None:
        return redirect(url_for(".show_receipt", public_id=public_id), 303)
    if chosen.fault:
        return _paper(attempt, answers, chosen, request.form["token"])
    count = attempt.question_count - len(unanswered(attempt, answers))
    flash(ngettext("Đã lưu %(num)d câu.", "Đã lưu %(num)d câu.", count), "success")
    return redirect(url_for(".show_attempt", public_id=public_id), 303)


def _save(
    attempt: Attempt, token: PageToken, chosen: Chosen, now_ms: int
) -> dict[int, str | None] | None:
    handing = service.handing_of(attempt)
    db.session.rollback()  # the wire has a connection of its own
    return wire(settings().database_url).transact(
        lambda run: plain_service.save_chosen(run, handing, token, chosen.choices, now_ms)
    )


@bp.post("/attempts/<public_id>/hand-in")
def hand_in(public_id: str) -> ResponseReturnValue:
    now_ms = milliseconds(clock.now())
    attempt, token, chosen = _of_form(public_id)
    if "sure" not in request.form:
        answers = _save(attempt, token, chosen, now_ms)
        if answers is not None and chosen.fault:
            return _paper(attempt, answers, chosen, request.form["token"])
        if answers is not None and (left := unanswered(attempt, answers)):
            return _ask_once(attempt, left)
    handing = service.handing_of(attempt)
    db.session.rollback()
    wire(settings().database_url).transact(
        lambda run: plain_service.hand_in_chosen(run, handing, token, chosen.choices, now_ms)
    )
    return redirect(url_for(".show_receipt", public_id=public_id), 303)


def _ask_once(attempt: Attempt, left: list[int]) -> str:
    return render_template(
        "attempts/sure.html",
        attempt=attempt,
        round=attempt.round,
        contest=attempt.round.contest,
        host=attempt.round.contest.host,
        left=left,
        token=request.form["token"],
    )


def _over(public_id: str) -> dict[str, Any]:
    """What the pages of an attempt that has ended show.  Raises AttemptRunning."""
    attempt = queries.get_attempt(entrants.require_person(), public_id)
    handed_in_ms = _handed_in_ms(attempt)
    if handed_in_ms is None:
        raise AttemptRunning
    answers = queries.current_answers(attempt)
    return {
        "attempt": attempt,
        "round": attempt.round,
        "contest": attempt.round.contest,
        "host": attempt.round.contest.host,
        "handed_in_at": clock.instant(handed_in_ms),
        "duration_ms": attempt.times.duration_ms(handed_in_ms),
        "answers": answers,
        "answered_count": attempt.question_count - len(unanswered(attempt, answers)),
        "disclosed": results_queries.disclosed(attempt, clock.now()),
    }


@bp.get("/attempts/<public_id>/receipt")
def show_receipt(public_id: str) -> ResponseReturnValue:
    facts = _over(public_id)
    evidence = results_queries.evidence(facts["attempt"], facts["answers"], facts["handed_in_at"])
    code = vault().fingerprint(evidence, "receipt")[:12].upper()
    groups = [code[at : at + 4] for at in range(0, 12, 4)]
    return render_template("attempts/receipt.html", check_code=" ".join(groups), **facts)


@bp.get("/attempts/<public_id>/result")
def show_result(public_id: str) -> ResponseReturnValue:
    facts = _over(public_id)
    if not facts["disclosed"].marks:
        raise ResultNotShown
    attempt, answers = facts["attempt"], facts["answers"]
    return render_template(
        "attempts/result.html",
        marks=results_queries.marks_of(attempt, answers),
        told=results_queries.told(attempt, answers) if facts["disclosed"].right_answers else [],
        title=gettext("Kết quả bài thi"),
        **facts,
    )
