from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.signals import WEIGHT, Kind, Signal, Strength
from contest.rules.verification import (
    Call,
    CallOutcome,
    Checklist,
    Ground,
    Item,
    PrizeList,
    State,
    ToCheck,
    VerificationFault,
    VerificationRefused,
    Why,
    check_list,
    decode_checklist,
    encode_checklist,
    is_complete,
    may_be_awarded,
    missing,
    move,
    weigh,
)

REACHED = Call(5, CallOutcome.REACHED)
UNANSWERED = Call(4, CallOutcome.NO_ANSWER)
WANTED = frozenset({Item.CARD_SEEN, Item.UNIT, Item.REACHED})
COMPLETE = Checklist(WANTED, frozenset({Item.CARD_SEEN, Item.UNIT}), (UNANSWERED, REACHED))

checklists = st.builds(
    Checklist,
    st.frozensets(st.sampled_from(Item)),
    st.frozensets(st.sampled_from(Item)),
    st.lists(st.builds(Call, st.integers(), st.sampled_from(CallOutcome))).map(tuple),
)


def moved(state, to, **given_):
    usual = {
        "words": "Đã gọi điện xác minh.",
        "ground": Ground.SEVERAL_ACCOUNTS,
        "checklist": COMPLETE,
    }
    return move(state, to, **usual | given_)


@pytest.mark.parametrize(("state", "to"), [*product(State, repeat=2)])
def test_every_state_may_become_every_other(state, to):
    if state is to:
        with pytest.raises(VerificationRefused) as refused:
            moved(state, to)
        assert refused.value.code == VerificationFault.NO_SUCH_MOVE
    else:
        assert moved(state, to) is to


@pytest.mark.parametrize(
    ("state", "to", "given_", "code"),
    [
        (State.ELIGIBLE, State.TO_VERIFY, {"words": " "}, VerificationFault.WORDS_MISSING),
        (State.TO_VERIFY, State.NOT_RECOGNISED, {"ground": None}, VerificationFault.GROUND_MISSING),
        (
            State.ELIGIBLE,
            State.NOT_RECOGNISED,
            {"printed": {Ground.UNTRUE_DATA}},
            VerificationFault.GROUND_NOT_PRINTED,
        ),
        (State.TO_VERIFY, State.ELIGIBLE, {"checklist": None}, VerificationFault.CHECKS_MISSING),
        (
            State.TO_VERIFY,
            State.ELIGIBLE,
            {"checklist": Checklist(WANTED)},
            VerificationFault.CHECKS_MISSING,
        ),
    ],
)
def test_a_change_that_lacks_something_is_refused(state, to, given_, code):
    with pytest.raises(VerificationRefused) as refused:
        moved(state, to, **given_)
    assert refused.value.code == code


def test_who_was_not_recognised_is_reinstated_without_a_new_check():
    assert moved(State.NOT_RECOGNISED, State.ELIGIBLE, checklist=None) is State.ELIGIBLE


def test_all_that_is_wanted_is_to_be_found_in_order():
    assert is_complete(COMPLETE)
    assert missing(Checklist(WANTED, frozenset({Item.UNIT}), (REACHED,))) == {Item.CARD_SEEN}


def test_a_person_was_reached_when_a_call_says_so():
    ticked = Checklist(WANTED, frozenset(Item), (UNANSWERED,))
    assert missing(ticked) == {Item.REACHED}


def test_where_nothing_is_wanted_all_is_checked():
    assert is_complete(Checklist(frozenset()))


@pytest.mark.parametrize(
    ("state", "checklist", "may"),
    [
        (State.ELIGIBLE, COMPLETE, True),
        (State.ELIGIBLE, Checklist(WANTED), False),
        (State.TO_VERIFY, COMPLETE, False),
        (State.NOT_RECOGNISED, COMPLETE, False),
    ],
)
def test_who_may_be_awarded(state, checklist, may):
    assert may_be_awarded(state, checklist) is may


def signal(kind, strength, *people):
    return Signal(kind, strength, people)


SIGNALS = [
    signal(Kind.SAME_PHONE, Strength.WEAK, 7, 8),
    signal(Kind.SAME_CITIZEN_NUMBER, Strength.STRONG, 8, 9),
    signal(Kind.SAME_NAME_AND_BIRTH, Strength.MEDIUM, 1, 6),
]


def test_winners_first_then_those_behind_them_then_by_signs():
    lists = [PrizeList((1, 2, 3, 4), 2), PrizeList((5, 2, 7), 1)]
    order = [(each.person, each.why) for each in check_list(lists, 1, SIGNALS)]
    assert order == [
        (1, Why.WINNER),
        (2, Why.WINNER),
        (5, Why.WINNER),
        (3, Why.RESERVE),
        (8, Why.SIGNAL),
        (9, Why.SIGNAL),
        (6, Why.SIGNAL),
        (7, Why.SIGNAL),
    ]


def test_the_check_list_says_what_the_signs_weigh():
    (first,) = check_list([PrizeList((1,), 1)], 0, SIGNALS, done={6, 7, 8, 9})
    assert first == ToCheck(1, Why.WINNER, WEIGHT[Strength.MEDIUM])


def test_of_each_kind_the_heaviest_sign_counts():
    weak, medium = WEIGHT[Strength.WEAK], WEIGHT[Strength.MEDIUM]
    weights = weigh(
        [
            signal(Kind.SAME_NAME_AND_BIRTH, Strength.MEDIUM, 1, 2),
            signal(Kind.SAME_NAME_AND_BIRTH, Strength.WEAK, 1, 2, 3),
            signal(Kind.SAME_PHONE, Strength.WEAK, 1, 9),
        ]
    )
    assert weights == {1: medium + weak, 2: medium, 3: weak, 9: weak}


@given(st.lists(st.permutations(range(6)), max_size=3), st.integers(0, 6), st.integers(0, 3))
def test_nobody_stands_on_the_check_list_twice(orders, prizes, reserves):
    lists = [PrizeList(tuple(order), prizes) for order in orders]
    people = [each.person for each in check_list(lists, reserves, SIGNALS)]
    assert len(people) == len(set(people))
    assert {person for each in lists for person in each.order[:prizes]} <= set(people)


@given(checklists)
def test_a_check_list_is_read_as_it_was_written(checklist):
    assert decode_checklist(encode_checklist(checklist)) == checklist


@pytest.mark.parametrize(
    "change", [{"more": 1}, {"calls": [[1]]}, {"calls": 1}, {"wanted": ["moon"]}]
)
def test_what_is_no_check_list_is_not_read(change):
    with pytest.raises(ValueError, match=r"a check list is|a call is|not a valid"):
        decode_checklist(encode_checklist(COMPLETE) | change)
