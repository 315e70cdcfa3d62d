from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.merging import Consequence, Registration, Sat, merge

FIRST = Registration(1, 100, 5, (Sat(11, 1, 1_000, 1_900), Sat(12, 2, 5_000, 5_900)))
SECOND = Registration(2, 200, 5, (Sat(21, 1, 2_000, 2_900),))


def at_most(count):
    def refuses(earlier, this):
        return sum(each.round_id == this.round_id for each in earlier) >= count

    return refuses


def folded(merged):
    return [
        (each.attempt_id, each.round_id, each.ordinal, each.is_recognised)
        for each in merged.attempts
    ]


@pytest.mark.parametrize("pair", [(FIRST, SECOND), (SECOND, FIRST)])
def test_the_earlier_registration_is_kept(pair):
    merged = merge(*pair, at_most(3))
    assert (merged.kept, merged.gone) == (1, 2)


def test_the_attempts_of_both_stand_in_the_order_of_their_starts():
    assert folded(merge(FIRST, SECOND, at_most(2))) == [
        (11, 1, 1, True),
        (21, 1, 2, True),
        (12, 2, 1, True),
    ]


def test_an_attempt_beyond_the_limit_is_not_recognised():
    merged = merge(FIRST, SECOND, at_most(1))
    assert folded(merged) == [(11, 1, 1, True), (21, 1, 2, False), (12, 2, 1, True)]
    assert Consequence.OVER_LIMIT in merged.consequences


def test_an_attempt_that_is_not_recognised_takes_no_place_from_a_later_one():
    def refuses_the_second(earlier, this):
        return this.attempt_id == 21 or len(earlier) > 1

    merged = merge(FIRST, SECOND, refuses_the_second)
    assert [each.is_recognised for each in merged.attempts] == [True, False, True]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(SECOND, {Consequence.COUNTING_MAY_CHANGE}, id="both-sat-a-round"),
        pytest.param(replace(SECOND, attempts=()), set(), id="one-sat-nothing"),
        pytest.param(
            replace(SECOND, audience=6, attempts=()),
            {Consequence.AUDIENCE_DIFFERS},
            id="another-audience",
        ),
        pytest.param(
            replace(SECOND, attempts=(Sat(21, 1, 1_500, 2_000),)),
            {Consequence.COUNTING_MAY_CHANGE, Consequence.OVERLAPPING},
            id="two-at-once",
        ),
        pytest.param(
            replace(SECOND, is_awarded=True, attempts=()),
            {Consequence.AWARDED_TWICE},
            id="awarded-twice",
        ),
    ],
)
def test_what_somebody_has_to_look_at(second, expected):
    first = replace(FIRST, is_awarded=Consequence.AWARDED_TWICE in expected)
    assert merge(first, second, at_most(3)).consequences == expected


attempts = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 99), st.integers(0, 9)), max_size=8)
halves = st.tuples(attempts, attempts)


@given(halves, st.integers(1, 3))
def test_no_attempt_is_lost_and_none_beyond_the_limit_recognised(given_, count):
    number = iter(range(100))
    sides = [
        Registration(
            person,
            person,
            1,
            tuple(Sat(next(number), round_, start, start + long) for round_, start, long in half),
        )
        for person, half in enumerate(given_, 1)
    ]
    merged = merge(*sides, at_most(count))
    ids = {each.attempt_id for side in sides for each in side.attempts}
    assert {each.attempt_id for each in merged.attempts} == ids
    for round_id in (1, 2, 3):
        own = [each for each in merged.attempts if each.round_id == round_id]
        assert [each.ordinal for each in own] == list(range(1, len(own) + 1))
        assert sum(each.is_recognised for each in own) == min(count, len(own))
