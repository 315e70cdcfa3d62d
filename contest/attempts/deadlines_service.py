"""Moving the deadlines of open attempts, in one statement each, under the attempts' own locks."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, case, update

from contest.attempts.models import Attempt
from contest.contests.models import Round
from contest.db import db
from contest.rules.suspensions import HELD_MS
from contest.rules.timing import Window

AS_THEY_ARE = {"synchronize_session": False}  # what the session knows of them is not wanted


def hold(round_: Round, from_ms: int) -> None:
    """Let the clocks stand still: as contest.rules.suspensions.moved_deadline without an end."""
    _move(Attempt.deadline_ms + HELD_MS, *_open(round_), Attempt.deadline_ms > from_ms)


def release(round_: Round, from_ms: int, to_ms: int) -> None:
    """Let the clocks run again, so much later as they stood still; those handed in, too."""
    begins = case((Attempt.started_ms > from_ms, Attempt.started_ms), else_=from_ms)
    moved = Attempt.deadline_ms - HELD_MS + to_ms - begins
    _move(moved, Attempt.round_id == round_.id, Attempt.deadline_ms >= HELD_MS)
    reopened_later(round_, to_ms - from_ms)


def pull_back(round_: Round, planned_ms: int, to_ms: int) -> None:
    """Take back what a suspension gave that was to last until then and ends now: open attempts that
    began before its end."""
    is_moved = (Attempt.started_ms < to_ms) & (Attempt.deadline_ms > planned_ms)
    _move(Attempt.deadline_ms - (planned_ms - to_ms), *_open(round_), is_moved)


def give_more(round_: Round, more: Mapping[int, int]) -> None:
    """Later deadlines for some open attempts, by so many milliseconds each."""
    for attempt_id, more_ms in more.items():
        _move(Attempt.deadline_ms + more_ms, *_open(round_), Attempt.id == attempt_id)


def close(round_: Round, at_ms: int) -> None:
    """Let open attempts end here, with what was saved; the clock hands them in."""
    end = case((Attempt.started_ms > at_ms, Attempt.started_ms), else_=at_ms)
    _move(end, *_open(round_), Attempt.deadline_ms > at_ms)


def extend(round_: Round, window: Window, closes_ms: int) -> None:
    """Give back what the closing of this window cut off: as contest.rules.run_acts.extended."""
    if not round_.cuts_at_closing:
        return
    usual = Attempt.started_ms + round_.allowance.allowed_ms
    later = case((usual < closes_ms, usual), else_=closes_ms)
    is_cut = (usual > window.closes_ms) & (Attempt.deadline_ms >= window.closes_ms)
    is_here = (Attempt.started_ms >= window.opens_ms) & (Attempt.started_ms < window.closes_ms)
    _move(Attempt.deadline_ms + later - window.closes_ms, *_open(round_), is_here, is_cut)
    reopened_later(round_, closes_ms - window.closes_ms)


def give(round_: Round, whose: ColumnElement[bool], extra_ms: int, now_ms: int) -> int:
    """Let these people's open attempts end later: as contest.rules.care.extended.

    Returns how many there were.
    """
    reopened_later(round_, extra_ms)
    running = (*_open(round_), Attempt.closes_ms >= now_ms)
    later = {
        "deadline_ms": Attempt.deadline_ms + extra_ms,
        "closes_ms": Attempt.closes_ms + extra_ms,
    }
    moved = update(Attempt).where(*running, whose).values(later).returning(Attempt.id)
    return len(db.session.execute(moved, execution_options=AS_THEY_ARE).all())


def reopened_later(round_: Round, by_ms: int) -> None:
    """Attempts that were opened again may end so much later, too: the round is over after them."""
    if round_.reopened_until_ms is not None:
        round_.reopened_until_ms += by_ms


def _open(round_: Round) -> tuple[ColumnElement[bool], ...]:
    return Attempt.round_id == round_.id, Attempt.handed_in_ms.is_(None)


def _move(deadline: Any, *which: ColumnElement[bool]) -> None:
    """Another deadline; the grace stays as long as it was."""
    grace = Attempt.closes_ms - Attempt.deadline_ms
    later = {"deadline_ms": deadline, "closes_ms": deadline + grace}
    statement = update(Attempt).where(*which).values(later)
    db.session.execute(statement, execution_options=AS_THEY_ARE)
