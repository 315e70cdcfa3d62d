"""Sitting on paper: printed, collected, typed in by two people, settled by a third.

Callers commit, and hold the lock on the contest: one act upon a paper at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import inspect

from contest.attempts import printed_queries as queries
from contest.attempts import service
from contest.attempts.care_models import PaperSitting, PaperTyping
from contest.attempts.care_queries import extra_ms_of
from contest.attempts.handing_service import mark
from contest.attempts.models import Answer, Attempt
from contest.attempts.printed_queries import Stage
from contest.attempts.queries import list_starts, lock_attempt, lock_person
from contest.clock import milliseconds
from contest.contests import calendar_queries as calendars
from contest.contests.models import Entry, Round
from contest.db import db
from contest.errors import PaperNotThere, SittingOnDevice, TypedAlready
from contest.hosts.models import Account
from contest.rules import allowances
from contest.rules.paper_answers import Typed, TypingFault, TypingRefused, compare, settled
from contest.rules.suspensions import moved_deadline, time_used_ms
from contest.rules.timing import AttemptTimes, StartRefused, attempt_times
from contest.rules.windows import window_for_start

MINUTE_MS = 60_000


class CollectFault(StrEnum):
    """Why a paper cannot have begun or ended then."""

    BEFORE_PRINTING = "printed-later"
    OUTSIDE_WINDOW = "outside-window"
    ENDS_TOO_EARLY = "ends-too-early"
    IN_FUTURE = "in-future"
    TOO_LATE = "too-late"
    LIMIT_REACHED = "limit-reached"
    SAT_MEANWHILE = "sat-meanwhile"


@dataclass(frozen=True, slots=True)
class Ids:
    """Chance for a new paper: the attempt's address and number, and the paper's own."""

    attempt: str
    chance: int
    paper: str


def print_paper(round_: Round, entry: Entry, by: Account, now: datetime, ids: Ids) -> PaperSitting:
    """Draw the entrant's paper, to be printed; from now on it counts for every limit.

    It is handed in already, without marks, so no device can sit it.  Raises what a start raises,
    and SittingOnDevice where the entrant is sitting the round on a device.
    """
    attempt = service.start(round_, entry, None, now, ids.attempt, ids.chance)
    if inspect(attempt).persistent:
        raise SittingOnDevice
    attempt.handed_in_ms = attempt.deadline_ms
    db.session.flush()
    sitting = PaperSitting(
        public_id=ids.paper,
        round_id=round_.id,
        attempt_id=attempt.id,
        entry=entry,
        printed_by_id=by.id,
        printed_at=now,
    )
    db.session.add(sitting)
    return sitting


def stage(sitting: PaperSitting) -> Stage:
    return queries.stage_of(sitting, len(queries.list_typings(sitting)))


def _require(sitting: PaperSitting, *stages: Stage) -> Stage:
    found = stage(sitting)
    if found not in stages:
        raise PaperNotThere
    return found


def collect_fault(
    sitting: PaperSitting, began_at: datetime, ended_at: datetime, now: datetime
) -> CollectFault | None:
    """What is wrong with the times that stand on a paper; None where nothing is.

    The limits are judged as of its beginning, which may be another day than the printing's.  That
    it is late is told only where nothing else is wrong.
    """
    began_ms, ended_ms = milliseconds(began_at), milliseconds(ended_at)
    if began_ms // MINUTE_MS < milliseconds(sitting.printed_at) // MINUTE_MS:
        return CollectFault.BEFORE_PRINTING
    if ended_ms > milliseconds(now):
        return CollectFault.IN_FUTURE
    if ended_ms <= began_ms:
        return CollectFault.ENDS_TOO_EARLY
    try:
        times = _times(sitting, began_ms)
    except StartRefused:
        return CollectFault.OUTSIDE_WINDOW
    return _fault_of_others(sitting, began_ms, ended_ms) or (
        None if times.takes_answers_at(ended_ms) else CollectFault.TOO_LATE
    )


def _fault_of_others(sitting: PaperSitting, began_ms: int, ended_ms: int) -> CollectFault | None:
    """Why the entrant's other attempts do not let this one have been sat then."""
    round_, person = sitting.round, sitting.entry.person
    lock_person(person)
    starts = list_starts(round_.contest, person, sitting.attempt_id)
    if allowances.refusal(service.limits(round_), starts, round_.id, began_ms):
        return CollectFault.LIMIT_REACHED
    if queries.has_sat_meanwhile(sitting, began_ms, ended_ms):
        return CollectFault.SAT_MEANWHILE
    return None


def _times(sitting: PaperSitting, began_ms: int) -> AttemptTimes:
    """The times of a sitting that began then; never before the paper was printed.

    As on a device: a suspension moves its deadline or ends it, and extra time that was in force
    while it lay printed stays.
    """
    round_, entry = sitting.round, sitting.entry
    started_ms = max(began_ms, milliseconds(sitting.printed_at))
    window = window_for_start(calendars.calendar_for(round_, entry), started_ms)
    extra_ms = extra_ms_of(round_, entry, sitting.printed_at)
    times = attempt_times(window, round_.allowance, started_ms, extra_ms)
    for each in sorted(round_.stops, key=lambda stop: stop.from_ms):
        times = moved_deadline(times, each)
    return times


