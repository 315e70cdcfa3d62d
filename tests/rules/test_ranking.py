from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contest.rules.ranking import (
    PRESETS,
    Candidate,
    Counting,
    Key,
    Place,
    Preset,
    Reason,
    Scheme,
    SchemeRefused,
    counting,
    rank,
)

SPEED = PRESETS[Preset.B]


def candidate(entrant, **given_):
    usual = {
        "right_count": 10,
        "points": 1_000,
        "guess_distance": 5,
        "duration_ms": 60_000,
        "started_ms": 0,
        "handed_in_ms": 60_000,
        "lot": None,
    }
    return Candidate(entrant, **usual | given_)


def order(candidates, scheme):
    return [each.entrant for each in rank(candidates, scheme)]


small = st.integers(0, 3)
candidates = st.lists(
    st.builds(
        Candidate,
        st.integers(1, 10**6),
        small,
        small,
        st.one_of(st.none(), small),
        st.integers(0, 3_000),
        small,
        small,
        st.one_of(st.none(), small),
    ),
    max_size=25,
    unique_by=lambda each: each.entrant,
)
keys = st.lists(
    st.sampled_from([key for key in Key if key is not Key.LOT]), min_size=1, unique=True
)
schemes = st.builds(
    lambda given_, lot, unit: Scheme((*given_, *lot), unit),
    keys,
    st.sampled_from([(), (Key.LOT,)]),
    st.sampled_from([1, 1_000]),
)
chances = st.randoms(use_true_random=False)


@pytest.mark.parametrize(
    ("key", "better", "worse"),
    [
        (Key.RIGHT, {"right_count": 9}, {"right_count": 8}),
        (Key.POINTS, {"points": 900}, {"points": 800}),
        (Key.PREDICTION, {"guess_distance": 0}, {"guess_distance": 1}),
        (Key.PREDICTION, {"guess_distance": 10**9}, {"guess_distance": None}),
        (Key.DURATION, {"duration_ms": 59_999}, {"duration_ms": 60_000}),
        (Key.HANDED_IN, {"handed_in_ms": 1}, {"handed_in_ms": 2}),
        (Key.STARTED, {"started_ms": 1}, {"started_ms": 2}),
        (Key.LOT, {"lot": 1}, {"lot": 2}),
        (Key.LOT, {"lot": 10**9}, {"lot": None}),
    ],
)
def test_what_comes_first_by_a_key(key, better, worse):
    low, high = candidate(1, **worse), candidate(2, **better)
    assert order([low, high], Scheme((key,))) == [2, 1]


@pytest.mark.parametrize(
    ("preset", "expected"),
    [
        (Preset.A, ["near", "soon", "fast", "early"]),
        (Preset.B, ["fast", "soon", "near", "early"]),
        (Preset.C, ["fast", "near", "soon", "early"]),
        (Preset.D, ["fast", "near", "soon", "early"]),
        (Preset.E, ["near", "fast", "early", "soon"]),
    ],
)
def test_presets(preset, expected):
    usual = [
        candidate("near", guess_distance=1, started_ms=30, handed_in_ms=4),
        candidate("fast", duration_ms=50_000, started_ms=20, handed_in_ms=4),
        candidate("soon", started_ms=10, handed_in_ms=4),
        candidate("early", started_ms=40, handed_in_ms=3),
    ]
    assert order(usual, PRESETS[preset]) == expected


def test_only_preset_e_ends_with_a_lot():
    assert [preset for preset in Preset if PRESETS[preset].ends_with_lot] == [Preset.E]


def test_durations_rank_in_the_printed_unit():
    pair = [candidate(1, duration_ms=60_999), candidate(2, duration_ms=60_000)]
    assert [each.place for each in rank(pair, Scheme((Key.DURATION,)))] == [1, 1]


def test_durations_may_rank_in_milliseconds():
    pair = [candidate(1, duration_ms=60_999), candidate(2, duration_ms=60_000)]
    assert order(pair, Scheme((Key.DURATION,), duration_unit_ms=1)) == [2, 1]


def test_equals_share_a_place_and_the_next_is_skipped():
    three = [candidate(1), candidate(2), candidate(3, right_count=9)]
    places = [(each.entrant, each.place, each.is_shared) for each in rank(three, SPEED)]
    assert places == [(1, 1, True), (2, 1, True), (3, 3, False)]


