import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.answers import SavedAnswer, SentAnswer, current, is_choice, read_answers

saved = st.builds(
    SavedAnswer,
    sitting=st.integers(1, 3),
    number=st.integers(1, 9),
    position=st.integers(1, 4),
    choice=st.sampled_from(["A", "B", None]),
)
logs = st.lists(saved, unique_by=lambda each: (each.sitting, each.number))


def test_answers_are_read_as_number_position_and_choice():
    assert read_answers([[1, 2, "A"], [2, 2, None]]) == (
        SentAnswer(1, 2, "A"),
        SentAnswer(2, 2, None),
    )


@pytest.mark.parametrize(
    "sent",
    [
        None,
        {},
        [],
        [[1, 1, "A"]] * 2,
        [[each, 1, "A"] for each in range(1, 52)],
        ["1A"],
        [[1, 1]],
        [["1", 1, "A"]],
        [[True, 1, "A"]],
        [[0, 1, "A"]],
        [[1, 0, "A"]],
        [[2**31, 1, "A"]],
        [[1, 1, "I"]],
        [[1, 1, "BA"]],
        [[1, 1, "AA"]],
        [[1, 1, "Aa"]],
        [[1, 1, ""]],
        [[1, 1, 5]],
        [[1, 1, "1\n"]],
        [[1, 1, "1" * 16]],
    ],
)
def test_anything_else_is_no_answer(sent):
    with pytest.raises(ValueError, match=r"is expected|stands twice|an answer is"):
        read_answers(sent)


@pytest.mark.parametrize(
    "typed", ["H", "ACD", "AbCd", "h", "1234", "1.234", "87,65432", "1 234", None]
)
def test_letters_and_numbers_are_choices(typed):
    assert is_choice(typed)


def test_the_later_number_counts():
    assert current([SavedAnswer(1, 2, 1, "B"), SavedAnswer(1, 1, 1, "A")]) == {1: "B"}


def test_an_older_device_never_overrides():
    assert current([SavedAnswer(2, 1, 1, "B"), SavedAnswer(1, 9, 1, "A")]) == {1: "B"}


def test_an_older_device_fills_a_gap():
    assert current([SavedAnswer(2, 1, 1, "B"), SavedAnswer(1, 9, 2, "A")]) == {1: "B", 2: "A"}


@given(logs, st.randoms())
def test_the_order_of_arrival_has_no_influence(log, random):
    assert current(random.sample(log, len(log))) == current(log)
