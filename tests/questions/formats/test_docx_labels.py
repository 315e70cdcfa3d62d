"""What people write before a question and before an option."""

import pytest

from questions.formats import docx
from tests.questions.formats.word_papers import letters, p, part, raw, read, texts


@pytest.mark.parametrize(
    "label",
    [
        *("[Câu {}] ", "(Câu {}) ", "({}) ", "[{}] ", "CH{}: ", "C{}. ", "Q{}: ", "#{} "),
        *("Câu hỏi {}) ", "* Câu {}: ", "- Câu {}. ", "• Câu {}: ", "1.{}. ", "2.1.{}. "),
    ],
)
def test_the_number_of_a_question_is_none_of_its_words(label):
    lines = [(f"{label.format(at)}Hỏi {at}?", "A. a", "B. b", "Đáp án: B") for at in (1, 2, 3)]
    reading = read(*(line for each in lines for line in each))
    assert [each.stem for each in reading.questions] == ["Hỏi 1?", "Hỏi 2?", "Hỏi 3?"]
    assert [letters(each) for each in reading.questions] == ["B"] * 3
    assert reading.findings == ()


@pytest.mark.parametrize(
    "label", ["Phương án {}.", "Đáp án {}:", "Ý {}.", "Câu {}.", "PHƯƠNG ÁN {}:"]
)
@pytest.mark.parametrize("key", ["Đáp án: B", "Đáp án B.", "Đáp án đúng: Phương án B"])
def test_options_may_be_called_by_a_word(label, key):
    options = [
        f"{label.format(letter)} {words}"
        for letter, words in zip("ABC", ("một", "hai", "ba"), strict=True)
    ]
    reading = read("Câu 1: Hỏi?", *options, key, "Câu 2: Hỏi?", *options, key)
    assert [texts(each) for each in reading.questions] == [["một", "hai", "ba"]] * 2
    assert [letters(each) for each in reading.questions] == ["B", "B"]


def test_options_may_be_called_by_a_word_and_a_number():
    question = read("Câu 1: Hỏi?", "Phương án 1: một", "Phương án 2: hai", "Đáp án: 2").questions[0]
    assert (texts(question), letters(question)) == (["một", "hai"], "B")


def test_words_on_each_option_behind_a_question_explain_it():
    why = ("Phương án A: sai vì cũ", "Phương án B: đúng")
    question = read("Câu 1: Hỏi?", "A. a", "B. b", "Đáp án: B", "Giải thích:", *why).questions[0]
    assert (texts(question), letters(question)) == (["a", "b"], "B")


def test_numbers_in_brackets_within_a_question_are_its_words():
    lines = ("1. Cho:", "(1) p", "(2) q", "A. một", "B. hai", "2. Hai?", "A. a", "B. b")
    first, second = read(*lines).questions
    assert (first.stem, second.stem) == ("Cho:\n(1) p\n(2) q", "Hai?")


def test_a_list_of_two_levels_numbers_the_questions_of_each_part():
    level = (
        '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="{}"/></w:lvl>'
    )
    levels = (
        f'<w:abstractNum w:abstractNumId="0">{level.format(0, "%1.")}{level.format(1, "%1.%2.")}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )

    def at(level, text):
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return p(text, properties=numbering)

    options = p("A. a") + p("B. b") + p("Đáp án: B")
    one = at(0, "Luật Cán bộ") + at(1, "Một?") + options + at(1, "Hai?") + options
    body = one + at(0, "Luật Viên chức") + at(1, "Ba?") + options
    reading = docx.read(raw(body, parts={"word/numbering.xml": part("numbering", levels)}))
    assert [each.stem for each in reading.questions] == ["Một?", "Hai?", "Ba?"]
    assert [letters(each) for each in reading.questions] == ["B"] * 3


def test_questions_and_options_may_all_be_points_of_a_list():
    one = ("- Câu hỏi: Ai?", "+ Ông A", "+ Ông B", "- Đáp án: Ông B")
    reading = read(*one, "- Câu hỏi: Gì?", *one[1:])
    assert [letters(each) for each in reading.questions] == ["B", "B"]
