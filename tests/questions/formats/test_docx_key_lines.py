"""Lines below a question that name its right option, in all the words that people find for it."""

import pytest

from questions.formats.reading import Code
from tests.questions.formats.word_papers import keys, read, texts

ONE = ("Câu 1: Một?", "A. một cửa", "B. hai cửa", "C. ba cửa")
TWO = ("Câu 2: Hai?", "A. một cửa", "B. hai cửa", "C. ba cửa")


@pytest.mark.parametrize(
    "line",
    [
        *("* Đáp án: B", "*Đáp án: B*", "✓ Đáp án: B", "• Đáp án: B", "- Đáp án: B", "+ ĐA: B"),
        *("Đáp án câu {}: B", "Đáp án {}: B", "Đáp án của câu {} là B", "ĐA câu {}: B"),
        *("{}. Đáp án: B", "Câu {}: Đáp án B", "Câu {} - Đáp án: B", "Câu {}. Chọn B"),
        *("Đáp án đúng: Câu B", "Đáp án: phương án B", "Đáp án: ý b.", "ĐÁP ÁN: CÂU B"),
        *("Đáp án B là đáp án đúng.", "Đáp án (B)", 'Đáp án: "B"', "Đáp án: “B”", "đáp án b"),
        *("Đáp án chính xác: B", "Đáp án chuẩn: B", "Đáp án đúng nhất: B", "Ý đúng: B"),
        *("Câu đúng: B", "Trả lời đúng: B", "Trả lời: Chọn B", "Phương án trả lời đúng: B"),
        *(
            "Vậy chọn đáp án B.",
            "Vậy đáp án đúng là B",
            "Do đó, chọn B.",
            "Ta chọn B",
            "Kết quả: B",
        ),
        *("=> B", "→ B", "==> B", "=> Chọn B", "Đáp án → B", "Đáp án; B", "Đ.A: B", "Chọn câu B"),
        *("Lời giải: Chọn B", "Hướng dẫn: B", "Gợi ý trả lời: B", "HDG: Chọn B", "Giải: B"),
        *("Câu trả lời đúng là phương án B", "Chọn phương án: B", "Đáp án: hai cửa"),
    ],
)
def test_a_line_names_the_right_option(line):
    reading = read(*ONE, line.format(1), *TWO, line.format(2))
    assert [each.right_positions for each in reading.questions] == [{1}, {1}]
    assert [each.explanation for each in reading.questions] == ["", ""]
    assert reading.findings == reading.refused == ()


@pytest.mark.parametrize(
    "line",
    [
        "Hướng dẫn giải: Chọn B. Vì luật.",
        "Lời giải: Chọn đáp án B. Vì luật.",
        "Giải thích: Đáp án B. Vì luật.",
        "Đáp án và giải thích: B. Vì luật.",
        "Đáp án: B. Vì luật.",
    ],
)
def test_what_follows_the_letter_is_the_explanation(line):
    (question,) = read(*ONE, line).questions
    assert (question.right_positions, question.explanation) == ({1}, "Vì luật.")


@pytest.mark.parametrize(
    "line",
    [
        "Giải thích: Đáp án A sai vì đã bãi bỏ.",
        "Giải thích: Phương án A, B đều không đúng.",
        "Giải thích: Phương án A: sai, vì đã bãi bỏ.",
        "Giải thích: Câu A đúng, câu B đúng.",
    ],
)
def test_an_explanation_of_what_is_wrong_is_no_key(line):
    (question,) = read(*ONE, "Đáp án: C", line).questions
    assert question.right_positions == {2}
    assert question.explanation == line.removeprefix("Giải thích: ")


def test_a_key_that_says_its_option_is_wrong_is_said():
    reading = read(*ONE, "Đáp án: A. Sai vì đã bãi bỏ")
    assert reading.questions[0].right_positions == frozenset()
    assert [each.code for each in reading.findings] == [Code.KEY_NOT_AN_OPTION]


def test_a_letter_with_the_words_of_another_option_is_said():
    reading = read(*ONE, "Đáp án: A. hai cửa")
    assert reading.questions[0].right_positions == frozenset()
    assert [each.code for each in reading.findings] == [Code.KEYS_DIFFER]


def test_an_option_that_says_false_may_be_right():
    assert keys("Câu 1: x", "A. Đúng", "B. Sai", "Đáp án: B. Sai") == ["B"]


def test_a_line_above_the_options_that_asks_to_choose_is_no_key():
    (question,) = read("Câu 1: Xét.", "Chọn đáp án đúng:", *ONE[1:], "Đáp án: C").questions
    assert (question.stem, texts(question)[0]) == ("Xét.\nChọn đáp án đúng:", "một cửa")
    assert question.right_positions == {2}


def test_a_key_of_another_question_is_that_ones():
    assert keys(*ONE, *TWO, "Đáp án câu 1: A", "Đáp án câu 2: C") == ["A", "C"]
