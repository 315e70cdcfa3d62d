"""Answers on a sheet of their own."""

import pytest

from questions.formats import FormatRefused
from questions.formats.reading import Code
from questions.formats.xlsx import read
from tests.questions.formats.workbooks import sheet, workbook

QUESTIONS = [["STT", "Câu hỏi", "A", "B"], [1, "Hỏi?", "một", "hai"], [2, "Hỏi nữa?", "ba", "bốn"]]
ANSWERS = [["Câu", "Đáp án"], [1, "B"], [2, "A"]]


def keys_of(*sheets: list[list[object]]):
    reading = read(workbook(*(sheet(*rows) for rows in sheets)))
    found = [(each.at, each.code, dict(each.params)) for each in reading.findings]
    return [sorted(each.right_positions) for each in reading.questions], found


@pytest.mark.parametrize(
    "answers",
    [
        ANSWERS,
        [["BẢNG ĐÁP ÁN"], ["STT", "ĐA"], ["1.", "B"], ["Câu 2", "A"]],
        [["Câu", "Đáp án", "Câu", "Đáp án"], [1, "B", 2, "A"]],
        [["Câu", 1, 2], ["Đáp án", "B", "A"]],
    ],
)
def test_answers_apart_are_those_of_the_numbers(answers):
    assert keys_of(QUESTIONS, answers) == keys_of(answers, QUESTIONS) == ([[1], [0]], [])


def test_a_number_may_stand_before_the_question():
    rows = [["Câu hỏi", "A", "B"], ["Câu 1: Hỏi?", "a", "b"], ["Câu 2. Hỏi?", "a", "b"]]
    assert keys_of(rows, ANSWERS) == ([[1], [0]], [])


def test_answers_without_a_question_and_columns_beside_them_are_named():
    answers = [["Câu", "Đáp án", "Ghi chú"], [1, "B", "x"], [2, "A"], [3, "A"]]
    assert keys_of(QUESTIONS, answers)[1] == [
        (1, Code.KEY_WITHOUT_QUESTION, {"number": 3}),
        ("Tờ 2", Code.FIELD_LEFT_OUT, {"field": "Ghi chú"}),
    ]


def test_a_number_that_two_questions_have_tells_nothing():
    keys, found = keys_of([*QUESTIONS, [1, "Hỏi gì?", "x", "y"]], ANSWERS)
    assert keys == [[], [0], []]
    assert found == [(1, Code.TEXT_LEFT_OUT, {"text": "Câu 1: B"})]


def test_two_answers_to_a_question_make_none():
    keys, found = keys_of(QUESTIONS, [*ANSWERS, [1, "A"]])
    assert keys == [[], [0]]
    assert found == [(2, Code.KEYS_DIFFER, {"key": "B", "other": "A"})]


def test_answers_to_two_sheets_tell_nothing():
    keys, found = keys_of(QUESTIONS, QUESTIONS, ANSWERS)
    assert keys == [[]] * 4
    assert found == [("Tờ 3", Code.TEXT_LEFT_OUT, {"text": "Câu Đáp án 1 B 2 A"})]


def test_answers_alone_are_no_questions():
    with pytest.raises(FormatRefused, match="no-header"):
        keys_of([["Câu", "Đáp án"], [1, "B"], [2, "Đ"]])
