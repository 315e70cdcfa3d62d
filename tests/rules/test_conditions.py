import json

import pytest
from hypothesis import given

from contest.rules.conditions import (
    ANYONE,
    DEEPEST,
    MOST_PARTS,
    AgeFrom,
    AgeTo,
    AllOf,
    AnyOf,
    CitizenOf,
    ConditionRefused,
    Grade,
    Link,
    Linked,
    MemberOf,
    OnList,
    depth,
)
from contest.rules.conditions_data import decode, encode
from contest.rules.data import DataUnreadable
from tests.rules.entry_strategies import conditions

LIVES = frozenset({Link.LIVES})


def nested(levels):
    condition = OnList(1)
    for _ in range(levels):
        condition = AllOf((condition,))
    return condition


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (lambda: AgeFrom(-1), "condition-age-impossible"),
        (lambda: AgeTo(151), "condition-age-impossible"),
        (lambda: Grade(9, 6), "condition-grades-impossible"),
        (lambda: Grade(0, 6), "condition-grades-impossible"),
        (lambda: Grade(10, 13), "condition-grades-impossible"),
        (lambda: Linked(frozenset(), LIVES), "condition-nothing-chosen"),
        (lambda: Linked(frozenset({1}), frozenset()), "condition-nothing-chosen"),
        (lambda: MemberOf(" "), "condition-nothing-chosen"),
        (lambda: CitizenOf(frozenset()), "condition-nothing-chosen"),
        (lambda: AnyOf(()), "condition-nothing-chosen"),
        (lambda: AllOf((OnList(1),) * (MOST_PARTS + 1)), "condition-too-many-parts"),
        (lambda: nested(DEEPEST + 1), "condition-too-deep"),
    ],
)
def test_what_nobody_could_meet_or_read_is_refused(build, code):
    with pytest.raises(ConditionRefused) as refused:
        build()
    assert refused.value.code == code


@pytest.mark.parametrize("levels", range(DEEPEST + 1))
def test_conditions_stand_in_one_another_up_to_a_depth(levels):
    assert depth(nested(levels)) == levels


def test_nothing_asked_is_one_level_with_nothing_in_it():
    assert depth(ANYONE) == 1


def test_the_deepest_condition_is_read_back():
    assert decode(encode(nested(DEEPEST))) == nested(DEEPEST)


@given(conditions)
def test_a_condition_is_read_as_it_was_written(condition):
    assert decode(json.loads(json.dumps(encode(condition)))) == condition


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"is": "tall"},
        {"is": ["all-of"]},
        {"is": "on-list"},
        {"is": "on-list", "list_id": "1"},
        {"is": "on-list", "list_id": True},
        {"is": "on-list", "list_id": 1, "more": 2},
        {"is": "age-from", "years": 18, "on": "tomorrow"},
        {"is": "age-from", "years": 18, "on": 20260101},
        {"is": "age-from", "years": 18},
        {"is": "linked", "units": [1], "links": ["likes"]},
        {"is": "linked", "units": 1, "links": ["lives"]},
        {"is": "member-of", "body": None},
        {"is": "all-of", "of": {}},
        {"is": "all-of", "of": [{"is": "tall"}]},
    ],
)
def test_what_is_no_condition_is_not_read(data):
    with pytest.raises(DataUnreadable):
        decode(data)


def test_what_is_nested_beyond_all_reason_is_not_read():
    data = {"is": "on-list", "list_id": 1}
    for _ in range(5_000):
        data = {"is": "any-of", "of": [data]}
    with pytest.raises(DataUnreadable):
        decode(data)


def test_what_nobody_could_have_composed_is_refused_when_read():
    with pytest.raises(ConditionRefused):
        decode({"is": "any-of", "of": []})
