"""What can be done to questions, their versions, loans and lists.  Callers commit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from contest.bank.models import (
    Audience,
    Loan,
    Question,
    QuestionVersion,
    ReportingGroup,
    Topic,
)
from contest.errors import ActNotOpen, FaultyQuestion, OwnWork
from contest.hosts.models import Account, Host
from questions.checks import Severity, check
from questions.model import Difficulty, Kind, LegalBasis, Option
from questions.review import Act, ReviewRefused, State, next_state, refuse_own_work
from questions.text import fold

Line = TypeVar("Line", Topic, Audience, ReportingGroup)
CODE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Text:
    """What a version says."""

    stem: str
    options: tuple[Option, ...]
    topic: Topic
    difficulty: Difficulty
    audiences: tuple[Audience, ...]
    explanation: str = ""
    basis: tuple[LegalBasis, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    kind: Kind = Kind.SINGLE


def write_question(
    public_id: str, host: Host, code: str, text: Text, by: Account, now: datetime
) -> Question:
    """A new question of the host; its first version is a draft."""
    question = Question(public_id=public_id, host_id=host.id, code=code, created_at=now)
    question.host = host
    question.versions.append(new_version(text, 1, by, now))
    return question


def edit_question(question: Question, text: Text, by: Account, now: datetime) -> QuestionVersion:
    """Write the question anew: a further version, a draft; the approved one is drawn as before."""
    latest = question.latest
    version = new_version(text, latest.number + 1, by, now)
    version.state = _moved(latest, Act.REVISE)
    question.versions.append(version)
    return version


def new_version(text: Text, number: int, by: Account, now: datetime) -> QuestionVersion:
    options = [
        {"text": each.text, "right": each.is_right, "stays": each.stays} for each in text.options
    ]
    words = [text.stem, *(each.text for each in text.options)]
    return QuestionVersion(
        number=number,
        state=State.DRAFT,
        kind=text.kind,
        stem=text.stem,
        folded=fold(" ".join(words)),
        options=options,
        topic_id=text.topic.id,
        topic=text.topic,
        difficulty=text.difficulty,
        audiences=list(text.audiences),
        explanation=text.explanation,
        basis=[{"document": each.document, "article": each.article} for each in text.basis],
        valid_from=text.valid_from,
        valid_to=text.valid_to,
        author_id=by.id,
        author=by,
        created_at=now,
        reason="",
    )


def submit(version: QuestionVersion) -> None:
    """Hand a draft in for appraisal.  Raises ActNotOpen for all but the newest draft."""
    _refuse_outdated(version)
    version.state = _moved(version, Act.SUBMIT)


def approve(version: QuestionVersion, by: Account, now: datetime) -> None:
    """Take what was submitted into use.

    Raises ActNotOpen unless it is the newest version and submitted; OwnWork for its author;
    FaultyQuestion when the checks find an error.
    """
    _refuse_outdated(version)
    state = _moved(version, Act.APPROVE)
    try:
        refuse_own_work(version.author, by)
    except ReviewRefused as refused:
        raise OwnWork from refused
    if any(each.severity is Severity.ERROR for each in check(version.written)):
        raise FaultyQuestion
    _decide(version, state, by, now, "")


def send_back(version: QuestionVersion, reason: str, by: Account, now: datetime) -> None:
    """Return what was submitted to its author, with the reason.  Raises ActNotOpen."""
    _refuse_outdated(version)
    _decide(version, _moved(version, Act.SEND_BACK), by, now, reason)


def retire(question: Question, reason: str, by: Account, now: datetime) -> None:
    """Take the question out of use: the approved version is drawn no more.

    Papers that hold it already keep it.  Raises ActNotOpen when no version is in use.
    """
    version = question.approved
    if version is None:
        raise ActNotOpen
    _decide(version, _moved(version, Act.RETIRE), by, now, reason)


def lend(question: Question, to: Host, known: Loan | None, by: Account, now: datetime) -> Loan:
    """Let another host see and draw the question until the loan is ended.

    ``known`` is the pair's loan of earlier, which is opened again.  Raises ActNotOpen when no
    version is in use.
    """
    if question.approved is None:
        raise ActNotOpen
    loan = known or Loan(question=question, host=to)
    if known is None or known.ended_at is not None:
        loan.lent_by_id, loan.lent_at, loan.ended_at = by.id, now, None
    return loan


def end_loan(loan: Loan, now: datetime) -> None:
    """The other host draws it no more; ending it twice changes nothing."""
    loan.ended_at = loan.ended_at or now


def add_line(
    kind: type[Line], host: Host | None, name: str, name_en: str, taken: Iterable[str]
) -> Line:
    """A topic, an audience or a reporting group of the host's own, with a code made of its name."""
    make: Any = kind
    line: Line = make(
        host_id=host.id if host else None,
        code=free_code(name, set(taken)),
        name=name,
        name_en=name_en,
    )
    return line


def free_code(name: str, taken: set[str]) -> str:
    """The name's letters and digits, without marks, joined by hyphens; numbered where taken."""
    letters = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(name))
    code = "-".join(letters.split())[: CODE_LENGTH - 4].strip("-") or "muc"
    tries = (f"{code}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (code, *tries) if each not in taken)


def end_line(line: Topic | Audience | ReportingGroup, now: datetime) -> None:
    """Offer it no more; what was filed under it stays so."""
    line.ended_at = line.ended_at or now


def _refuse_outdated(version: QuestionVersion) -> None:
    if version is not version.question.latest:
        raise ActNotOpen


def _moved(version: QuestionVersion, act: Act) -> State:
    try:
        return next_state(version.state, act)
    except ReviewRefused as refused:
        raise ActNotOpen from refused


def _decide(
    version: QuestionVersion, state: State, by: Account, now: datetime, reason: str
) -> None:
    version.state, version.reason = state, reason
    version.decided_by_id, version.decided_by, version.decided_at = by.id, by, now
