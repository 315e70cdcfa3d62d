"""Marks of a right answer that stand behind the words, in brackets, or on bullets."""

import io

import pytest
from docx import Document

from questions.formats import FormatRefused, docx
from questions.model import Kind
from tests.questions.formats.word_papers import letters, read, texts

TWO = ("Câu 2: Hai?", "A. x", "B. y", "Đáp án: A")


@pytest.mark.parametrize(
    "lines",
    [
        ("Câu 1: Một?", "A. a", "B. b*"),
        ("Câu 1: Một?", "A. a", "B. b (*)"),
        ("Câu 1: Một?", "A. a (S)", "B. b (Đ)"),
        ("Câu 1: Một?", "[ ] A. a", "[x] B. b"),
        ("Câu 1: Một?", "[A] a", "[B] b", "Đáp án: [B]"),
        ("Câu 1: Một?", "A. a", "B. b", "[Đáp án: B]"),
        ("Câu 1: Một?", "A. a", "B. b", "(Đáp án đúng là B)"),
    ],
)
def test_the_second_option_is_right(lines):
    first, second = read(*lines, *TWO).questions
    assert (letters(first), texts(first), letters(second)) == ("B", ["a", "b"], "A")
    assert first.kind is Kind.SINGLE


def test_four_statements_each_with_its_word_stay_statements():
    (question,) = read(
        "Câu 1. Xét các ý sau:", "a) Một (Đ)", "b) Hai (S)", "c) Ba (S)", "d) Bốn (S)"
    ).questions
    assert (question.kind, letters(question)) == (Kind.STATEMENTS, "A")


def numbered(*stems, bold=1):
    """Word's own numbers before the stems and bullets before three options, one of them bold."""
    document, file = Document(), io.BytesIO()
    for stem in stems:
        document.add_paragraph(stem, style="List Number")
        for position, words in enumerate(("Một", "Hai", "Ba")):
            run = document.add_paragraph(style="List Bullet").add_run(words)
            run.bold = position == bold
    document.save(file)
    return file.getvalue()


def test_bullets_are_options_where_nothing_has_a_letter():
    reading = docx.read(numbered("Mấy nhóm?", "Ai phê duyệt?"))
    assert [letters(each) for each in reading.questions] == ["B", "B"]
    assert [each.stem for each in reading.questions] == ["Mấy nhóm?", "Ai phê duyệt?"]


def test_a_list_with_points_is_no_paper_of_questions():
    with pytest.raises(FormatRefused, match="no-questions"):
        docx.read(numbered("Công tác chỉ đạo", "Kết quả đạt được"))


def test_a_paragraph_without_end_is_too_large():
    with pytest.raises(FormatRefused, match="too-large"):
        read("A. x " * 110_000)


def test_a_table_may_call_its_keys_answers():
    rows = [["STT", "Câu hỏi", "A", "B", "Đáp án đúng"], ["1", "Mấy?", "Một", "Hai", "Đáp án B"]]
    assert letters(read(rows).questions[0]) == "B"


@pytest.mark.parametrize("words", ["Cả A. và B. đều đúng", "Gồm: a) x; b) y; c) z"])
def test_letters_within_the_last_option_are_its_words(words):
    first, second = read(
        "Câu 1. Mấy?", "A. Một", "B. Hai", f"C. {words}", "Đáp án: C", *TWO
    ).questions
    assert (letters(first), texts(first)[2], letters(second)) == ("C", words, "A")
