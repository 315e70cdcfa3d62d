"""Bringing files of questions into the bank: the file, its preview, taking it over."""

import secrets
from functools import partial
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from contest import clock
from contest.audit import service as audit
from contest.bank import import_item_routes, import_queries, import_service, import_words, queries
from contest.bank.import_forms import (
    FILES,
    LEAVE_OUT,
    TAKE_BACK,
    TO_FILE,
    FilingForm,
    TakeOverForm,
    UploadForm,
)
from contest.bank.import_item_routes import asked_list, url_near
from contest.bank.import_models import ImportState, QuestionImport
from contest.bank.import_queries import PER_PAGE, Shown
from contest.bank.looks_routes import shown_keys
from contest.bank.reading_words import refused_sentence
from contest.db import begin_writing, db
from contest.errors import NotFiled, NotFound
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import ActionForm, require_token
from contest.web.paging import page_number
from questions import content
from questions.formats import FormatRefused
from questions.formats.files import write_file

bp = Blueprint("imports", __name__, url_prefix="/hosts/<host_id>/questions/imports")
bp.register_blueprint(import_item_routes.bp)
SAMPLES = 4
LATE_SECONDS = 120  # by then the largest file is read; nobody may be there to read
MOST_WORDS = 30  # of a file for topics, asked for at once
new_id = partial(secrets.token_urlsafe, 16)


@bp.route("", methods=["GET", "POST"])
def list_imports(host_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.WRITE_QUESTIONS, host_id)
    form = UploadForm()
    if not form.validate_on_submit():
        return _imports_page(host, form)
    file, by = form.file.data, guards.require_account()
    try:
        one = import_service.bring(new_id(), host, file.filename, file.read(), by, clock.now())
    except FormatRefused as refused:
        form.file.errors = [refused_sentence(refused)]
        return _imports_page(host, form)
    db.session.add(one)
    db.session.commit()
    return redirect(_url(one), 303)


def _imports_page(host: Host, form: UploadForm) -> ResponseReturnValue:
    page = render_template(
        "bank/imports.html",
        form=form,
        files=FILES,
        imports=import_queries.list_imports(host),
        state_words=import_words.STATE_NAMES,
        state_colours=import_words.STATE_COLOURS,
    )
    return page, 422 if form.errors else 200


