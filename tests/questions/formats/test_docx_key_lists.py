"""Lists and tables of keys behind the questions: numbered or not, with reasons, with crosses."""

import pytest

from questions.formats.reading import Code
from questions.model import LegalBasis
from tests.questions.formats.word_papers import keys, read

OPTIONS = ("A. một cửa", "B. hai cửa", "C. ba cửa", "D. bốn cửa")
FOUR = tuple(line for at in range(1, 5) for line in (f"Câu {at}: Hỏi {at}?", *OPTIONS))
REASONS = [["1", "B", "Điều 1 Luật X"], ["2", "A", ""], ["3", "D", ""], ["4", "C", ""]]
GRID = [
    ["Câu", "A", "B", "C", "D"],
    *(["1", "", "X", "", ""], ["2", "x", "", "", ""]),
    *(["3", "", "", "", "X"], ["4", "", "", "X", ""]),
]


@pytest.mark.parametrize(
    "lines",
    [
        ("1. B. hai cửa", "2. A. một cửa", "3. D. bốn cửa", "4. C. ba cửa"),
        ("Câu 1: B - hai cửa", "Câu 2: A", "Câu 3: D. bốn cửa", "Câu 4: C"),
        ("1. hai cửa", "2. một cửa", "3. bốn cửa", "4. ba cửa"),
        ("Câu 1", "B", "Câu 2", "A", "Câu 3", "D", "Câu 4", "C"),
        ("1. Đáp án B", "2. Phương án A", "3. Ý D", "4. Chọn C"),
        ("- Câu 1: B", "- Câu 2: A", "+ Câu 3: D", "* Câu 4: C"),
        ("1 → B", "2 → A", "3 → D", "4 → C"),
        ("Đáp án câu 1: B", "Đáp án câu 2: A", "Đáp án câu 3: D", "Đáp án câu 4: C"),
        ("B A D C",),
        ("B-A-D-C",),
        ("BADC",),
        ("B", "A", "D", "C"),
        ([["Câu 1", "Câu 2", "Câu 3", "Câu 4"], ["B", "A", "D", "C"]],),
        ([["Câu", "Câu 1", "Câu 2", "Câu 3", "Câu 4"], ["Đáp án", "B", "A", "D", "C"]],),
        ([["Câu", "Đáp án"], ["1", "B. hai cửa"], ["2", "A"], ["3", "D"], ["4", "C. ba cửa"]],),
        (GRID,),
        ([list(row) for row in zip(*GRID, strict=True)],),
        ([["TT", "Đáp án", "TT", "Đáp án"], ["1", "B", "3", "D"], ["2", "A", "4", "C"]],),
    ],
)
@pytest.mark.parametrize("heading", ["ĐÁP ÁN", "HƯỚNG DẪN CHẤM VÀ BIỂU ĐIỂM"])
def test_a_list_below_a_heading(heading, lines):
    reading = read(*FOUR, heading, *lines)
    assert [sorted(each.right_positions) for each in reading.questions] == [[1], [0], [3], [2]]
    assert reading.findings == reading.refused == ()


def test_letters_without_numbers_may_stand_behind_the_word():
    assert keys(*FOUR, "ĐÁP ÁN: B, A, D, C") == ["B", "A", "D", "C"]


@pytest.mark.parametrize("line", ["B A D", "B A D C A", "A A B"])
def test_letters_that_are_not_as_many_as_the_questions_are_said(line):
    reading = read(*FOUR, "ĐÁP ÁN", line)
    assert keys(*FOUR, "ĐÁP ÁN", line) == [""] * 4
    assert [(each.code, each.params) for each in reading.findings] == [
        (Code.TEXT_LEFT_OUT, {"text": line})
    ]


def test_rising_letters_that_may_be_of_one_question_or_of_each_are_said():
    reading = read(*FOUR[:10], "ĐÁP ÁN", "A C")
    assert [each.right_positions for each in reading.questions] == [frozenset()] * 2
    assert [each.code for each in reading.findings] == [Code.TEXT_LEFT_OUT]


def test_letters_below_a_question_whose_neighbours_have_keys_are_its_own():
    lines = (*FOUR[:5], "Đáp án: B", *FOUR[5:10], "Đáp án", "A, C")
    assert keys(*lines) == ["B", "AC"]


@pytest.mark.parametrize("head", [["STT", "Đáp án", "Căn cứ"], None])
def test_a_table_of_keys_may_give_reasons(head):
    reading = read(*FOUR, "ĐÁP ÁN", [head, *REASONS] if head else REASONS)
    first = reading.questions[0]
    assert [sorted(each.right_positions) for each in reading.questions] == [[1], [0], [3], [2]]
    assert first.basis == (LegalBasis("Luật X", "Điều 1"),) or first.explanation == "Điều 1 Luật X"
    assert reading.findings == ()


def test_what_else_a_table_of_keys_says_is_said():
    rows = [["Câu", "Đáp án", "Điểm"], *([each[0], each[1], "0,25"] for each in REASONS)]
    reading = read(*FOUR, "ĐÁP ÁN", rows)
    assert [sorted(each.right_positions) for each in reading.questions] == [[1], [0], [3], [2]]
    assert [each.params for each in reading.findings] == [{"text": "Điểm: 0,25"}]


def test_rows_whose_letters_only_count_on_are_no_keys():
    rows = [["1", "A", "một"], ["2", "B", "hai"], ["3", "C", "ba"]]
    assert keys(*FOUR, "Ghi chú", rows) == [""] * 4


def test_remarks_in_brackets_stay_with_their_keys():
    first, second = read(*FOUR[:10], "ĐÁP ÁN", "1-B (Điều 3 Luật X), 2-A (vì thế)").questions
    assert (first.right_positions, second.right_positions) == ({1}, {0})
    assert first.basis == (LegalBasis("Luật X", "Điều 3"),)
    assert second.explanation == "(vì thế)"


def test_a_heading_that_no_key_follows_is_said():
    reading = read(*FOUR, "ĐÁP ÁN", "Xem tệp gửi kèm")
    assert [each.params["text"] for each in reading.findings] == ["ĐÁP ÁN", "Xem tệp gửi kèm"]


def test_explanations_of_numbers_that_begin_anew_go_to_each_in_turn():
    part = FOUR[:10]
    tail = ("Câu 1: Chọn B", "Câu 2: Chọn A")
    lines = ("PHẦN I", *part, "PHẦN II", *part, "LỜI GIẢI", "PHẦN I", *tail, "PHẦN II", *tail)
    assert keys(*lines) == ["B", "A", "B", "A"]


def test_an_explanation_below_a_key_of_a_list_is_of_its_question():
    lines = ("Câu 1: Đáp án B", "Giải thích: vì thế", "Câu 2: Đáp án A", "Căn cứ: Điều 3 Luật X")
    first, second = read(*FOUR[:10], "HƯỚNG DẪN CHẤM", *lines).questions
    assert (first.right_positions, first.explanation) == ({1}, "vì thế")
    assert (second.right_positions, second.basis[0].document) == ({0}, "Luật X")


def test_marks_in_brackets_before_a_key_stay_with_it():
    lines = ("HƯỚNG DẪN CHẤM", "Câu 1. (5 điểm) Đáp án B", "Câu 2. (5 điểm) A")
    assert keys(*FOUR[:10], *lines) == ["B", "A"]
