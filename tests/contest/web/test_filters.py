from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from contest.web import filters

MOMENT = datetime(2026, 11, 24, 7, 5, tzinfo=UTC)


@pytest.fixture
def english(kitchen):
    with kitchen.test_request_context("/", headers={"Cookie": "language=en"}):
        yield


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (lambda: filters.moment(MOMENT), "24/11/2026 14 giờ 05"),
        (lambda: filters.day(datetime(2026, 11, 24, 18, tzinfo=UTC)), "25/11/2026"),
        (lambda: filters.day(date(1965, 3, 7)), "7/3/1965"),
        (lambda: filters.hour(MOMENT), "14 giờ 05"),
        (lambda: filters.number(1234), "1.234"),
        (lambda: filters.number(1234.5, 2), "1.234,50"),
        (lambda: filters.percent(7, 8), "87,5\xa0%"),
        (lambda: filters.percent(Fraction(1, 3)), "33,3\xa0%"),
        (lambda: filters.percent(1, 0), "–"),
        (lambda: filters.points(875), "8,75"),
        (lambda: filters.points(900), "9"),
        (lambda: filters.duration(timedelta(seconds=192)), "3 phút 12 giây"),
        (lambda: filters.duration(3600), "1 giờ"),
        (lambda: filters.duration(0), "0 giây"),
        (lambda: filters.duration_ms(192_999), "3 phút 12 giây"),
        (lambda: filters.clock_ms(192_045), "3:12,045"),
    ],
)
def test_in_vietnamese(page, shown, expected):
    assert shown() == expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (lambda: filters.moment(MOMENT), "24 Nov 2026 14:05"),
        (lambda: filters.number(1234.5, 1), "1,234.5"),
        (lambda: filters.clock_ms(192_045), "3:12.045"),
    ],
)
def test_in_english(english, shown, expected):
    assert shown() == expected


@pytest.mark.parametrize(
    "shown",
    [
        filters.day, filters.hour, filters.moment, filters.number, filters.percent,
        filters.points, filters.duration, filters.duration_ms, filters.clock_ms,
    ],
)  # fmt: skip
def test_what_is_missing_is_a_dash(page, shown):
    assert shown(None) == "–"


@pytest.mark.parametrize(
    ("page_and_count", "expected"),
    [
        ((1, 1), [1]),
        ((1, 12), [1, 2, None, 12]),
        ((4, 12), [1, None, 3, 4, 5, None, 12]),
        ((12, 12), [1, None, 11, 12]),
    ],
)
def test_a_pagination_names_the_ends_and_the_neighbours(page_and_count, expected):
    assert filters.page_numbers(*page_and_count) == expected


def test_equal_durations_look_equal_in_the_unit_that_ranks():
    with_seconds = [filters.clock_ms(each, unit_ms=1000) for each in (192_045, 192_999)]
    assert with_seconds == ["3:12", "3:12"]
