"""Keys of a table's rows as people write them."""

import pytest

from questions.formats.csv_table import read
from questions.formats.reading import Code
from tests.questions.formats.test_table import table, with_key


@pytest.mark.parametrize(
    ("key", "right"),
    [
        *((key, [0]) for key in ("[A]", "(A)", "A.", "Câu A", "phương án A", "Ý A", "PA A", "“A”")),
        *((key, [0]) for key in ("A - một", "A một", "Đáp án đúng là A", "A đúng", "chọn A")),
        *((key, [0]) for key in ("Chọn đáp án A", "(1)", "1.", "Câu 1", "A (một)", "Đáp án: A")),
        *((key, [0, 2]) for key in ("A và C", "A; C", "[A, C]", "1 và 3", "Cả A và C")),
        *((key, [0, 2]) for key in ("A và C đúng", "A. một; C. ba", "A. một\nC. ba")),
    ],
)
def test_a_key_may_be_called_so_or_joined(key, right):
    assert with_key(key, "một", "hai", "ba")[1:] == (right, [])


@pytest.mark.parametrize(
    "key", ["A hoặc C", "1-3", "A hai", "Tất cả", "không có", "Cả 2", "Chọn 2"]
)
def test_a_key_that_leaves_it_open_is_said(key):
    _, right, findings = with_key(key, "một", "hai", "ba")
    assert (right, findings) == ([], [(Code.KEY_NOT_AN_OPTION, {"key": key})])


@pytest.mark.parametrize("option", ["Cả A và B", "A và B đều đúng", "Đáp án A và B"])
def test_letters_that_an_option_joins_itself_may_mean_that_option(option):
    _, right, findings = with_key("A và B", "một", "ba", option)
    assert (right, findings) == ([], [(Code.KEYS_DIFFER, {"key": "A và B", "other": "C"})])


def test_two_columns_of_keys_have_to_agree():
    header = ["Câu hỏi", "A", "B", "Đáp án", "Đáp án đúng"]
    reading = read(table(header, ["Hỏi?", "một", "hai", "B", "B"], ["Hỏi?", "a", "b", "A", "B"]))
    assert [sorted(each.right_positions) for each in reading.questions] == [[1], []]
    assert [(each.at, each.code) for each in reading.findings] == [(3, Code.KEYS_DIFFER)]


def test_an_x_beside_a_line_is_no_true_or_false():
    reading = read(table(["Câu hỏi", "Đáp án"], ["A. một", "x"], ["2", "Đ"]))
    assert [each.code for each in reading.refused] == [Code.TOO_FEW_OPTIONS] * 2
