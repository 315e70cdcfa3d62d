"""Pages of staff: a paper is typed in by two people who do not see each other's, then settled."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.attempts import printed_queries as queries
from contest.attempts import printed_service as service
from contest.attempts.care_access_routes import load_round, page_url, record
from contest.attempts.care_models import PaperSitting
from contest.attempts.printed_forms import Sheet, lines_of, read_decisions, read_sheet
from contest.attempts.printed_queries import Stage
from contest.contests.models import Round
from contest.db import db
from contest.errors import PaperNotThere
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import ActionForm

bp = Blueprint("typing", __name__)


def _load(
    host_id: str, contest_id: str, number: int, sheet: str, *stages: Stage
) -> tuple[Host, Round, PaperSitting]:
    """A paper for somebody who has not typed it.  Raises PaperNotThere, TypedAlready."""
    host, round_ = load_round(Action.TYPE_PAPERS, host_id, contest_id, number)
    sitting = queries.get_sitting(round_, sheet)
    if service.stage(sitting) not in stages:
        raise PaperNotThere
    service.require_typist(sitting, guards.require_account())
    return host, round_, sitting


@bp.route("/<sheet>/type", methods=["GET", "POST"])
def type_in(host_id: str, contest_id: str, number: int, sheet: str) -> ResponseReturnValue:
    stages = (Stage.COLLECTED, Stage.TYPED_ONCE)
    host, round_, sitting = _load(host_id, contest_id, number, sheet, *stages)
    form = ActionForm()
    typed = read_sheet(lines_of(queries.attempt_of(sitting)), request.form)
    if form.validate_on_submit() and not typed.errors:
        by = guards.require_account()
        stage = service.type_in(sitting, typed.answers, by, clock.now())
        record(round_, "care-paper-typed", sitting.entry.person, paper=sheet, stage=stage.value)
        db.session.commit()
        flash(_said(stage), "success")
        return redirect(page_url(round_, "printed.list_papers"), 303)
    return _page("care/type.html", host, sitting, typed, form)


def _said(stage: Stage) -> str:
    if stage is Stage.TYPED_ONCE:
        return str(gettext("Đã lưu. Mời một cán bộ khác nhập lại bài này."))
    if stage is Stage.DIFFERS:
        return str(gettext("Đã lưu. Hai lần nhập có chỗ khác nhau, mời người thứ ba xem lại."))
    return str(gettext("Hai lần nhập giống nhau. Bài đã được nộp và chấm."))


@bp.route("/<sheet>/settle", methods=["GET", "POST"])
def settle(host_id: str, contest_id: str, number: int, sheet: str) -> ResponseReturnValue:
    host, round_, sitting = _load(host_id, contest_id, number, sheet, Stage.DIFFERS)
    differ, form = queries.differences(sitting), ActionForm()
    decided = read_decisions(lines_of(queries.attempt_of(sitting)), differ, request.form)
    if form.validate_on_submit() and not decided.errors:
        service.settle(sitting, decided.answers, guards.require_account(), clock.now())
        record(round_, "care-paper-settled", sitting.entry.person, paper=sheet)
        db.session.commit()
        flash(gettext("Đã chốt các câu khác nhau. Bài đã được nộp và chấm."), "success")
        return redirect(page_url(round_, "printed.list_papers"), 303)
    readings = {each.position: each for each in differ}
    return _page("care/settle.html", host, sitting, decided, form, readings=readings)


def _page(
    template: str,
    host: Host,
    sitting: PaperSitting,
    sheet: Sheet,
    form: ActionForm,
    **given: object,
) -> ResponseReturnValue:
    is_sent = request.method == "POST"
    page = render_template(
        template,
        host=host,
        contest=sitting.round.contest,
        round=sitting.round,
        sitting=sitting,
        sheet=sheet,
        errors=sheet.errors if is_sent else {},
        form=form,
        **given,
    )
    return page, 422 if is_sent else 200
