import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.prize_changes import Why, decode, differences, encode, may_pay
from contest.rules.prizes import (
    Award,
    Edge,
    Placed,
    Prize,
    PrizeRefused,
    PrizeRules,
    Repeat,
    award,
)

PRIZES = [Prize(1, "Giải Nhất", 1, 1_000, 1), Prize(2, "Giải Nhì", 1, 500, 2)]
ORDER = [Placed(name, at) for at, name in enumerate("abcd", 1)]
TIED = [Placed("a", 1), Placed("b", 1)]

rules = st.builds(
    lambda rows, edge, repeat: PrizeRules(
        tuple(Prize(at, *row, rank=at) for at, row in enumerate(rows)), edge, repeat
    ),
    st.lists(st.tuples(st.text(max_size=9), st.integers(1, 9), st.integers(0, 10**9)), max_size=5),
    st.sampled_from(Edge),
    st.sampled_from(Repeat),
)


def awarded(order=ORDER, edge=Edge.SHARED, **given_):
    return award(order, PRIZES, edge, **given_)


def changes(old, new):
    return [
        (each.entrant, each.before and each.before.prize, each.after and each.after.prize, each.why)
        for each in differences(old, new)
    ]


def test_the_same_list_changes_nothing():
    assert differences(awarded(), awarded()) == ()


def test_a_strike_out_is_named_with_all_that_pass_up():
    assert changes(awarded(), awarded(out={"a"})) == [
        ("b", 2, 1, Why.PASSED_ON),
        ("c", None, 2, Why.PASSED_ON),
        ("a", 1, None, Why.STRUCK_OUT),
    ]


def test_a_reinstatement_is_named():
    assert changes(awarded(out={"a"}), awarded())[0] == ("a", None, 1, Why.REINSTATED)


def test_a_prize_won_elsewhere_is_named():
    found = changes(awarded(), awarded(taken={"a"}))
    assert ("a", 1, None, Why.WON_ELSEWHERE) in found


def test_a_lot_that_was_drawn_is_named():
    old = awarded(TIED, Edge.DRAWN)
    new = awarded(TIED, Edge.DRAWN, lots={"a": 2, "b": 1})
    assert changes(old, new) == [("b", None, 1, Why.DRAWN), ("a", None, 2, Why.DRAWN)]


def test_a_prize_that_was_not_claimed_is_named():
    found = changes(awarded(), awarded(unclaimed={"a"}))
    assert found == [("b", 2, 1, Why.PASSED_ON), ("c", None, 2, Why.PASSED_ON),
                     ("a", 1, None, Why.UNCLAIMED)]  # fmt: skip


def test_a_place_that_moves_under_the_same_prize_is_no_change():
    later = [each._replace(place=each.place + 1) for each in ORDER]
    assert differences(awarded(), awarded(later)) == ()


def test_another_amount_of_the_same_prize_is_a_change():
    old, new = awarded(), awarded([Placed("a", 1), Placed("b", 1)])
    assert ("a", 1, 1, Why.PASSED_ON) in changes(old, new)


def test_a_prize_under_complaint_is_not_paid():
    given_ = Award("a", 1, 1, "Giải Nhất", 1_000)
    assert [may_pay(given_, {"a"}), may_pay(given_, {"b"})] == [False, True]


@given(rules)
def test_prizes_are_read_as_they_were_written(given_):
    assert decode(encode(given_)) == given_


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"prizes": [{"id": 1}], "edge": "shared", "repeat": "every"},
        {"prizes": [], "edge": "torn", "repeat": "every"},
    ],
)
def test_what_no_list_wrote_is_refused(data):
    with pytest.raises(PrizeRefused) as refused:
        decode(data)
    assert refused.value.code == "prize-unreadable"
