import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.marking import CREDIT, NOTHING, Key, Outcome, Response, key_of, mark
from questions.model import Kind, Option
from tests.questions.builders import build_question

TWO_ACCEPTED = Key(frozenset({0, 2}))
SEVERAL = Key(frozenset({0, 2}), kind=Kind.SEVERAL)
STATEMENTS = Key(frozenset({0, 2}), kind=Kind.STATEMENTS)
EVERYONE = Key(frozenset({1}), all_get_the_point=True)
DROPPED = Key(frozenset({1}), is_dropped=True)
POSITIONS = st.frozensets(st.integers(0, 3))


def chosen(*positions):
    return Response(frozenset(positions))


def judged(true, false):
    return Response(frozenset(true), frozenset(false))


@pytest.mark.parametrize(
    ("response", "key", "expected"),
    [
        (chosen(0), TWO_ACCEPTED, Outcome.RIGHT),
        (chosen(2), TWO_ACCEPTED, Outcome.RIGHT),
        (chosen(1), TWO_ACCEPTED, Outcome.WRONG),
        (chosen(0, 2), TWO_ACCEPTED, Outcome.WRONG),
        (NOTHING, TWO_ACCEPTED, Outcome.BLANK),
        (chosen(0), EVERYONE, Outcome.RIGHT),
        (NOTHING, EVERYONE, Outcome.RIGHT),
        (chosen(1), DROPPED, Outcome.BLANK),
        (NOTHING, DROPPED, Outcome.BLANK),
    ],
)
def test_one_accepted_option_is_right(response, key, expected):
    assert mark(response, key) is expected


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (chosen(0, 2), Outcome.RIGHT),
        (chosen(0), Outcome.WRONG),
        (chosen(0, 1, 2), Outcome.WRONG),
        (NOTHING, Outcome.BLANK),
    ],
)
def test_of_several_all_are_to_be_chosen_and_no_other(response, expected):
    assert mark(response, SEVERAL) is expected


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (judged({0, 2}, {1, 3}), Outcome.RIGHT),
        (judged({0, 1, 2}, {3}), Outcome.THREE_OF_FOUR),
        (judged({0}, {1}), Outcome.TWO_OF_FOUR),
        (judged({0}, {2}), Outcome.ONE_OF_FOUR),
        (judged({1, 3}, {0, 2}), Outcome.WRONG),
        (judged((), ()), Outcome.BLANK),
    ],
)
def test_each_statement_is_judged_by_itself(response, expected):
    assert mark(response, STATEMENTS) is expected


def test_one_two_three_and_four_statements_earn_a_tenth_a_quarter_half_and_all():
    responses = [judged(set(range(count)), set()) for count in range(1, 5)]
    key = Key(frozenset(range(4)), kind=Kind.STATEMENTS)
    assert [CREDIT[mark(each, key)] for each in responses] == [10, 25, 50, 100]


def test_all_statements_may_be_false():
    key = Key(frozenset(), kind=Kind.STATEMENTS)
    assert mark(judged((), range(4)), key) is Outcome.RIGHT


@given(POSITIONS, POSITIONS, POSITIONS)
def test_judging_one_more_statement_rightly_never_costs(true, judged_true, left):
    key = Key(true, kind=Kind.STATEMENTS)
    before = judged(judged_true - left, set())
    after = judged(before.chosen | (left & true), left - true)
    assert CREDIT[mark(after, key)] >= CREDIT[mark(before, key)]


@given(st.frozensets(st.integers(0, 7), max_size=1), st.frozensets(st.integers(0, 7), min_size=1))
def test_accepting_more_takes_the_point_from_nobody(positions, accepted):
    before = mark(Response(positions), Key(frozenset({min(accepted)})))
    after = mark(Response(positions), Key(accepted))
    assert before is not Outcome.RIGHT or after is Outcome.RIGHT


def test_the_key_is_where_the_right_options_stand():
    options = (Option("a"), Option("b", is_right=True))
    question = build_question(options=options, kind=Kind.SEVERAL)
    assert key_of(question) == Key(frozenset({1}), kind=Kind.SEVERAL)


def test_a_key_accepts_something():
    with pytest.raises(ValueError, match="accepted"):
        key_of(build_question(options=(Option("a"), Option("b"))))


def test_a_dropped_question_gives_nobody_the_point():
    with pytest.raises(ValueError, match="dropped"):
        Key(frozenset(), all_get_the_point=True, is_dropped=True)
