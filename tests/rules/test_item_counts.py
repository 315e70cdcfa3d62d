import pytest

from contest.rules.drawing import Paper, PaperItem
from contest.rules.item_counts import Choices, SheetCounts, judged
from questions.distractors import OptionCount

MARKS = {"r": 100, "w": 0, "b": 0, "2": 25}


def paper(*items):
    return Paper(tuple(PaperItem(*each) for each in items)).encode()


def count(*sheets):
    """What each sheet earned, and what was chosen."""
    counts = SheetCounts(MARKS)
    return list(counts.each_earned(sheets)), counts.choices()


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        pytest.param("A", {2: True}, id="one"),
        pytest.param("AC", {2: True, 1: True}, id="several"),
        pytest.param("AbCd", {2: True, 0: False, 1: True, 3: False}, id="statements"),
        pytest.param("H", {}, id="no-such-option"),
        pytest.param("12", {}, id="a-prediction"),
        pytest.param("", {}, id="taken-back"),
        pytest.param(None, {}, id="never-answered"),
    ],
)
def test_a_choice_speaks_of_the_options_as_written(choice, said):
    assert judged(PaperItem(7, (2, 0, 1, 3)), choice) == said


def test_each_sheet_earns_by_its_outcomes():
    sheet = (paper((7, (0, 1)), (40, (1, 0)), (41, (0, 1))), "rw2", None)
    assert count(sheet)[0] == [{7: 100, 40: 0, 41: 25}]


def test_choices_are_counted_by_version_whatever_the_order_shown():
    _, found = count(
        (paper((7, (0, 1))), "r", "1:A"),
        (paper((7, (1, 0))), "r", "1:B"),
        (paper((7, (1, 0))), "w", "1:A"),
        (paper((7, (1, 0))), "b", None),
    )
    assert found == {7: Choices(4, 1, (OptionCount(2), OptionCount(1)))}


def test_the_last_answer_to_a_position_counts():
    _, found = count((paper((7, (0, 1)), (8, (0, 1))), "rb", "2:A;1:A;1:B;2:"))
    assert (found[7].options, found[8].blank) == ((OptionCount(0), OptionCount(1)), 1)


def test_a_prediction_after_the_questions_is_no_choice():
    _, found = count((paper((7, (0, 1))), "r", "1:A;2:1.234,5"))
    assert list(found) == [7]


def test_statements_are_judged_true_or_false():
    _, found = count((paper((7, (1, 0))), "2", "1:Ab"))
    assert found[7].options == (OptionCount(0, 1), OptionCount(1, 0))


def test_a_paper_without_questions_earns_nothing():
    assert count(("", "", None)) == ([{}], {})
