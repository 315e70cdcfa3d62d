"""The only place that reads the clock; everything else is told the time."""

import threading
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

CHECK_EVERY_S = 60.0
# What people mean by a day and an hour.
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SteadyClock:
    """A wall clock that never steps back.

    Time is the wall clock as last read, moved on by the monotonic clock.  Once a minute the wall
    clock is read again; where it stands later it is taken over, where it stands earlier (somebody
    set it back) the monotonic one goes on alone until the wall clock has caught up.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wall, self._steady = time.time(), time.monotonic()

    def seconds(self) -> float:
        """Seconds since 1970-01-01 UTC."""
        steady = time.monotonic()
        if steady - self._steady >= CHECK_EVERY_S:
            self._check(steady)
        return self._wall + (steady - self._steady)

    def _check(self, steady: float) -> None:
        with self._lock:
            expected = self._wall + (steady - self._steady)
            self._wall, self._steady = max(expected, time.time()), steady


_clock = SteadyClock()


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.fromtimestamp(_clock.seconds(), UTC)


def today() -> date:
    """The day in Vietnam."""
    return now().astimezone(VIETNAM).date()


def milliseconds(moment: datetime) -> int:
    """An instant as whole milliseconds since 1970-01-01 UTC, rounded down."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def instant(milliseconds: int) -> datetime:
    """The instant that stands so many milliseconds after 1970-01-01 UTC."""
    return EPOCH + timedelta(milliseconds=milliseconds)
