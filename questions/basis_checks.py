"""What is wrong with a question's legal basis, by a register of documents."""

from collections.abc import Iterator
from datetime import date, timedelta

from questions.checks import Code, Finding
from questions.legal import Document, Law
from questions.model import Question


def check_basis(question: Question, law: Law) -> tuple[Finding, ...]:
    """A question's documents are in the register, and in force as long as the question holds.

    One that holds beyond the last day of a document rests on nothing from then on: an error once
    that day is over, and a warning until then.  Where a text may mean documents of several years,
    one that ended is enough.  ``day`` in a finding is the first day without the document.
    """
    return tuple(_find(question, law))


def has_ended(question: Question, law: Law) -> bool:
    """Whether the question holds beyond the last day of what it rests on, and that day is over."""
    return any(each.code is Code.BASIS_ENDED for each in check_basis(question, law))


def _find(question: Question, law: Law) -> Iterator[Finding]:
    for text in (each.document for each in question.basis if each.document.strip()):
        documents = law.register.find(text)
        if not documents:
            yield Finding(Code.BASIS_UNKNOWN, {"document": text.strip()})
        for document in documents:
            last = document.in_force_to
            if last and (question.valid_to is None or question.valid_to > last):
                ended = document.has_ended_by(law.day)
                code = Code.BASIS_ENDED if ended else Code.BASIS_WILL_END
                yield Finding(code, _params(document, last))
                break


def _params(document: Document, last: date) -> dict[str, str | int]:
    return {
        "document": document.title,
        "day": (last + timedelta(days=1)).isoformat(),
        "by": ", ".join(document.replaced_by),
    }
