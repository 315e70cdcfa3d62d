"""Pages of staff: papers that are printed for entrants, and collected from them."""

import secrets

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.attempts import papers_queries as papers
from contest.attempts import printed_queries as queries
from contest.attempts import printed_service as service
from contest.attempts import printed_words as words
from contest.attempts import typing_routes
from contest.attempts.care_access_routes import load_round, page_url, record
from contest.attempts.care_forms import NumberForm
from contest.attempts.care_models import PaperSitting
from contest.attempts.printed_forms import CollectForm, VoidForm
from contest.attempts.printed_service import CollectFault, Ids
from contest.attempts.service import CHANCE_BITS
from contest.attempts.words import not_now, why_not
from contest.contests.models import Round
from contest.db import db
from contest.errors import AttemptsUsedUp, RoundNotReady, SittingOnDevice
from contest.rules.drawing import LETTERS
from contest.rules.roles import Action
from contest.rules.timing import StartRefused
from contest.web import guards
from contest.web.filters import moment
from contest.web.refusals import refusal_for

PREFIX = "/hosts/<host_id>/contests/<contest_id>/rounds/<int:number>/on-paper"
bp = Blueprint("printed", __name__, url_prefix=PREFIX)
bp.register_blueprint(typing_routes.bp)


@bp.route("", methods=["GET", "POST"])
def list_papers(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, round_ = load_round(Action.PRINT_PAPERS, host_id, contest_id, number)
    form = NumberForm()
    if form.validate_on_submit() and form.look_up(round_):
        sitting = _print(round_, form)
        if sitting is not None:
            address = page_url(round_, ".show_paper", sheet=sitting.public_id)
            record(round_, "care-paper-made", sitting.entry.person, paper=sitting.public_id)
            db.session.commit()
            return redirect(address, 303)
    typists = queries.typists_of(round_)
    sittings = queries.list_sittings(round_)
    page = render_template(
        "care/papers.html",
        host=host,
        contest=round_.contest,
        round=round_,
        form=form,
        papers=[(each, queries.stage_of(each, len(typists.get(each.id, ())))) for each in sittings],
        typists=typists,
        mine=guards.require_account().id,
        words=words,
    )
    return page, 422 if form.errors else 200


def _print(round_: Round, form: NumberForm) -> PaperSitting | None:
    """The new paper; None with words at the number where none may be drawn now."""
    if form.entry is None:
        return None
    ids = Ids(secrets.token_urlsafe(16), secrets.randbits(CHANCE_BITS), _sheet_number())
    by = guards.require_account()
    try:
        return service.print_paper(round_, form.entry, by, clock.now(), ids)
    except (StartRefused, AttemptsUsedUp) as refused:
        told = not_now(refused) or refusal_for(refused.code).title
        more = why_not(refused) or refusal_for(refused.code).advice
        form.number.errors = [f"{told} {more}"]
    except (RoundNotReady, SittingOnDevice) as refused:
        form.number.errors = [refusal_for(refused.code).advice]
    return None


def _sheet_number() -> str:
    """Eight characters to read off a paper: none that are taken for others."""
    return "".join(secrets.choice("23456789ABCDEFGHKLMNPRTUVXY") for _ in range(8))


@bp.get("/<sheet>/print")
def show_paper(host_id: str, contest_id: str, number: int, sheet: str) -> ResponseReturnValue:
    """The paper without its key; who opened it is recorded, as it shows questions."""
    host, round_ = load_round(Action.PRINT_PAPERS, host_id, contest_id, number, writes=True)
    sitting = queries.get_sitting(round_, sheet)
    attempt = queries.attempt_of(sitting)
    drawn, span_ms = attempt.drawn, attempt.deadline_ms - attempt.started_ms
    page = render_template(
        "care/print.html",
        host=host,
        contest=round_.contest,
        round=round_,
        sitting=sitting,
        questions=list(zip(papers.asked(drawn), drawn.items, strict=True)),
        letters=LETTERS,
        minutes=span_ms // service.MINUTE_MS,
    )
    record(round_, "care-paper-opened", sitting.entry.person, paper=sheet)
    db.session.commit()
    return page


@bp.route("/<sheet>/collect", methods=["GET", "POST"])
def collect(host_id: str, contest_id: str, number: int, sheet: str) -> ResponseReturnValue:
    host, round_ = load_round(Action.PRINT_PAPERS, host_id, contest_id, number)
    sitting = queries.get_sitting(round_, sheet)
    form = CollectForm(began_at=sitting.printed_at)
    may_accept = guards.may_here(Action.RUN_CONTESTS, host, round_.contest_id)
    if not may_accept:
        del form.late_why
    if form.validate_on_submit() and _are_possible(sitting, form):
        _collect(sitting, form)
        db.session.commit()
        flash(gettext("Đã ghi giờ của bài. Hai cán bộ có thể nhập bài này."), "success")
        return redirect(page_url(round_, ".list_papers"), 303)
    return _page("care/collect.html", sitting, form, host=host)


def _collect(sitting: PaperSitting, form: CollectForm) -> None:
    """Times decide between equals: the record has the new ones and those that they replace."""
    before = _times_of(sitting) if sitting.collected_at else None
    times = (form.began_at.data, form.ended_at.data)
    by, late_why = guards.require_account(), _late_why(form)
    service.collect(sitting, *times, by, clock.now(), late_why)
    details = {"paper": sitting.public_id, "times": _times_of(sitting), "times_before": before}
    if sitting.late_why:
        details["late_why"] = sitting.late_why
    record(sitting.round, "care-paper-collected", sitting.entry.person, **details)


def _times_of(sitting: PaperSitting) -> list[str]:
    """When it was begun and handed in, in words."""
    attempt = queries.attempt_of(sitting)
    both = (attempt.started_ms, attempt.handed_in_ms or attempt.deadline_ms)
    return [moment(clock.instant(each)) for each in both]


def _late_why(form: CollectForm) -> str:
    return (form.late_why.data or "") if "late_why" in form else ""


def _are_possible(sitting: PaperSitting, form: CollectForm) -> bool:
    times = (form.began_at.data, form.ended_at.data)
    fault = service.collect_fault(sitting, *times, clock.now())
    if fault is CollectFault.TOO_LATE and _late_why(form):
        return True
    if fault is not None:
        name, text = words.COLLECT_FAULTS[fault]
        form[name].errors = [text]
    return fault is None


@bp.route("/<sheet>/void", methods=["GET", "POST"])
def void(host_id: str, contest_id: str, number: int, sheet: str) -> ResponseReturnValue:
    host, round_ = load_round(Action.PRINT_PAPERS, host_id, contest_id, number)
    sitting, form = queries.get_sitting(round_, sheet), VoidForm()
    if form.validate_on_submit():
        reason = form.reason.data or ""
        service.void(sitting, reason, guards.require_account(), clock.now())
        record(round_, "care-paper-voided", sitting.entry.person, paper=sheet)
        db.session.commit()
        flash(gettext("Đề này không dùng nữa. Lượt thi của người dự thi vẫn còn."), "success")
        return redirect(page_url(round_, ".list_papers"), 303)
    return _page("care/void.html", sitting, form, host=host)


def _page(
    template: str, sitting: PaperSitting, form: CollectForm | VoidForm, **given: object
) -> ResponseReturnValue:
    round_ = sitting.round
    page = render_template(
        template, contest=round_.contest, round=round_, sitting=sitting, form=form, **given
    )
    return page, 422 if form.errors else 200
