"""What the page of a running attempt needs, in two statements and without the ORM."""

from typing import NamedTuple, cast

from sqlalchemy import Table, bindparam, select

from contest.attempts.models import Answer, Attempt
from contest.contests.models import Contest, Round
from contest.db import Base, db
from contest.people.models import Device, Person
from contest.rules.answers import SavedAnswer
from contest.rules.prediction import Target
from contest.rules.timing import AttemptTimes


class AttemptRow(NamedTuple):
    """An attempt's columns that its page shows or needs."""

    round_id: int
    id: int
    public_id: str
    person_id: int
    paper: str
    question_count: int
    sitting: int
    started_ms: int
    deadline_ms: int
    closes_ms: int
    handed_in_ms: int | None


class RoundRow(NamedTuple):
    title: str
    prediction_target: Target | None
    prediction_text: str


class ContestRow(NamedTuple):
    title: str
    grace_seconds: int


def _table(model: type[Base]) -> Table:
    return cast(Table, model.__table__)


_attempts, _rounds, _contests = _table(Attempt).c, _table(Round).c, _table(Contest).c
_devices, _people, _answers = _table(Device).c, _table(Person).c, _table(Answer).c

# Built once: building a query costs as much as running it.
_SHEET = select(
    *(_attempts[each] for each in AttemptRow._fields),
    *(_rounds[each] for each in RoundRow._fields),
    *(_contests[each] for each in ContestRow._fields),
).where(
    _attempts.public_id == bindparam("public_id"),
    _devices.token_hash == bindparam("token_hash"),
    _devices.ended_at.is_(None),
    _devices.id == _attempts.device_id,
    _people.id == _attempts.person_id,
    _people.id == _devices.person_id,
    _people.erased_at.is_(None),
    _rounds.id == _attempts.round_id,
    _contests.id == _rounds.contest_id,
)
_ANSWERS = select(_answers.sitting, _answers.number, _answers.position, _answers.choice).where(
    _answers.round_id == bindparam("round_id"), _answers.attempt_id == bindparam("attempt_id")
)
_AFTER_ATTEMPT = len(AttemptRow._fields)
_AFTER_ROUND = _AFTER_ATTEMPT + len(RoundRow._fields)


class Sheet(NamedTuple):
    """An attempt with its round and its contest: rows, or the models' own objects."""

    attempt: AttemptRow | Attempt
    round: RoundRow | Round
    contest: ContestRow | Contest

    def is_over_at(self, now_ms: int) -> bool:
        each = self.attempt
        times = AttemptTimes(each.started_ms, each.deadline_ms, each.closes_ms)
        return times.handed_in_at(each.handed_in_ms, now_ms) is not None


def sheet_of(attempt: Attempt) -> Sheet:
    return Sheet(attempt, attempt.round, attempt.round.contest)


def find_sheet(token_hash: str, public_id: str) -> Sheet | None:
    """The attempt that the device of that token holds, if it does."""
    given = {"token_hash": token_hash, "public_id": public_id}
    row = db.session.connection().execute(_SHEET, given).one_or_none()
    if row is None:
        return None
    return Sheet(
        AttemptRow(*row[:_AFTER_ATTEMPT]),
        RoundRow(*row[_AFTER_ATTEMPT:_AFTER_ROUND]),
        ContestRow(*row[_AFTER_ROUND:]),
    )


def saved_answers(attempt: AttemptRow | Attempt) -> list[SavedAnswer]:
    given = {"round_id": attempt.round_id, "attempt_id": attempt.id}
    return [SavedAnswer(*row) for row in db.session.connection().execute(_ANSWERS, given)]
