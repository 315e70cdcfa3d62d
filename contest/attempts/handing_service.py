"""Handing in: the attempt is locked, then read, marked and stored, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contest.attempts.saving_service import PageToken, insert
from contest.attempts.wire_queries import Run
from contest.errors import NotFound
from contest.rules.answers import SavedAnswer, SentAnswer, current
from contest.rules.drawing import Paper
from contest.rules.extra_answers import Extras
from contest.rules.scoring import Marks, score
from contest.rules.suspensions import Suspension, pauses_of, time_used_ms
from contest.rules.timing import AttemptTimes
from questions.marking import Key, Outcome

INSERT_MARK = """INSERT INTO marks (round_id, attempt_id, key_version, question_count,
  answered_count, right_count, points, outcomes, guess, fact, duration_ms, marked_ms)
VALUES (:round, :attempt, :key_version, :question_count,
  :answered_count, :right_count, :points, :outcomes, :guess, :fact, :duration, :now)"""
LETTERS = {
    Outcome.RIGHT: "r",
    Outcome.ONE_OF_FOUR: "1",
    Outcome.TWO_OF_FOUR: "2",
    Outcome.THREE_OF_FOUR: "3",
    Outcome.WRONG: "w",
    Outcome.BLANK: "b",
}


@dataclass(frozen=True, slots=True)
class Handing:
    """What handing in needs to know of an attempt; its times are read under the lock.

    Whoever hands in while other keys are put in force is marked under these and then, by a job,
    under those.
    """

    round_id: int
    attempt_id: int
    person_id: int
    stops: tuple[Suspension, ...]  # the round's
    paper: Paper
    keys: Mapping[int, Key]
    key_version: int
    extras: Extras

    @property
    def key(self) -> dict[str, int]:
        return {"round": self.round_id, "attempt": self.attempt_id}


@dataclass(frozen=True, slots=True)
class HandedIn:
    """How an attempt ended: when, and whether it had ended before."""

    handed_in_ms: int
    was_before: bool


def hand_in(
    run: Run,
    handing: Handing,
    now_ms: int,
    token: PageToken | None = None,
    chosen: Mapping[int, str | None] | None = None,
) -> HandedIn:
    """Hand an attempt in with all that was saved; a second hand-in finds the first.

    What the page shows as chosen comes with it, under the rules of every save.
    Whoever hands in after the clock closed the attempt hands in at its deadline, without new
    answers.  Raises NotFound when there is no such attempt of that person.
    """
    recorded, times, pauses = _lock(run, handing)
    if recorded is not None:
        return HandedIn(recorded, was_before=True)
    if token is not None and chosen:
        save_chosen(run, token, chosen, now_ms)
    if times.takes_answers_at(now_ms):
        handed_in_ms = min(now_ms, times.deadline_ms)
    else:
        handed_in_ms = times.deadline_ms
    run(
        """UPDATE attempts SET handed_in_ms = :handed_in
        WHERE round_id = :round AND id = :attempt""",
        handing.key | {"handed_in": handed_in_ms},
    )
    used_ms = time_used_ms(times, handed_in_ms, (*handing.stops, *pauses))
    mark(run, handing, used_ms, now_ms)
    return HandedIn(handed_in_ms, was_before=False)


def _lock(run: Run, handing: Handing) -> tuple[int | None, AttemptTimes, tuple[Suspension, ...]]:
    """Lock the attempt; saves that were under way have ended, later ones find it handed in.

    Its deadline and its pauses are those that hold now: an organiser may have moved it, or opened
    it again.
    """
    statement = """SELECT handed_in_ms, pauses, started_ms, deadline_ms, closes_ms FROM attempts
        WHERE round_id = :round AND id = :attempt AND person_id = :person"""
    if run.dialect == "postgresql":
        statement += " FOR UPDATE"
    rows = run(statement, handing.key | {"person": handing.person_id})
    if not rows:
        raise NotFound
    recorded, pauses, *times = rows[0]
    return recorded, AttemptTimes(*times), pauses_of(pauses)


def mark(run: Run, handing: Handing, duration_ms: int, now_ms: int) -> None:
    """Mark a locked attempt.

    In statements of their own, which see every save that was acknowledged before the lock.
    """
    answers = current_answers(run, handing.key)
    marks = score(handing.paper, answers, handing.keys)
    row = handing.key | mark_row(handing, marks, answers, duration_ms)
    run(INSERT_MARK, row | {"now": now_ms})


def save_chosen(
    run: Run, token: PageToken, chosen: Mapping[int, str | None], now_ms: int
) -> list[int]:
    """Save what a whole form holds: only what differs, with numbers counted here.

    The attempt must be locked, or two forms would take the same number.  Returns the positions
    that were saved.
    """
    key = {"round": token.round_id, "attempt": token.attempt_id}
    log = saved_answers(run, key)
    known = current(log)
    first = max((each.number for each in log if each.sitting == token.sitting), default=0) + 1
    changed = [
        (position, choice) for position, choice in chosen.items() if known.get(position) != choice
    ]
    sent = [SentAnswer(first + at, *pair) for at, pair in enumerate(changed)]
    if not sent:
        return []
    kept = insert(run, token, sent, now_ms)
    return [each.position for each in sent if each.number in kept]


def save_form(
    run: Run, handing: Handing, token: PageToken, chosen: Mapping[int, str | None], now_ms: int
) -> list[int]:
    """A plain form's save: the attempt is locked, then what differs is saved."""
    _lock(run, handing)
    return save_chosen(run, token, chosen, now_ms)


def current_answers(run: Run, key: Mapping[str, Any]) -> dict[int, str | None]:
    return current(saved_answers(run, key))


def saved_answers(run: Run, key: Mapping[str, Any]) -> list[SavedAnswer]:
    rows = run(
        """SELECT sitting, number, position, choice FROM answers
        WHERE round_id = :round AND attempt_id = :attempt""",
        key,
    )
    return [SavedAnswer(*row) for row in rows]


def mark_row(
    handing: Handing, marks: Marks, answers: Mapping[int, str | None], duration_ms: int
) -> dict[str, Any]:
    """The marks as a row says them."""
    asked = len(handing.paper.items)
    return {
        "key_version": handing.key_version,
        "question_count": marks.question_count,
        "answered_count": marks.answered_count,
        "right_count": marks.right_count,
        "points": marks.points,
        "outcomes": "".join(LETTERS[each] for each in marks.outcomes),
        "guess": handing.extras.guess(answers, asked),
        "fact": handing.extras.fact(answers, asked),
        "duration": duration_ms,
    }
