from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.complaint_terms import (
    Settings,
    Term,
    answer_by,
    decode_settings,
    encode_settings,
    term,
)
from contest.rules.complaints import BeforeAward, Until
from contest.rules.working_days import Counted, Days, WorkCalendar

PLAIN = WorkCalendar()
MONDAY = date(2026, 11, 16)
FIVE = Days(5, Counted.WORKING)
days = st.builds(Days, st.integers(1, 99), st.sampled_from(Counted))
windows = st.one_of(days, st.builds(Until, st.dates()), st.just(BeforeAward()))
terms = st.builds(Settings, windows, days, st.none() | st.dates(), st.text(max_size=20))


@given(terms)
def test_what_is_written_is_read(settings):
    assert decode_settings(encode_settings(settings)) == settings


@pytest.mark.parametrize(
    "data",
    [
        {},
        encode_settings(Settings(FIVE, FIVE)) | {"more": 1},
        encode_settings(Settings(FIVE, FIVE)) | {"awarding": 3},
    ],
)
def test_anything_else_is_refused(data):
    with pytest.raises(ValueError, match="terms are"):
        decode_settings(data)


@pytest.mark.parametrize(
    ("settings", "event", "last"),
    [
        (Settings(Days(3), FIVE), MONDAY, date(2026, 11, 19)),
        (Settings(Days(3), FIVE), None, None),
        (Settings(Until(date(2026, 11, 22)), FIVE), None, date(2026, 11, 22)),
        (Settings(BeforeAward(), FIVE, date(2026, 12, 18)), None, date(2026, 12, 17)),
        (Settings(BeforeAward(), FIVE), MONDAY, None),
        (None, MONDAY, None),
    ],
)
def test_the_term_of_an_event(settings, event, last):
    assert term(settings, event, PLAIN) == Term(event, last)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [(Settings(Days(3), FIVE), date(2026, 11, 23)), (None, None)],
)
def test_a_complaint_is_answered_within_the_days_that_are_printed(settings, expected):
    assert answer_by(settings, MONDAY, PLAIN) == expected


@pytest.mark.parametrize(
    ("window", "awarding", "waits"),
    [
        (BeforeAward(), None, True),
        (BeforeAward(), MONDAY, False),
        (Days(3), None, False),
    ],
)
def test_the_last_day_before_an_unknown_awarding_is_not_known(window, awarding, waits):
    assert Settings(window, FIVE, awarding).waits_for_awarding is waits
