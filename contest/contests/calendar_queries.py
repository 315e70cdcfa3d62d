"""When a round can be entered, by everybody or by a group of its own, and when it is over."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from contest.clock import instant, milliseconds
from contest.contests.models import Entry, Round
from contest.contests.running_models import RoundGroup
from contest.db import db
from contest.people.list_models import ListedPerson
from contest.people.models import Person
from contest.rules import groups
from contest.rules.suspensions import HELD_MS
from contest.rules.timing import RoundPhase, Window
from contest.rules.windows import Calendar, is_over_for_everyone, last_answer_in
from contest.units.models import Unit


def calendar_for(round_: Round, entry: Entry | None) -> Calendar:
    """The round's calendar, or that of the first group to which the entrant belongs.

    Nothing is read for a round without groups.
    """
    if entry is None or round_.groups_close_at is None:
        return round_.calendar
    own = list_groups(round_)
    calendars = [(_group(each), _calendar(round_, each)) for each in own]
    return groups.calendar_for(calendars, member_of(entry, own), round_.calendar)


def group_of(entry: Entry, own: Sequence[RoundGroup]) -> RoundGroup | None:
    """The first of these groups to which the entrant belongs; None: everybody's calendar is his."""
    member = member_of(entry, own)
    return next((each for each in own if groups.is_in(_group(each), member)), None)


def list_groups(round_: Round) -> list[RoundGroup]:
    """The groups of the round that have windows of their own, in the order in which they count."""
    query = select(RoundGroup).where(RoundGroup.round_id == round_.id).order_by(RoundGroup.id)
    return list(db.session.scalars(query))


def is_over(round_: Round, now: datetime) -> bool:
    """Whether nobody's answer can count in the round any more, of whichever group."""
    if round_.annulled_at is not None and round_.annulled_at <= now:
        return True
    now_ms = milliseconds(now)
    if round_.reopened_until_ms is not None and now_ms <= round_.reopened_until_ms:
        return False
    given = (round_.allowance, now_ms, round_.extra_ms or 0)
    return all(is_over_for_everyone(each, *given) for each in _calendars(round_))


def are_over(round_ids: Iterable[int], now: datetime) -> dict[int, bool]:
    """Of each of these rounds whether it is over for everyone."""
    query = select(Round).where(Round.id.in_(list(round_ids))).options(joinedload(Round.contest))
    return {each.id: is_over(each, now) for each in db.session.scalars(query)}


def last_closing(round_: Round) -> datetime:
    """When the last window closes, of whichever group."""
    return instant(max(each.last_closing_ms for each in _calendars(round_)))


def last_answer(round_: Round) -> int:
    """The last instant, in ms, at which an answer may still count; without an end: never over."""
    given = (round_.allowance, round_.extra_ms or 0)
    found = [last_answer_in(each, *given) for each in _calendars(round_)]
    ends = [HELD_MS if each is None else each for each in found]
    return max([*ends, round_.reopened_until_ms or 0])


def has_closed(round_: Round, now: datetime) -> bool:
    """Whether nobody can start any more, of whichever group."""
    if round_.annulled_at is not None:
        return True
    now_ms = milliseconds(now)
    return all(each.phase_at(now_ms) is RoundPhase.OVER for each in _calendars(round_))


def _calendars(round_: Round) -> Iterator[Calendar]:
    yield round_.calendar
    if round_.groups_close_at is not None:
        end_ms = milliseconds(round_.groups_close_at)
        yield Calendar((Window(end_ms - 1, end_ms),), None, round_.stops)


def _calendar(round_: Round, group: RoundGroup) -> Calendar:
    window = Window(milliseconds(group.opens_at), milliseconds(group.closes_at))
    return Calendar((window,), None, round_.stops)


def _group(group: RoundGroup) -> groups.Group:
    parts = (group.contest_audience_id, group.unit_id, group.list_id)
    return groups.Group(*(frozenset() if each is None else frozenset({each}) for each in parts))


def member_of(entry: Entry, own: Iterable[RoundGroup]) -> groups.Member:
    """What decides to which of these groups an entrant belongs."""
    lists = [each.list_id for each in own if each.list_id is not None]
    units = any(each.unit_id is not None for each in own)
    person = entry.person
    return groups.Member(
        entry.contest_audience_id,
        paths_of(person) if units else frozenset(),
        _lists_with(person, lists) if lists else frozenset(),
    )


def paths_of(person: Person) -> frozenset[int]:
    """The units of both paths of a person: where they live, where they work or learn."""
    return frozenset(units_up(person.residence)) | frozenset(units_up(person.unit))


def units_up(unit: Unit | None) -> Iterator[int]:
    """A unit and all above it, by their ids."""
    while unit is not None:
        yield unit.id
        unit = unit.parent


def _lists_with(person: Person, lists: Iterable[int]) -> frozenset[int]:
    """By citizen number; or by name, with the phone or the day of birth."""
    line = ListedPerson
    is_named = line.folded == person.folded
    known = []
    if person.citizen_number_hash:
        known.append(line.citizen_number_hash == person.citizen_number_hash)
    if person.phone_hash:  # a family may share one
        known.append(is_named & (line.phone_hash == person.phone_hash))
    if person.birth_day is not None:
        born = (line.birth_year == person.birth_year) & (line.birth_month == person.birth_month)
        known.append(is_named & born & (line.birth_day == person.birth_day))
    if not known:
        return frozenset()
    query = select(line.list_id).where(line.list_id.in_(list(lists)), or_(*known))
    return frozenset(db.session.scalars(query))
