import pytest

from contest.rules.paper_answers import TypingRefused
from contest.rules.paper_letters import read_letters, write_letters
from questions.model import Kind


@pytest.mark.parametrize(
    ("typed", "kind", "choice"),
    [
        pytest.param("b", Kind.SINGLE, "B", id="one-letter"),
        pytest.param(" ", Kind.SINGLE, None, id="nothing"),
        pytest.param("-", Kind.SINGLE, None, id="blank-said"),
        pytest.param("d, a", Kind.SEVERAL, "AD", id="several-in-any-order"),
        pytest.param("A", Kind.SEVERAL, "A", id="one-of-several"),
        pytest.param("ĐSđ-", Kind.STATEMENTS, "AbC", id="statements"),
        pytest.param("DSSD", Kind.STATEMENTS, "AbcD", id="without-the-bar"),
        pytest.param("----", Kind.STATEMENTS, None, id="no-statement-judged"),
        pytest.param("B", Kind.TRUE_FALSE, "B", id="true-or-false"),
    ],
)
def test_letters_are_read_by_the_kind_of_the_question(typed, kind, choice):
    assert read_letters(typed, kind, 4) == choice


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("E", Kind.SINGLE), ("AB", Kind.SINGLE), ("1", Kind.SINGLE), ("AA", Kind.SEVERAL),
        ("AE", Kind.SEVERAL), ("ĐS", Kind.STATEMENTS), ("ĐSĐSĐ", Kind.STATEMENTS),
        ("ABCD", Kind.STATEMENTS),
    ],
)  # fmt: skip
def test_what_names_no_option_is_refused(typed, kind):
    with pytest.raises(TypingRefused) as refused:
        read_letters(typed, kind, 4)
    assert refused.value.code == "typing-not-an-answer"


@pytest.mark.parametrize(
    ("typed", "kind"), [("B", Kind.SINGLE), ("ACD", Kind.SEVERAL), ("ĐS-Đ", Kind.STATEMENTS)]
)
def test_what_was_read_is_shown_as_it_was_typed(typed, kind):
    assert write_letters(read_letters(typed, kind, 4), kind, 4) == typed


def test_blank_is_shown_as_nothing():
    assert write_letters(None, Kind.STATEMENTS, 4) == ""
