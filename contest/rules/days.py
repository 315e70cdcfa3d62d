"""Which day it is in Vietnam, which is seven hours before UTC all year."""

from datetime import date, timedelta

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
VIETNAM_MS = 7 * 60 * MINUTE_MS  # what Vietnam's clocks are ahead of UTC, in every season
_FIRST = date(1970, 1, 1)


def day_of(instant_ms: int) -> date:
    """A day runs from midnight to midnight in Vietnam."""
    return _FIRST + timedelta(days=(instant_ms + VIETNAM_MS) // DAY_MS)


def midnight_ms(day: date, minute: int = 0) -> int:
    """Return the instant that stands so many minutes after the beginning of a day.

    1440 is "24h00": the next day's midnight.
    """
    return (day - _FIRST).days * DAY_MS - VIETNAM_MS + minute * MINUTE_MS


def monday_of(day: date) -> date:
    """A week runs from Monday to Sunday."""
    return day - timedelta(days=day.weekday())
