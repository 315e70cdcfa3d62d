"""Tables of questions whose heads and cells say it otherwise."""

import io

import pytest
from docx import Document
from docx.shared import RGBColor

from questions.formats import docx
from questions.formats.reading import Code
from questions.formats.table_header import Field, meaning_of
from questions.model import Kind, LegalBasis
from tests.questions.formats.word_papers import keys, letters, read, texts

CELL = "Hỏi gì?\nA. một\nB. hai\nC. ba"


@pytest.mark.parametrize(
    "head",
    [
        *("ĐA", "Đ/A", "Đ.án", "Đáp án chuẩn", "Đáp án đúng nhất", "Câu đúng", "Phương án đúng"),
        *("Trả lời đúng", "Ý đúng", "Câu trả lời", "Chọn", "P/A đúng", "Đáp án A, B, C", "KQ"),
    ],
)
def test_a_column_of_keys_has_many_names(head):
    rows = [["STT", "Câu hỏi", "A", "B", "C", head], ["1", "Hỏi gì?", "một", "hai", "ba", "B"]]
    assert keys(rows) == ["B"]


@pytest.mark.parametrize("head", ["Câu trả lời", "Các phương án", "Nội dung đáp án"])
def test_a_column_of_options_is_none_of_keys(head):
    assert meaning_of(head) is Field.OPTIONS


@pytest.mark.parametrize(
    "head", ["Câu hỏi và phương án trả lời", "Nội dung câu hỏi và đáp án", "Câu hỏi, phương án"]
)
def test_a_question_and_its_options_in_one_cell(head):
    first, second = read([["STT", head, "Đáp án"], ["1", CELL, "B"], ["2", CELL, "A"]]).questions
    assert (first.stem, texts(first), letters(first)) == ("Hỏi gì?", ["một", "hai", "ba"], "B")
    assert letters(second) == "A"
    assert keys([["STT", head], ["1", CELL], ["2", f"{CELL}\nĐáp án: C"]]) == ["", "C"]


def test_the_column_of_answers_holds_the_options():
    for cell in ("A. một\nB. hai\nC. ba", "một\nhai\nba", "A. một B. hai C. ba"):
        question = read([["STT", "Câu hỏi", "Đáp án"], ["1", "Hỏi gì?", cell]]).questions[0]
        assert (question.stem, texts(question)) == ("Hỏi gì?", ["một", "hai", "ba"])
        assert letters(question) == ""


@pytest.mark.parametrize("look", ["bold", "underline", "red"])
@pytest.mark.parametrize("label", ["{}. ", ""])
def test_the_marked_line_among_the_answers_is_right(look, label):
    document, file = Document(), io.BytesIO()
    table = document.add_table(1, 3)
    for column, head in enumerate(("STT", "Câu hỏi", "Đáp án")):
        table.cell(0, column).text = head
    for at in (1, 2):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = str(at), f"Hỏi {at}?"
        for position, words in enumerate(("một", "hai", "ba")):
            paragraph = cells[2].paragraphs[0] if not position else cells[2].add_paragraph()
            run = paragraph.add_run(label.format("ABC"[position]) + words)
            if position == at:
                run.bold, run.underline = look == "bold", look == "underline"
                if look == "red":
                    run.font.color.rgb = RGBColor(0xFF, 0, 0)
    document.save(file)
    reading = docx.read(file.getvalue())
    assert [letters(each) for each in reading.questions] == ["B", "C"]
    assert reading.findings == ()


def test_statements_in_a_column_of_keys_are_keys():
    rows = [
        ["STT", "Câu hỏi", "Phương án", "Đáp án"],
        ["1", "Xét", "a) p\nb) q\nc) r\nd) s", "Đ\nS\nS\nĐ"],
    ]
    assert keys(rows) == ["AD"]


def test_a_column_of_no_known_name_is_said():
    rows = [["STT", "Câu hỏi", "A", "B", "Đúng"], ["1", "Hỏi gì?", "một", "hai", "B"]]
    assert [each.code for each in read(rows).findings] == [Code.TEXT_LEFT_OUT]


def test_an_answer_beside_a_question_with_its_options_is_the_key():
    rows = [["Câu hỏi", "Trả lời"], [f"Câu 1. {CELL}", "B"], [f"Câu 2. {CELL}", "Đáp án A"]]
    assert keys(rows) == ["B", "A"]


def test_a_bank_may_have_a_cross_for_true_or_false():
    rows = [
        ["STT", "Câu hỏi", "Đúng", "Sai", "Căn cứ"],
        ["1", "Trẻ em dưới 16?", "x", "", "Luật X"],
    ]
    rows += [["2", "Kết hôn từ 16?", "", "x", ""], ["3", "Để trống?", "", "", ""]]
    reading = read([*rows, ["4", "Cả hai?", "x", "x", ""]])
    assert [each.kind for each in reading.questions] == [Kind.TRUE_FALSE] * 4
    assert [letters(each) for each in reading.questions] == ["A", "B", "", ""]
    assert [each.code for each in reading.findings] == [Code.KEYS_DIFFER]
    assert reading.questions[0].basis == (LegalBasis("Luật X", ""),)
