import pytest

from contest.rules.completeness import Answered, answered, overview
from questions.model import Kind

ORDER = (3, 2, 1, 0)
PAPER = ((Kind.SINGLE, ORDER), (Kind.STATEMENTS, ORDER), (Kind.SEVERAL, ORDER))


@pytest.mark.parametrize(
    ("choice", "given"), [(None, 0), ("", 0), ("c", 1), ("Ab", 2), ("aBD", 3), ("abcD", 4)]
)
def test_each_statement_is_to_be_judged(choice, given):
    assert answered(choice, Kind.STATEMENTS, ORDER) == Answered(given, 4)


@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.SEVERAL, Kind.TRUE_FALSE])
@pytest.mark.parametrize(("choice", "given"), [(None, 0), ("", 0), ("B", 1), ("AC", 1)])
def test_any_choice_answers_a_question_of_another_kind(kind, choice, given):
    assert answered(choice, kind, ORDER) == Answered(given, 1)


@pytest.mark.parametrize(
    ("given", "is_blank", "is_half"), [(0, True, False), (3, False, True), (4, False, False)]
)
def test_a_question_is_half_answered_between_nothing_and_all(given, is_blank, is_half):
    found = Answered(given, 4)
    assert (found.is_blank, found.is_half) == (is_blank, is_half)


def test_a_paper_is_divided_into_whole_half_and_blank():
    found = overview({1: "B", 2: "Ab", 3: None}, PAPER, 3)
    assert (found.full, found.half, found.blank) == ((1,), ((2, 2),), (3,))


@pytest.mark.parametrize(("typed", "full", "blank"), [("12", (4,), ()), (None, (), (4,))])
def test_a_prediction_stands_after_the_questions(typed, full, blank):
    found = overview({1: "B", 2: "abcd", 3: "AD", 4: typed}, PAPER, 4)
    assert (found.full, found.blank) == ((1, 2, 3, *full), blank)


@pytest.mark.parametrize(
    ("answers", "first"),
    [({}, 1), ({1: "A", 2: "a"}, 2), ({1: "A", 2: "abcd"}, 3), ({1: "A", 2: "abcd", 3: "A"}, None)],
)
def test_the_first_place_left_is_blank_or_half_answered(answers, first):
    assert overview(answers, PAPER, 3).first_left == first


def test_a_paper_with_nothing_blank_or_half_is_whole():
    assert overview({1: "B", 2: "abcd", 3: "AD"}, PAPER, 3).is_whole


@pytest.mark.parametrize("answers", [{1: "B", 2: "a", 3: "A"}, {2: "abcd", 3: "A"}])
def test_a_paper_with_something_left_is_not_whole(answers):
    assert not overview(answers, PAPER, 3).is_whole
