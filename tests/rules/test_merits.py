import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.merits import Chooser, Known, columns, getter
from contest.rules.placing import place
from contest.rules.ranking import (
    PRESETS,
    Counting,
    CountingRule,
    Criterion,
    Direction,
    Equals,
    Key,
    Preset,
    Scheme,
)
from tests.rules.tallying import attempt

SPEED = PRESETS[Preset.B]
NEAREST = PRESETS[Preset.A]
KNOWN = Known(
    truth=100, fact=1975, text_points={11: 300, 21: 200}, lots={"000000001": 1, "000000002": 2}
)


def order(attempts, scheme, known=KNOWN):
    places = place([each.person for each in attempts], columns(attempts, scheme, known))
    return [each.entrant for each in places]


def chosen(attempts, which=Counting.BEST, equals=Equals.SCHEME, scheme=SPEED, known=KNOWN):
    """The ordinal of the attempt that counts."""
    return Chooser(CountingRule(which, equals), scheme, known).choose(attempts).ordinal


@pytest.mark.parametrize(
    ("key", "better", "worse"),
    [
        (Key.RIGHT, {"right_count": 9}, {"right_count": 8}),
        (Key.POINTS, {"points": 900}, {"points": 800}),
        (Key.PREDICTION, {"guess": 101}, {"guess": 98}),
        (Key.PREDICTION, {"guess": 10**9}, {"guess": None}),
        (Key.FACT, {"fact": 1976}, {"fact": 1973}),
        (Key.FACT, {"fact": 0}, {"fact": None}),
        (Key.TEXT, {"attempt_id": 11}, {"attempt_id": 21}),
        (Key.TEXT, {"attempt_id": 21}, {"attempt_id": 99}),
        (Key.DURATION, {"duration_ms": 59_999}, {"duration_ms": 60_000}),
        (Key.HANDED_IN, {"handed_in_ms": 1}, {"handed_in_ms": 2}),
        (Key.STARTED, {"started_ms": 1}, {"started_ms": 2}),
        (Key.LOT, {"contest_number": "000000001"}, {"contest_number": "000000002"}),
        (Key.LOT, {"contest_number": "000000002"}, {"contest_number": "000000009"}),
    ],
)
def test_what_comes_first_by_a_key(key, better, worse):
    assert order([attempt(1, **worse), attempt(2, **better)], Scheme.of(key)) == [2, 1]


def test_a_turned_key_puts_the_other_one_first():
    later_first = Scheme((Criterion(Key.STARTED, Direction.MORE_FIRST),))
    assert order([attempt(1, started_ms=1), attempt(2, started_ms=2)], later_first) == [2, 1]


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
    names = {1: "near", 2: "fast", 3: "soon", 4: "early"}
    usual = [
        attempt(1, guess=101, started_ms=30, handed_in_ms=4),
        attempt(2, duration_ms=50_000, started_ms=20, handed_in_ms=4),
        attempt(3, started_ms=10, handed_in_ms=4),
        attempt(4, started_ms=40, handed_in_ms=3),
    ]
    assert [names[each] for each in order(usual, PRESETS[preset], Known(truth=100))] == expected


def test_durations_rank_in_the_printed_unit():
    pair = [attempt(1, duration_ms=60_999), attempt(2, duration_ms=60_000)]
    found = place([1, 2], columns(pair, Scheme.of(Key.DURATION), KNOWN))
    assert [each.place for each in found] == [1, 1]


def test_durations_may_rank_in_milliseconds():
    pair = [attempt(1, duration_ms=60_999), attempt(2, duration_ms=60_000)]
    assert order(pair, Scheme.of(Key.DURATION, unit_ms=1)) == [2, 1]


def test_while_a_truth_is_not_known_nobody_has_a_distance():
    assert getter(Key.PREDICTION, Known())(attempt(1, guess=5)) is None


def test_the_committee_has_no_say_between_attempts():
    assert getter(Key.COMMITTEE, KNOWN)(attempt(1)) is None


@pytest.mark.parametrize(
    ("which", "ordinal"), [(Counting.BEST, 2), (Counting.LAST, 3), (Counting.FIRST, 1)]
)
def test_which_attempt_counts(which, ordinal):
    several = [attempt(1, 4, ordinal=1), attempt(1, 9, ordinal=2), attempt(1, 6, ordinal=3)]
    assert chosen(several, which) == ordinal


EQUALLY_GOOD = [
    attempt(1, 9, ordinal=1, guess=90, duration_ms=50_000),
    attempt(1, 9, ordinal=2, guess=99, duration_ms=60_000),
    attempt(1, 9, ordinal=3, guess=80, duration_ms=40_000),
    attempt(1, 9, ordinal=4, guess=None, duration_ms=70_000),
    attempt(1, 8, ordinal=5, guess=100, duration_ms=10_000),
]


@pytest.mark.parametrize(
    ("equals", "ordinal"),
    [(Equals.FIRST, 1), (Equals.LAST, 4), (Equals.NEAREST, 2), (Equals.SCHEME, 3)],
)
def test_which_of_equally_good_attempts_counts(equals, ordinal):
    assert chosen(EQUALLY_GOOD, equals=equals) == ordinal


@pytest.mark.parametrize("equals", [Equals.FIRST, Equals.NEAREST, Equals.SCHEME])
def test_of_what_is_equal_in_that_too_the_first_counts(equals):
    assert chosen([attempt(1, ordinal=1), attempt(1, ordinal=2)], equals=equals) == 1


def test_the_best_is_by_all_marks_that_the_scheme_begins_with():
    scheme = Scheme.of(Key.RIGHT, Key.POINTS, Key.DURATION)
    several = [attempt(1, 9, ordinal=1, points=700), attempt(1, 9, ordinal=2, points=800)]
    assert chosen(several, equals=Equals.FIRST, scheme=scheme) == 2


def test_where_a_scheme_begins_with_no_marks_all_attempts_are_equally_good():
    several = [attempt(1, 3, ordinal=1), attempt(1, 9, ordinal=2)]
    assert chosen(several, equals=Equals.FIRST, scheme=Scheme.of(Key.DURATION)) == 1


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=6))
def test_the_best_attempt_is_the_one_that_would_stand_first(marks):
    several = [
        attempt(1, right, ordinal=at, duration_ms=seconds * 1000)
        for at, (right, seconds) in enumerate(marks)
    ]
    found = place(range(len(several)), columns(several, SPEED, KNOWN))
    assert chosen(several) == found[0].entrant
