"""Taking questions out of the bank: what a format would lose is said, then the file is given."""

from collections import Counter
from collections.abc import Iterable

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.audit import service as audit
from contest.bank import export_service, looks_service, queries
from contest.bank.export_forms import ExportForm
from contest.bank.export_service import ENDINGS, Export, Loss, Part
from contest.bank.forms import FilterForm
from contest.bank.queries import Filters
from contest.bank.reading_words import FORMAT_NAMES, remark_sentence
from contest.db import begin_writing, db
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import ActionForm, require_token
from questions.formats.files import Format

bp = Blueprint("exports", __name__, url_prefix="/hosts/<host_id>/questions/export")
SHOWN = 100  # of what is lost, question by question; the whole list is a file
MOST_PARTS = 1_000


@bp.get("")
def show_export(host_id: str) -> ResponseReturnValue:
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    form = ExportForm(formdata=request.args)
    form.validate()
    filters, chosen = _filters(host), _format()
    if "format" not in request.args:
        form.format.errors = ()
    if chosen is None:
        part = export_service.part_of(host, filters, clock.today(), Format.NATIVE, 1)
        page = render_template(
            "bank/export.html", form=form, filters=filters.given(), chosen=None, whole=part.whole
        )
        return page, 422 if form.errors else 200
    part, export = _written(host, filters, chosen)
    return _chosen_page(form, filters, chosen, part, export)


def _chosen_page(
    form: ExportForm, filters: Filters, chosen: Format, part: Part, export: Export
) -> str:
    missing, losses = _told(export.missing), _told(export.losses)
    return render_template(
        "bank/export.html",
        form=form,
        filters=filters.given(),
        chosen=chosen,
        name=FORMAT_NAMES[chosen],
        whole=part.whole,
        part=part,
        held=len(part.versions) - len(missing),
        missing=missing[:SHOWN],
        missing_counts=_counts(missing),
        losses=losses[:SHOWN],
        loss_counts=_counts(losses),
        most=SHOWN,
        action=ActionForm(),
    )


def _told(losses: Iterable[Loss]) -> list[tuple[str, str]]:
    return [(code, remark_sentence(remark)) for code, remark in losses]


def _counts(told: Iterable[tuple[str, str]]) -> list[tuple[str, int]]:
    return Counter(sentence for _, sentence in told).most_common()


@bp.get("/left-out.txt")
def list_losses(host_id: str) -> ResponseReturnValue:
    """What the file could not hold, question by question; nothing of the questions' words."""
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    chosen = _format()
    if chosen is None:
        return redirect(url_for("bank.exports.show_export", host_id=host_id), 303)
    _, export = _written(host, _filters(host), chosen)
    not_there = gettext("Không có trong tệp.")
    lines = [f"{code}: {not_there} {words}" for code, words in _told(export.missing)]
    lines += [f"{code}: {words}" for code, words in _told(export.losses)]
    return _attachment("\r\n".join(lines).encode("utf-8-sig"), "khong-giu-duoc.txt", "text/plain")


@bp.post("")
def download(host_id: str) -> ResponseReturnValue:
    """The file is written before the door for writing is taken: that may last two seconds."""
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    require_token()
    chosen = _format()
    if chosen is None:
        return redirect(url_for("bank.exports.show_export", host_id=host_id), 303)
    part, export = _written(host, _filters(host), chosen)
    ids = [each.question_id for each in part.versions]
    begin_writing()
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    _record(host, chosen, ids)
    db.session.commit()
    name = f"cau-hoi-{clock.today():%Y-%m-%d}"
    if part.count > 1:
        name += f"-{part.number}"
    return _attachment(export.content, f"{name}{ENDINGS[chosen]}", "application/octet-stream")


def _filters(host: Host) -> Filters:
    form = FilterForm(formdata=request.args)
    form.offer(queries.list_topics(host), queries.list_audiences(host))
    return Filters(**form.understood())


def _format() -> Format | None:
    asked = request.args.get("format", "")
    return Format(asked) if asked in set(Format) else None


def _written(host: Host, filters: Filters, chosen: Format) -> tuple[Part, Export]:
    number = min(max(request.args.get("part", 1, type=int), 1), MOST_PARTS)
    part = export_service.part_of(host, filters, clock.today(), chosen, number)
    return part, export_service.written(part.versions, chosen)


def _record(host: Host, chosen: Format, ids: list[int]) -> None:
    """The keys are in the file: who took it is on record, and for each question who saw its key."""
    by, now = guards.require_account(), clock.now()
    audit.record(
        by.actor,
        "questions-exported",
        now=now,
        host_id=host.id,
        subject_kind="host",
        subject=host.public_id,
        details={"format": chosen.value, "count": len(ids)},
    )
    looks_service.record_ids(by.id, ids, now)


def _attachment(content: bytes, name: str, kind: str) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
