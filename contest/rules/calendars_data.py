"""How the times of a round are stored: stretches, daily hours and suspensions as JSON has them."""

from contest.rules import suspensions
from contest.rules.data import DataUnreadable, each, fields, maybe, whole
from contest.rules.timing import Window
from contest.rules.windows import Calendar, DailyHours


def encode(calendar: Calendar) -> dict[str, object]:
    """Write a calendar; instants are in epoch milliseconds, hours in minutes of the day."""
    daily = calendar.daily
    return {
        "stretches": [[each.opens_ms, each.closes_ms] for each in calendar.stretches],
        "daily": None if daily is None else [daily.from_minute, daily.to_minute],
        "suspensions": [suspensions.encode(each) for each in calendar.suspensions],
    }


def decode(data: object) -> Calendar:
    """Read what encode wrote.

    Raises DataUnreadable, or CalendarRefused or SuspensionRefused where the times make no sense.
    """
    stretches, daily, stops = fields(data, "stretches", "daily", "suspensions")
    return Calendar(
        each(lambda pair: Window(*_pair(pair)), stretches),
        maybe(lambda pair: DailyHours(*_pair(pair)), daily),
        each(suspensions.decode, stops),
    )


def _pair(value: object) -> tuple[int, int]:
    match each(whole, value):
        case (first, second):
            return first, second
        case _:
            raise DataUnreadable