@bp.get("/sample.<ending>")
def download_sample(host_id: str, ending: str) -> ResponseReturnValue:
    guards.require(Action.WRITE_QUESTIONS, host_id)
    if ending not in ("docx", "xlsx"):
        raise NotFound
    written = write_file(f"sample.{ending}", content.load()[:SAMPLES])
    answer = Response(written.content, mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="cau-hoi-mau.{ending}"'
    return answer


@bp.get("/<import_id>")
def show_import(host_id: str, import_id: str) -> ResponseReturnValue:
    host = guards.require(Action.WRITE_QUESTIONS, host_id)
    one = import_queries.get_import(host, import_id)
    if "HX-Request" in request.headers and one.state is not ImportState.WAITING:
        return Response(headers={"HX-Refresh": "true"})  # the page that waits is another page now
    form = FilingForm(formdata=None)
    form.offer(queries.list_topics(host), queries.list_audiences(host))
    return _import_page(one, form, TakeOverForm(formdata=None))


def _import_page(one: QuestionImport, form: FilingForm, last: TakeOverForm) -> str:
    """The preview; once the questions are the bank's it is kept who sees their keys."""
    shown, page = asked_list(), page_number()
    items, total = import_queries.list_items(one, shown, page)
    counts = import_queries.count_items(one)
    seconds = int((clock.now() - one.uploaded_at).total_seconds())
    topics = {each.code: each.name for each in queries.list_topics(one.host)}
    html = render_template(
        "bank/import.html",
        one=one,
        items=items,
        shown=shown,
        counts=counts,
        left=counts[Shown.ALL] - counts[Shown.LEFT_OUT],
        page=page,
        pages=max(-(-total // PER_PAGE), 1),
        form=form,
        last=last,
        action=ActionForm(),
        words=import_words,
        seconds=seconds,
        before=import_queries.count_before(one) if one.state is ImportState.WAITING else 0,
        is_late=seconds > LATE_SECONDS,
        topics=topics,
        may_manage_lists=guards.may_here(Action.MANAGE_LISTS, one.host),
        unknown=import_queries.count_unknown_topics(one, topics).most_common(MOST_WORDS),
        audiences={each.code: each.name for each in queries.list_audiences(one.host)},
    )
    taken_over = [each.question for each in items if each.question]
    return shown_keys(html, taken_over) if taken_over else html


@bp.post("/<import_id>/items")
def change_items(host_id: str, import_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.WRITE_QUESTIONS, host_id)
    one = import_queries.take_import(host, import_id)
    form = FilingForm()
    form.offer(queries.list_topics(host), queries.list_audiences(host))
    if not form.validate_on_submit():
        return _import_page(one, form, TakeOverForm(formdata=None)), 422
    act, numbers = form.act
    shown = Shown.TO_FILE if form.scope.data == TO_FILE else asked_list()
    items = import_service.changed_items(one, shown, numbers)
    if act in (LEAVE_OUT, TAKE_BACK):
        count = import_service.leave_out(items, is_left_out=act == LEAVE_OUT)
    else:
        shelves = import_service.shelves(one, clock.now())
        count = import_service.file_items(items, form.filing, shelves)
    has_own_button = numbers and "act" not in request.form
    address = url_near(one, numbers[0]) if has_own_button else _list_url(one)
    db.session.commit()
    _tell_change(act, count, is_any=bool(items))
    return redirect(address, 303)


def _tell_change(act: str, count: int, *, is_any: bool) -> None:
    """Say what was done, or why nothing was."""
    if count and act == LEAVE_OUT:
        flash(ngettext("Đã bỏ %(num)d câu.", "Đã bỏ %(num)d câu.", count), "success")
    elif count and act == TAKE_BACK:
        flash(ngettext("Đã lấy lại %(num)d câu.", "Đã lấy lại %(num)d câu.", count), "success")
    elif count:
        flash(ngettext("Đã sửa %(num)d câu.", "Đã sửa %(num)d câu.", count), "success")
    elif is_any:
        flash(gettext("Không có gì thay đổi: các câu này đã như vậy từ trước."))
    else:
        flash(
            gettext(
                "Không có gì thay đổi: không có câu nào thuộc phạm vi đã chọn. Hãy đánh dấu các "
                "câu cần sửa, hoặc chọn “Tất cả các câu đang liệt kê”, rồi bấm lại."
            )
        )


@bp.post("/<import_id>/topics")
def match_topics(host_id: str, import_id: str) -> ResponseReturnValue:
    """What the file calls a topic is put down as one of the host's."""
    begin_writing()
    host = guards.require(Action.WRITE_QUESTIONS, host_id)
    one = import_queries.take_import(host, import_id)
    require_token()
    codes = {each.code for each in queries.list_topics(host)}
    pairs = zip(request.form.getlist("word"), request.form.getlist("topic"), strict=False)
    chosen = {word: code for word, code in pairs if code in codes}
    items = import_service.changed_items(one, Shown.TO_FILE)
    count = import_service.match_topics(items, chosen, import_service.shelves(one, clock.now()))
    db.session.commit()
    if count:
        words = ngettext(
            "Đã ghi chuyên đề cho %(num)d câu.", "Đã ghi chuyên đề cho %(num)d câu.", count
        )
        flash(words, "success")
    else:
        flash(gettext("Không có gì thay đổi. Hãy chọn chuyên đề trong danh sách rồi bấm lại."))
    return redirect(_list_url(one), 303)


@bp.post("/<import_id>/take-over")
def take_over(host_id: str, import_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.WRITE_QUESTIONS, host_id)
    one = import_queries.take_import(host, import_id)
    require_token()
    form, by = TakeOverForm(), guards.require_account()
    try:
        count = import_service.take_over(
            one, by, clock.now(), new_id, is_submitted=form.is_submitted.data
        )
    except NotFiled as missing:
        db.session.commit()
        words = gettext(
            "Còn %(count)s câu chưa đủ chuyên đề, độ khó, đối tượng. Hãy chọn cho các câu này, "
            "hoặc bỏ ra.",
            count=missing.details["count"],
        )
        flash(words, "error")
        return redirect(_url(one, shown=Shown.TO_FILE.value), 303)
    _record(one, "questions-imported", taken_over=count)
    db.session.commit()
    flash(
        ngettext("Đã đưa %(num)d câu vào ngân hàng.", "Đã đưa %(num)d câu vào ngân hàng.", count),
        "success",
    )
    return redirect(_url(one), 303)


@bp.post("/<import_id>/cancel")
def cancel(host_id: str, import_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.WRITE_QUESTIONS, host_id)
    one = import_queries.take_import(host, import_id)
    require_token()
    import_service.cancel(one)
    _record(one, "import-cancelled")
    db.session.commit()
    flash(gettext("Đã xóa tệp. Ngân hàng câu hỏi không thay đổi."), "success")
    return redirect(url_for("bank.imports.list_imports", host_id=host_id), 303)


def _url(one: QuestionImport, **where: Any) -> str:
    return url_for(
        "bank.imports.show_import", host_id=one.host.public_id, import_id=one.public_id, **where
    )


def _list_url(one: QuestionImport) -> str:
    """The list that was asked for, on its page."""
    return _url(one, shown=asked_list().value, page=page_number())


def _record(one: QuestionImport, act: str, **more: int) -> None:
    audit.record(
        guards.require_account().actor,
        act,
        now=clock.now(),
        host_id=one.host_id,
        subject_kind="import",
        subject=one.public_id,
        details=import_service.counts(one) | more,
    )
