"""What can be done to legal documents, and to the questions that rest on them.  Callers commit."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from contest.audit import service as audit
from contest.audit.service import Actor
from contest.bank import citing_queries, document_queries, queries, service
from contest.bank.document_models import LegalDocument
from contest.bank.models import Question, QuestionVersion
from contest.db import db
from contest.hosts.models import Account, Host
from questions.content.documents import load_documents
from questions.legal import Document, Register
from questions.review import State

NewId = Callable[[], str]
CHANCE: NewId = partial(secrets.token_urlsafe, 16)
_MARKED = frozenset({State.DRAFT, State.SUBMITTED, State.REVIEWED})


def add_document(
    public_id: str, host: Host | None, document: Document, by: Account | None, now: datetime
) -> LegalDocument:
    """A new row of the host's own, or of the nation's."""
    row = LegalDocument(
        public_id=public_id,
        host_id=host.id if host else None,
        host=host,
        created_at=now,
        created_by_id=by.id if by else None,
    )
    return change_document(row, document, by, now)


def change_document(
    row: LegalDocument, document: Document, by: Account | None, now: datetime
) -> LegalDocument:
    """Write down what is known of a document."""
    row.write(document)
    row.updated_at, row.updated_by_id, row.updated_by = now, by.id if by else None, by
    return row


def own_row(
    row: LegalDocument, host: Host, public_id: str, by: Account, now: datetime
) -> LegalDocument:
    """The host's own row for the document, to be changed: a copy where it has the nation's only."""
    if row.host is not None:
        return row
    return add_document(public_id, host, row.written, by, now)


def end_document(
    row: LegalDocument, last: date, replaced_by: tuple[str, ...], by: Account, now: datetime
) -> None:
    """The document is in force to the end of the day; from the next on it carries no question."""
    ended = replace(row.written, in_force_to=last, replaced_by=replaced_by)
    change_document(row, ended, by, now)


def outlives(version: QuestionVersion, document: Document) -> bool:
    """Whether the version names the document and would hold beyond its last day."""
    last = document.in_force_to
    named = any(Register([document]).find(each["document"]) for each in version.basis)
    return named and last is not None and (version.valid_to is None or version.valid_to > last)


def to_recall(questions: Iterable[Question], document: Document) -> list[Question]:
    """Those whose newest version is approved, and outlives the document."""
    return [
        each
        for each in questions
        if each.latest.state is State.APPROVED and outlives(each.latest, document)
    ]


def put_back(
    questions: Iterable[Question], document: Document, reason: str, now: datetime
) -> list[Question]:
    """Put the questions that outlive the document back to review; returns those recalled.

    An approved one gets a further version, the same words of the same author, submitted.  A draft,
    or what is under review, gets the reason alone.  Retired questions are left.
    """
    listed = list(questions)
    for question in listed:
        if question.latest.state in _MARKED and outlives(question.latest, document):
            question.latest.reason = reason
    recalled = to_recall(listed, document)
    for question in recalled:
        service.recall(question, reason, now)
    return recalled


def recall_questions(
    host: Host,
    actor: Actor,
    row: LegalDocument,
    questions: Iterable[Question],
    reason: str,
    now: datetime,
) -> int:
    """Put the host's questions on a document that ends back to review, and record which.

    Returns how many were recalled.
    """
    recalled = put_back(questions, row.written, reason, now)
    if recalled:
        codes = [each.code for each in recalled]
        audit.record(
            actor,
            "questions-recalled",
            now=now,
            host_id=host.id,
            subject_kind="document",
            subject=row.public_id,
            details={"document": row.written.title, "count": len(codes), "codes": codes},
        )
    return len(recalled)


def recall_everywhere(
    rows: Iterable[LegalDocument], reason_of: Callable[[Document], str], now: datetime
) -> int:
    """Put the questions of every host for which one of these rows of the nation's counts back to
    review, as the system.  Returns how many were recalled."""
    count = 0
    for row in rows:
        for host in citing_queries.list_hosts_naming(row):
            if document_queries.find_document(host, row.written.citation) is row:
                queries.lock_host(host)
                named = citing_queries.list_questions_naming(host, row)
                own = [each for each in named if each.host_id == host.id]
                reason = reason_of(row.written)
                count += recall_questions(host, audit.SYSTEM, row, own, reason, now)
    return count


@dataclass(frozen=True, slots=True)
class Installed:
    """The nation's rows that were added or changed, and those of them whose last day is news."""

    changed: tuple[LegalDocument, ...]
    ended: tuple[LegalDocument, ...]


def install_documents(now: datetime, *, new_id: NewId = CHANCE) -> Installed:
    """Bring the nation's rows to what ships, and link versions that came before the register.

    Rows of hosts are left as they are.
    """
    known = document_queries.list_nation_documents()
    changed, ended = [], []
    for document in load_documents():
        row = known.get(document.citation)
        last = row.in_force_to if row else None
        if row is None:
            row = add_document(new_id(), None, document, None, now)
            db.session.add(row)
        elif row.written != document:
            change_document(row, document, None, now)
        else:
            continue
        changed.append(row)
        if document.in_force_to not in (None, last):
            ended.append(row)
    for version in document_queries.list_unlinked():
        version.basis = list(version.basis)
    db.session.flush()
    return Installed(tuple(changed), tuple(ended))
