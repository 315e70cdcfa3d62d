from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.alike import Errors, Likeness, same_wrong_signals
from contest.rules.signals import Kind, Strength

ASKED = tuple(range(20))
LIKENESS = Likeness(least_common=5, least_percent=80, margin=10, most_wrong=10)
SIX = tuple((version, "B") for version in range(6))


def crowd(count, first=1_000):
    """People with one error each, no two of whom have one in common with a copier's six."""
    return [Errors(first + number, ASKED, ((number % 20, "C"),)) for number in range(count)]


def errors(person, wrong, asked=ASKED):
    return Errors(person, asked, tuple(wrong))


def found(papers, likeness=LIKENESS):
    return [
        (each.strength, each.people, dict(each.values))
        for each in same_wrong_signals([*crowd(100), *papers], likeness)
    ]


def test_the_very_same_errors_are_a_strong_sign():
    (signal,) = found([errors(2, SIX), errors(1, reversed(SIX))])
    strength, people, values = signal
    assert (strength, people) == (Strength.STRONG, (1, 2))
    assert values == {"common": 6, "possible": 6, "one_in": 51**6}


def test_a_group_with_the_same_errors_is_told_once():
    signals = found([errors(person, SIX) for person in (1, 2, 3, 4)])
    assert [people for _, people, _ in signals] == [(1, 2, 3, 4)]


def test_nearly_the_same_errors_are_a_medium_sign():
    signals = found([errors(1, SIX), errors(2, (*SIX, (9, "D")))])
    assert [(strength, people) for strength, people, _ in signals] == [(Strength.MEDIUM, (1, 2))]


def test_only_the_questions_that_both_were_asked_count():
    other = (*ASKED[:6], *range(30, 44))
    wrong = (*SIX, *((version, "D") for version in (30, 31, 32)))
    signals = found([errors(1, SIX), errors(2, wrong, other)])
    assert [values["possible"] for _, _, values in signals] == [6]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(SIX[:4], SIX[:4], id="too-few"),
        pytest.param(SIX, (*SIX[:4], (4, "C"), (5, "C")), id="other-options"),
        pytest.param(
            SIX, (*SIX, *((version, "D") for version in (6, 7, 8))), id="too-small-a-share"
        ),
        pytest.param(
            [(version, "B") for version in range(11)],
            [(version, "B") for version in range(11)],
            id="too-many-to-win-anything",
        ),
    ],
)
def test_no_sign(first, second):
    assert found([errors(1, first), errors(2, second)]) == []


def test_errors_that_many_make_are_no_sign():
    common = [errors(100 + number, SIX[number % 3 : number % 3 + 4]) for number in range(300)]
    assert found([errors(1, SIX), errors(2, SIX), *common]) == []


def variations(count):
    """Papers of a crowd that copied five errors, each with two or three of its own beside them."""
    own = list(combinations(range(6, 20), 3))[:count]
    return [
        errors(person, (*SIX[:5], *((version, "D") for version in versions)))
        for person, versions in enumerate(own, 1)
    ]


def test_a_crowd_that_copied_is_told_though_not_pair_by_pair():
    crowd_likeness = Likeness(least_common=5, least_percent=40, margin=1, most_wrong=10)
    signals = same_wrong_signals([*crowd(4_000), *variations(200)], crowd_likeness)
    assert {person for each in signals for person in each.people} == set(range(1, 201))
    assert len(signals) < 200 * 199 / 2 / 4


def test_three_in_common_are_the_least_that_may_be_asked_for():
    with pytest.raises(ValueError, match="three wrong choices"):
        Likeness(least_common=2)


def test_it_is_a_sign_of_its_own_kind():
    papers = [*crowd(100), errors(1, SIX), errors(2, SIX)]
    assert [each.kind for each in same_wrong_signals(papers, LIKENESS)] == [Kind.SAME_WRONG]


papers = st.lists(
    st.builds(
        lambda asked, wrong: (asked, wrong),
        st.sets(st.integers(0, 9), min_size=6),
        st.dictionaries(st.integers(0, 9), st.sampled_from("AB"), max_size=9),
    ),
    max_size=9,
).map(
    lambda drawn: [
        Errors(
            person,
            tuple(asked),
            tuple((version, choice) for version, choice in wrong.items() if version in asked),
        )
        for person, (asked, wrong) in enumerate(drawn, 1)
    ]
)


@given(papers, st.sampled_from([0, 1]))
def test_what_is_found_is_what_comparing_every_pair_finds(given_, margin):
    likeness = Likeness(least_common=3, least_percent=60, margin=margin, most_wrong=8)
    signals = same_wrong_signals(given_, likeness)
    told = {pair for each in signals for pair in combinations(each.people, 2)}
    if margin:
        assert all(each.values["one_in"] >= len(given_) for each in signals)
        return
    for first, second in combinations(given_, 2):
        if not all(3 <= len(each.wrong) <= 8 for each in (first, second)):
            continue
        common = set(first.wrong) & set(second.wrong)
        either = {version for version, _ in {*first.wrong, *second.wrong}}
        possible = len(either & set(first.asked) & set(second.asked))
        if len(common) >= 3 and len(common) * 100 >= possible * 60:
            assert (first.person, second.person) in told
