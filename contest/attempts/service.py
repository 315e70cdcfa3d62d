"""Starting, taking over and ending attempts.  Callers commit."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from contest.attempts import papers_queries as papers
from contest.attempts import queries
from contest.attempts.handing_service import Handing, hand_in
from contest.attempts.key_queries import keys
from contest.attempts.models import Attempt
from contest.attempts.wire_queries import PostgresRun, Run, SqliteRun
from contest.clock import milliseconds
from contest.contests.models import Entry, Round
from contest.db import db
from contest.errors import AttemptsUsedUp, RoundNotReady
from contest.people.models import Device
from contest.rules.drawing import Paper, draw, seed
from contest.rules.timing import attempt_times

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
    the clock has closed are written down.  Raises StartRefused outside the round's window,
    AttemptsUsedUp, RoundNotReady before the pools are fixed, PoolTooSmall when they cannot fill
    the blueprint.
    """
    queries.lock_person(entry.person)
    before = queries.list_attempts(round_, entry.person)
    for each in before:
        write_down_if_over(each, now)
    running = [each for each in before if each.handed_in_ms is None]
    if running:
        return running[0]
    times = attempt_times(round_.window, round_.allowance, milliseconds(now))
    if round_.attempts_allowed is not None and len(before) >= round_.attempts_allowed:
        raise AttemptsUsedUp
    number = len(before) + 1
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
        times=attempt.times,
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
