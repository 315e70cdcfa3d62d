import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.care import CareRefused, Extra, extended, extra_ms_for, most_extra_ms, reopened
from contest.rules.groups import Group, Member
from contest.rules.suspensions import time_used_ms
from contest.rules.timing import AttemptTimes

TIMES = AttemptTimes(started_ms=1_000, deadline_ms=21_000, closes_ms=31_000)
POWERLESS = Group(units=frozenset({30}))

attempts = st.builds(
    lambda start, allowed, grace: AttemptTimes(start, start + allowed, start + allowed + grace),
    st.integers(0, 1_000),
    st.integers(1, 2_000),
    st.integers(0, 100),
)


def test_what_a_person_and_their_unit_were_given_adds_up():
    extras = [
        Extra(5, 10, "khiếm thị"),
        Extra(POWERLESS, 300, "mất điện"),
        Extra(6, 1_000, "ốm"),
        Extra(Group(audiences=frozenset({2})), 5_000, "lỗi máy chủ"),
    ]
    assert extra_ms_for(extras, 5, Member(1, frozenset({30}))) == 310


@pytest.mark.parametrize(
    ("extra_ms", "reason", "code"),
    [
        (0, "mất điện", "care-time-missing"),
        (-5, "mất điện", "care-time-missing"),
        (300, " ", "care-reason-missing"),
    ],
)
def test_extra_time_is_some_time_and_has_a_reason(extra_ms, reason, code):
    with pytest.raises(CareRefused) as refused:
        Extra(5, extra_ms, reason)
    assert refused.value.code == code


def test_the_least_extra_time_is_a_millisecond():
    assert extra_ms_for([Extra(5, 1, "khiếm thị")], 5, Member()) == 1


def test_an_attempt_may_be_opened_again_in_the_instant_of_its_hand_in():
    again = reopened(TIMES, 11_000, 11_000, has_seen_marks=False)
    assert again.times == TIMES


@pytest.mark.parametrize("now_ms", [1_000, 31_000])
def test_a_running_attempt_gets_extra_time_at_its_end(now_ms):
    assert extended(TIMES, 5_000, now_ms) == AttemptTimes(1_000, 26_000, 36_000)


@pytest.mark.parametrize(
    ("extra_ms", "now_ms", "handed_in_ms", "code"),
    [
        pytest.param(0, 5_000, None, "care-time-missing", id="nothing"),
        pytest.param(-1, 5_000, None, "care-time-missing", id="shortened"),
        pytest.param(5_000, 31_001, None, "care-attempt-over", id="closed-by-the-clock"),
        pytest.param(5_000, 5_000, 4_000, "care-attempt-over", id="handed-in"),
    ],
)
def test_an_attempt_is_never_shortened_nor_extended_when_it_is_over(
    extra_ms, now_ms, handed_in_ms, code
):
    with pytest.raises(CareRefused) as refused:
        extended(TIMES, extra_ms, now_ms, handed_in_ms)
    assert refused.value.code == code


@given(attempts, st.integers(1, 500), st.integers(0, 4_000))
def test_extra_time_moves_the_end_and_nothing_else(times, extra_ms, now_ms):
    if times.takes_answers_at(now_ms):
        longer = extended(times, extra_ms, now_ms)
        assert longer.started_ms == times.started_ms
        assert longer.deadline_ms - times.deadline_ms == extra_ms
        assert longer.closes_ms - times.closes_ms == extra_ms


@pytest.mark.parametrize(
    ("recorded_ms", "extra_ms", "deadline_ms"),
    [
        pytest.param(11_000, 0, 60_000, id="time-that-was-left"),
        pytest.param(11_000, 7_000, 67_000, id="and-extra-time"),
        pytest.param(None, 7_000, 57_000, id="closed-by-the-clock"),
    ],
)
def test_an_attempt_is_opened_again_with_the_time_that_was_left(recorded_ms, extra_ms, deadline_ms):
    again = reopened(TIMES, recorded_ms, 50_000, extra_ms, has_seen_marks=False)
    assert again.times == AttemptTimes(1_000, deadline_ms, deadline_ms + 10_000)


@pytest.mark.parametrize(
    ("recorded_ms", "now_ms", "extra_ms", "has_seen_marks", "code"),
    [
        pytest.param(None, 20_000, 5_000, False, "care-attempt-running", id="running"),
        pytest.param(None, 40_000, 0, False, "care-no-time-left", id="no-time"),
        pytest.param(11_000, 40_000, -10_000, False, "care-no-time-left", id="less-than-no-time"),
        pytest.param(11_000, 40_000, 5_000, True, "care-marks-seen", id="marks-seen"),
    ],
)
def test_what_is_not_opened_again(recorded_ms, now_ms, extra_ms, has_seen_marks, code):
    with pytest.raises(CareRefused) as refused:
        reopened(TIMES, recorded_ms, now_ms, extra_ms, has_seen_marks=has_seen_marks)
    assert refused.value.code == code


@given(attempts, st.integers(0, 1_000), st.integers(1, 1_000), st.integers(1, 500))
def test_the_time_between_hand_in_and_reopening_is_not_used(times, early_ms, wait_ms, extra_ms):
    recorded_ms = max(times.started_ms, times.deadline_ms - early_ms)
    now_ms = recorded_ms + wait_ms
    again = reopened(times, recorded_ms, now_ms, extra_ms, has_seen_marks=False)
    used_ms = time_used_ms(again.times, again.times.deadline_ms, [again.pause])
    assert used_ms == times.deadline_ms - times.started_ms + extra_ms


def test_the_most_extra_time_is_what_one_person_of_two_units_and_an_audience_may_have():
    given = [
        Extra(1, 5, "ốm"),
        Extra(2, 3, "ốm"),
        Extra(1, 1, "mất mạng"),
        Extra(Group(units=frozenset({10})), 20, "mất điện"),
        Extra(Group(units=frozenset({11})), 7, "mất điện"),
        Extra(Group(units=frozenset({20})), 9, "mất điện"),
        Extra(Group(audiences=frozenset({5})), 100, "máy hỏng"),
    ]
    paths = {10: frozenset({10}), 11: frozenset({11, 10}), 20: frozenset({20})}
    assert most_extra_ms(given, paths) == 6 + 100 + (20 + 7 + 9)


def test_where_nobody_has_extra_time_the_most_is_none():
    assert most_extra_ms([], {}) == 0
