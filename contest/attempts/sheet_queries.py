"""What the page of a running attempt needs, in two raw statements: it is asked for most."""

from typing import NamedTuple

from contest.attempts import queries
from contest.attempts.models import Attempt
from contest.attempts.wire_queries import Run
from contest.contests.models import Contest, Round
from contest.rules.answers import SavedAnswer
from contest.rules.extra_answers import Extras
from contest.rules.prediction import Target
from contest.rules.timing import AttemptTimes


class AttemptRow(NamedTuple):
    """An attempt's columns that its page shows or needs."""

    round_id: int
    id: int
    public_id: str
    person_id: int
    contest_audience_id: int
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
    fact_text: str
    text_question: str
    news: int

    @property
    def extras(self) -> Extras:
        return Extras(self.prediction_target, bool(self.fact_text), bool(self.text_question))


class ContestRow(NamedTuple):
    title: str
    grace_seconds: int


_COLUMNS = ", ".join(
    f"{table}.{column}"
    for table, row in (("a", AttemptRow), ("r", RoundRow), ("c", ContestRow))
    for column in row._fields
)
_SHEET = f"""SELECT {_COLUMNS}
FROM attempts a
JOIN devices d ON d.id = a.device_id AND d.person_id = a.person_id AND d.ended_at IS NULL
JOIN people p ON p.id = a.person_id AND p.erased_at IS NULL
JOIN rounds r ON r.id = a.round_id
JOIN contests c ON c.id = r.contest_id
WHERE a.public_id = :public_id AND d.token_hash = :token_hash"""  # noqa: S608  # our own columns
_ANSWERS = """SELECT sitting, number, position, choice FROM answers
WHERE round_id = :round_id AND attempt_id = :attempt_id"""
_AFTER_ATTEMPT = len(AttemptRow._fields)
_AFTER_ROUND = _AFTER_ATTEMPT + len(RoundRow._fields)


class Sheet(NamedTuple):
    """An attempt with its round, its contest and its answers: rows, or the models' objects."""

    attempt: AttemptRow | Attempt
    round: RoundRow | Round
    contest: ContestRow | Contest
    log: list[SavedAnswer]

    def is_over_at(self, now_ms: int) -> bool:
        each = self.attempt
        times = AttemptTimes(each.started_ms, each.deadline_ms, each.closes_ms)
        return times.handed_in_at(each.handed_in_ms, now_ms) is not None


def sheet_of(attempt: Attempt) -> Sheet:
    return Sheet(attempt, attempt.round, attempt.round.contest, queries.saved_answers(attempt))


def find_sheet(run: Run, token_hash: str, public_id: str) -> Sheet | None:
    """The attempt that the device of that token holds, if it does."""
    rows = run(_SHEET, {"token_hash": token_hash, "public_id": public_id})
    if not rows:
        return None
    row = rows[0]
    attempt = AttemptRow(*row[:_AFTER_ATTEMPT])
    title, target, *texts = row[_AFTER_ATTEMPT:_AFTER_ROUND]
    log = run(_ANSWERS, {"round_id": attempt.round_id, "attempt_id": attempt.id})
    return Sheet(
        attempt,
        RoundRow(title, Target(target) if target else None, *texts),
        ContestRow(*row[_AFTER_ROUND:]),
        [SavedAnswer(*each) for each in log],
    )
