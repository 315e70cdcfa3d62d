from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.days import DAY_MS, MINUTE_MS, day_of, midnight_ms, monday_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
dates = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("hours_utc", "day"),
    [
        pytest.param(16, date(1970, 1, 1), id="eleven-in-the-evening"),
        pytest.param(17, date(1970, 1, 2), id="midnight"),
        pytest.param(-8, date(1969, 12, 31), id="before-the-epoch"),
    ],
)
def test_a_day_begins_at_seventeen_hours_utc(hours_utc, day):
    assert day_of(hours_utc * 60 * MINUTE_MS) == day


@given(dates, st.integers(0, DAY_MS - 1))
def test_a_day_lasts_from_midnight_to_midnight(day, into_ms):
    assert day_of(midnight_ms(day) + into_ms) == day


@given(dates, st.integers(0, 1440))
def test_a_minute_is_the_one_that_clocks_in_vietnam_show(day, minute):
    shown = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    expected = (shown + timedelta(minutes=minute) - EPOCH) // timedelta(milliseconds=1)
    assert midnight_ms(day, minute) == expected


@given(dates)
def test_twenty_four_hours_is_the_next_days_midnight(day):
    assert midnight_ms(day, 1440) == midnight_ms(day + timedelta(days=1))


@given(dates)
def test_a_week_begins_on_the_monday_not_after_the_day(day):
    monday = monday_of(day)
    assert monday.weekday() == 0
    assert timedelta(0) <= day - monday < timedelta(days=7)
