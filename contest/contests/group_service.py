"""Groups that sit a round in windows of their own.  Callers commit."""

from datetime import datetime

from contest.contests import calendar_queries as calendars
from contest.contests import regulation_queries
from contest.contests.models import ContestAudience, Round
from contest.contests.running_models import RoundGroup
from contest.db import db
from contest.errors import RegulationFixed
from contest.people.list_models import PeopleList
from contest.units.models import Unit


def add(
    round_: Round,
    title: str,
    who: ContestAudience | Unit | PeopleList,
    opens_at: datetime,
    closes_at: datetime,
) -> RoundGroup:
    """Let these people sit the round then, and at no other time.

    Raises RegulationFixed where somebody has started the round, and theirs would end no later.
    """
    if closes_at <= round_.closes_at:
        _require_not_started(round_)
    group = RoundGroup(
        round_id=round_.id,
        title=title,
        contest_audience_id=who.id if isinstance(who, ContestAudience) else None,
        unit_id=who.id if isinstance(who, Unit) else None,
        list_id=who.id if isinstance(who, PeopleList) else None,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    db.session.add(group)
    _sum_up(round_)
    return group


def remove(round_: Round, group: RoundGroup) -> None:
    """Let them sit when everybody does; what they have begun runs on to its own deadline.

    Raises RegulationFixed where somebody has started the round.
    """
    _require_not_started(round_)
    db.session.delete(group)
    _sum_up(round_)


def _require_not_started(round_: Round) -> None:
    if regulation_queries.have_started([round_]):
        raise RegulationFixed(fields=(f"round.{round_.number}.group",))


def _sum_up(round_: Round) -> None:
    """The last closing may only move on, since attempts that were begun may run until it."""
    db.session.flush()
    ends = [each.closes_at for each in calendars.list_groups(round_)]
    known = [round_.groups_close_at] if round_.groups_close_at else []
    round_.groups_close_at = max([*ends, *known], default=None)