def collect(
    sitting: PaperSitting,
    began_at: datetime,
    ended_at: datetime,
    by: Account,
    now: datetime,
    late_why: str = "",
) -> None:
    """Write down when a paper was begun and handed in, as the invigilator wrote on it.

    It may be put right until somebody has typed.  ``collect_fault`` must find nothing, or that it
    is late: an organiser may accept it with a reason, and all the time it took is its time used.
    Raises PaperNotThere later.
    """
    _require(sitting, Stage.PRINTED, Stage.COLLECTED)
    attempt = queries.attempt_of(sitting)
    lock_attempt(attempt)
    times, ended_ms = _times(sitting, milliseconds(began_at)), milliseconds(ended_at)
    is_late = not times.takes_answers_at(ended_ms)
    if is_late and late_why:
        times = times.due_at(ended_ms)
    sitting.late_why = late_why if is_late else ""
    attempt.started_ms, attempt.deadline_ms = times.started_ms, times.deadline_ms
    attempt.closes_ms = times.closes_ms
    handed_in_ms = max(ended_ms, times.started_ms)
    attempt.handed_in_ms = min(handed_in_ms, times.deadline_ms)
    sitting.collected_by_id, sitting.collected_at = by.id, now


def void(sitting: PaperSitting, why: str, by: Account, now: datetime) -> None:
    """A paper that nobody sat uses up no attempt, but its number: whoever kept the sheet is drawn
    another next time.  Raises PaperNotThere once it was collected.
    """
    _require(sitting, Stage.PRINTED)
    attempt = queries.attempt_of(sitting)
    lock_attempt(attempt)
    attempt.unused_at = now
    sitting.voided_by_id, sitting.voided_at, sitting.voided_why = by.id, now, why


def type_in(
    sitting: PaperSitting, answers: Mapping[int, str | None], by: Account, now: datetime
) -> Stage:
    """Keep what one person read; where two read the same, the attempt is marked.

    Raises PaperNotThere when it is not to be typed, TypingRefused for a person's second time.
    """
    found = _require(sitting, Stage.COLLECTED, Stage.TYPED_ONCE)
    typed = Typed(by.id, answers)
    if found is Stage.COLLECTED:
        _keep(sitting, 1, typed, now)
        return Stage.TYPED_ONCE
    [first] = map(queries.as_typed, queries.list_typings(sitting))
    differ = compare(first, typed)
    _keep(sitting, 2, typed, now)
    if differ:
        return Stage.DIFFERS
    _mark(sitting, settled(first, typed), now)
    return Stage.MARKED


def require_typist(sitting: PaperSitting, by: Account) -> None:
    """Raises TypedAlready for somebody who has typed the paper before."""
    if any(each.typed_by_id == by.id for each in queries.list_typings(sitting)):
        raise TypedAlready


def settle(
    sitting: PaperSitting, decided: Mapping[int, str | None], by: Account, now: datetime
) -> None:
    """A third person says what stands on the paper where two read differently; it is marked.

    Raises PaperNotThere, and TypingRefused: see contest.rules.paper_answers.settled.
    """
    _require(sitting, Stage.DIFFERS)
    first, second = map(queries.as_typed, queries.list_typings(sitting))
    third = Typed(by.id, decided)
    if by.id in (first.by, second.by):
        raise TypingRefused(TypingFault.SAME_TYPIST)
    answers = settled(first, second, third)
    _keep(sitting, 3, third, now)
    _mark(sitting, answers, now)


def _keep(sitting: PaperSitting, turn: int, typed: Typed, now: datetime) -> None:
    answers = {str(position): choice for position, choice in typed.answers.items()}
    db.session.add(
        PaperTyping(
            sitting_id=sitting.id, turn=turn, answers=answers, typed_by_id=typed.by, typed_at=now
        )
    )


def _mark(sitting: PaperSitting, answers: Mapping[int, str | None], now: datetime) -> None:
    """The settled answers are the attempt's, and it is marked under the keys in force."""
    attempt, now_ms = queries.attempt_of(sitting), milliseconds(now)
    lock_attempt(attempt)
    db.session.add_all(_answers(attempt, answers, now_ms))
    sitting.marked_at = now
    db.session.flush()
    handed_in_ms = attempt.handed_in_ms or attempt.deadline_ms
    used_ms = time_used_ms(attempt.times, handed_in_ms, attempt.stops)
    mark(service.session_run(), service.handing_of(attempt), used_ms, now_ms)


def _answers(attempt: Attempt, answers: Mapping[int, str | None], now_ms: int) -> list[Answer]:
    given = [(position, choice) for position, choice in sorted(answers.items()) if choice]
    return [
        Answer(
            round_id=attempt.round_id,
            attempt_id=attempt.id,
            sitting=1,
            number=number,
            position=position,
            choice=choice,
            received_ms=now_ms,
        )
        for number, (position, choice) in enumerate(given, 1)
    ]
