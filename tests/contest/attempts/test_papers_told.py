"""What an entrant and the watch are told of a paper before it is typed in."""

import pytest

from contest.attempts import watch_queries
from contest.clock import milliseconds
from contest.rules.days import DAY_MS
from contest.rules.watching import HOUR_MS, Counts
from tests.contest.attempts.entrants import known_browser
from tests.contest.attempts.factories import make_round
from tests.contest.attempts.test_printed import (
    BEGAN,
    LATER,
    attempt_of,
    collected,
    printed,
    type_in,
)
from tests.contest.contests.factories import make_entry
from tests.contest.factories import NOON

pytestmark = pytest.mark.usefixtures("rows")


def counts_of(sitting):
    found = watch_queries.count_attempts(sitting.round, milliseconds(LATER))
    return sum(found.values(), Counts())


def hours_of(sitting):
    noon = milliseconds(NOON) // HOUR_MS
    return watch_queries.count_hours(sitting.round, range(noon, noon + DAY_MS // HOUR_MS))


def receipt(app, sitting):
    browser = known_browser(app, sitting.entry.person)
    return browser.get(f"/attempts/{attempt_of(sitting).public_id}/receipt").text


def test_a_printed_paper_is_being_sat_until_it_is_collected():
    counts = counts_of(printed())
    assert (counts.sitting, counts.handed_in, counts.by_clock) == (1, 0, 0)


def test_a_collected_one_was_handed_in_and_not_by_the_clock():
    counts = counts_of(collected())
    assert (counts.sitting, counts.handed_in, counts.by_clock) == (0, 1, 0)


def test_it_ends_in_no_hour_before_it_is_collected():
    sitting = printed()
    assert hours_of(sitting) == ({milliseconds(BEGAN) // HOUR_MS: 1}, {})


def test_its_entrant_reads_no_time_and_no_answers_before_it_is_collected(app, at):
    at(LATER)
    page = receipt(app, printed(make_entry(make_round(must_answer_all=True).contest)))
    assert "làm trên giấy" in page
    assert not any(each in page for each in ("Nộp lúc", "Số câu đã trả lời", "Mã đối chiếu"))
    assert "govuk-warning-text" not in page


def test_once_collected_it_has_its_times_and_no_count_of_answers(app, at):
    at(LATER)
    page = receipt(app, collected())
    assert ("Nộp lúc" in page, "Số câu đã trả lời" in page) == (True, False)


def test_once_typed_it_is_a_receipt_as_any(app, at):
    at(LATER)
    sitting = collected()
    type_in(sitting, {1: "A"})
    type_in(sitting, {1: "A"})
    page = receipt(app, sitting)
    assert ("1/4" in page, "Mã đối chiếu" in page) == (True, True)
