"""What somebody invited from elsewhere may see of a host's questions: those that are submitted."""

from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from contest.bank.models import Question, QuestionVersion, Topic
from contest.bank.queries import newest
from contest.db import db
from contest.errors import NotFound
from contest.hosts import queries as hosts
from contest.hosts.models import Account, Appraiser
from questions.review import State


def get_invitation(account: Account, public_id: str, day: date) -> Appraiser:
    """The account's own invitation, if it holds on that day.  Raises NotFound."""
    found = [each for each in hosts.list_invitations(account, day) if each.public_id == public_id]
    if not found:
        raise NotFound
    return found[0]


def list_open(invitation: Appraiser, page: int, per_page: int) -> tuple[list[QuestionVersion], int]:
    """One page of what is submitted at the host on the topics of the invitation, oldest first."""
    query = _open(invitation)
    total = db.session.scalar(query.with_only_columns(func.count())) or 0
    query = query.order_by(QuestionVersion.created_at, QuestionVersion.id).options(
        contains_eager(QuestionVersion.question), joinedload(QuestionVersion.topic)
    )
    listed = db.session.scalars(query.offset((page - 1) * per_page).limit(per_page))
    return list(listed), total


def take_open(invitation: Appraiser, public_id: str) -> QuestionVersion:
    """What is submitted of one question, the question's row locked.  Raises NotFound for others."""
    ours = select(Question).where(
        Question.public_id == public_id, Question.host_id == invitation.host_id
    )
    question = db.session.scalar(ours.with_for_update())
    found = _open(invitation).where(Question.public_id == public_id)
    version = db.session.scalar(found.options(contains_eager(QuestionVersion.question)))
    if question is None or version is None:
        raise NotFound
    return version


def _open(invitation: Appraiser) -> Select[QuestionVersion]:
    query = (
        select(QuestionVersion)
        .join(QuestionVersion.question)
        .where(newest(Question.host_id == invitation.host_id))
        .where(QuestionVersion.state == State.SUBMITTED)
    )
    return (
        query.where(QuestionVersion.topic_id.in_(invitation.topics)) if invitation.topics else query
    )


def topics_of(appraiser: Appraiser) -> list[Topic]:
    """The topics that the invitation names; none: all."""
    query = select(Topic).where(Topic.id.in_(appraiser.topics)).order_by(Topic.id)
    return list(db.session.scalars(query))
