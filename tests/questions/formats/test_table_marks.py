"""The right option shown by a mark on its own words, in tables."""

import pytest

from questions.formats.csv_table import read, write
from questions.formats.reading import Code
from questions.formats.table_marks import marks_in
from questions.model import Kind, Option
from tests.questions.builders import build_question
from tests.questions.formats.test_table import table

MARKED = [
    *("*hai", "hai*", "hai *", "**hai**", "✓ hai", "hai ✓", "[x] hai", "(x) hai", "hai (x)"),
    *("hai (đúng)", "hai (Đ)", "hai - Đáp án đúng", "hai (đáp án)", "hai (chọn)", "hai ←"),
    *("hai <--", "hai → đúng", "hai (là đáp án đúng).", "*B. hai", "B. *hai", "B. hai*"),
]


def with_options(*options: str, key: str = ""):
    signs = "ABCDEFGH"[: len(options)]
    reading = read(table(["Câu hỏi", *signs, "Đáp án"], ["Hỏi?", *options, key]))
    (question,) = reading.questions
    return question, [(each.code, dict(each.params)) for each in reading.findings]


@pytest.mark.parametrize("marked", MARKED)
def test_a_mark_on_an_option_is_the_key_and_no_word_of_it(marked):
    letters = ("A. ", "C. ") if "B." in marked else ("", "")
    question, findings = with_options(f"{letters[0]}một", marked, f"{letters[1]}ba")
    assert question.options == (Option("một"), Option("hai", True), Option("ba"))
    assert findings == []


@pytest.mark.parametrize(
    "cell",
    [
        "A. một\nB. hai*\nC. ba",
        "A. một\n*B. hai\nC. ba",
        "A. một\nB. *hai\nC. ba",
        "một\n*hai\nba",
        "A. một; B. hai*; C. ba",
        "A. một *B. hai C. ba",
        "☐ một\n☑ hai\n☐ ba",
    ],
)
def test_a_mark_counts_within_one_cell_of_options(cell):
    (question,) = read(table(["Câu hỏi", "Phương án"], ["Hỏi?", cell])).questions
    assert question.options == (Option("một"), Option("hai", True), Option("ba"))


def test_a_mark_between_two_options_is_neithers():
    reading = read(table(["Câu hỏi", "Phương án"], ["Hỏi?", "A. một * B. hai C. ba"]))
    assert [each.code for each in reading.refused] == [Code.TOO_FEW_OPTIONS]


@pytest.mark.parametrize("texts", [("* một", "* hai"), ("một", "hai"), ("*", "hai"), ("f(x)", "2")])
def test_a_bullet_before_each_option_and_a_sign_alone_are_no_marks(texts):
    assert marks_in(texts) is None


def test_a_mark_that_the_key_agrees_with_is_taken_off():
    question, findings = with_options("một", "hai*", key="B")
    assert (question.options[1], findings) == (Option("hai", True), [])


def test_a_mark_and_a_key_that_differ_make_no_key():
    question, findings = with_options("một", "hai*", key="A")
    assert not question.right_positions
    assert findings == [(Code.KEYS_DIFFER, {"key": "A", "other": "B"})]


def test_four_options_that_are_each_judged_are_statements():
    question, _ = with_options("a (đúng)", "b (sai)", "c (Đ)", "d (S)")
    assert (question.kind, question.right_positions) == (Kind.STATEMENTS, {0, 2})
    assert [each.text for each in question.options] == ["a", "b", "c", "d"]


def test_of_four_judged_options_one_right_one_is_a_choice():
    question, _ = with_options("a (sai)", "b (sai)", "c (đúng)", "d (sai)")
    assert (question.kind, question.right_positions) == (Kind.SINGLE, {2})


@pytest.mark.parametrize("right", [True, False])
def test_what_we_wrote_ourselves_has_no_marks(right):
    question = build_question(options=(Option("5*"), Option("A. một", right)))
    reading = read(write([question]).content)
    assert (reading.questions, reading.findings) == ((question,), ())


def test_a_letter_that_a_cell_says_again_is_no_word_of_the_option():
    question, _ = with_options("A. một", "B. hai", key="B")
    assert [each.text for each in question.options] == ["một", "hai"]
