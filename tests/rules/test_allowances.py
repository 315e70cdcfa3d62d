import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.allowances import (
    Limit,
    LimitReached,
    LimitRefused,
    Per,
    Start,
    decode,
    encode,
    refusal,
)
from contest.rules.data import DataUnreadable
from contest.rules.days import DAY_MS, MINUTE_MS, day_of, midnight_ms, monday_of

MONDAY = midnight_ms(date(2026, 11, 23))
TUESDAY, SUNDAY, NEXT_MONDAY = MONDAY + DAY_MS, MONDAY + 6 * DAY_MS, MONDAY + 7 * DAY_MS
NOON = 720 * MINUTE_MS

limits = st.builds(Limit, st.none() | st.integers(1, 5), st.sampled_from(Per))
instants = st.integers(0, 21 * DAY_MS).map(lambda ms: MONDAY + ms)
starts = st.lists(st.builds(Start, st.integers(1, 3), instants), max_size=8)


def reached(count, per, used, next_ms=None):
    return LimitReached(Limit(count, per), used, next_ms)


@pytest.mark.parametrize(
    ("count", "per", "begun", "now_ms", "expected"),
    [
        pytest.param(1, Per.ROUND, [], MONDAY, None, id="none-yet"),
        pytest.param(1, Per.ROUND, [(2, MONDAY)], TUESDAY, None, id="in-another-round"),
        pytest.param(
            1, Per.ROUND, [(1, MONDAY)], SUNDAY, reached(1, Per.ROUND, 1), id="once-a-round"
        ),
        pytest.param(3, Per.CONTEST, [(1, MONDAY), (2, MONDAY)], SUNDAY, None, id="two-of-three"),
        pytest.param(
            3,
            Per.CONTEST,
            [(1, MONDAY), (2, MONDAY), (2, TUESDAY)],
            SUNDAY,
            reached(3, Per.CONTEST, 3),
            id="three-of-three",
        ),
        pytest.param(
            1,
            Per.WEEK,
            [(1, MONDAY)],
            NEXT_MONDAY - 1,
            reached(1, Per.WEEK, 1, NEXT_MONDAY),
            id="until-sunday-night",
        ),
        pytest.param(1, Per.WEEK, [(1, NEXT_MONDAY - 1)], NEXT_MONDAY, None, id="a-new-week"),
        pytest.param(
            1,
            Per.WEEK,
            [(2, MONDAY)],
            SUNDAY,
            reached(1, Per.WEEK, 1, NEXT_MONDAY),
            id="a-week-spans-rounds",
        ),
        pytest.param(
            2,
            Per.DAY,
            [(1, MONDAY), (1, MONDAY + NOON)],
            TUESDAY - 1,
            reached(2, Per.DAY, 2, TUESDAY),
            id="until-midnight",
        ),
        pytest.param(1, Per.DAY, [(1, TUESDAY - 1)], TUESDAY, None, id="a-new-day"),
        pytest.param(None, Per.ROUND, [(1, MONDAY)] * 40, SUNDAY, None, id="as-often-as-one-likes"),
    ],
)
def test_an_attempt_may_start_while_the_limit_is_not_reached(count, per, begun, now_ms, expected):
    begun = [Start(*each) for each in begun]
    assert refusal([Limit(count, per)], begun, 1, now_ms) == expected


@pytest.mark.parametrize(
    ("both", "named"),
    [
        ((Limit(1, Per.DAY), Limit(1, Per.WEEK)), Per.WEEK),
        ((Limit(1, Per.WEEK), Limit(1, Per.ROUND)), Per.ROUND),
        ((Limit(1, Per.CONTEST), Limit(1, Per.DAY)), Per.CONTEST),
    ],
)
def test_of_several_limits_the_one_that_lasts_longest_is_named(both, named):
    assert refusal(both, [Start(1, MONDAY)], 1, MONDAY + NOON).limit.per is named


def test_a_limit_under_which_nobody_could_take_part_is_refused():
    with pytest.raises(LimitRefused) as refused:
        Limit(0, Per.WEEK)
    assert refused.value.code == "limit-nothing"


@given(st.lists(limits, max_size=3), starts, instants)
def test_when_a_limit_ends_another_attempt_can_start(some, begun, now_ms):
    begun = [each for each in begun if each.started_ms <= now_ms]
    found = refusal(some, begun, 1, now_ms)
    if found and found.next_ms is not None:
        assert refusal(some, begun, 1, found.next_ms) is None
        assert refusal(some, begun, 1, found.next_ms - 1) is not None


@given(st.integers(1, 3), st.lists(instants, max_size=30))
def test_whoever_is_only_let_in_under_the_limit_never_exceeds_it(count, moments):
    begun = []
    for now_ms in sorted(moments):
        if refusal([Limit(count, Per.WEEK)], begun, 1, now_ms) is None:
            begun.append(Start(1, now_ms))
    weeks = [monday_of(day_of(each.started_ms)) for each in begun]
    assert all(weeks.count(each) <= count for each in weeks)


@given(limits)
def test_a_limit_is_read_as_it_was_written(limit):
    assert decode(json.loads(json.dumps(encode(limit)))) == limit


@pytest.mark.parametrize(
    "data", [None, {"count": 1}, {"count": 1.0, "per": "week"}, {"count": 1, "per": "year"}]
)
def test_what_is_no_limit_is_not_read(data):
    with pytest.raises(DataUnreadable):
        decode(data)
