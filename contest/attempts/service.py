"""Starting, taking over and ending attempts.  Callers commit."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from contest.attempts import papers_queries as papers
from contest.attempts import queries
from contest.attempts.care_queries import extra_ms_of
from contest.attempts.handing_service import Handing, hand_in
from contest.attempts.key_queries import keys
from contest.attempts.models import Attempt
from contest.attempts.wire_queries import PostgresRun, Run, SqliteRun
from contest.clock import milliseconds
from contest.contests import calendar_queries as calendars
from contest.contests.models import Entry, Round
from contest.db import db
from contest.errors import AttemptsUsedUp, RoundAnnulled, RoundNotReady
from contest.people.models import Device
from contest.rules import allowances
from contest.rules.allowances import Limit, Per, Start
from contest.rules.drawing import Paper, draw, seed
from contest.rules.timing import AttemptTimes, attempt_times
from contest.rules.windows import window_for_start

CHANCE_BITS = 20
OVERDUE_AT_ONCE = 10


def attempt_id(now: datetime, chance: int) -> int:
    """An id from time and chance: milliseconds above, 20 random bits below; it fits 63 bits."""
    return milliseconds(now) << CHANCE_BITS | chance % (1 << CHANCE_BITS)


def start(
    round_: Round, entry: Entry, device: Device | None, now: datetime, public_id: str, chance: int
) -> Attempt:
    """Start an attempt, or return the one that is running: a double click makes one.

    The person's row is locked first, and every limit is counted under that lock.  Attempts that
    the clock has closed are written down.  Raises StartRefused outside the windows that the
    entrant's calendar has, RoundAnnulled, AttemptsUsedUp with the limit and the next possible
    start, RoundNotReady before the pools are fixed, PoolTooSmall when they cannot fill the
    blueprint.
    """
    queries.lock_person(entry.person)
    before = queries.list_attempts(round_, entry.person)
    for each in before:
        write_down_if_over(each, now)
    running = [each for each in before if each.handed_in_ms is None]
    if running:
        return running[0]
    used = [each for each in before if each.unused_at is None]
    times = _times(round_, entry, used, milliseconds(now))
    number = before[-1].number + 1 if before else 1
    paper = _draw(round_, entry, number, before)
    person = entry.person
    attempt = Attempt(
        round_id=round_.id,
        id=attempt_id(now, chance),
        public_id=public_id,
        person_id=person.id,
        contest_audience_id=entry.contest_audience_id,
        number=number,
        paper=paper.encode(),
        question_count=len(paper.items) + round_.extras.count,
        sitting=1,
        device_id=device.id if device else None,
        started_ms=times.started_ms,
        deadline_ms=times.deadline_ms,
        closes_ms=times.closes_ms,
        residence_id=person.residence_id,
        country=person.country,
        unit_id=person.unit_id,
        reporting_group_id=entry.reporting_group_id,
    )
    db.session.add(attempt)
    return attempt


def _times(round_: Round, entry: Entry, before: Sequence[Attempt], now_ms: int) -> AttemptTimes:
    """The times of an attempt that starts now, if one may."""
    if round_.annulled_at is not None:
        raise RoundAnnulled
    calendar = calendars.calendar_for(round_, entry)
    window = window_for_start(calendar, now_ms)
    reached = allowances.refusal(limits(round_), _starts(round_, entry, before), round_.id, now_ms)
    if reached is not None:
        next_ms = None if reached.next_ms is None else calendar.next_opening(reached.next_ms)
        raise AttemptsUsedUp(reached=reached, next_ms=next_ms)
    return attempt_times(window, round_.allowance, now_ms, extra_ms_of(round_, entry))


def limits(round_: Round) -> tuple[Limit, ...]:
    """How often the regulation lets a person sit the round."""
    return (
        Limit(round_.attempts_allowed, Per.ROUND),
        Limit(round_.attempts_a_day, Per.DAY),
        Limit(round_.attempts_a_week, Per.WEEK),
        Limit(round_.contest.attempts_allowed, Per.CONTEST),
    )


def _starts(round_: Round, entry: Entry, before: Iterable[Attempt]) -> list[Start]:
    """What counts for the limits; other rounds are read only where a limit goes beyond this one."""
    counts_all = round_.void_uses_chance or not round_.must_answer_all
    if counts_all and all(
        each.count is None for each in limits(round_) if each.per is not Per.ROUND
    ):
        return [Start(each.round_id, each.started_ms) for each in before]
    return queries.list_starts(round_.contest, entry.person)


def _draw(round_: Round, entry: Entry, number: int, before: Iterable[Attempt]) -> Paper:
    if round_.pinned_at is None:
        raise RoundNotReady
    pool = papers.pool(round_, entry)
    return draw(
        pool.blueprint,
        pool.items,
        seed(round_.secret, entry.person.number, number),
        _seen(before),
        shuffles_questions=round_.shuffles_questions,
        shuffles_options=round_.shuffles_options,
    )


def _seen(before: Iterable[Attempt]) -> Mapping[int, int]:
    return Counter(item.version_id for each in before for item in each.drawn.items)


def take_over(attempt: Attempt, device: Device) -> None:
    """Let this device hold the attempt; the one before it may fill gaps and overrides nothing.

    The attempt must be locked.  A reload on the same device changes nothing.
    """
    if attempt.device_id != device.id:
        attempt.device_id = device.id
        attempt.sitting += 1


def handing_of(attempt: Attempt, key_version: int | None = None) -> Handing:
    """What handing in needs to know, under the keys in force; keys come from memory."""
    paper, version = attempt.drawn, key_version or attempt.round.key_version
    return Handing(
        round_id=attempt.round_id,
        attempt_id=attempt.id,
        person_id=attempt.person_id,
        stops=attempt.round.stops,
        paper=paper,
        keys=keys(paper, attempt.round_id, version),
        key_version=version,
        extras=attempt.round.extras,
    )


def write_down_if_over(attempt: Attempt, now: datetime) -> bool:
    """Write down what the clock has closed: handed in at its deadline, with what was saved."""
    now_ms = milliseconds(now)
    if attempt.handed_in_ms is not None or attempt.times.takes_answers_at(now_ms):
        return False
    handing = handing_of(attempt)
    db.session.flush()
    hand_in(session_run(), handing, now_ms)
    db.session.refresh(attempt)
    return True


def session_run() -> Run:
    """Raw statements inside the session's own transaction."""
    connection: Any = db.session.connection().connection.driver_connection
    is_sqlite = db.engine.dialect.name == "sqlite"
    return SqliteRun(connection) if is_sqlite else PostgresRun(connection)


def hand_in_overdue(now: datetime) -> int:
    """Write down a few of the attempts that the clock has closed; returns how many."""
    overdue = queries.list_overdue(milliseconds(now), OVERDUE_AT_ONCE)
    return sum(write_down_if_over(each, now) for each in overdue)