def test_whoever_shares_a_place_is_listed_by_number():
    assert order([candidate(10), candidate(9), candidate("b"), candidate("a")], SPEED) == [
        9,
        "a",
        "b",
        10,
    ]


def test_a_place_says_why_it_stands_above_and_below():
    upper, lower = candidate("u", duration_ms=59_500), candidate("l", duration_ms=61_400)
    assert rank([lower, upper], SPEED) == (
        Place("u", 1, False, Reason(Key.DURATION, 59_000, 61_000, "l"), None),
        Place("l", 2, False, None, Reason(Key.DURATION, 61_000, 59_000, "u")),
    )


def test_nobody_has_no_place():
    assert rank([], SPEED) == ()


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        (((),), "scheme-empty"),
        (((Key.RIGHT, Key.DURATION, Key.RIGHT),), "scheme-key-twice"),
        (((Key.LOT, Key.RIGHT),), "scheme-lot-not-last"),
        (((Key.RIGHT,), 0), "scheme-unit-too-small"),
    ],
)
def test_a_scheme_that_makes_no_order_is_refused(given_, code):
    with pytest.raises(SchemeRefused) as refused:
        Scheme(*given_)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("which", "started_ms"), [(Counting.BEST, 2), (Counting.LAST, 3), (Counting.FIRST, 1)]
)
def test_which_attempt_counts(which, started_ms):
    attempts = [
        candidate(1, started_ms=1),
        candidate(1, started_ms=2, right_count=12),
        candidate(1, started_ms=3, right_count=11),
    ]
    assert counting(attempts, which, SPEED).started_ms == started_ms


def test_among_equal_attempts_the_earlier_is_the_best():
    attempts = [candidate(1, handed_in_ms=7), candidate(1, handed_in_ms=3)]
    assert counting(attempts, Counting.BEST, SPEED).handed_in_ms == 7


@given(candidates, schemes, chances)
def test_the_order_of_entry_does_not_matter(given_, scheme, chance):
    assert rank(chance.sample(given_, len(given_)), scheme) == rank(given_, scheme)


@given(candidates, keys)
def test_distinct_lots_leave_no_place_shared(given_, first):
    lots = [replace(each, lot=number) for number, each in enumerate(given_)]
    places = [each.place for each in rank(lots, Scheme((*first, Key.LOT)))]
    assert places == list(range(1, len(given_) + 1))


@given(candidates, schemes)
def test_who_is_better_in_the_first_key_that_differs_stands_higher(given_, scheme):
    by_entrant = {each.entrant: each.merit(scheme) for each in given_}
    for upper, lower in pairwise(rank(given_, scheme)):
        assert (upper.place < lower.place) == (
            by_entrant[upper.entrant] < by_entrant[lower.entrant]
        )
        assert (upper.place == lower.place) == (
            by_entrant[upper.entrant] == by_entrant[lower.entrant]
        )


@given(candidates, schemes)
def test_a_place_is_one_more_than_those_who_are_better(given_, scheme):
    merits = {each.entrant: each.merit(scheme) for each in given_}
    for each in rank(given_, scheme):
        assert each.place == 1 + sum(other < merits[each.entrant] for other in merits.values())


@given(candidates, schemes, st.data())
def test_leaving_one_out_swaps_no_two_others(given_, scheme, data):
    assume(given_)
    gone = data.draw(st.sampled_from(given_))
    left = [each for each in given_ if each is not gone]
    assert order(left, scheme) == [each for each in order(given_, scheme) if each != gone.entrant]


@given(candidates, schemes)
def test_a_reason_names_two_different_values_of_a_key_of_the_scheme(given_, scheme):
    for each in rank(given_, scheme):
        for reason in filter(None, (each.reason, each.reason_below)):
            assert reason.key in scheme.keys
            assert reason.mine != reason.theirs


@given(candidates, schemes)
def test_the_best_attempt_is_the_one_ranked_first(given_, scheme):
    assume(given_)
    best = counting(given_, Counting.BEST, scheme)
    first = rank(given_, scheme)[0].entrant
    assert best.merit(scheme) == next(e for e in given_ if e.entrant == first).merit(scheme)
