"""One act on many questions at once: what can be done, and doing it.  Callers commit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from contest.bank import service
from contest.bank.models import Question, QuestionVersion
from contest.bank.record_service import record_act
from contest.errors import ContestError
from contest.hosts.models import Account
from contest.rules.roles import Action
from questions.legal import Law
from questions.review import Act

RIGHTS: Mapping[Act, Action] = MappingProxyType(
    {
        Act.SUBMIT: Action.WRITE_QUESTIONS,
        Act.REVIEW: Action.REVIEW_QUESTIONS,
        Act.APPROVE: Action.APPROVE_QUESTIONS,
        Act.SEND_BACK: Action.REVIEW_QUESTIONS,
        Act.RETIRE: Action.RETIRE_QUESTIONS,
    }
)
"""The acts that can be done at once, and what one must be allowed to do for them."""

NEED_REASON = frozenset({Act.SEND_BACK, Act.RETIRE})
RECORDED: Mapping[Act, str] = MappingProxyType(
    {
        Act.SUBMIT: "question-submitted",
        Act.REVIEW: "question-reviewed",
        Act.APPROVE: "question-approved",
        Act.SEND_BACK: "question-sent-back",
        Act.RETIRE: "question-retired",
    }
)
NOT_OPEN = "act-not-open"


@dataclass(frozen=True, slots=True)
class Sorted:
    """What was chosen, divided: versions to which the act can be done, and the others with why."""

    able: tuple[QuestionVersion, ...]
    unable: tuple[tuple[QuestionVersion, str], ...]


def target(question: Question, act: Act) -> QuestionVersion | None:
    """The version that the act is about: the one in use where it is retired, else the newest."""
    return question.approved if act is Act.RETIRE else question.latest


def name_of(version: QuestionVersion) -> str:
    """What stands for the version on the page: an edit in the meantime makes it another."""
    return f"{version.question.public_id}.{version.number}"


def sort(questions: Iterable[Question], act: Act, by: Account, law: Law) -> Sorted:
    """Divide them by whether the act can be done by this person, in their order."""
    able, unable = [], []
    for question in questions:
        version = target(question, act)
        if version is None:
            unable.append((question.latest, NOT_OPEN))
        elif refused := service.refusal(version, act, by, law):
            unable.append((version, refused.code))
        else:
            able.append(version)
    return Sorted(tuple(able), tuple(unable))


def carry_out(
    questions: Iterable[Question],
    names: Iterable[str],
    act: Act,
    reason: str,
    by: Account,
    now: datetime,
    law: Law,
) -> Sorted:
    """Do the act to each version that was shown (by its name) and put each into the record.

    Returns what was done, and what could not be done, with why; a version that came since it was
    shown is not touched.
    """
    able, unable, shown = [], [], set(names)
    for question in questions:
        version = target(question, act)
        if version is None or name_of(version) not in shown:
            unable.append((question.latest, NOT_OPEN))
            continue
        try:
            do(version, act, reason, by, now, law)
        except ContestError as refused:
            unable.append((version, refused.code))
        else:
            record_act(by, RECORDED[act], version, now)
            able.append(version)
    return Sorted(tuple(able), tuple(unable))


def do(
    version: QuestionVersion, act: Act, reason: str, by: Account, now: datetime, law: Law
) -> None:
    """Do one of the acts of RIGHTS to a version.  Raises what contest.bank.service does."""
    if act is Act.SUBMIT:
        service.submit(version)
    elif act is Act.REVIEW:
        service.pass_review(version, by, now, law)
    elif act is Act.APPROVE:
        service.approve(version, by, now, law)
    elif act is Act.SEND_BACK:
        service.send_back(version, reason, by, now)
    else:
        service.retire(version.question, reason, by, now)
