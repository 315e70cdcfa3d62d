"""Statements that are true or false: every way of telling it, and none that is guessed."""

import pytest

from questions.checks import Code as Fault
from questions.checks import check
from questions.formats.reading import Code
from questions.model import Kind
from tests.questions.formats.word_papers import letters, read

PART = "PHẦN II. Câu trắc nghiệm đúng sai. Trong mỗi ý a), b), c), d) thí sinh chọn đúng hoặc sai."
SAYS = ("a) Dân số tăng.", "b) Dân số giảm.", "c) Nữ cao hơn.", "d) Có 63 tỉnh.")
TWO = ("Câu 1. Về dân số?", *SAYS, "Câu 2. Về tỉnh?", *SAYS)


@pytest.mark.parametrize(
    "lines",
    [
        ([["Câu", "1", "2"], ["a", "Đ", "S"], ["b", "S", "Đ"], ["c", "Đ", "S"], ["d", "Đ", "Đ"]],),
        ([["Câu", "a", "b", "c", "d"], ["1", *"ĐSĐĐ"], ["2", *"SĐSĐ"]],),
        ("Câu 1: a) Đúng, b) Sai, c) Đúng, d) Đúng", "Câu 2: a) Sai, b) Đúng, c) Sai, d) Đúng"),
        ("Câu 1: ĐSĐĐ", "Câu 2: SĐSĐ"),
    ],
)
def test_keys_behind_the_questions(lines):
    reading = read(PART, *TWO, "ĐÁP ÁN", *lines)
    assert [letters(each) for each in reading.questions] == ["ACD", "BD"]
    assert {each.kind for each in reading.questions} == {Kind.STATEMENTS}


@pytest.mark.parametrize("words", ["Đúng Sai Đúng Đúng", "Đúng. Sai. Đúng. Đúng."])
def test_a_word_at_the_end_of_each_statement(words):
    lines = [f"{one} {other}" for one, other in zip(SAYS, words.split(), strict=True)]
    (question,) = read(PART, "Câu 1. Về dân số?", *lines).questions
    assert (question.kind, letters(question)) == (Kind.STATEMENTS, "ACD")
    assert question.options[0].text == "Dân số tăng."


def test_coloured_statements_are_the_true_ones():
    lines = [((each, "red"),) if each[0] in "acd" else each for each in SAYS]
    (question,) = read("PHẦN II. Đúng/Sai", "Câu 1. Về dân số?", *lines).questions
    assert (question.kind, letters(question)) == (Kind.STATEMENTS, "ACD")


@pytest.mark.parametrize("lines", [SAYS, ("a) Dân số tăng. (Đúng)", *SAYS[1:])])
def test_without_a_truth_for_each_no_key_is_known(lines):
    reading = read(PART, "Câu 1. Về dân số?", *lines)
    assert Fault.NO_RIGHT_OPTION in {each.code for each in check(reading.questions[0])}
    told = [each.code for each in reading.findings if each.at == reading.items[0].at]
    assert told == [Code.STATEMENTS_UNJUDGED]
