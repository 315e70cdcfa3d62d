from hypothesis import given
from hypothesis import strategies as st

from contest.rules.composing import add, drop, needs_all, rows, turned
from contest.rules.conditions import (
    ANYONE,
    AgeFrom,
    AllOf,
    AnyOf,
    CitizenOf,
    Grade,
    Link,
    Linked,
    MemberOf,
    depth,
)
from tests.rules import entry_strategies as some

HERE, UNION, PUPIL = Linked(frozenset({1}), frozenset({Link.LIVES})), MemberOf("union"), Grade(1, 5)


def test_each_condition_is_a_row_of_its_own():
    assert add(add(ANYONE, HERE), UNION) == AllOf((HERE, UNION))


def test_beside_a_row_it_is_an_alternative():
    assert add(AllOf((HERE, PUPIL)), UNION, 0) == AllOf((AnyOf((HERE, UNION)), PUPIL))


def test_where_one_row_will_do_it_is_a_companion():
    assert add(AnyOf((HERE, PUPIL)), UNION, 1) == AnyOf((HERE, AllOf((PUPIL, UNION))))


def test_a_place_beside_a_place_is_one_of_its_places():
    there = Linked(frozenset({2}), frozenset({Link.LIVES}))
    assert add(AllOf((HERE,)), there, 0) == AllOf(
        (Linked(frozenset({1, 2}), frozenset({Link.LIVES})),)
    )


def test_a_country_beside_a_country_is_one_of_its_countries():
    vn, la = CitizenOf(frozenset({"VN"})), CitizenOf(frozenset({"LA"}))
    assert add(AllOf((vn,)), la, 0) == AllOf((CitizenOf(frozenset({"VN", "LA"})),))


def test_a_single_condition_is_a_row():
    assert add(AgeFrom(14), UNION) == AllOf((AgeFrom(14), UNION))


def test_the_last_but_one_of_a_row_stands_alone():
    assert drop(AllOf((AnyOf((HERE, UNION)), PUPIL)), 0, 1) == AllOf((HERE, PUPIL))


@given(some.conditions, st.integers(-3, 9), st.none() | st.integers(-3, 9))
def test_nothing_is_ever_made_by_taking_out(condition, at, within):
    left = rows(drop(condition, at, within))
    assert len(left) <= len(rows(condition))


@given(some.conditions)
def test_with_every_row_taken_out_everybody_may_enter(condition):
    for _ in range(len(rows(condition))):
        condition = drop(condition, 0)
    assert condition == ANYONE


@given(some.conditions, st.booleans())
def test_turned_it_says_what_it_was_turned_to(condition, all_count):
    there = turned(condition, all_count=all_count)
    assert needs_all(there) == all_count or not rows(there)
    assert depth(there) <= depth(condition) + 1


@given(st.lists(st.sampled_from([HERE, UNION, PUPIL]), min_size=1, max_size=5))
def test_turned_there_and_back_nothing_is_changed(leaves):
    condition = AllOf(tuple(leaves))
    assert turned(turned(condition, all_count=False), all_count=True) == condition
