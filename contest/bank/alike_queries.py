"""Which questions of a host's bank are nearly the same as another."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager

from contest.bank.models import Question, QuestionVersion
from contest.bank.queries import newest
from contest.db import db
from contest.hosts.models import Host
from questions.model import Kind, Option
from questions.model import Question as Written
from questions.review import State
from questions.set_checks import Known
from questions.similarity import NEARLY_THE_SAME, Index, Wording, sharing, wording, wording_of

_WORDS = (QuestionVersion.kind, QuestionVersion.stem, QuestionVersion.options)


def known_questions(host: Host) -> Known:
    """The host's questions by their codes, to compare thousands of new ones with.

    Of each question the newest version, but for retired ones.  20,000 take three seconds.
    """
    return _known(*_in_use(host))


def known_near(host: Host, question: Written) -> Known:
    """Those of the host's questions that share many of their words with one, by their codes."""
    sought = wording_of(question)
    texts = select(QuestionVersion.id, QuestionVersion.folded).where(*_in_use(host))
    near = sharing(sought, ((each.id, each.folded) for each in db.session.execute(texts)))
    return _known(QuestionVersion.id.in_(near))


def _known(*conditions: ColumnElement[bool]) -> Known:
    query = select(Question.code, *_WORDS).join(QuestionVersion.question)
    known = Known()
    for code, kind, stem, options in db.session.execute(query.where(*conditions)):
        texts = tuple(Option(each["text"]) for each in options)
        known.add(code, Written(kind=kind, stem=stem, options=texts))
    return known


def list_alike(
    host: Host, version: QuestionVersion, most: int
) -> list[tuple[QuestionVersion, float]]:
    """The newest versions of the host's other questions that are nearly the same as this one.

    The most alike first, each with how alike it is, from 0 to 1; retired ones are left out.
    """
    sought = _wording(version.kind, version.stem, version.options)
    texts = select(QuestionVersion.id, QuestionVersion.folded).where(
        *_in_use(host), QuestionVersion.question_id != version.question_id
    )
    near = sharing(sought, ((each.id, each.folded) for each in db.session.execute(texts)))
    compared = select(QuestionVersion.id, *_WORDS).where(QuestionVersion.id.in_(near))
    index: Index[int] = Index(NEARLY_THE_SAME)
    for row_id, kind, stem, options in db.session.execute(compared):
        index.add(row_id, _wording(kind, stem, options))
    found = index.find(sought)[:most]
    query = select(QuestionVersion).join(QuestionVersion.question)
    query = query.where(QuestionVersion.id.in_([each.name for each in found]))
    loaded = db.session.scalars(query.options(contains_eager(QuestionVersion.question)))
    versions = {each.id: each for each in loaded}
    return [(versions[each.name], each.similarity) for each in found]


def _in_use(host: Host) -> tuple[ColumnElement[bool], ...]:
    return newest(Question.host_id == host.id), QuestionVersion.state != State.RETIRED


def _wording(kind: Kind, stem: str, options: Iterable[dict[str, Any]]) -> Wording:
    return wording(kind, stem, (each["text"] for each in options))
