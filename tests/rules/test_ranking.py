import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.ranking import (
    PRESETS,
    Criterion,
    Direction,
    Key,
    Preset,
    Scheme,
    SchemeRefused,
    decode,
    encode,
)

ENDS = (Key.LOT, Key.COMMITTEE)
criteria = st.builds(
    Criterion,
    st.sampled_from([key for key in Key if key not in ENDS]),
    st.sampled_from([None, *Direction]),
)
schemes = st.builds(
    lambda given_, last, unit: Scheme((*given_, *last), unit),
    st.lists(criteria, min_size=1, unique_by=lambda each: each.key),
    st.sampled_from([(), (Criterion(Key.LOT),), (Criterion(Key.COMMITTEE),)]),
    st.sampled_from([1, 10, 1_000]),
)


@pytest.mark.parametrize("key", [Key.RIGHT, Key.POINTS, Key.TEXT])
def test_of_marks_more_comes_first(key):
    assert Criterion(key).more_first


@pytest.mark.parametrize("key", sorted(set(Key) - {Key.RIGHT, Key.POINTS, Key.TEXT}))
def test_of_everything_else_less_comes_first(key):
    assert not Criterion(key).more_first


def test_a_key_can_be_turned():
    assert Criterion(Key.STARTED, Direction.MORE_FIRST).more_first


def test_the_natural_direction_said_aloud_is_no_other_criterion():
    assert Criterion(Key.RIGHT, Direction.MORE_FIRST) == Criterion(Key.RIGHT)


def test_only_preset_e_ends_with_a_lot():
    assert [preset for preset in Preset if PRESETS[preset].ends_with_lot] == [Preset.E]


def test_what_preset_c_leaves_equal_the_committee_decides():
    assert PRESETS[Preset.C].keys[-1] is Key.COMMITTEE


@pytest.mark.parametrize(
    ("criteria", "unit_ms", "code"),
    [
        ((), 1, "scheme-empty"),
        ((Key.RIGHT, Key.DURATION, Key.RIGHT), 1, "scheme-key-twice"),
        ((Key.LOT, Key.RIGHT), 1, "scheme-lot-not-last"),
        ((Key.COMMITTEE, Key.RIGHT), 1, "scheme-committee-not-last"),
        ((Key.COMMITTEE, Key.LOT), 1, "scheme-committee-not-last"),
        ((Key.LOT, Key.COMMITTEE), 1, "scheme-lot-not-last"),
        ((Key.RIGHT,), 0, "scheme-unit-too-small"),
    ],
)
def test_a_scheme_that_makes_no_order_is_refused(criteria, unit_ms, code):
    with pytest.raises(SchemeRefused) as refused:
        Scheme.of(*criteria, unit_ms=unit_ms)
    assert refused.value.code == code


@pytest.mark.parametrize("key", ENDS)
def test_neither_a_lot_nor_a_decision_is_turned(key):
    with pytest.raises(SchemeRefused) as refused:
        Scheme((Criterion(key, Direction.MORE_FIRST),))
    assert refused.value.code == "scheme-turned"


@given(schemes)
def test_a_scheme_is_read_as_it_was_written(scheme):
    assert decode(encode(scheme)) == scheme


def test_what_was_stored_before_keys_had_directions_is_still_read():
    stored = {"keys": ["right", "prediction", "handed-in", "lot"], "unit_ms": 1000}
    expected = Scheme.of(Key.RIGHT, Key.PREDICTION, Key.HANDED_IN, Key.LOT)
    assert (decode(stored), encode(expected)) == (expected, stored)


def test_only_a_turned_key_has_a_sign():
    turned = Criterion(Key.STARTED, Direction.MORE_FIRST)
    assert encode(Scheme((Criterion(Key.RIGHT), turned)))["keys"] == ["right", "-started"]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"keys": ["right"]},
        {"keys": None, "unit_ms": 1},
        {"keys": [7], "unit_ms": 1},
        {"keys": ["height"], "unit_ms": 1},
        {"keys": ["+-right"], "unit_ms": 1},
        {"keys": ["right"], "unit_ms": "1"},
        {"keys": ["right"], "unit_ms": 1.5},
    ],
)
def test_what_no_scheme_wrote_is_refused(data):
    with pytest.raises(SchemeRefused) as refused:
        decode(data)
    assert refused.value.code == "scheme-unreadable"
