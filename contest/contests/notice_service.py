"""Telling something to those who take part.  Callers commit."""

from datetime import datetime

from contest.clock import milliseconds
from contest.contests import notice_queries as queries
from contest.contests.models import Contest, ContestAudience, Round
from contest.contests.running_models import Notice
from contest.db import db
from contest.hosts.models import Account

MOST_AT_ONCE = 20


def tell(
    contest: Contest,
    text: str,
    public_id: str,
    by: Account,
    now: datetime,
    *,
    round_: Round | None = None,
    audience: ContestAudience | None = None,
    is_for_sitters: bool = True,
    intervention_id: int | None = None,
    ends_at: datetime | None = None,
) -> Notice:
    """Show a notice from now on; pages of those who sit learn that there is something new."""
    notice = Notice(
        public_id=public_id,
        contest=contest,
        round=round_,
        contest_audience=audience,
        intervention_id=intervention_id,
        text=text,
        is_for_sitters=is_for_sitters,
        made_by_id=by.id,
        made_at=now,
        ends_ms=None if ends_at is None else milliseconds(ends_at),
        ended_at=None,
    )
    db.session.add(notice)
    if is_for_sitters:
        spread_news(contest, round_)
    return notice


def end(notice: Notice, now: datetime) -> None:
    """Show it no more; one that has ended stays ended as it was."""
    if notice.ended_at is None:
        notice.ended_at = now
        spread_news(notice.contest, notice.round)


def end_due(now: datetime) -> int:
    """Write down the notices whose time is over, so that open pages ask and drop them.

    One slice; returns how many there were.  No reader waits for it: each looks at the clock.
    """
    due = queries.list_due(milliseconds(now), MOST_AT_ONCE)
    for each in due:
        end(each, each.ends_at or now)
    return len(due)


def spread_news(contest: Contest, round_: Round | None) -> None:
    """Let the pages of those who sit the round, or any round of the contest, ask what is new."""
    for each in [round_] if round_ else contest.rounds:
        each.news = Round.news + 1  # in the database: the clock's job counts too
