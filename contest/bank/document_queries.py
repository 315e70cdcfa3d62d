"""The register of legal documents as a host sees it, and which versions rest on what has ended."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased, joinedload

from contest.bank.document_models import LegalDocument, VersionDocument
from contest.bank.models import QuestionVersion
from contest.db import db
from contest.errors import NotFound
from contest.hosts.models import Host
from questions.legal import Citation, Document, Register
from questions.text import fold

ENDS_SOON = timedelta(days=90)
IN_FORCE, ENDED, SOON = "in-force", "ended", "ends-soon"


def list_documents(
    host: Host, text: str = "", status: str = "", day: date = date.min
) -> list[LegalDocument]:
    """The documents that count for the host, by name, then number.

    ``text`` is looked for in number, name and issuer, without marks; ``status`` is by the day.
    """
    words = fold(text).split()
    rows = db.session.scalars(_counting_for(host).options(joinedload(LegalDocument.host)))
    found = [
        row
        for row in rows
        if status in ("", status_of(row.written, day))
        and all(map(_searched(row).__contains__, words))
    ]
    return sorted(found, key=lambda row: (fold(row.name), row.cited))


def status_of(document: Document, day: date) -> str:
    """Whether it is in force, ends soon, or has ended."""
    if document.has_ended_by(day):
        return ENDED
    return SOON if document.has_ended_by(day + ENDS_SOON) else IN_FORCE


def register_of(host: Host) -> Register:
    """All documents that count for the host."""
    return Register(each.written for each in db.session.scalars(_counting_for(host)))


def get_document(host: Host, public_id: str) -> LegalDocument:
    """A document of the nation's or the host's own; of the nation's, the host's where it has one.

    Raises NotFound for a stranger's.
    """
    row = db.session.scalar(
        select(LegalDocument).where(
            LegalDocument.public_id == public_id,
            or_(LegalDocument.host_id.is_(None), LegalDocument.host_id == host.id),
        )
    )
    if row is None:
        raise NotFound
    return find_document(host, Citation(row.cited, row.cited_year)) or row


def find_document(host: Host, cited: Citation) -> LegalDocument | None:
    """The document that counts for the host, of exactly this citation."""
    return db.session.scalar(
        _counting_for(host).where(
            LegalDocument.cited == cited.number,
            LegalDocument.cited_year.is_not_distinct_from(cited.year),
        )
    )


def list_nation_documents() -> dict[Citation, LegalDocument]:
    """The nation's rows by what they are found by."""
    rows = db.session.scalars(select(LegalDocument).where(LegalDocument.host_id.is_(None)))
    return {Citation(each.cited, each.cited_year): each for each in rows}


def rests_on_ended(host: Host, day: date) -> ColumnElement[bool]:
    """The version names a document whose last day, as it counts for the host, is before the day."""
    ended = (
        select(VersionDocument.version_id)
        .join(LegalDocument, _means(VersionDocument, LegalDocument))
        .where(_counts_for(host), LegalDocument.in_force_to < day)
    )
    return QuestionVersion.id.in_(ended)


def names(document: LegalDocument) -> ColumnElement[bool]:
    """The version names the document."""
    year = VersionDocument.cited_year
    fits = [] if document.cited_year is None else [or_(year.is_(None), year == document.cited_year)]
    naming = select(VersionDocument.version_id)
    return QuestionVersion.id.in_(naming.where(VersionDocument.cited == document.cited, *fits))


def list_unlinked() -> list[QuestionVersion]:
    """Versions with a legal basis and no link: those written before there was a register."""
    query = select(QuestionVersion).where(~QuestionVersion.documents.any())
    return [each for each in db.session.scalars(query) if each.basis]


def _counting_for(host: Host) -> Select[LegalDocument]:
    return select(LegalDocument).where(_counts_for(host))


def _counts_for(host: Host) -> ColumnElement[bool]:
    """The host's own rows, and those of the nation's in whose place no row of the host stands."""
    own = aliased(LegalDocument)
    replaced = (
        select(own.id)
        .where(
            own.host_id == host.id,
            own.cited == LegalDocument.cited,
            own.cited_year.is_not_distinct_from(LegalDocument.cited_year),
        )
        .exists()
    )
    return or_(LegalDocument.host_id == host.id, and_(LegalDocument.host_id.is_(None), ~replaced))


def _means(link: type[VersionDocument], document: type[LegalDocument]) -> ColumnElement[bool]:
    """What is linked may be the document: a year that is not told fits any."""
    years = (
        link.cited_year.is_(None),
        document.cited_year.is_(None),
        link.cited_year == document.cited_year,
    )
    return and_(link.cited == document.cited, or_(*years))


def _searched(row: LegalDocument) -> str:
    return fold(f"{row.number} {row.name} {row.issuer}")
