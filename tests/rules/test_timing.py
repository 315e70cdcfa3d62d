import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.timing import (
    Allowance,
    AttemptTimes,
    RoundPhase,
    StartRefused,
    Window,
    attempt_times,
    cut_off_ms,
    last_answer_ms,
)
from contest.rules.windows import Calendar, is_over_for_everyone

MINUTE = 60_000
WINDOW = Window(0, 100 * MINUTE)
TIMES = AttemptTimes(started_ms=1_000, deadline_ms=21_000, closes_ms=31_000)

instants = st.integers(-10_000, 10_000)
windows = st.builds(
    lambda opens, length: Window(opens, opens + length), instants, st.integers(1, 5_000)
)
allowances = st.builds(Allowance, st.integers(1, 3_000), st.integers(0, 300), st.booleans())


MOST_EXTRA = 500


@st.composite
def sittings(draw):
    window, allowance = draw(windows), draw(allowances)
    started_ms = draw(st.integers(window.opens_ms, window.closes_ms - 1))
    extra_ms = draw(st.integers(0, MOST_EXTRA))
    return window, allowance, extra_ms, attempt_times(window, allowance, started_ms, extra_ms)


@pytest.mark.parametrize(
    ("now_ms", "phase"),
    [
        pytest.param(-1, RoundPhase.EARLY, id="before-the-opening"),
        pytest.param(0, RoundPhase.OPEN, id="at-the-opening"),
        pytest.param(100 * MINUTE - 1, RoundPhase.OPEN, id="just-before-the-closing"),
        pytest.param(100 * MINUTE, RoundPhase.OVER, id="at-the-closing"),
    ],
)
def test_phases(now_ms, phase):
    assert WINDOW.phase_at(now_ms) is phase


@pytest.mark.parametrize(
    ("allowance", "started_ms", "deadline_ms", "closes_ms"),
    [
        pytest.param(Allowance(20 * MINUTE), 0, 20 * MINUTE, 20 * MINUTE + 10_000, id="whole"),
        pytest.param(Allowance(20 * MINUTE, 0), 5, 20 * MINUTE + 5, 20 * MINUTE + 5, id="no-grace"),
        pytest.param(
            Allowance(20 * MINUTE), 90 * MINUTE, 100 * MINUTE, 100 * MINUTE + 10_000, id="cut"
        ),
        pytest.param(
            Allowance(20 * MINUTE, 7, is_cut_at_closing=False),
            90 * MINUTE,
            110 * MINUTE,
            110 * MINUTE + 7,
            id="not-cut",
        ),
        pytest.param(
            Allowance(20 * MINUTE, 0), 80 * MINUTE, 100 * MINUTE, 100 * MINUTE, id="just-in-time"
        ),
    ],
)
def test_times_of_an_attempt(allowance, started_ms, deadline_ms, closes_ms):
    expected = AttemptTimes(started_ms, deadline_ms, closes_ms)
    assert attempt_times(WINDOW, allowance, started_ms) == expected


@pytest.mark.parametrize(
    ("started_ms", "code", "opens_ms"), [(-1, "too-early", 0), (100 * MINUTE, "round-over", None)]
)
def test_a_start_outside_the_window_is_refused_and_says_when_it_opens(started_ms, code, opens_ms):
    with pytest.raises(StartRefused) as refused:
        attempt_times(WINDOW, Allowance(MINUTE), started_ms)
    assert (refused.value.code, refused.value.opens_ms) == (code, opens_ms)


def test_extra_time_may_pass_the_closing():
    times = attempt_times(WINDOW, Allowance(20 * MINUTE), 90 * MINUTE, extra_ms=5 * MINUTE)
    assert times.deadline_ms == 105 * MINUTE


@pytest.mark.parametrize(
    ("started_min", "is_cut", "lost_min"),
    [
        pytest.param(80, True, 0, id="just-in-time"),
        pytest.param(93, True, 13, id="near-closing"),
        pytest.param(93, False, 0, id="may-finish"),
    ],
)
def test_who_starts_near_closing_is_told_how_much_time_is_cut_off(started_min, is_cut, lost_min):
    allowance = Allowance(20 * MINUTE, is_cut_at_closing=is_cut)
    assert cut_off_ms(WINDOW, allowance, started_min * MINUTE) == lost_min * MINUTE


