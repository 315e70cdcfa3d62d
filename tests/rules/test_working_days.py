from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.working_days import (
    Counted,
    Days,
    WorkCalendar,
    decode_days,
    encode_days,
    fixed_holidays,
    last_day,
)

PLAIN = WorkCalendar()
# As announced for 2026: Tết from 14 to 22 February, Giỗ Tổ on 26 April (a Sunday) with Monday off.
YEAR_2026 = WorkCalendar(
    frozenset(date(2026, 2, 14) + timedelta(days=number) for number in range(9))
    | {date(2026, 4, 26), date(2026, 4, 27), date(2026, 9, 1)},
    frozenset({date(2026, 1, 10)}),
)
WORKING = Counted.WORKING

days = st.builds(Days, st.integers(1, 60), st.sampled_from(Counted))
dates = st.dates(date(2020, 1, 1), date(2040, 1, 1))
calendars = st.builds(WorkCalendar, st.frozensets(dates, max_size=9), st.frozensets(dates))


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        pytest.param(date(2026, 11, 20), True, id="a-friday"),
        pytest.param(date(2026, 11, 21), False, id="a-saturday"),
        pytest.param(date(2026, 11, 22), False, id="a-sunday"),
        pytest.param(date(2026, 1, 1), False, id="new-year"),
        pytest.param(date(2026, 4, 30), False, id="victory-day"),
        pytest.param(date(2026, 5, 1), False, id="labour-day"),
        pytest.param(date(2026, 9, 2), False, id="national-day"),
        pytest.param(date(2026, 9, 1), False, id="second-day-of-it-as-announced"),
        pytest.param(date(2026, 2, 17), False, id="first-day-of-tet-as-announced"),
        pytest.param(date(2026, 2, 23), True, id="after-tet"),
        pytest.param(date(2026, 4, 27), False, id="in-lieu-of-gio-to-as-announced"),
        pytest.param(date(2026, 1, 10), True, id="a-saturday-worked-for-a-day-swapped"),
    ],
)
def test_which_days_are_worked(day, is_working):
    assert YEAR_2026.is_working(day) is is_working


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        pytest.param([date(2022, 1, 3)], [date(2022, 1, 4)], id="new-year-on-saturday"),
        pytest.param(
            [date(2022, 5, 2), date(2022, 5, 3)], [date(2022, 5, 4)], id="both-on-a-weekend"
        ),
        pytest.param([date(2023, 9, 4)], [date(2023, 9, 5)], id="national-day-on-saturday"),
        pytest.param([], [date(2026, 5, 4)], id="none-fell-on-a-weekend"),
    ],
)
def test_a_fixed_holiday_on_a_weekend_gives_the_next_working_day_off(off, worked):
    assert not [day for day in off if PLAIN.is_working(day)]
    assert all(PLAIN.is_working(day) for day in worked)


def test_four_holidays_fall_on_the_same_day_each_year():
    assert sorted(fixed_holidays(2030)) == [
        date(2030, 1, 1),
        date(2030, 4, 30),
        date(2030, 5, 1),
        date(2030, 9, 2),
    ]


@pytest.mark.parametrize(
    ("event", "limit", "expected"),
    [
        pytest.param(date(2026, 11, 16), Days(3), date(2026, 11, 19), id="the-day-itself-is-out"),
        pytest.param(date(2026, 11, 18), Days(3), date(2026, 11, 23), id="saturday-to-monday"),
        pytest.param(date(2026, 4, 27), Days(3), date(2026, 5, 4), id="holiday-holiday-weekend"),
        pytest.param(date(2026, 11, 19), Days(3, WORKING), date(2026, 11, 24), id="working-days"),
        pytest.param(date(2026, 11, 21), Days(1, WORKING), date(2026, 11, 23), id="from-weekend"),
        pytest.param(date(2026, 4, 28), Days(3, WORKING), date(2026, 5, 5), id="over-holidays"),
    ],
)
def test_the_last_day(event, limit, expected):
    assert last_day(event, limit, PLAIN) == expected


def test_the_last_day_over_tet():
    assert last_day(date(2026, 2, 12), Days(5), YEAR_2026) == date(2026, 2, 23)
    assert last_day(date(2026, 2, 12), Days(2, WORKING), YEAR_2026) == date(2026, 2, 23)


@given(dates, days, calendars)
def test_a_limit_ends_on_a_working_day_after_the_event(event, limit, calendar):
    last = last_day(event, limit, calendar)
    assert calendar.is_working(last)
    assert last >= event + timedelta(days=limit.count)


@given(dates, st.integers(1, 30), calendars)
def test_working_days_never_end_before_as_many_calendar_days(event, count, calendar):
    in_working = last_day(event, Days(count, WORKING), calendar)
    assert in_working >= last_day(event, Days(count), calendar)


@given(dates, days, calendars)
def test_a_later_event_ends_no_earlier(event, limit, calendar):
    assert last_day(event + timedelta(days=1), limit, calendar) >= last_day(event, limit, calendar)


def test_a_limit_has_a_day():
    with pytest.raises(ValueError, match="a limit has a day"):
        Days(0)


@given(days)
def test_a_limit_is_read_as_it_was_written(limit):
    assert decode_days(encode_days(limit)) == limit


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"count": True, "counted": "working"},
        {"count": 3, "counted": "working", "more": 1},
        {"count": 3, "counted": "lunar"},
    ],
)
def test_what_is_no_limit_is_not_read(data):
    with pytest.raises(ValueError, match=r"a limit is|not a valid"):
        decode_days(data)
