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
from contest.bank.picture_queries import check_kept
from contest.errors import ActNotOpen, ContestError, FaultyQuestion, OwnWork
from contest.hosts.models import Account, Host
from questions.basis_checks import check_basis
from questions.checks import Severity
from questions.legal import Law
from questions.model import Difficulty, Kind, LegalBasis, Option
from questions.pictures import without_marks
from questions.review import Act, ReviewRefused, State, next_state, refuse_second_step
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
    public_id: str, host: Host, code: str, text: Text, by: Account | None, now: datetime
) -> Question:
    """A new question of the host; its first version is a draft.  Nobody: who has no account."""
    question = Question(public_id=public_id, host_id=host.id, code=code, created_at=now)
    question.host = host
    question.versions.append(new_version(text, 1, by, now))
    return question


def edit_question(question: Question, text: Text, by: Account, now: datetime) -> QuestionVersion:
    """Write the question anew: a further version, a draft; the approved one is drawn as before."""
    latest = question.latest
    version = new_version(text, latest.number + 1, by, now)
    question.versions.append(version)
    return version


def new_version(text: Text, number: int, by: Account | None, now: datetime) -> QuestionVersion:
    options = [
        {"text": each.text, "right": each.is_right, "stays": each.stays} for each in text.options
    ]
    return QuestionVersion(
        number=number,
        state=State.DRAFT,
        kind=text.kind,
        stem=text.stem,
        folded=folded(text.stem, text.options),
        options=options,
        topic_id=text.topic.id,
        topic=text.topic,
        difficulty=text.difficulty,
        audiences=list(text.audiences),
        explanation=text.explanation,
        basis=[{"document": each.document, "article": each.article} for each in text.basis],
        valid_from=text.valid_from,
        valid_to=text.valid_to,
        author_id=by.id if by else None,
        author=by,
        author_name="",
        created_at=now,
        reason="",
    )


def folded(stem: str, options: Iterable[Option]) -> str:
    """What a version says as it is searched: lower case, without marks and pictures."""
    return fold(without_marks(" ".join([stem, *(each.text for each in options)])))


def recall(question: Question, reason: str, now: datetime) -> QuestionVersion:
    """Submit the approved version again as it stands, under its author: what it rests on has ended.

    The approved version is drawn as before, on the days that its law allows.  Raises ActNotOpen
    unless the newest version is approved.
    """
    latest = question.latest
    state = _moved(latest, Act.RECALL)
    version = new_version(_text_of(latest), latest.number + 1, latest.author, now)
    version.state, version.reason, version.author_name = state, reason, latest.author_name
    question.versions.append(version)
    return version


def _text_of(version: QuestionVersion) -> Text:
    written = version.written
    return Text(
        stem=written.stem,
        options=written.options,
        topic=version.topic,
        difficulty=version.difficulty,
        audiences=tuple(version.audiences),
        explanation=written.explanation,
        basis=written.basis,
        valid_from=written.valid_from,
        valid_to=written.valid_to,
        kind=written.kind,
    )


def submit(version: QuestionVersion) -> None:
    """Hand a draft in for appraisal.  Raises ActNotOpen for all but the newest draft."""
    version.state = _moved(version, Act.SUBMIT)


def pass_review(version: QuestionVersion, by: Account, now: datetime, law: Law) -> None:
    """Pass the appraisal of what was submitted, where the host has three steps.

    Raises ActNotOpen unless it is the newest version and submitted, and with two steps; OwnWork
    for all who wrote of it; FaultyQuestion when the checks find an error.
    """
    state = _allowed(version, Act.REVIEW, by, law)
    version.state = state
    version.reviewed_by_id, version.reviewed_by, version.reviewed_at = by.id, by, now


def approve(version: QuestionVersion, by: Account, now: datetime, law: Law) -> None:
    """Take what was submitted, and with three steps appraised, into use.

    Raises ActNotOpen unless it is the newest version and at that step; OwnWork for all who wrote
    of it and for who passed its appraisal; FaultyQuestion when the checks find an error.
    """
    _decide(version, _allowed(version, Act.APPROVE, by, law), by, now, "")


def send_back(version: QuestionVersion, reason: str, by: Account, now: datetime) -> None:
    """Return what was submitted to its author, with the reason; its appraisal begins anew.

    Raises ActNotOpen, and OwnWork for all who wrote of it.
    """
    _decide(version, _allowed(version, Act.SEND_BACK, by, None), by, now, reason)
    version.reviewed_by_id = version.reviewed_by = version.reviewed_at = None


def adopt(version: QuestionVersion, by: Account, now: datetime, law: Law) -> None:
    """Take a draft of an author who has no account into use, in one step.

    Raises FaultyQuestion when the checks find an error.
    """
    if is_faulty(version, law):
        raise FaultyQuestion
    _decide(version, State.APPROVED, by, now, "")


def refusal(version: QuestionVersion, act: Act, by: Account, law: Law) -> ContestError | None:
    """Why the act cannot be done to the version by this person; None where it can."""
    try:
        _allowed(version, act, by, law)
    except ContestError as refused:
        return refused
    return None


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


def _allowed(version: QuestionVersion, act: Act, by: Account, law: Law | None) -> State:
    """The state to which the act leads.  Raises ActNotOpen, OwnWork, FaultyQuestion.

    Only acts that find no fault in the question need no law.
    """
    state = _moved(version, act)
    try:
        refuse_second_step(act, by, version.writers, version.reviewed_by)
    except ReviewRefused as refused:
        raise OwnWork from refused
    if law is not None and act in (Act.REVIEW, Act.APPROVE) and is_faulty(version, law):
        raise FaultyQuestion
    return state


def is_faulty(version: QuestionVersion, law: Law) -> bool:
    """Whether the checks find an error in it, or it rests on law that has ended."""
    written = version.written
    found = (*check_kept(written), *check_basis(written, law))
    return any(each.severity is Severity.ERROR for each in found)


def _moved(version: QuestionVersion, act: Act) -> State:
    """Only the newest version moves, but for the approved one, which is retired beside a draft."""
    question = version.question
    if version is not (question.approved if act is Act.RETIRE else question.latest):
        raise ActNotOpen
    try:
        return next_state(version.state, act, question.host.review_steps)
    except ReviewRefused as refused:
        raise ActNotOpen from refused


def _decide(
    version: QuestionVersion, state: State, by: Account, now: datetime, reason: str
) -> None:
    version.state, version.reason = state, reason
    version.decided_by_id, version.decided_by, version.decided_at = by.id, by, now
