from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.model import Option
from tests.questions.builders import DAYS, build_question

FIRST, LAST = date(2025, 7, 1), date(2026, 6, 30)
DAY = timedelta(days=1)


def test_the_right_positions_count_from_nought_as_written():
    options = (Option("a"), Option("b", is_right=True), Option("c"))
    assert build_question(options=options).right_positions == {1}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(FIRST - DAY, False, id="not-before-its-first-day"),
        pytest.param(FIRST, True, id="on-its-first-day"),
        pytest.param(LAST, True, id="on-its-last-day"),
        pytest.param(LAST + DAY, False, id="not-after-its-last-day"),
    ],
)
def test_a_question_holds_from_its_first_day_to_its_last(day, expected):
    assert build_question(valid_from=FIRST, valid_to=LAST).is_valid_on(day) is expected


def test_a_question_without_days_always_holds():
    assert build_question().is_valid_throughout(date.min, date.max)


@given(DAYS, DAYS, st.dates(FIRST, LAST), st.integers(0, 40))
def test_throughout_means_on_every_day(valid_from, valid_to, first, length):
    question = build_question(valid_from=valid_from, valid_to=valid_to)
    days = [first + DAY * number for number in range(length + 1)]
    expected = all(question.is_valid_on(day) for day in days)
    assert question.is_valid_throughout(days[0], days[-1]) is expected
