from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.placing import (
    Column,
    Decision,
    DecisionRefused,
    Reason,
    among,
    decided,
    place,
)

KEYS = ("a", "b", "c")
UP = ("a", False), ("b", True), ("c", False)
cell = st.none() | st.integers(0, 3)
tables = st.dictionaries(st.integers(1, 99), st.tuples(cell, cell, cell), max_size=25)
chances = st.randoms(use_true_random=False)


def columns(table):
    rows = list(table.values())
    return [
        Column(key, [row[at] for row in rows], more_first)
        for at, (key, more_first) in enumerate(UP)
    ]


def placed(table):
    return place(list(table), columns(table))


def by_one(**values):
    """Places by one key of which less is better."""
    return place(list(values), [Column("a", list(values.values()), False)])


def merit(row):
    """The order, said another way: who has nothing is last, and of the second key more is first."""
    signs = (1, -1, 1)
    return [(value is None, (value or 0) * sign) for value, sign in zip(row, signs, strict=True)]


def test_less_comes_first():
    assert [each.entrant for each in by_one(x=2, y=1)] == ["y", "x"]


def test_more_comes_first_where_the_column_says_so():
    places = place(["x", "y"], [Column("a", [1, 2], True)])
    assert [each.entrant for each in places] == ["y", "x"]


@pytest.mark.parametrize("more_first", [True, False])
def test_who_has_nothing_comes_last(more_first):
    places = place(["x", "y"], [Column("a", [None, 10**15], more_first)])
    assert [each.entrant for each in places] == ["y", "x"]


def test_equals_share_a_place_and_the_next_is_skipped():
    found = [(each.entrant, each.place, each.is_shared) for each in by_one(x=1, y=1, z=2)]
    assert found == [("x", 1, True), ("y", 1, True), ("z", 3, False)]


def test_whoever_shares_a_place_is_listed_by_number():
    places = place([10, 9, "b", "a"], [Column("a", [1] * 4, False)])
    assert [each.entrant for each in places] == [9, "a", "b", 10]


def test_a_place_says_why_it_stands_above_and_below():
    upper, lower = by_one(l=61, u=59)
    assert (upper.reason, upper.reason_below) == (Reason("a", 59, 61, "l"), None)
    assert (lower.reason, lower.reason_below) == (None, Reason("a", 61, 59, "u"))


def test_nobody_has_no_place():
    assert place([], [Column("a", [], True)]) == []


@given(tables, chances)
def test_the_order_of_entry_does_not_matter(table, chance):
    shuffled = dict(chance.sample(list(table.items()), len(table)))
    assert placed(shuffled) == placed(table)


@given(tables)
def test_a_place_is_one_more_than_those_who_are_better(table):
    for each in placed(table):
        mine = merit(table[each.entrant])
        assert each.place == 1 + sum(merit(row) < mine for row in table.values())


@given(tables)
def test_a_reason_names_the_first_key_that_differs_and_both_values(table):
    for each in placed(table):
        for reason in filter(None, (each.reason, each.reason_below)):
            at = KEYS.index(reason.key)
            mine, theirs = table[each.entrant], table[reason.other]
            assert (mine[:at], mine[at]) == (theirs[:at], reason.mine)
            assert theirs[at] == reason.theirs != reason.mine


@given(tables, st.sets(st.integers(1, 99)))
def test_some_among_themselves_stand_as_if_nobody_else_were_there(table, members):
    alone = placed({name: row for name, row in table.items() if name in members})
    assert among(placed(table), frozenset(members), KEYS) == alone


def test_a_decision_orders_whom_it_names_and_the_rest_stay_tied_after_them():
    equal = [Column("a", [7, 7, 7, 7], False)]
    assert decided(["w", "x", "y", "z"], equal, [Decision(("y", "x"), "BTC", "lý do")]) == [
        None,
        2,
        1,
        None,
    ]


@given(tables, st.permutations(range(1, 6)))
def test_a_decision_moves_nobody_whom_another_key_sets_apart(table, order):
    ruled = decided(list(table), columns(table), [Decision(tuple(order), "BTC", "lý do")])
    with_it = place(list(table), [*columns(table), Column("d", ruled, False)])
    for upper, lower in pairwise(with_it):
        assert merit(table[upper.entrant]) <= merit(table[lower.entrant])


def test_where_two_decisions_meet_neither_counts():
    decisions = [Decision(("w", "x"), "BTC", "lý do"), Decision(("y", "z"), "BTC", "lý do")]
    equal = [Column("a", [7, 7, 7, 7], False)]
    assert decided(["w", "x", "y", "z"], equal, decisions) == [None] * 4


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ((("x",), "BTC", "lý do"), "decision-nobody-to-order"),
        ((("x", "y", "x"), "BTC", "lý do"), "decision-named-twice"),
        ((("x", "y"), " ", "lý do"), "decision-who-missing"),
        ((("x", "y"), "BTC", ""), "decision-why-missing"),
    ],
)
def test_a_decision_without_all_of_it_is_refused(given_, code):
    with pytest.raises(DecisionRefused) as refused:
        Decision(*given_)
    assert refused.value.code == code
