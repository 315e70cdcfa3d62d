from contest.rules.drawing import BlueprintRow, Paper, PaperItem, PoolItem
from contest.rules.item_counts import Choices, SheetCounts, always_asked
from questions.distractors import OptionCount
from questions.model import Kind

MARKS = {"r": 100, "w": 0, "b": 0, "2": 25}


def paper(*items):
    return Paper(tuple(PaperItem(*each) for each in items)).encode()


def count(*sheets, kind=Kind.SINGLE):
    """What each sheet earned, and what was chosen."""
    counts = SheetCounts(MARKS)
    kinds = dict.fromkeys((7, 8, 40, 41), kind)
    return list(counts.each_earned(sheets)), counts.choices(kinds)


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
    _, found = count((paper((7, (1, 0))), "2", "1:Ab"), kind=Kind.STATEMENTS)
    assert found[7].options == (OptionCount(0, 1), OptionCount(1, 0))


def test_each_of_several_options_is_counted():
    _, found = count((paper((7, (1, 0, 2))), "r", "1:AC"), kind=Kind.SEVERAL)
    assert [each.chosen for each in found[7].options] == [0, 1, 1]


def test_a_paper_without_questions_earns_nothing():
    assert count(("", "", None)) == ([{}], {})


def test_a_question_is_always_asked_where_its_row_asks_for_all_there_are():
    pool = [
        PoolItem(1, "law", "easy", 4),
        PoolItem(2, "law", "easy", 4),
        PoolItem(3, "law", "hard", 4),
        PoolItem(4, "law", "hard", 4),
    ]
    blueprint = [BlueprintRow("law", "easy", 2), BlueprintRow("law", "hard", 1)]
    assert always_asked(blueprint, pool) == {1, 2}
