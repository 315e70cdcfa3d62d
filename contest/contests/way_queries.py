"""How far the results of rounds have come, read."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Integer, String, column, func, select, table

from contest.contests import calendar_queries as calendars
from contest.contests.models import Round
from contest.contests.way_models import Way
from contest.db import BigId, UtcDateTime, db
from contest.rules.result_way import ORDER, State, furthest_behind, state_now

# The steps of ways, of a feature that stands after this one.
STEPS = table(
    "way_steps",
    column("way_id", BigId),
    column("number", Integer),
    column("to_state", String),
    column("ranking_id", BigId),
    column("done_at", UtcDateTime),
)
PUBLISHED = ORDER[ORDER.index(State.PUBLISHED) :]


def is_over(round_: Round, now: datetime) -> bool:
    """Whether nobody's answer can count in the round any more."""
    return calendars.is_over(round_, now)


def list_ways(round_: Round) -> list[Way]:
    """Those of the round that have begun, one for all audiences or one for each."""
    query = select(Way).where(Way.round_id == round_.id).order_by(Way.id)
    return list(db.session.scalars(query))


def find_way(round_: Round, contest_audience_id: int | None) -> Way | None:
    """The way that goes for the audience: its own, or that of all together."""
    ways = {each.contest_audience_id: each for each in list_ways(round_)}
    return ways.get(contest_audience_id) or ways.get(None)


class Stood(NamedTuple):
    """Where a way stood; None: it had not begun, or had no computation."""

    state: State | None
    ranking_id: int | None


def stood(way: Way | None, at: datetime) -> Stood:
    """Where the way stood at that instant."""
    if way is None:
        return Stood(None, None)
    if way.since_at <= at:
        return Stood(way.state, way.ranking_id)
    query = select(STEPS.c.to_state, STEPS.c.ranking_id).where(
        STEPS.c.way_id == way.id, STEPS.c.done_at <= at
    )
    row = db.session.execute(query.order_by(STEPS.c.number.desc()).limit(1)).first()
    return Stood(State(row.to_state), row.ranking_id) if row else Stood(None, None)


def list_published(way: Way) -> list[tuple[int, datetime]]:
    """The computations that were published on the way, the first one first, each with when."""
    query = (
        select(STEPS.c.ranking_id, STEPS.c.done_at)
        .where(
            STEPS.c.way_id == way.id,
            STEPS.c.to_state.in_(PUBLISHED),
            STEPS.c.ranking_id.is_not(None),
        )
        .order_by(STEPS.c.number)
    )
    return [(row.ranking_id, row.done_at) for row in db.session.execute(query)]


def audience_ids(round_: Round) -> list[int | None]:
    """Whose results of the round go a way of their own; [None]: all together go one."""
    if not round_.contest.ways_by_audience:
        return [None]
    return [each.id for each in round_.contest.audiences]


def state_of(round_: Round, contest_audience_id: int | None, now: datetime) -> State:
    """How far the audience's result of the round was then; None: the round as a whole."""
    over = is_over(round_, now)
    if contest_audience_id is None:
        ways = {each.contest_audience_id: stood(each, now).state for each in list_ways(round_)}
        wanted = audience_ids(round_) or [None]
        return furthest_behind(state_now(ways.get(each), is_round_over=over) for each in wanted)
    way = find_way(round_, contest_audience_id)
    return state_now(stood(way, now).state, is_round_over=over)


def furthest(round_: Round) -> State | None:
    """How far the result of the audience is that is furthest; None before any step."""
    reached = [each.state for each in list_ways(round_) if each.state is not State.ANNULLED]
    return max(reached, key=ORDER.index, default=None)


def published(rounds: Iterable[Round]) -> frozenset[int]:
    """The ids of those rounds of which some result is published."""
    ids: Collection[int] = [each.id for each in rounds]
    query = select(Way.round_id).where(Way.round_id.in_(ids), Way.state.in_(PUBLISHED))
    return frozenset(db.session.scalars(query)) if ids else frozenset()


def published_at(round_: Round) -> datetime | None:
    """When a result of the round was published last; None where none is."""
    query = select(func.max(Way.published_at)).where(Way.round_id == round_.id)
    return db.session.scalar(query.where(Way.state.in_(PUBLISHED)))


def has_begun(contest_id: int) -> bool:
    """Whether the result of any round of the contest has gone a step."""
    query = select(Way.id).join(Way.round).where(Round.contest_id == contest_id).limit(1)
    return db.session.scalar(query) is not None
