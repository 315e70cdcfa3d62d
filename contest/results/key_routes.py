"""Pages of staff: a round's keys corrected, what it changes, and who puts it in force."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.attempts import key_queries as keys
from contest.attempts.key_models import KeyVersion
from contest.bank.models import QuestionVersion
from contest.contests import prize_queries
from contest.contests.models import Round
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.hosts.models import Host
from contest.results import key_queries, key_service
from contest.results import key_words as words
from contest.results.access_routes import STAFF, attachment, load, record, shown_keys
from contest.results.key_forms import CorrectionForm
from contest.rules.remarking import RemarkRefused
from contest.rules.roles import Action
from contest.web import files, guards
from contest.web.forms import ActionForm, require_token
from contest.web.paging import page_number

bp = Blueprint("keys", __name__, url_prefix=f"{STAFF}/keys")
PER_PAGE = 100


@bp.get("")
def list_versions(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, round_ = load(Action.CORRECT_KEYS, host_id, contest_id, number)
    versions = keys.list_versions(round_)
    changes = {each.version: keys.list_changes(round_.id, each.version) for each in versions}
    seen = [change.question_version.question_id for each in changes.values() for change in each]
    page = render_template(
        "keys/versions.html",
        **_page(host, round_),
        versions=versions,
        changes=changes,
    )
    return shown_keys(page, seen)


def _page(host: Host, round_: Round) -> dict[str, Any]:
    return {
        "host": host,
        "contest": round_.contest,
        "round": round_,
        "words": words,
        "form": ActionForm(),
    }


@bp.route("/questions/<question_id>/<int:version>", methods=["GET", "POST"])
def correct_key(
    host_id: str, contest_id: str, number: int, question_id: str, version: int
) -> ResponseReturnValue:
    form = CorrectionForm()
    if form.is_submitted():
        begin_writing()
    host, round_ = load(Action.CORRECT_KEYS, host_id, contest_id, number)
    asked = key_queries.get_pooled(round_, question_id, version)
    form.offer(asked)
    added = _propose(round_, asked, form) if form.validate_on_submit() else None
    if added is None:
        return _form_page(host, round_, asked, form)
    details = {"version": added.version, "question": question_id, "kind": form.kind.data}
    record(host, round_, "key-corrected", details)
    db.session.commit()
    flash(gettext("Đã ghi bản sửa. Máy đang chấm thử; điểm của người dự thi chưa đổi."), "success")
    return redirect(_url(host, round_, "show_version", key_version=added.version), 303)


def _propose(round_: Round, asked: QuestionVersion, form: CorrectionForm) -> KeyVersion | None:
    author, reason = guards.require_account(), form.reason.data or ""
    try:
        return key_service.propose(round_, asked, form.change(), reason, author, clock.now())
    except RemarkRefused:
        form.say_nothing_accepted()
        return None


def _form_page(
    host: Host, round_: Round, asked: QuestionVersion, form: CorrectionForm
) -> ResponseReturnValue:
    now_right = keys.corrected(round_.id, round_.key_version).get(asked.id)
    page = render_template(
        "keys/correct.html",
        **_page(host, round_) | {"form": form},
        version=asked,
        now_right=words.key_words(now_right) if now_right else words.written_words(asked),
    )
    status, question_id = 422 if form.errors else 200, asked.question_id
    db.session.rollback()
    return shown_keys(page, [question_id]), status


def _url(host: Host, round_: Round, endpoint: str, **more: Any) -> str:
    given: dict[str, Any] = {"contest_id": round_.contest.public_id, "number": round_.number}
    return url_for(f"results.keys.{endpoint}", host_id=host.public_id, **given, **more)


@bp.get("/<int:key_version>")
def show_version(
    host_id: str, contest_id: str, number: int, key_version: int
) -> ResponseReturnValue:
    host, round_ = load(Action.CORRECT_KEYS, host_id, contest_id, number)
    found = keys.get_version(round_, key_version)
    changes = keys.list_changes(round_.id, key_version)
    impact, whole = found.impact, keys.count_handed_in(round_.id)
    rows, unit_rows = (impact["changes"], impact.get("units", [])) if impact else ([], [])
    titles = prize_queries.titles_of(round_.contest)
    names = key_queries.names_of_units(each[0] for each in unit_rows)
    page = min(page_number(), max(-(-len(rows) // PER_PAGE), 1))
    account = guards.require_account()
    shown = render_template(
        "keys/version.html",
        **_page(host, round_),
        found=found,
        changes=changes,
        impact=impact,
        lines=words.impact_lines(rows[(page - 1) * PER_PAGE : page * PER_PAGE], titles),
        units=words.unit_lines(unit_rows, titles, names),
        progress=words.progress(
            whole - keys.count_unmarked(round_.id, key_version), whole, found.marked_at
        ),
        is_pending=not (found.published_at or found.withdrawn_at),
        is_author=found.written_by_id == account.id,
        page=page,
        pages=max(-(-len(rows) // PER_PAGE), 1),
    )
    return shown_keys(shown, [each.question_version.question_id for each in changes])


@bp.post("/<int:key_version>/publish")
def publish(host_id: str, contest_id: str, number: int, key_version: int) -> ResponseReturnValue:
    host, round_, found = _load_version(host_id, contest_id, number, key_version)
    key_service.publish(round_, found, guards.require_account(), clock.now())
    record(host, round_, "keys-published", {"version": key_version})
    db.session.commit()
    flash(gettext("Đã công bố bản sửa đáp án. Kết quả được tính lại theo bản này."), "success")
    return redirect(_url(host, round_, "list_versions"), 303)


@bp.post("/<int:key_version>/withdraw")
def withdraw(host_id: str, contest_id: str, number: int, key_version: int) -> ResponseReturnValue:
    host, round_, found = _load_version(host_id, contest_id, number, key_version)
    key_service.withdraw(round_, found, clock.now())
    record(host, round_, "keys-withdrawn", {"version": key_version})
    db.session.commit()
    flash(gettext("Đã rút bản sửa đáp án. Không ai bị đổi điểm."), "success")
    return redirect(_url(host, round_, "list_versions"), 303)


def _load_version(
    host_id: str, contest_id: str, number: int, key_version: int
) -> tuple[Host, Round, KeyVersion]:
    begin_writing()
    host, round_ = load(Action.CORRECT_KEYS, host_id, contest_id, number)
    require_token()
    return host, round_, keys.get_version(round_, key_version)


@bp.post("/<int:key_version>/csv")
def export_impact(
    host_id: str, contest_id: str, number: int, key_version: int
) -> ResponseReturnValue:
    host, round_, found = _load_version(host_id, contest_id, number, key_version)
    if found.impact is None:
        raise NotFound
    record(host, round_, "key-impact-exported", {"version": key_version})
    table = words.impact_table(found.impact, prize_queries.titles_of(round_.contest))
    body = "".join(files.csv_lines(table)).encode()
    db.session.commit()
    return _csv(body, f"{contest_id}-{number}-key-{key_version}.csv")


def _csv(body: bytes, name: str) -> Response:
    return attachment(body, name, "text/csv; charset=utf-8")
