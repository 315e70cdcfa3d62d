"""Opening an attempt again that was handed in, or closed by the clock.  Callers commit."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, inspect, select

from contest.attempts import care_queries, queries
from contest.attempts.care_models import Reopening
from contest.attempts.care_service import require_not_annulled
from contest.attempts.models import Attempt, Mark
from contest.attempts.service import write_down_if_over
from contest.clock import milliseconds
from contest.contests import disclosure_queries as disclosure
from contest.contests import way_queries as ways
from contest.contests.models import Round
from contest.contests.notice_service import spread_news
from contest.db import db
from contest.errors import (
    AttemptOnPaper,
    LaterAttempt,
    ResultBegun,
    RoundSuspended,
    TextMarked,
)
from contest.hosts.models import Account
from contest.rules.care import CareFault, CareRefused, Reopened, reopened
from contest.rules.disclosure import What, Whom
from contest.rules.suspensions import encode_pauses, pauses_of

SHOWING = (
    (What.OWN_MARKS, Whom.SELF),
    (What.OWN_WRONG, Whom.SELF),
    (What.RIGHT_ANSWERS, Whom.SELF),
    (What.KEY, Whom.PUBLIC),
    (What.BANK, Whom.PUBLIC),
)
"""What may have told somebody marks or right answers.  Nobody notes who looked."""


def require_possible(attempt: Attempt, now: datetime) -> None:
    """Raises what stands in the way of opening the attempt again, apart from its times.

    RoundAnnulled, RoundSuspended, ResultBegun, LaterAttempt, AttemptOnPaper, TextMarked, and
    CareRefused where the entrant may have seen marks or right answers.
    """
    round_ = attempt.round
    require_not_annulled(round_)
    if round_.calendar.suspension_at(milliseconds(now)) is not None:
        raise RoundSuspended
    if round_.evidence_root or ways.furthest(round_) is not None:
        raise ResultBegun
    if care_queries.has_later(attempt):
        raise LaterAttempt
    if care_queries.find_paper(attempt) is not None:
        raise AttemptOnPaper
    if care_queries.has_text_marks(attempt):
        raise TextMarked
    if _may_have_seen(attempt, now):
        raise CareRefused(CareFault.MARKS_SEEN)


def _may_have_seen(attempt: Attempt, now: datetime) -> bool:
    at = (attempt.round, attempt.contest_audience_id, now)
    return any(disclosure.may_see(what, whom, *at) for what, whom in SHOWING)


def preview(attempt: Attempt, extra_ms: int, now: datetime) -> Reopened:
    """What the attempt would become.  Raises what ``require_possible`` does, and CareRefused."""
    require_possible(attempt, now)
    return _reopened(attempt, extra_ms, now)


def _reopened(attempt: Attempt, extra_ms: int, now: datetime) -> Reopened:
    now_ms = milliseconds(now)
    return reopened(attempt.times, attempt.handed_in_ms, now_ms, extra_ms, has_seen_marks=False)


def reopen(attempt: Attempt, extra_ms: int, reason: str, by: Account, now: datetime) -> Reopening:
    """Let the attempt go on with the time it had left, and ``extra_ms`` more.

    The round must be locked, as for every act upon it.  What it was before is kept: its times and
    its marks, which are made anew at its next hand-in.  Raises what ``preview`` does.
    """
    if not reason.strip():
        raise CareRefused(CareFault.REASON_MISSING)
    queries.lock_attempt(attempt)
    write_down_if_over(attempt, now)
    found = preview(attempt, extra_ms, now)
    kept = Reopening(
        round_id=attempt.round_id,
        attempt_id=attempt.id,
        extra_ms=extra_ms,
        reason=reason,
        handed_in_ms=attempt.handed_in_ms,
        deadline_ms=attempt.deadline_ms,
        closes_ms=attempt.closes_ms,
        marks=_take_marks(attempt),
        done_by_id=by.id,
        done_at=now,
    )
    db.session.add(kept)
    attempt.handed_in_ms = None
    attempt.deadline_ms, attempt.closes_ms = found.times.deadline_ms, found.times.closes_ms
    attempt.pauses = encode_pauses([*pauses_of(attempt.pauses), found.pause])
    _wait_for(attempt.round, found.times.closes_ms)
    return kept


def _take_marks(attempt: Attempt) -> list[dict[str, Any]]:
    mine = (Mark.round_id == attempt.round_id, Mark.attempt_id == attempt.id)
    rows = list(db.session.scalars(select(Mark).where(*mine).order_by(Mark.key_version)))
    names = [each.key for each in inspect(Mark).column_attrs]
    taken = [{name: getattr(row, name) for name in names} for row in rows]
    db.session.execute(delete(Mark).where(*mine))
    return taken


def _wait_for(round_: Round, closes_ms: int) -> None:
    """The round is not over before this attempt is."""
    round_.reopened_until_ms = max(round_.reopened_until_ms or 0, closes_ms)
    spread_news(round_.contest, round_)
