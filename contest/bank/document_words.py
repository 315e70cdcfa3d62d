"""What legal documents are called on pages and in reasons: their full words, how they stand."""

from collections.abc import Mapping
from datetime import date, timedelta

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from contest.bank.document_queries import ENDED, IN_FORCE, SOON
from contest.web.filters import day
from questions.legal import Document

STATUS_NAMES: Mapping[str, LazyString] = {
    IN_FORCE: _l("Còn hiệu lực"),
    SOON: _l("Sắp hết hiệu lực"),
    ENDED: _l("Hết hiệu lực"),
}
STATUS_COLOURS: Mapping[str, str] = {IN_FORCE: "green", SOON: "yellow", ENDED: "red"}

# As documents call themselves before their number, the longer first.
_KINDS = (
    "Thông tư liên tịch", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Chỉ thị",
    "Pháp lệnh", "Hướng dẫn", "Kế hoạch", "Kết luận", "Công văn", "Thông báo",
)  # fmt: skip
_TITLED = ("Luật", "Bộ luật")


def cited_as(document: Document) -> str:
    """The document as a legal basis names it: kind, number, day and issuer."""
    if not document.number or not any(map(str.isdecimal, document.number)):
        return document.name
    named = f"{_named(document)} số {document.number}"
    if document.issued_on:
        named += f" ngày {_official_day(document.issued_on)}"
    elif document.year:
        named += f" năm {document.year}"
    return f"{named} của {document.issuer}" if document.issuer else named


def reason_of_end(document: Document) -> str:
    """Why questions are put back to review, as their writers read it."""
    replaced = ", ".join(document.replaced_by)
    given = {"document": document.title, "day": day(first_day_without(document)), "by": replaced}
    if replaced:
        said = gettext(
            "Căn cứ %(document)s hết hiệu lực từ ngày %(day)s, được thay thế bởi %(by)s.", **given
        )
    else:
        said = gettext("Căn cứ %(document)s hết hiệu lực từ ngày %(day)s.", **given)
    return str(said)


def first_day_without(document: Document) -> date | None:
    """The day from which the document is no longer in force; None where none is known."""
    return document.in_force_to + timedelta(days=1) if document.in_force_to else None


def _named(document: Document) -> str:
    if document.name.startswith(_TITLED):
        return document.name
    return next((kind for kind in _KINDS if document.name.startswith(kind)), document.name)


def _official_day(value: date) -> str:
    """09/6/2025, 06/01/2022: days under ten and the first two months have a zero before them."""
    return f"{value.day:02}/{value.month:{'02' if value.month < 3 else ''}}/{value.year}"
