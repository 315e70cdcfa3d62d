"""When, how long and how often one takes part in the real contests of the domain facts (1.1).

S… are the marks of their sources there; two of features.md follow.  Days that a source leaves out
are made up: for 16, 18, 20, 21, 27 and 28.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from contest.rules import allowances, calendars_data
from contest.rules.allowances import Limit, Per, Start, refusal
from contest.rules.days import MINUTE_MS, midnight_ms
from contest.rules.timing import Allowance, StartRefused, Window, attempt_times
from contest.rules.windows import Calendar, DailyHours, window_for_start

HOUR = 60
ONCE_A_ROUND, ONCE_A_WEEK = Limit(1, Per.ROUND), Limit(1, Per.WEEK)
ONCE, TWICE, THRICE = (Limit(count, Per.CONTEST) for count in (1, 2, 3))
UNLIMITED = Limit(None, Per.ROUND)
SILENT = {2, 6, 14, 19, 23, 25}  # their sources give neither days nor a limit of attempts


def at(year, month, day, hour=0, minute=0):
    return midnight_ms(date(year, month, day), hour * HOUR + minute)


def stretch(first, last, from_hour=0, to_hour=24, to_minute=0):
    """From an hour of the first day to an hour of the last, days being (year, month, day)."""
    return Window(at(*first, from_hour), at(*last, to_hour, to_minute))


def weeks(first, count, days=7, from_hour=0, to_hour=24):
    """Stretches one after the other, each from an hour of its first day to one of its last."""
    monday = date(*first)
    starts = [monday + timedelta(days=each * 7) for each in range(count)]
    return tuple(
        Window(
            midnight_ms(each, from_hour * HOUR),
            midnight_ms(each + timedelta(days=days - 1), to_hour * HOUR),
        )
        for each in starts
    )


@dataclass(frozen=True)
class Row:
    """A contest's calendar, instants at which one can and cannot start, and how often.

    ``minutes`` is None where the source is silent.
    """

    number: int
    sources: str
    calendar: Calendar
    opens: int
    closed: int
    code: str
    limit: Limit = UNLIMITED
    minutes: int | None = None


def only(*stretches, daily=None):
    return Calendar(stretches, daily)


ROWS = [
    Row(
        1,
        "S1: 4 weeks from Monday 00:00 to Sunday 24:00, one attempt a week",
        only(*weeks((2025, 9, 29), 4)),
        at(2025, 10, 26, 23, 59),
        at(2025, 10, 27),
        "round-over",
        ONCE_A_WEEK,
    ),
    Row(
        3,
        "S8: 4 weeks, 12/9-9/10/2022",
        only(*weeks((2022, 9, 12), 4)),
        at(2022, 10, 9, 23),
        at(2022, 9, 11, 23),
        "too-early",
    ),
    Row(
        4,
        "S9: 20-24/11/2023",
        only(stretch((2023, 11, 20), (2023, 11, 24))),
        at(2023, 11, 24, 12),
        at(2023, 11, 25),
        "round-over",
    ),
    Row(
        5,
        "S10: August 2022",
        only(stretch((2022, 8, 1), (2022, 8, 31))),
        at(2022, 8, 1),
        at(2022, 7, 31, 12),
        "too-early",
    ),
    Row(
        7,
        "S13 S14: 1/4 0h00 to 30/4 24h00, 20 minutes, at most 3 attempts",
        only(stretch((2021, 4, 1), (2021, 4, 30))),
        at(2021, 4, 30, 23, 50),
        at(2021, 5, 1),
        "round-over",
        THRICE,
        20,
    ),
    Row(
        8,
        "S16: 7/6-7/7/2019",
        only(stretch((2019, 6, 7), (2019, 7, 7))),
        at(2019, 6, 7),
        at(2019, 7, 8),
        "round-over",
    ),
    Row(
        9,
        "S17: 10/1-10/2/2026, at most 20 minutes, one attempt",
        only(stretch((2026, 1, 10), (2026, 2, 10))),
        at(2026, 2, 10, 23),
        at(2026, 1, 9, 12),
        "too-early",
        ONCE,
        20,
    ),
    Row(
        10,
        "S18: rounds of a week that end at 23:59, one entry a round",
        only(stretch((2026, 2, 3), (2026, 2, 9), to_hour=23, to_minute=59)),
        at(2026, 2, 9, 23, 58),
        at(2026, 2, 9, 23, 59),
        "round-over",
        ONCE_A_ROUND,
    ),
    Row(
        11,
        "S21: 20/9 07:00 to 9/10/2024 24:00",
        only(stretch((2024, 9, 20), (2024, 10, 9), from_hour=7)),
        at(2024, 9, 20, 7),
        at(2024, 9, 20, 6, 59),
        "too-early",
    ),
    Row(
        12,
        "S23: 1-30/6 and 1-30/9/2024",
        only(stretch((2024, 6, 1), (2024, 6, 30)), stretch((2024, 9, 1), (2024, 9, 30))),
        at(2024, 9, 1),
        at(2024, 7, 1),
        "between-windows",
    ),
    Row(
        13,
        "S25: 9/11 0h00 to 18/11/2025 24h00, 15 minutes, one attempt",
        only(stretch((2025, 11, 9), (2025, 11, 18))),
        at(2025, 11, 9),
        at(2025, 11, 19),
        "round-over",
        ONCE,
        15,
    ),
    Row(
        15,
        "S28: 8/9-28/9/2025",
        only(stretch((2025, 9, 8), (2025, 9, 28))),
        at(2025, 9, 28, 23),
        at(2025, 9, 29),
        "round-over",
    ),
    Row(
        16,
        "S29: 3 rounds of 2 weeks, each from 08:00 to 16:00, once a round",
        only(stretch((2014, 10, 6), (2014, 10, 20), 8, 16)),
        at(2014, 10, 20, 15, 59),
        at(2014, 10, 20, 16),
        "round-over",
        ONCE_A_ROUND,
    ),
    Row(
        17,
        "S30: 21/10 7:30 to 30/10 19:30, at most 30 minutes, at most 2 attempts",
        only(Window(at(2021, 10, 21, 7, 30), at(2021, 10, 30, 19, 30))),
        at(2021, 10, 30, 19, 20),
        at(2021, 10, 21, 7, 29),
        "too-early",
        TWICE,
        30,
    ),
    Row(
        18,
        "S31: 10 days, 7:30-17:00, at most 45 minutes, as often as one likes",
        only(stretch((2022, 3, 1), (2022, 3, 10)), daily=DailyHours(7 * HOUR + 30, 17 * HOUR)),
        at(2022, 3, 5, 16, 30),
        at(2022, 3, 5, 17),
        "between-windows",
        UNLIMITED,
        45,
    ),
    Row(
        20,
        "S33: weekly, at most 10 minutes, one a week and account",
        only(*weeks((2019, 3, 4), 4)),
        at(2019, 3, 10, 23, 59),
        at(2019, 4, 1),
        "round-over",
        ONCE_A_WEEK,
        10,
    ),
    Row(
        21,
        "S34: 12 weeks from Monday 16:00 to Monday 15:00, several attempts",
        only(*weeks((2022, 8, 8), 12, days=8, from_hour=16, to_hour=15)),
        at(2022, 8, 15, 14, 59),
        at(2022, 8, 15, 15),
        "between-windows",
    ),
    Row(
        22,
        "S37: 15/9 08:00 to 13/10/2025 08:01",
        only(stretch((2025, 9, 15), (2025, 10, 13), 8, 8, 1)),
        at(2025, 10, 13, 8),
        at(2025, 10, 13, 8, 1),
        "round-over",
    ),
    Row(
        24,
        "S39: 4 weeks from Tuesday 7/10/2025, one attempt in each",
        only(*weeks((2025, 10, 7), 4)),
        at(2025, 10, 7),
        at(2025, 10, 6, 12),
        "too-early",
        ONCE_A_ROUND,  # its weeks are no calendar weeks: a round each
    ),
    Row(
        26,
        "S41: 4 weeks, 8/7-4/8/2024",
        only(*weeks((2024, 7, 8), 4)),
        at(2024, 8, 4, 23),
        at(2024, 8, 5),
        "round-over",
    ),
    Row(
        27,
        "features.md 0, Hải Dương CCHC 2024: weekly rounds, 20 minutes, at most 3 attempts",
        only(*weeks((2024, 11, 18), 1)),
        at(2024, 11, 24, 23),
        at(2024, 11, 25),
        "round-over",
        Limit(3, Per.ROUND),
        20,
    ),
    Row(
        28,
        "features.md 0, national election contest 2026: 2 weeks, 7 attempts a week, 10 minutes",
        only(*weeks((2026, 3, 2), 2)),
        at(2026, 3, 8),
        at(2026, 3, 1),
        "too-early",
        Limit(7, Per.WEEK),
        10,
    ),
]

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}-{row.sources}")


def test_all_real_contests_are_in_the_table_or_their_sources_are_silent():
    assert {row.number for row in ROWS} | SILENT == set(range(1, 29))


@each_row
def test_one_can_start_while_a_real_contest_is_open(row):
    window = window_for_start(row.calendar, row.opens)
    assert window.opens_ms <= row.opens < window.closes_ms


@each_row
def test_one_cannot_start_when_it_is_not_and_is_told_why(row):
    with pytest.raises(StartRefused) as refused:
        window_for_start(row.calendar, row.closed)
    assert refused.value.code == row.code


@each_row
def test_one_takes_part_as_often_as_it_allows(row):
    begun = []
    for _ in range(row.limit.count or 40):
        assert refusal([row.limit], begun, 1, row.opens) is None
        begun.append(Start(1, row.opens))
    reached = refusal([row.limit], begun, 1, row.opens)
    assert (reached is None) is (row.limit is UNLIMITED)


@each_row
def test_an_attempt_lasts_the_minutes_that_are_printed_or_to_the_closing(row):
    window = window_for_start(row.calendar, row.opens)
    allowed_ms = (row.minutes or 30) * MINUTE_MS
    times = attempt_times(window, Allowance(allowed_ms), row.opens)
    assert times.deadline_ms == min(row.opens + allowed_ms, window.closes_ms)


@each_row
def test_the_times_of_a_real_contest_can_be_stored(row):
    assert calendars_data.decode(calendars_data.encode(row.calendar)) == row.calendar
    assert allowances.decode(allowances.encode(row.limit)) == row.limit


def test_in_hue_who_took_part_on_sunday_may_again_on_monday():
    reached = refusal([ONCE_A_WEEK], [Start(1, at(2025, 10, 5, 20))], 1, at(2025, 10, 5, 21))
    assert reached.next_ms == at(2025, 10, 6)


def test_between_two_weeks_of_the_viet_lao_contest_the_next_opens_in_an_hour():
    calendar = next(row.calendar for row in ROWS if row.number == 21)
    assert calendar.next_opening(at(2022, 8, 15, 15)) == at(2022, 8, 15, 16)
