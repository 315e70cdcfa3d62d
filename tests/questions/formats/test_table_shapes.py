"""Tables in the shapes that offices make: headings, titles, questions with options in one cell."""

import pytest

from questions.formats.csv_table import read
from questions.formats.reading import Code
from questions.formats.table_header import Field, header_of
from questions.model import Option
from tests.questions.formats.test_table import HEADER, ROW, table

OPTIONS = (Option("một"), Option("hai", True), Option("ba"))


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        (Field.KEY, ("ĐA", "Đáp án chuẩn", "Câu đúng", "PA đúng", "Đáp án đúng là", "Đ/A")),
        (Field.STEM, ("Câu hỏi thi", "Nội dung các câu hỏi", "Câu hỏi và phương án")),
    ],
)
def test_offices_own_headings_are_understood(field, headings):
    assert [header_of({4: each}).fields for each in headings] == [{field: 4}] * len(headings)


@pytest.mark.parametrize("form", ["PA %s", "PA%s", "P/A %s", "Đ/A %s", "ĐA %s", "Phương án thứ %s"])
def test_headings_of_options_may_be_shortened(form):
    assert header_of({4: form % "2"}).options == header_of({4: form % "b"}).options == {1: 4}


def test_a_heading_d_with_a_stroke_is_no_option():
    assert header_of({1: "Đ", 2: "D"}).options == {3: 2}


@pytest.mark.parametrize("heading", ["Câu trả lời", "Đáp án trả lời"])
def test_answers_beside_columns_of_options_are_the_key(heading):
    (question,) = read(table([*HEADER[:-1], heading], ROW)).questions
    assert question.right_positions == {1}


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("Câu 1: Hỏi?\nA. một\nB. hai\nC. ba", "B"),
        ("Hỏi?\nA. một\nB. hai*\nC. ba", ""),
        ("Hỏi? A. một B. hai C. ba", "B"),
        ("Hỏi?\nA. một B. hai\nC. ba\nĐáp án: B", ""),
        ("Hỏi?\na) một\nb) hai\nc) ba\nĐáp án đúng: B. hai", "B"),
    ],
)
def test_a_cell_may_hold_the_question_and_its_options(cell, key):
    (question,) = read(table(["Câu hỏi và phương án", "Đáp án"], [cell, key])).questions
    assert (question.stem, question.options) == ("Hỏi?", OPTIONS)


def test_questions_with_marked_options_need_no_other_column():
    reading = read(table(["TT", "Câu hỏi và đáp án"], ["1", "Hỏi?\nA. một\nB. hai*\nC. ba"]))
    assert [each.options for each in reading.questions] == [OPTIONS]


def test_options_may_stand_in_pairs():
    cell = "A. một   B. hai\nC. ba   D. bốn"
    (question,) = read(table(["Câu hỏi", "Phương án", "Đáp án"], ["Hỏi?", cell, "D"])).questions
    assert [each.text for each in question.options] == ["một", "hai", "ba", "bốn"]


def test_digits_below_the_heading_of_all_options_are_their_columns():
    first = ["TT", "Câu hỏi", "Phương án", "", "", "ĐA"]
    row = ["1", "Hỏi?", "một", "hai", "ba", "B"]
    reading = read(table(["BỘ CÂU HỎI"], first, ["", "", "1", "2", "3", ""], row))
    assert [each.options for each in reading.questions] == [OPTIONS]
    assert [(each.at, each.code) for each in reading.findings] == [(1, Code.TEXT_LEFT_OUT)]


def test_words_in_the_place_of_a_number_are_named():
    reading = read(table(["STT", *HEADER], ["I. Phần chung"], ["1.", *ROW], ["Câu 2"]))
    assert [(each.at, dict(each.params)) for each in reading.findings] == [
        (2, {"text": "I. Phần chung"})
    ]


def test_a_title_called_questions_is_named():
    reading = read(table(["CÂU HỎI TRẮC NGHIỆM"], HEADER, ROW))
    assert [(each.at, each.code) for each in reading.findings] == [(1, Code.TEXT_LEFT_OUT)]


def test_letters_below_that_cover_the_question_are_no_second_row_of_a_header():
    reading = read(table(["Câu hỏi", "Đáp án"], ["A", "B", "C"], ["Trời xanh.", "Đúng"]))
    assert [each.stem for each in reading.questions] == ["Trời xanh."]


def test_later_letters_keep_their_places():
    reading = read(table(["Câu hỏi", "Phương án", "Đáp án"], ["Hỏi?", "C. ba\nD. bốn", "B"]))
    assert [each.right_positions for each in reading.questions] == [frozenset()]
    assert [each.code for each in reading.findings] == [Code.KEY_NOT_AN_OPTION]
