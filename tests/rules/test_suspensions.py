import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.data import DataUnreadable
from contest.rules.suspensions import (
    HELD_MS,
    OpenAttempts,
    Suspension,
    SuspensionRefused,
    decode,
    encode,
    moved_deadline,
    time_used_ms,
)
from contest.rules.timing import AttemptTimes

RUN_ON, STOPPED, HANDED_IN = OpenAttempts
TIMES = AttemptTimes(started_ms=100, deadline_ms=200, closes_ms=210)

fates = st.sampled_from(OpenAttempts)
suspensions = st.builds(
    lambda start, length, fate: Suspension(start, length and start + length, fate),
    st.integers(0, 400),
    st.none() | st.integers(1, 200),
    fates,
)
attempts = st.builds(
    lambda start, allowed, grace: AttemptTimes(start, start + allowed, start + allowed + grace),
    st.integers(0, 300),
    st.integers(1, 200),
    st.integers(0, 20),
)


def test_where_stretches_overlap_what_they_share_counts_once():
    times = AttemptTimes(0, 1000, 1010)
    stretches = [
        Suspension(300, 500, OpenAttempts.STOPPED_CLOCK),
        Suspension(100, 400, OpenAttempts.STOPPED_CLOCK),
        Suspension(350, 360, OpenAttempts.STOPPED_CLOCK),
    ]
    assert time_used_ms(times, 1000, stretches) == 600


@pytest.mark.parametrize(
    ("suspension", "expected"),
    [
        pytest.param(Suspension(150, 180, RUN_ON), TIMES, id="runs-on"),
        pytest.param(Suspension(150, 180, STOPPED), AttemptTimes(100, 230, 240), id="moved-on"),
        pytest.param(
            Suspension(150, None, STOPPED),
            AttemptTimes(100, HELD_MS + 200, HELD_MS + 210),
            id="held",
        ),
        pytest.param(Suspension(150, 180, HANDED_IN), AttemptTimes(100, 150, 160), id="handed-in"),
        pytest.param(Suspension(150, None, HANDED_IN), AttemptTimes(100, 150, 160), id="for-good"),
        pytest.param(Suspension(200, 300, STOPPED), TIMES, id="over-by-then"),
        pytest.param(Suspension(50, 100, STOPPED), TIMES, id="started-when-resumed"),
        pytest.param(Suspension(50, 100, HANDED_IN), TIMES, id="started-after-all-were-handed-in"),
        pytest.param(Suspension(80, 120, STOPPED), AttemptTimes(100, 220, 230), id="backdated"),
        pytest.param(Suspension(80, 120, HANDED_IN), AttemptTimes(100, 100, 110), id="too-late"),
        pytest.param(Suspension(199, 300, STOPPED), AttemptTimes(100, 301, 311), id="just-running"),
    ],
)
def test_a_running_attempt_runs_on_stands_still_or_is_handed_in(suspension, expected):
    assert moved_deadline(TIMES, suspension) == expected


def test_a_held_attempt_is_still_running_long_after():
    held = moved_deadline(TIMES, Suspension(150, None, STOPPED))
    assert held.handed_in_at(None, 10**12) is None


@pytest.mark.parametrize(
    ("now_ms", "holds"), [(149, False), (150, True), (179, True), (180, False)]
)
def test_at_the_end_of_a_suspension_attempts_start_again(now_ms, holds):
    assert Suspension(150, 180).holds(now_ms) is holds


@given(st.integers(150, 10**12))
def test_a_suspension_without_an_end_holds_until_the_round_is_resumed(now_ms):
    assert Suspension(150).holds(now_ms)


@pytest.mark.parametrize("to_ms", [149, 150])
def test_a_suspension_ends_after_it_begins(to_ms):
    with pytest.raises(SuspensionRefused) as refused:
        Suspension(150, to_ms)
    assert refused.value.code == "suspension-ends-too-early"


@pytest.mark.parametrize(
    ("suspension", "handed_in_ms", "used_ms"),
    [
        pytest.param(Suspension(150, 180, STOPPED), 220, 90, id="after-it"),
        pytest.param(Suspension(150, 180, STOPPED), 160, 50, id="in-the-midst-of-it"),
        pytest.param(Suspension(150, 180, STOPPED), 140, 40, id="before-it"),
        pytest.param(Suspension(150, None, STOPPED), 190, 50, id="not-resumed"),
        pytest.param(Suspension(150, 180, RUN_ON), 190, 90, id="the-clock-ran-on"),
    ],
)
def test_the_time_in_which_the_clock_stood_still_is_not_used(suspension, handed_in_ms, used_ms):
    times = moved_deadline(TIMES, suspension)
    assert time_used_ms(times, handed_in_ms, [suspension]) == used_ms


@given(attempts, suspensions)
def test_a_stopped_clock_leaves_as_much_time_as_there_was(times, suspension):
    moved = moved_deadline(times, suspension)
    if suspension.stops_clock and suspension.to_ms is not None:
        used_ms = time_used_ms(moved, moved.deadline_ms, [suspension])
        assert used_ms == times.deadline_ms - times.started_ms


@given(attempts, suspensions)
def test_a_suspension_never_changes_the_start_nor_the_grace(times, suspension):
    moved = moved_deadline(times, suspension)
    assert moved.started_ms == times.started_ms
    assert moved.closes_ms - moved.deadline_ms == times.closes_ms - times.deadline_ms


@given(attempts, suspensions)
def test_only_a_hand_in_ever_shortens_an_attempt(times, suspension):
    moved = moved_deadline(times, suspension)
    is_shorter = moved.deadline_ms < times.deadline_ms
    assert not is_shorter or suspension.open_attempts is HANDED_IN


@given(suspensions)
def test_a_suspension_is_read_as_it_was_written(suspension):
    assert decode(json.loads(json.dumps(encode(suspension)))) == suspension


@pytest.mark.parametrize(
    "data",
    [None, {"from_ms": 1}, {"from_ms": 1, "to_ms": None, "open_attempts": "forgotten"}],
)
def test_what_is_no_suspension_is_not_read(data):
    with pytest.raises(DataUnreadable):
        decode(data)
