import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.marking import Key, Outcome, key_of, mark
from questions.model import Option
from tests.questions.builders import build_question

TWO_ACCEPTED = Key(frozenset({0, 2}))
EVERYONE = Key(frozenset({1}), all_get_the_point=True)
DROPPED = Key(frozenset({1}), is_dropped=True)


@pytest.mark.parametrize(
    ("chosen", "key", "expected"),
    [
        (0, TWO_ACCEPTED, Outcome.RIGHT),
        (2, TWO_ACCEPTED, Outcome.RIGHT),
        (1, TWO_ACCEPTED, Outcome.WRONG),
        (None, TWO_ACCEPTED, Outcome.BLANK),
        (0, EVERYONE, Outcome.RIGHT),
        (None, EVERYONE, Outcome.RIGHT),
        (1, DROPPED, Outcome.BLANK),
        (None, DROPPED, Outcome.BLANK),
    ],
)
def test_outcomes(chosen, key, expected):
    assert mark(chosen, key) is expected


@given(st.none() | st.integers(0, 7), st.frozensets(st.integers(0, 7), min_size=1))
def test_accepting_more_takes_the_point_from_nobody(chosen, accepted):
    before = mark(chosen, Key(frozenset({min(accepted)})))
    assert before is not Outcome.RIGHT or mark(chosen, Key(accepted)) is Outcome.RIGHT


def test_the_key_is_where_the_right_options_stand():
    options = (Option("a"), Option("b", is_right=True))
    assert key_of(build_question(options=options)) == Key(frozenset({1}))


def test_a_key_accepts_something():
    with pytest.raises(ValueError, match="accepted"):
        key_of(build_question(options=(Option("a"), Option("b"))))


def test_a_dropped_question_gives_nobody_the_point():
    with pytest.raises(ValueError, match="dropped"):
        Key(frozenset(), all_get_the_point=True, is_dropped=True)
