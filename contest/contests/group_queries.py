"""Who can be a group of a round: audiences, units and lists."""

from sqlalchemy import select

from contest.contests import queries
from contest.contests.models import ContestAudience, Round
from contest.contests.running_models import RoundGroup
from contest.db import db
from contest.errors import NotFound
from contest.people.list_models import PeopleList
from contest.units.models import Unit

Who = ContestAudience | Unit | PeopleList


def list_choices(round_: Round) -> dict[str, Who]:
    """By a key for forms: a1 an audience, u7 a unit, l3 a list."""
    contest = round_.contest
    lists = select(PeopleList).where(PeopleList.host_id == contest.host_id)
    found: dict[str, Who] = {f"a{each.id}": each for each in contest.audiences}
    found |= {f"u{each.id}": each for each in queries.list_countable_units(contest.host)}
    return found | {f"l{each.id}": each for each in db.session.scalars(lists)}


def get_group(round_: Round, group_id: int) -> RoundGroup:
    """Raises NotFound where the round has no such group."""
    group = db.session.get(RoundGroup, group_id)
    if group is None or group.round_id != round_.id:
        raise NotFound
    return group
