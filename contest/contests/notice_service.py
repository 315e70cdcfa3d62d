"""Telling something to those who take part.  Callers commit."""

from datetime import datetime

from contest.contests.models import Contest, ContestAudience, Round
from contest.contests.running_models import Notice
from contest.db import db
from contest.hosts.models import Account


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


def spread_news(contest: Contest, round_: Round | None) -> None:
    """Let the pages of those who sit the round, or any round of the contest, ask what is new."""
    for each in [round_] if round_ else contest.rounds:
        each.news += 1
