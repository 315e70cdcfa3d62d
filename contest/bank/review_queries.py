"""The review, read: what waits for whom, what was said of a version, versions to compare."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from contest.bank.models import Question, QuestionVersion, Topic
from contest.bank.queries import newest
from contest.bank.review_models import QuestionComment
from contest.db import db
from contest.errors import NotFound
from contest.hosts.models import Account, Host
from questions.review import TWO_STEPS, State

MOST_AT_ONCE = 2000


class Waiting(StrEnum):
    """What a question waits for."""

    MENDING = "mending"  # sent back to its author
    REVIEW = "review"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for one person at a host: for one thing, on one topic or on all ("")."""

    host: Host
    person: Account
    waiting: Waiting
    topic: str = ""


def count_waiting(queue: Queue) -> int:
    query = _waiting(queue).with_only_columns(func.count())
    return db.session.scalar(query) or 0


def list_waiting(queue: Queue, page: int, per_page: int) -> list[QuestionVersion]:
    """One page of what waits, the oldest first."""
    query = (
        _waiting(queue)
        .order_by(QuestionVersion.created_at, QuestionVersion.id)
        .options(
            contains_eager(QuestionVersion.question),
            contains_eager(QuestionVersion.topic),
            joinedload(QuestionVersion.author),
            joinedload(QuestionVersion.decided_by),
        )
    )
    return list(db.session.scalars(query.offset((page - 1) * per_page).limit(per_page)))


def list_ids(queue: Queue) -> list[str]:
    """The public ids of the questions that wait, the oldest first, at most MOST_AT_ONCE."""
    query = _waiting(queue).order_by(QuestionVersion.created_at, QuestionVersion.id)
    return list(db.session.scalars(query.with_only_columns(Question.public_id).limit(MOST_AT_ONCE)))


def _waiting(queue: Queue) -> Select[QuestionVersion]:
    found = [newest(Question.host_id == queue.host.id), _waits(queue)]
    if queue.topic:
        found.append(Topic.code == queue.topic)
    joined = select(QuestionVersion).join(QuestionVersion.question).join(QuestionVersion.topic)
    return joined.where(*found)


def _waits(queue: Queue) -> ColumnElement[bool]:
    mine, state = QuestionVersion.author_id == queue.person.id, QuestionVersion.state
    if queue.waiting is Waiting.MENDING:
        return mine & (state == State.DRAFT) & (QuestionVersion.reason != "")
    theirs = ~_wrote_of_it(queue.person)
    if queue.waiting is Waiting.REVIEW:
        return (state == State.SUBMITTED) & theirs
    has_two_steps = queue.host.review_steps == TWO_STEPS
    ready = [State.SUBMITTED, State.REVIEWED] if has_two_steps else [State.REVIEWED]
    passed_it = func.coalesce(QuestionVersion.reviewed_by_id, 0) == queue.person.id
    return state.in_(ready) & theirs & ~passed_it


def _wrote_of_it(person: Account) -> ColumnElement[bool]:
    """The person wrote a version of the question since it was last approved."""
    mine, judged = aliased(QuestionVersion), aliased(QuestionVersion)
    last = (
        select(func.coalesce(func.max(judged.number), 0))
        .where(judged.question_id == QuestionVersion.question_id)
        .where(judged.state.in_([State.APPROVED, State.RETIRED]))
        .scalar_subquery()
    )
    return exists().where(
        mine.question_id == QuestionVersion.question_id,
        mine.author_id == person.id,
        mine.number > last,
    )


def get_version(question: Question, number: int) -> QuestionVersion:
    """The version of that number.  Raises NotFound."""
    found = [each for each in question.versions if each.number == number]
    if not found:
        raise NotFound
    return found[0]


def list_chosen(host: Host, chosen: list[str]) -> list[Question]:
    """The host's own questions of these public ids, by code, with all that judging them asks for.

    At most MOST_AT_ONCE; ids of others' questions are left out.
    """
    return list(db.session.scalars(_chosen(host, chosen)))


def take_chosen(host: Host, chosen: list[str]) -> list[Question]:
    """The same, their rows locked: what follows changes them."""
    return list(db.session.scalars(_chosen(host, chosen).with_for_update(of=Question)))


def _chosen(host: Host, chosen: list[str]) -> Select[Question]:
    versions = selectinload(Question.versions)
    return (
        select(Question)
        .where(Question.host_id == host.id, Question.public_id.in_(chosen[:MOST_AT_ONCE]))
        .options(
            joinedload(Question.host),
            versions.joinedload(QuestionVersion.author),
            versions.joinedload(QuestionVersion.topic),
            versions.selectinload(QuestionVersion.audiences),
        )
        .order_by(Question.code, Question.id)
    )


def list_comments(question: Question) -> list[QuestionComment]:
    """What was said of all versions of the question, the newest last."""
    query = (
        select(QuestionComment)
        .join(QuestionComment.version)
        .where(QuestionVersion.question_id == question.id)
        .options(contains_eager(QuestionComment.version), joinedload(QuestionComment.author))
        .order_by(QuestionComment.id)
    )
    return list(db.session.scalars(query))
