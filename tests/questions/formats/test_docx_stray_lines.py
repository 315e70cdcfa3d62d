"""Lines that may belong to this question or the next: each is kept at its own or said."""

import pytest

from questions.formats.reading import Code
from tests.questions.formats.word_papers import keys, letters, read

OPTIONS = ("A. một", "B. hai", "C. ba", "D. bốn")
REASONS = ("1. Theo Điều 5", "2. Theo Điều 6")


def asked(*numbers, label="Câu {}. "):
    return tuple(line for at in numbers for line in (f"{label.format(at)}Hỏi {at}?", *OPTIONS))


def said(reading):
    return [(each.at, each.code, *each.params.values()) for each in reading.findings]


@pytest.mark.parametrize("label", ["Câu {}. ", "{}. "])
@pytest.mark.parametrize("heading", ["Giải thích:", "Lời giải:"])
def test_numbered_reasons_below_a_key_are_of_its_question(label, heading):
    first = (*asked(1, label=label), "Đáp án: A", heading, *REASONS)
    reading = read(*first, *asked(2, label=label), "Đáp án: B", *asked(3, label=label), "Đáp án: C")
    assert [each.stem for each in reading.questions] == ["Hỏi 1?", "Hỏi 2?", "Hỏi 3?"]
    assert [letters(each) for each in reading.questions] == ["A", "B", "C"]
    assert reading.questions[0].explanation == "\n".join(REASONS)
    assert not reading.findings


def test_numbered_reasons_at_the_end_are_of_all_questions():
    reading = read(*asked(1), "Đáp án: A", *asked(2), "Đáp án: B", "LỜI GIẢI", *REASONS)
    assert [each.explanation for each in reading.questions] == ["Theo Điều 5", "Theo Điều 6"]


@pytest.mark.parametrize(
    "line", ["Dựa vào đoạn văn sau để trả lời câu 2 đến câu 3", "Đọc và trả lời các câu hỏi từ 2"]
)
def test_a_passage_for_the_next_questions_explains_none_before_it(line):
    reading = read(*asked(1), "Đáp án: A", line, "Luật quy định thế.", *asked(2), "Đáp án: B")
    assert reading.questions[0].explanation == ""
    assert said(reading)[0][:2] == (7, Code.TEXT_LEFT_OUT)


def test_a_reason_that_names_its_own_question_explains_it():
    line = "Vì thế ta trả lời câu 1 như trên."
    assert read(*asked(1), "Đáp án: A", line, *asked(2)).questions[0].explanation == line


@pytest.mark.parametrize("tag", ["Đề thi tỉnh 2024", "MĐ2", "B", "0,25 điểm"])
def test_brackets_behind_a_number_that_say_no_difficulty_are_said(tag):
    assert said(read(f"Câu 1 ({tag}): Hỏi?", *OPTIONS)) == [(1, Code.FIELD_LEFT_OUT, tag)]


def test_the_points_of_each_question_are_said_once():
    lines = (*asked(1, label="Câu {} (1 điểm): "), *asked(2, label="Câu {} (1 điểm): "))
    assert said(read(*lines)) == [(1, Code.FIELD_LEFT_OUT, "1 điểm")]


@pytest.mark.parametrize("line", ["(1) B (2) A (3) D", "C1: B. C2: A. C3: D."])
def test_numbers_of_a_list_of_keys_may_stand_in_brackets_or_behind_a_c(line):
    reading = read(*asked(1, 2, 3), "ĐÁP ÁN", line)
    assert [letters(each) for each in reading.questions] == ["B", "A", "D"]
    assert not reading.questions[0].explanation


def test_keys_in_rows_of_ten_are_those_of_the_sums():
    rows = [["", *map(str, range(1, 11))], ["0", *"ABCDABCDAB"], ["10", "C", "D", *[""] * 8]]
    assert keys(*asked(*range(1, 13)), "ĐÁP ÁN", rows) == [*"ABCDABCDABCD"]


def test_a_key_in_a_table_without_a_number_is_said():
    rows = [["1", "2", "3", "4", "5", ""], [*"BADCB", "D"]]
    reading = read(*asked(1, 2, 3, 4, 5), "ĐÁP ÁN", rows)
    assert [letters(each) for each in reading.questions] == [*"BADCB"]
    assert said(reading) == [(27, Code.TEXT_LEFT_OUT, "D")]


def test_all_that_is_left_out_is_named_as_far_as_there_is_room():
    end = ("A: 1", "B: 2", "C: 3", "D: 4")
    assert said(read(*asked(1, 2), "ĐÁP ÁN", *end))[-1][2] == " ".join(end)


def test_questions_may_be_counted_in_roman_numbers():
    lines = ("I. Ai ký?", "*A. một", "B. hai", "II. Ai trình?", "A. một", "*B. hai")
    reading = read(*lines)
    assert [(each.stem, letters(each)) for each in reading.questions] == [
        ("Ai ký?", "A"),
        ("Ai trình?", "B"),
    ]


@pytest.mark.parametrize(("key", "right"), [("A", "A"), ("c", "C")])
def test_a_letter_that_another_option_says_is_taken_and_said(key, right):
    reading = read("Câu 1. Hỏi?", "A. D", "B. A", "C. B", "D. C", f"Đáp án: {key}")
    assert letters(reading.questions[0]) == right
    assert said(reading) == [(1, Code.KEY_AS_LETTER, right)]
