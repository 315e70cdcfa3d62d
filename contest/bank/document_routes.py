"""The register of legal documents: the list, one with its questions, adding, changing, ending."""

import secrets

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from contest import clock
from contest.audit import service as audit
from contest.bank import citing_queries, document_queries, document_service, queries
from contest.bank.document_forms import (
    DocumentFilterForm,
    DocumentForm,
    EndForm,
    NewDocumentForm,
    numbers_in,
    typed_of,
)
from contest.bank.document_models import LegalDocument
from contest.bank.document_queries import ENDED
from contest.bank.document_words import STATUS_COLOURS, STATUS_NAMES, cited_as, reason_of_end
from contest.bank.models import Question
from contest.db import begin_writing, db
from contest.hosts.models import Account, Host
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import ActionForm, require_token
from contest.web.paging import page_number
from questions.review import State

bp = Blueprint("documents", __name__, url_prefix="/hosts/<host_id>/documents")
PER_PAGE = 20


@bp.get("")
def list_documents(host_id: str) -> ResponseReturnValue:
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    form = DocumentFilterForm(formdata=request.args)
    filters = form.understood()
    found = document_queries.list_documents(host, day=clock.today(), **filters)
    page = page_number()
    documents = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    counts = citing_queries.count_by_document(host, documents)
    return render_template(
        "bank/documents.html",
        filter_form=form,
        filters=filters,
        documents=[(each, _status(each), counts[each.id]) for each in documents],
        status_names=STATUS_NAMES,
        status_colours=STATUS_COLOURS,
        total=len(found),
        page=page,
        pages=max(-(-len(found) // PER_PAGE), 1),
    )


@bp.route("/new", methods=["GET", "POST"])
def add_document(host_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.MANAGE_DOCUMENTS, host_id)
    form = NewDocumentForm()
    if not form.validate_on_submit():
        return _writing_page(form, None)
    queries.lock_host(host)
    document, by = form.new_document(), guards.require_account()
    if document_queries.find_document(host, document.citation):
        field = form.number if document.number else form.name
        field.errors = [gettext("Văn bản này đã có trong danh mục. Vui lòng tìm trong danh sách.")]
        return _writing_page(form, None)
    row = document_service.add_document(_new_id(), host, document, by, clock.now())
    db.session.add(row)
    _record(host, by, "document-added", row)
    db.session.commit()
    flash(gettext("Đã thêm văn bản %(title)s.", title=document.title), "success")
    return redirect(_url(host, row), 303)


@bp.get("/<document_id>")
def show_document(host_id: str, document_id: str) -> ResponseReturnValue:
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    row = document_queries.get_document(host, document_id)
    questions = citing_queries.list_questions_naming(host, row)
    return render_template(
        "bank/document.html",
        row=row,
        words=cited_as(row.written),
        status=_status(row),
        status_names=STATUS_NAMES,
        status_colours=STATUS_COLOURS,
        questions=questions,
        to_recall=len(document_service.to_recall(_own(host, questions), row.written)),
        versions=[queries.shown_version(host, each) for each in questions],
        action=ActionForm(),
    )


@bp.route("/<document_id>/edit", methods=["GET", "POST"])
def edit_document(host_id: str, document_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.MANAGE_DOCUMENTS, host_id)
    row = document_queries.get_document(host, document_id)
    form = DocumentForm(data=typed_of(row.written))
    if not form.validate_on_submit():
        return _writing_page(form, row)
    queries.lock_host(host)
    by, now = guards.require_account(), clock.now()
    own = document_service.own_row(row, host, _new_id(), by, now)
    document_service.change_document(own, form.document(row.written), by, now)
    db.session.add(own)
    _record(host, by, "document-changed", own)
    db.session.commit()
    flash(gettext("Đã lưu văn bản %(title)s.", title=own.written.title), "success")
    return redirect(_url(host, own), 303)


@bp.route("/<document_id>/end", methods=["GET", "POST"])
def end_document(host_id: str, document_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.MANAGE_DOCUMENTS, host_id)
    row = document_queries.get_document(host, document_id)
    questions = _own(host, citing_queries.list_questions_naming(host, row))
    form = EndForm(data={"replaced_by": ", ".join(row.replaced_by)})
    if not form.validate_on_submit() or form.refuse_early(row.written):
        page = render_template(
            "bank/document_end.html",
            form=form,
            row=row,
            count=len(questions),
            approved=sum(each.latest.state is State.APPROVED for each in questions),
        )
        return page, 422 if form.errors else 200
    queries.lock_host(host)
    by, now = guards.require_account(), clock.now()
    own = document_service.own_row(row, host, _new_id(), by, now)
    db.session.add(own)
    replaced_by = numbers_in(form.replaced_by.data or "")
    document_service.end_document(own, form.last, replaced_by, by, now)
    _record(host, by, "document-ended", own)
    said = gettext("Đã ghi ngày hết hiệu lực của %(title)s.", title=own.written.title)
    flash(f"{said} {_put_back(host, by, own, questions)}", "success")
    db.session.commit()
    return redirect(_url(host, own), 303)


@bp.post("/<document_id>/recall")
def recall_questions(host_id: str, document_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.MANAGE_DOCUMENTS, host_id)
    row = document_queries.get_document(host, document_id)
    require_token()
    queries.lock_host(host)
    questions = _own(host, citing_queries.list_questions_naming(host, row))
    flash(_put_back(host, guards.require_account(), row, questions), "success")
    db.session.commit()
    return redirect(_url(host, row), 303)


@bp.app_template_global("documents_to_cite")
def documents_to_cite(host: Host) -> list[str]:
    """The documents in force, as a legal basis names them."""
    rows = document_queries.list_documents(host, day=clock.today())
    return [cited_as(each.written) for each in rows if _status(each) != ENDED]


def _put_back(host: Host, by: Account, row: LegalDocument, questions: list[Question]) -> str:
    """Put them back to review; says how many there were."""
    reason = reason_of_end(row.written)
    num = document_service.recall_questions(host, by.actor, row, questions, reason, clock.now())
    if not num:
        return str(gettext("Không có câu hỏi đang dùng nào cần đưa về duyệt lại."))
    return str(
        ngettext(
            "Đã đưa %(num)d câu hỏi về chờ duyệt lại.",
            "Đã đưa %(num)d câu hỏi về chờ duyệt lại.",
            num,
        )
    )


def _own(host: Host, questions: list[Question]) -> list[Question]:
    return [each for each in questions if each.host_id == host.id]


def _status(row: LegalDocument) -> str:
    return document_queries.status_of(row.written, clock.today())


def _writing_page(form: DocumentForm, row: LegalDocument | None) -> ResponseReturnValue:
    page = render_template("bank/document_write.html", form=form, row=row)
    return page, 422 if form.errors else 200


def _new_id() -> str:
    return secrets.token_urlsafe(16)


def _url(host: Host, row: LegalDocument) -> str:
    return url_for(
        "bank.documents.show_document", host_id=host.public_id, document_id=row.public_id
    )


def _record(host: Host, by: Account, act: str, row: LegalDocument, **details: object) -> None:
    audit.record(
        by.actor,
        act,
        now=clock.now(),
        host_id=host.id,
        subject_kind="document",
        subject=row.public_id,
        details={"document": row.written.title} | details,
    )
