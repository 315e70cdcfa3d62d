"""When a round can be entered: its stretches of time, their daily hours, and suspensions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from contest.rules.days import day_of, midnight_ms
from contest.rules.refusal import RuleRefused
from contest.rules.suspensions import Suspension
from contest.rules.timing import (
    Allowance,
    RoundPhase,
    StartRefusal,
    StartRefused,
    Window,
    last_answer_ms,
)

WHOLE_DAY = 1440  # minutes


class CalendarFault(StrEnum):
    EMPTY = "calendar-empty"
    STRETCH_BACKWARDS = "stretch-backwards"
    STRETCHES_OVERLAP = "stretches-overlap"
    STRETCH_NEVER_OPEN = "stretch-never-open"
    HOURS_IMPOSSIBLE = "hours-impossible"
    SUSPENSIONS_OVERLAP = "suspensions-overlap"


class CalendarRefused(RuleRefused):
    """These times make no sense together; ``code`` is a CalendarFault."""


@dataclass(frozen=True, slots=True)
class DailyHours:
    """From a minute of the day in Vietnam to another, 1440 being 24h00; not over midnight.

    Raises CalendarRefused.
    """

    from_minute: int
    to_minute: int

    def __post_init__(self) -> None:
        if not 0 <= self.from_minute < self.to_minute <= WHOLE_DAY:
            raise CalendarRefused(CalendarFault.HOURS_IMPOSSIBLE)

    @property
    def is_whole_day(self) -> bool:
        return self.to_minute - self.from_minute == WHOLE_DAY


@dataclass(frozen=True, slots=True)
class Calendar:
    """The stretches of a round in their order, with gaps between them where there are any.

    Daily hours open a window on each day of a stretch.  Nothing starts while the round is
    suspended.  Raises CalendarRefused where stretches or suspensions overlap or are out of order,
    and where a stretch has no minute within the daily hours.
    """

    stretches: tuple[Window, ...]
    daily: DailyHours | None = None
    suspensions: tuple[Suspension, ...] = ()

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise CalendarRefused(fault)

    @property
    def whole(self) -> Window:
        """From the first opening to the last closing."""
        opens_ms = next(windows(self, self.stretches[0].opens_ms)).opens_ms
        return Window(opens_ms, self.last_closing_ms)

    @property
    def last_closing_ms(self) -> int:
        """Return when the last window closes, suspended or not."""
        last = self.stretches[-1]
        if self.daily is None or self.daily.is_whole_day:
            return last.closes_ms
        day = day_of(last.closes_ms - 1)
        days = (day, day - timedelta(days=1))  # the last day's hours may begin after the stretch
        hours = (_window_on_day(last, self.daily, each) for each in days)
        return next(filter(None, hours)).closes_ms

    def suspension_at(self, now_ms: int) -> Suspension | None:
        """Return the suspension that holds at an instant."""
        return next((each for each in self.suspensions if each.holds(now_ms)), None)

    def window_at(self, now_ms: int) -> Window | None:
        """Return the window in which an attempt can start at this instant, None where it cannot.

        Its closing is the one at which the attempt is cut.
        """
        window = next(windows(self, now_ms), None)
        if window is None or now_ms < window.opens_ms or self.suspension_at(now_ms):
            return None
        return window

    def next_opening(self, now_ms: int) -> int | None:
        """Return the first instant, this one included, at which an attempt can start.

        None where there is none any more, or while the round is suspended without an end.
        """
        for window in windows(self, now_ms):
            opens_ms = self._resumed(max(now_ms, window.opens_ms))
            if opens_ms is None or opens_ms < window.closes_ms:
                return opens_ms
        return None

    def _resumed(self, now_ms: int) -> int | None:
        """The end of the suspensions that hold now and follow one another."""
        for each in self.suspensions:
            if each.holds(now_ms):
                if each.to_ms is None:
                    return None
                now_ms = each.to_ms
        return now_ms

    def phase_at(self, now_ms: int) -> RoundPhase:
        """A round pauses between its windows and while it is suspended.

        Suspended without an end it pauses even beyond its last closing.
        """
        if self.window_at(now_ms):
            return RoundPhase.OPEN
        suspension = self.suspension_at(now_ms)
        whole = self.whole.phase_at(now_ms)
        is_held = suspension is not None and suspension.to_ms is None
        if whole is RoundPhase.OPEN or (whole is RoundPhase.OVER and is_held):
            return RoundPhase.PAUSED
        return whole


def windows(calendar: Calendar, from_ms: int) -> Iterator[Window]:
    """Yield the windows that close after an instant, in their order, suspended or not."""
    for stretch in calendar.stretches:
        if calendar.daily is None or calendar.daily.is_whole_day:
            if from_ms < stretch.closes_ms:
                yield stretch
        else:
            yield from _daily_windows(stretch, calendar.daily, from_ms)


def _daily_windows(stretch: Window, daily: DailyHours, from_ms: int) -> Iterator[Window]:
    day, last = day_of(max(from_ms, stretch.opens_ms)), day_of(stretch.closes_ms - 1)
    while day <= last:
        window = _window_on_day(stretch, daily, day)
        if window and from_ms < window.closes_ms:
            yield window
        day += timedelta(days=1)


def _window_on_day(stretch: Window, daily: DailyHours, day: date) -> Window | None:
    opens_ms = max(stretch.opens_ms, midnight_ms(day, daily.from_minute))
    closes_ms = min(stretch.closes_ms, midnight_ms(day, daily.to_minute))
    return Window(opens_ms, closes_ms) if opens_ms < closes_ms else None


def _faults(calendar: Calendar) -> Iterator[CalendarFault]:
    stretches, suspensions = calendar.stretches, calendar.suspensions
    if not stretches:
        yield CalendarFault.EMPTY
    if any(each.closes_ms <= each.opens_ms for each in stretches):
        yield CalendarFault.STRETCH_BACKWARDS
    if any(later.opens_ms < each.closes_ms for each, later in pairwise(stretches)):
        yield CalendarFault.STRETCHES_OVERLAP
    if any(_is_never_open(each, calendar.daily) for each in stretches):
        yield CalendarFault.STRETCH_NEVER_OPEN
    if any(
        each.to_ms is None or later.from_ms < each.to_ms for each, later in pairwise(suspensions)
    ):
        yield CalendarFault.SUSPENSIONS_OVERLAP


def _is_never_open(stretch: Window, daily: DailyHours | None) -> bool:
    return daily is not None and not any(_daily_windows(stretch, daily, stretch.opens_ms))


def window_for_start(calendar: Calendar, now_ms: int) -> Window:
    """An attempt starts within a window of its calendar; returns the window.

    Raises StartRefused: too early, between two windows, suspended, or over.
    """
    window = calendar.window_at(now_ms)
    if window is not None:
        return window
    phase = calendar.phase_at(now_ms)
    is_suspended = calendar.suspension_at(now_ms) and phase is not RoundPhase.OVER
    code = StartRefusal.SUSPENDED if is_suspended else _CODES[phase]
    raise StartRefused(code, calendar.next_opening(now_ms))


_CODES = {
    RoundPhase.EARLY: StartRefusal.TOO_EARLY,
    RoundPhase.PAUSED: StartRefusal.BETWEEN_WINDOWS,
    RoundPhase.OVER: StartRefusal.ROUND_OVER,
}


def last_answer_in(calendar: Calendar, allowance: Allowance, extra_ms: int = 0) -> int | None:
    """Return the last instant at which an answer of anybody may still count in the round.

    None while it is suspended without an end.  ``extra_ms`` is the most that anybody was given;
    what a clock stood still is added to it.
    """
    stopped_ms = 0
    for each in calendar.suspensions:
        if each.to_ms is None:
            return None
        stopped_ms += each.to_ms - each.from_ms if each.stops_clock else 0
    return last_answer_ms(calendar.whole, allowance, extra_ms + stopped_ms)


def is_over_for_everyone(
    calendar: Calendar, allowance: Allowance, now_ms: int, extra_ms: int = 0
) -> bool:
    """A round is over for everyone when nobody's answer can count in it any more."""
    last_ms = last_answer_in(calendar, allowance, extra_ms)
    return last_ms is not None and now_ms > last_ms
