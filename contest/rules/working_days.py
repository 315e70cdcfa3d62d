"""Which day a time limit ends on: in calendar days or working days, with the days off given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SATURDAY = 5
FIXED_HOLIDAYS = ((1, 1), (4, 30), (5, 1), (9, 2))
"""Month and day of the public holidays that fall on the same day each year (Bộ luật Lao động 2019,
Điều 112 khoản 1): Tết Dương lịch, Ngày Chiến thắng, Ngày Quốc tế lao động, Quốc khánh.

The others are given by the host, as they are announced each year: the five days of Tết Âm lịch and
the second day of Quốc khánh (which the Prime Minister fixes, khoản 3), Giỗ Tổ Hùng Vương (10/3 of
the lunar year), days swapped, and what a later law adds (24/11, Ngày Văn hóa Việt Nam, was still
to be written into Điều 112 when this was)."""
_LONGEST_RUN = 30


class Counted(StrEnum):
    """Which days a limit is counted in."""

    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Days:
    """A limit of so many days, at least one."""

    count: int
    counted: Counted = Counted.CALENDAR

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError("a limit has a day")


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days off that a host announces, and the Saturdays and Sundays worked in their stead.

    Fixed holidays need not be given.  Days given are taken as they stand: those off in lieu of
    them are among them.
    """

    days_off: frozenset[date] = frozenset()
    days_worked: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Monday to Friday are worked, except for holidays and the days off in lieu of them.

        A fixed holiday on a Saturday or Sunday gives the next working day off (Bộ luật Lao động
        2019, Điều 111 khoản 3); so does each of two that follow one another.
        """
        if day in self.days_worked:
            return True
        return self._is_ordinary(day) and not self._is_owed(day)

    def _is_ordinary(self, day: date) -> bool:
        return day.weekday() < SATURDAY and not is_fixed_holiday(day) and day not in self.days_off

    def _is_owed(self, day: date) -> bool:
        owed = 0
        for back in range(_LONGEST_RUN, 0, -1):
            earlier = day - back * ONE_DAY
            if is_fixed_holiday(earlier) and earlier.weekday() >= SATURDAY:
                owed += 1
            elif owed and self._is_ordinary(earlier):
                owed -= 1
        return owed > 0


def is_fixed_holiday(day: date) -> bool:
    return (day.month, day.day) in FIXED_HOLIDAYS


def fixed_holidays(year: int) -> frozenset[date]:
    """The public holidays of a year that fall on the same day each year."""
    return frozenset(date(year, month, day) for month, day in FIXED_HOLIDAYS)


def last_day(event: date, limit: Days, calendar: WorkCalendar) -> date:
    """The day of the event does not count; the limit ends with the end of its last day.

    Calendar days run from the next day on, and a last day that is no working day moves to the next
    that is (Bộ luật Dân sự 2015, Điều 147 khoản 2 and 3, Điều 148 khoản 5).  Of working days only
    those count that are worked.
    """
    if limit.counted is Counted.CALENDAR:
        return _at_or_after(event + limit.count * ONE_DAY, calendar)
    day = event
    for _ in range(limit.count):
        day = _at_or_after(day + ONE_DAY, calendar)
    return day


def _at_or_after(day: date, calendar: WorkCalendar) -> date:
    while not calendar.is_working(day):
        day += ONE_DAY
    return day


def encode_days(days: Days) -> dict[str, object]:
    """A limit as plain JSON."""
    return {"count": days.count, "counted": days.counted.value}


def decode_days(data: Mapping[str, object]) -> Days:
    """Read what ``encode_days`` wrote.  Raises ValueError for anything else."""
    match data:
        case {"count": int(count), "counted": str(counted), **rest} if not (
            rest or isinstance(count, bool)
        ):
            return Days(count, Counted(counted))
    raise ValueError("a limit is a count of days and which days count")