def test_another_deadline_keeps_the_grace():
    assert TIMES.due_at(50_000) == AttemptTimes(1_000, 50_000, 60_000)


@pytest.mark.parametrize(("now_ms", "counts"), [(31_000, True), (31_001, False)])
def test_an_answer_counts_up_to_the_end_of_the_grace(now_ms, counts):
    assert TIMES.takes_answers_at(now_ms) is counts


@pytest.mark.parametrize(
    ("recorded_ms", "now_ms", "handed_in_ms"),
    [
        pytest.param(None, 20_000, None, id="running"),
        pytest.param(None, 31_000, None, id="running-to-the-end-of-the-grace"),
        pytest.param(None, 31_001, 21_000, id="closed-by-the-clock-at-the-deadline"),
        pytest.param(5_000, 6_000, 5_000, id="handed-in"),
        pytest.param(25_000, 26_000, 21_000, id="within-the-grace-counts-as-the-deadline"),
    ],
)
def test_hand_in(recorded_ms, now_ms, handed_in_ms):
    assert TIMES.handed_in_at(recorded_ms, now_ms) == handed_in_ms


@pytest.mark.parametrize(
    ("handed_in_ms", "duration_ms"), [(1_000, 0), (4_000, 3_000), (30_000, 20_000)]
)
def test_duration(handed_in_ms, duration_ms):
    assert TIMES.duration_ms(handed_in_ms) == duration_ms


def test_with_the_cut_the_last_answer_comes_a_grace_after_the_closing():
    assert last_answer_ms(WINDOW, Allowance(MINUTE, 5)) == 100 * MINUTE + 5


def test_the_last_answer_waits_for_whoever_was_given_most_extra_time():
    assert last_answer_ms(WINDOW, Allowance(MINUTE, 5), MINUTE) == 101 * MINUTE + 5


def test_without_the_cut_whoever_started_last_may_still_finish():
    assert last_answer_ms(WINDOW, Allowance(MINUTE, 5, is_cut_at_closing=False)) == 101 * MINUTE + 5


@given(sittings(), st.integers(0, 20_000))
def test_no_answer_counts_after_the_deadline_plus_the_grace(sitting, wait_ms):
    _, allowance, _, times = sitting
    now_ms = times.started_ms + wait_ms
    assert times.takes_answers_at(now_ms) == (now_ms <= times.deadline_ms + allowance.grace_ms)


@given(sittings())
def test_a_deadline_is_never_beyond_the_allowed_time_nor_the_cut_but_for_extra_time(sitting):
    window, allowance, extra_ms, times = sitting
    bounds = [times.started_ms + allowance.allowed_ms]
    bounds += [window.closes_ms] if allowance.is_cut_at_closing else []
    assert times.deadline_ms == min(bounds) + extra_ms


@given(sittings(), instants)
def test_an_attempt_runs_or_is_handed_in_and_never_both(sitting, now_ms):
    _, _, _, times = sitting
    assert times.takes_answers_at(now_ms) == (times.handed_in_at(None, now_ms) is None)


@given(sittings(), st.integers(0, 10_000), instants)
def test_a_recorded_hand_in_never_moves(sitting, wait_ms, now_ms):
    _, _, _, times = sitting
    recorded_ms = times.started_ms + wait_ms
    assert times.handed_in_at(recorded_ms, now_ms) == times.handed_in_at(recorded_ms, recorded_ms)


@given(sittings(), st.integers(0, 10_000))
def test_a_duration_is_between_nothing_and_the_allowed_time(sitting, wait_ms):
    _, allowance, extra_ms, times = sitting
    assert 0 <= times.duration_ms(times.started_ms + wait_ms) <= allowance.allowed_ms + extra_ms


@given(sittings(), instants)
def test_when_a_round_is_over_for_everyone_no_attempt_takes_answers(sitting, now_ms):
    window, allowance, _, times = sitting
    if is_over_for_everyone(Calendar((window,)), allowance, now_ms, MOST_EXTRA):
        assert not times.takes_answers_at(now_ms)
