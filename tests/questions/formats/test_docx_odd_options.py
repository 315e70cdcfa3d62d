"""Options that look otherwise than the others: taken for right where that is sure, said else."""

import pytest

from questions.formats.reading import Code
from tests.questions.formats.word_papers import letters, read, texts

WORDS = ("một cửa", "hai cửa", "ba cửa", "bốn cửa")


def paper_of(count, marked, mark):
    """Questions whose second options are marked, in as many of them as wanted."""
    for at in range(1, count + 1):
        yield f"Câu {at}: Hỏi {at}?"
        for letter, words in zip("ABCD", WORDS, strict=True):
            line = f"{letter}. {words}"
            yield mark(line) if at <= marked and letter == "B" else line


def found(count, marked, mark):
    reading = read(*paper_of(count, marked, mark))
    assert all(texts(each) == list(WORDS) for each in reading.questions)
    said = [(each.code, dict(each.params)) for each in reading.findings]
    assert all(each == (Code.MARK_LEFT_OUT, {"key": "B"}) for each in said)
    return [letters(each) for each in reading.questions], len(said)


@pytest.mark.parametrize(
    "shape",
    [
        *("{} (x)", "{} - Đáp án đúng", "{} (chọn)", "{} ←", "{} <--", "{} => đúng", "{} – ĐÚNG"),
        *("{}. Đáp án đúng", "{} -> chọn", "{}\tX", "{} (ĐA)", "{} => Đáp án", "{} ☑"),
        *("x {}", "X {}", "v {}", "=> {}", "→ {}", "-> {}", "> {}", "(*) {}", "● {}", "☑ {}"),
    ],
)
def test_a_mark_before_or_behind_an_option(shape):
    assert found(2, 2, shape.format) == (["B", "B"], 0)


@pytest.mark.parametrize("shape", ["+ {}", "- {}", "• {}"])
def test_a_bullet_at_one_option_alone_is_said(shape):
    assert found(2, 2, shape.format) == (["", ""], 2)


@pytest.mark.parametrize("shape", ["+ {}", "- {}", "→ {}", "* {}", "● {}", "> {}"])
def test_a_sign_at_every_option_is_a_bullet(shape):
    options = [shape.format(f"{each}. {each}") for each in "ABC"]
    reading = read("Câu 1: Hỏi?", *options, "Đáp án: B")
    assert (letters(reading.questions[0]), reading.findings) == ("B", ())


@pytest.mark.parametrize("letter", ["X", "Đ"])
def test_a_lone_letter_behind_one_option_stays_and_is_said(letter):
    reading = read("Câu 1: Hỏi?", "A. một", f"B. hai {letter}", "Đáp án ở cuối")
    assert texts(reading.questions[0]) == ["một", f"hai {letter}"]
    assert Code.MARK_LEFT_OUT in {each.code for each in reading.findings}


@pytest.mark.parametrize("look", ["bold", "underline", "red", "yellow"])
def test_a_mark_in_one_question_of_many_is_said(look):
    assert found(6, 1, lambda line: ((line, look),)) == ([""] * 6, 1)


@pytest.mark.parametrize("look", ["italic", "strike"])
def test_italics_and_strokes_in_some_questions_are_said(look):
    assert found(6, 3, lambda line: ((line, look),)) == ([""] * 6, 3)


def test_italics_in_nearly_all_questions_are_keys():
    assert found(6, 5, lambda line: ((line, "italic"),)) == (["B"] * 5 + [""], 0)


def test_what_is_struck_out_is_never_right():
    assert found(6, 6, lambda line: ((line, "strike"),)) == ([""] * 6, 6)


def test_a_mark_that_a_known_key_explains_is_not_said():
    lines = [*paper_of(6, 1, lambda line: ((line, "bold"),)), "1.B 2.B 3.C 4.D 5.A 6.B"]
    assert read(*lines).findings == ()


@pytest.mark.parametrize("look", ["bold", "underline", "red", "yellow"])
def test_a_mark_against_the_key_makes_none_right(look):
    lines = ["Câu 1: Hỏi?", "A. một", (("B. hai", look),), "C. ba"]
    others = list(paper_of(6, 0, str))[5:]
    for reading in (read(*lines, "Đáp án: A", *others), read(*lines, *others, "1.A 2.B 3.C")):
        assert letters(reading.questions[0]) == ""
        assert reading.findings[0].code is Code.KEYS_DIFFER


def test_a_stressed_word_is_no_mark_against_the_key():
    reading = read("Câu 1: Hỏi?", ("A. Tất cả ", ("các ý", "bold")), "B. hai", "Đáp án: B")
    assert (letters(reading.questions[0]), reading.findings) == ("B", ())


def test_the_look_of_one_letter_in_most_questions_is_no_mark_against_the_keys():
    lines = [*paper_of(6, 4, lambda line: ((line, "bold"),)), "1.A 2.C 3.D 4.A 5.B 6.C"]
    assert [letters(each) for each in read(*lines).questions] == [*"ACDABC"]


@pytest.mark.parametrize("sign", [";", ","])
def test_signs_between_options_on_one_line_are_none_of_their_words(sign):
    line = f"A. một{sign} B. hai{sign} C. ba{sign} D. bốn"
    assert texts(read("Câu 1: Hỏi?", line).questions[0]) == ["một", "hai", "ba", "bốn"]


def test_bare_letters_behind_all_statements_tell_what_is_true():
    lines = ("a) p. Đ", "b) q. S", "c) r Đ", "d) s S")
    question = read("Câu 1: Xét:", *lines).questions[0]
    assert (letters(question), texts(question)) == ("AC", ["p.", "q.", "r", "s"])


@pytest.mark.parametrize("head", ["Cau 2. Hỏi hai?", "Hỏi hai?"])
def test_options_below_a_key_that_no_question_heads_are_said(head):
    lines = ("A. một", "B. hai", "Đáp án: B")
    reading = read("Câu 1: Hỏi?", *lines, head, *lines, "Câu 3: Hỏi ba?", *lines)
    assert [each.stem for each in reading.questions] == ["Hỏi?", "Hỏi ba?"]
    assert (6, Code.NO_STEM) in [(each.at, each.code) for each in reading.findings]
