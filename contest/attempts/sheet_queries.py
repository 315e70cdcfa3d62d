"""What the page of a running attempt needs, in two statements and without the ORM's objects."""

from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Bundle

from contest.attempts.models import Answer, Attempt
from contest.contests.models import Contest, Round
from contest.db import db
from contest.people.models import Device, Person
from contest.rules.answers import SavedAnswer
from contest.rules.timing import AttemptTimes

_ATTEMPT: Bundle[Any] = Bundle(
    "attempt",
    Attempt.round_id,
    Attempt.id,
    Attempt.public_id,
    Attempt.person_id,
    Attempt.paper,
    Attempt.question_count,
    Attempt.sitting,
    Attempt.started_ms,
    Attempt.deadline_ms,
    Attempt.closes_ms,
    Attempt.handed_in_ms,
)
_ROUND: Bundle[Any] = Bundle("round", Round.title, Round.prediction_target, Round.prediction_text)
_CONTEST: Bundle[Any] = Bundle("contest", Contest.title, Contest.grace_seconds)

# Built once: building a query costs as much as running it.
_SHEET = (
    select(_ATTEMPT, _ROUND, _CONTEST)
    .join(Attempt.round)
    .join(Round.contest)
    .join(Device, Device.id == Attempt.device_id)
    .join(Person, Person.id == Attempt.person_id)
    .where(
        Attempt.public_id == bindparam("public_id"),
        Device.token_hash == bindparam("token_hash"),
        Device.person_id == Attempt.person_id,
        Device.ended_at.is_(None),
        Person.erased_at.is_(None),
    )
)
_ANSWERS = select(Answer.sitting, Answer.number, Answer.position, Answer.choice).where(
    Answer.round_id == bindparam("round_id"), Answer.attempt_id == bindparam("attempt_id")
)


class Sheet(NamedTuple):
    """An attempt with its round and its contest: rows, or the models' own objects."""

    attempt: Any
    round: Any
    contest: Any

    def is_over_at(self, now_ms: int) -> bool:
        each = self.attempt
        times = AttemptTimes(each.started_ms, each.deadline_ms, each.closes_ms)
        return times.handed_in_at(each.handed_in_ms, now_ms) is not None


def sheet_of(attempt: Attempt) -> Sheet:
    return Sheet(attempt, attempt.round, attempt.round.contest)


def find_sheet(token_hash: str, public_id: str) -> Sheet | None:
    """The attempt that the device of that token holds, if it does."""
    given = {"token_hash": token_hash, "public_id": public_id}
    row = db.session.execute(_SHEET, given).one_or_none()
    return None if row is None else Sheet(*row)


def saved_answers(attempt: Any) -> list[SavedAnswer]:
    given = {"round_id": attempt.round_id, "attempt_id": attempt.id}
    return [SavedAnswer(*row) for row in db.session.execute(_ANSWERS, given)]
