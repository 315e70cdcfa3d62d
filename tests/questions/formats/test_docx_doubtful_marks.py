"""Marks that tell no key: on a word, against one another, or part of what is asked."""

from questions.formats.reading import Code
from tests.questions.formats.word_papers import letters, read

REST = ("C. ba", "D. bốn")


def marked(number, right):
    options = ("A. một", "B. hai", *REST)
    return (
        f"Câu {number}: Hỏi {number}?",
        *(((x, "bold"),) if x[0] in right else x for x in options),
    )


THREE = (*marked(2, "B"), *marked(3, "A"), *marked(4, "D"))


def read_with(*options):
    reading = read("Câu 1: Hỏi?", *options, *REST, *THREE)
    said = [each.code for each in reading.findings if each.at == 1]
    return [letters(each) for each in reading.questions], said


def test_a_word_that_is_stressed_marks_no_option_where_others_are_marked_whole():
    found, said = read_with(("A. Lyon ", ("không", "bold")), "B. hai")
    assert found == ["", "B", "A", "D"]
    assert said == [Code.MARK_LEFT_OUT]


def test_stressed_words_at_the_end_mark_no_option_either():
    found, said = read_with(("A. Tất cả trừ ", ("Lyon và Nice", "bold")), "B. hai")
    assert found[0] == ""
    assert said == [Code.MARK_LEFT_OUT]


def test_marks_that_tell_different_options_tell_none():
    lines = [*marked(1, "A"), *THREE]
    lines[2] = (("B. hai", "red"),)
    reading = read(*lines)
    assert [letters(each) for each in reading.questions] == ["", "B", "A", "D"]
    assert [each.code for each in reading.findings] == [Code.MARK_LEFT_OUT]


def test_underlined_words_of_a_paper_that_asks_of_underlined_parts_are_no_key():
    word = ("A. w", ("a", "underline"), "lk"), ("B. t", ("a", "underline"), "lk"), "C. cake"
    one = ("A. ", ("She", "underline")), "B. go", "C. to"
    lines = ("Question 1. Sound?", *word, "Question 2. Mistake?", *one, "Question 3. Again?", *one)
    reading = read(*lines)
    assert [letters(each) for each in reading.questions] == ["", "", ""]
    assert [each.code for each in reading.findings] == [Code.MARK_LEFT_OUT] * 2
