"""What time somebody is given beyond the regulation, and when an attempt is opened again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations_with_replacement

from contest.rules.groups import Group, Member, is_in
from contest.rules.refusal import RuleRefused
from contest.rules.suspensions import OpenAttempts, Suspension
from contest.rules.timing import AttemptTimes


class CareFault(StrEnum):
    TIME_MISSING = "care-time-missing"
    REASON_MISSING = "care-reason-missing"
    ATTEMPT_OVER = "care-attempt-over"
    ATTEMPT_RUNNING = "care-attempt-running"
    NO_TIME_LEFT = "care-no-time-left"
    MARKS_SEEN = "care-marks-seen"


class CareRefused(RuleRefused):
    """This cannot be given; ``code`` is a CareFault."""


@dataclass(frozen=True, slots=True)
class Extra:
    """Extra time for a person by id, or for a group such as a unit without power, with its reason.

    Raises CareRefused without time or without a reason.
    """

    whom: int | Group
    extra_ms: int
    reason: str

    def __post_init__(self) -> None:
        if self.extra_ms < 1:
            raise CareRefused(CareFault.TIME_MISSING)
        if not self.reason.strip():
            raise CareRefused(CareFault.REASON_MISSING)


def extra_ms_for(extras: Iterable[Extra], person: int, member: Member) -> int:
    """What a person and their groups were given adds up."""
    return sum(each.extra_ms for each in extras if _concerns(each, person, member))


def _concerns(extra: Extra, person: int, member: Member) -> bool:
    if isinstance(extra.whom, Group):
        return is_in(extra.whom, member)
    return extra.whom == person


def most_extra_ms(extras: Iterable[Extra], paths: Mapping[int, frozenset[int]]) -> int:
    """The most extra time that anybody may have: until its end nobody says that all is over.

    ``paths`` has the units that were given time, each with all above it.  Somebody lives below one
    unit and works below another, belongs to one audience, and was given time as a person.
    """
    people, audiences, units = Counter[int](), Counter[int](), Counter[int]()
    for each in extras:
        if isinstance(each.whom, Group):
            audiences.update(dict.fromkeys(each.whom.audiences, each.extra_ms))
            units.update(dict.fromkeys(each.whom.units, each.extra_ms))
        else:
            people[each.whom] += each.extra_ms
    sums = (people.values(), audiences.values(), _pairs(units, paths))
    return sum(max(each, default=0) for each in sums)


def _pairs(units: Mapping[int, int], paths: Mapping[int, frozenset[int]]) -> Iterator[int]:
    """What somebody below both of two units has of all units."""
    for one, other in combinations_with_replacement(units, 2):
        both = paths.get(one, frozenset({one})) | paths.get(other, frozenset({other}))
        yield sum(ms for unit, ms in units.items() if unit in both)


def extended(
    times: AttemptTimes, extra_ms: int, now_ms: int, handed_in_ms: int | None = None
) -> AttemptTimes:
    """A running attempt gets extra time at its end, and keeps the grace after it.

    ``handed_in_ms`` is what was recorded.  Raises CareRefused without time to give, and for an
    attempt that was handed in or closed by the clock: that one is opened again.
    """
    if extra_ms < 1:
        raise CareRefused(CareFault.TIME_MISSING)
    if times.handed_in_at(handed_in_ms, now_ms) is not None:
        raise CareRefused(CareFault.ATTEMPT_OVER)
    return times.due_at(times.deadline_ms + extra_ms)


@dataclass(frozen=True, slots=True)
class Reopened:
    """The new times of an attempt, and the stretch in which its clock stood still.

    That stretch is kept with the attempt: contest.rules.suspensions.time_used_ms leaves it out.
    """

    times: AttemptTimes
    pause: Suspension


def reopened(
    times: AttemptTimes,
    recorded_ms: int | None,
    now_ms: int,
    extra_ms: int = 0,
    *,
    has_seen_marks: bool,
) -> Reopened:
    """An attempt is opened again with the time that was left at its hand-in, and extra time.

    ``recorded_ms`` is its recorded hand-in, None where the clock closed it.  Raises CareRefused
    for one that is running, where no time would be left, and for a person who has seen the marks
    or the right answers of it.
    """
    handed_in_ms = times.handed_in_at(recorded_ms, now_ms)
    if handed_in_ms is None:
        raise CareRefused(CareFault.ATTEMPT_RUNNING)
    if has_seen_marks:
        raise CareRefused(CareFault.MARKS_SEEN)
    left_ms = times.deadline_ms - handed_in_ms + extra_ms
    if left_ms < 1:
        raise CareRefused(CareFault.NO_TIME_LEFT)
    pause = Suspension(handed_in_ms, max(now_ms, handed_in_ms + 1), OpenAttempts.STOPPED_CLOCK)
    return Reopened(times.due_at(now_ms + left_ms), pause)
