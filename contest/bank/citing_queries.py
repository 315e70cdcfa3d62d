"""Which questions rest on a legal document."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import selectinload

from contest.bank.document_models import LegalDocument, VersionDocument
from contest.bank.document_queries import names
from contest.bank.models import Question, QuestionVersion
from contest.bank.queries import judged, lent_to, newest
from contest.db import db
from contest.hosts.models import Host
from questions.legal import Citation
from questions.review import State


def list_questions_naming(host: Host, document: LegalDocument) -> list[Question]:
    """The questions that the host sees and whose newest or drawn version names the document.

    By their codes; of a lent question only the version that papers draw counts.  A question whose
    newest version was retired is left out.
    """
    naming = select(QuestionVersion.question_id).where(_counts(host), names(document))
    query = select(Question).where(Question.id.in_(naming)).order_by(Question.code, Question.id)
    loaded = query.options(selectinload(Question.versions), selectinload(Question.host))
    return list(db.session.scalars(loaded))


def list_hosts_naming(document: LegalDocument) -> list[Host]:
    """The hosts with questions of their own that name the document in any version."""
    naming = select(Question.host_id).join(QuestionVersion).where(names(document))
    return list(db.session.scalars(select(Host).where(Host.id.in_(naming)).order_by(Host.id)))


def count_by_document(host: Host, documents: Iterable[LegalDocument]) -> dict[int, int]:
    """How many questions name each of the documents, by its row id; the same ones count."""
    query = (
        select(
            VersionDocument.cited,
            VersionDocument.cited_year,
            func.count(QuestionVersion.question_id.distinct()),
        )
        .join(QuestionVersion, QuestionVersion.id == VersionDocument.version_id)
        .where(_counts(host))
        .group_by(VersionDocument.cited, VersionDocument.cited_year)
    )
    counts = [(Citation(cited, year), count) for cited, year, count in db.session.execute(query)]
    return {
        each.id: sum(count for cited, count in counts if cited.may_be(each.written.citation))
        for each in documents
    }


def _counts(host: Host) -> ColumnElement[bool]:
    """The newest version of the host's own, unless retired, and what papers draw, own or lent."""
    own = Question.host_id == host.id
    reachable = or_(own, Question.id.in_(lent_to(host)))
    drawn = and_(judged(reachable), QuestionVersion.state == State.APPROVED)
    return or_(and_(newest(own), QuestionVersion.state != State.RETIRED), drawn)
