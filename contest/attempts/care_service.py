"""Giving extra time in a round, for later starts and for attempts being sat.  Callers commit."""

from datetime import datetime

from contest.attempts import care_queries as queries
from contest.attempts import deadlines_service as deadlines
from contest.attempts.care_models import ExtraTime
from contest.attempts.care_queries import Whom
from contest.clock import milliseconds
from contest.contests import calendar_queries as calendars
from contest.contests.models import ContestAudience, Round
from contest.contests.notice_service import spread_news
from contest.db import db
from contest.errors import RoundAnnulled, RoundOver
from contest.hosts.models import Account
from contest.people.models import Person
from contest.rules.care import Extra, most_extra_ms
from contest.rules.groups import Group
from contest.units.models import Unit


def whom_of(whom: Whom) -> int | Group:
    """As the rules have it."""
    if isinstance(whom, Person):
        return whom.id
    if isinstance(whom, Unit):
        return Group(units=frozenset({whom.id}))
    return Group(audiences=frozenset({whom.id}))


def require_open(round_: Round, now: datetime) -> None:
    """Raises RoundAnnulled, and RoundOver where nobody's answer can count any more."""
    require_not_annulled(round_)
    if calendars.is_over(round_, now):
        raise RoundOver


def require_not_annulled(round_: Round) -> None:
    if round_.annulled_at is not None:
        raise RoundAnnulled


def give(round_: Round, whom: Whom, asked: Extra, by: Account, now: datetime) -> ExtraTime:
    """Give these people extra time: from now on at their starts, and at once where they sit.

    The round must be locked, as for every act upon it (``running_queries.lock_rounds``): a start
    then comes before or after.  Raises what ``require_open`` does.
    """
    require_open(round_, now)
    count = deadlines.give(round_, queries.attempts_of(whom), asked.extra_ms, milliseconds(now))
    extra = ExtraTime(
        round_id=round_.id,
        person_id=whom.id if isinstance(whom, Person) else None,
        unit_id=whom.id if isinstance(whom, Unit) else None,
        contest_audience_id=whom.id if isinstance(whom, ContestAudience) else None,
        extra_ms=asked.extra_ms,
        reason=asked.reason,
        open_count=count,
        given_by_id=by.id,
        given_at=now,
    )
    db.session.add(extra)
    db.session.flush()
    _sum_up(round_)
    spread_news(round_.contest, round_)
    return extra


def end(extra: ExtraTime, now: datetime) -> None:
    """Let later starts do without it; attempts that have it keep it."""
    extra.ended_at = extra.ended_at or now


def _sum_up(round_: Round) -> None:
    """What anybody has may only grow: attempts that have it may run until its end."""
    given = queries.list_extras(round_)
    most_ms = most_extra_ms(map(queries.as_rule, given), queries.unit_paths(given))
    round_.extra_ms = max(round_.extra_ms or 0, most_ms)
