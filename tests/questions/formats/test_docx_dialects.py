"""The shapes in which offices and schools write their papers, one small document each."""

import pytest

from questions.formats import FormatRefused
from questions.formats.reading import Code
from questions.model import Difficulty, Kind, LegalBasis
from tests.questions.formats.word_papers import keys, letters, read, texts

ONE = ("Câu 1: Một?", "A. a", "B. b", "C. c")
TWO = ("Câu 2: Hai?", "A. a", "B. b", "C. c")


def said(reading):
    return [(each.at, each.code) for each in reading.findings]


def test_a_paper_with_parts_keys_and_explanations_at_its_end():
    reading = read(
        *("SỞ NỘI VỤ", "Thời gian làm bài: 45 phút", "Phần I. Kiến thức chung", *ONE),
        *("Phần II. Nghiệp vụ", "Câu 2. Hai?", "a) x", "b) y", "---- HẾT ----"),
        *("Cán bộ coi thi không giải thích gì thêm", "ĐÁP ÁN", "1-A 2-b"),
        *("Hướng dẫn chi tiết", "Câu 1: Vì thế.", "Xem luật.", "Câu 2: Chọn B. Theo Điều 3."),
    )
    assert [letters(each) for each in reading.questions] == ["A", "B"]
    assert [each.topic for each in reading.questions] == ["Kiến thức chung", "Nghiệp vụ"]
    explanations = [each.explanation for each in reading.questions]
    assert explanations == ["Vì thế.\nXem luật.", "Theo Điều 3."]
    assert said(reading) == [(1, Code.TEXT_LEFT_OUT), (13, Code.TEXT_LEFT_OUT)]


def test_fields_right_below_a_question():
    lines = (
        *(*ONE, "Đáp án: B", "Giải thích: Vì B.", "Căn cứ: Điều 3 Luật Cán bộ", "Mức độ: TH"),
        *("Chủ đề: Cán bộ", "Đối tượng: công chức; học sinh", "Mã câu hỏi: x-1"),
        *("Nguồn: Báo", "Hiệu lực: từ 01/07/2025 đến 31/12/2026", *TWO, "Đáp án đúng: C. c"),
    )
    first, second = read(*lines).questions
    assert (letters(first), letters(second)) == ("B", "C")
    assert first.basis == (LegalBasis("Luật Cán bộ", "Điều 3"),)
    assert (first.explanation, first.topic, first.code) == ("Vì B.", "Cán bộ", "x-1")
    assert first.difficulty is Difficulty.MEDIUM
    assert first.audiences == {"công chức", "học sinh"}
    assert (first.valid_from.year, first.valid_to.year, first.source) == (2025, 2026, "Báo")


def test_lines_with_stars_and_blank_lines_between_questions():
    first, second = read(
        *("Một cộng một?", "*hai", "ba", "> vì thế", "", "Hai cộng hai?", "*bốn", "*4", "năm")
    ).questions
    assert (first.stem, texts(first), letters(first)) == ("Một cộng một?", ["hai", "ba"], "A")
    assert first.explanation == "vì thế"
    assert (second.kind, letters(second)) == (Kind.SEVERAL, "AB")


@pytest.mark.parametrize("look", ["bold", "underline", "red", "yellow"])
def test_the_right_option_looks_otherwise(look):
    assert keys("Câu 1: Một?", "A. a", (("B. b", look),), "C. c") == ["B"]


@pytest.mark.parametrize("look", ["bold", "underline", "red", "yellow"])
def test_the_letter_of_the_right_option_looks_otherwise(look):
    assert keys("Câu 1: Một?", "A. a", (("B", look), ". b và chữ"), "C. c") == ["B"]


def test_a_mark_on_all_options_says_nothing():
    lines = ("Câu 1: Một?", (("A. a", "bold"),), (("B. b", "bold"),))
    assert keys(*lines) == [""]
    assert keys(*lines[:2], (("B. ", "bold"), ("b", "bold", "red"))) == ["B"]


def test_a_mark_here_and_there_says_nothing():
    plain = tuple(f"Câu {at}: x" if at else "" for at in range(2, 9))
    others = [line for stem in plain for line in (stem, "A. a", "B. b")]
    assert set(keys("Câu 1: x", (("A. a", "bold"),), "B. b", *others)) == {""}


def test_a_star_before_the_letter_is_a_key():
    first, second = read("1. Một?", "A. a", "*B. b", "2. Hai?", "*A. a", "B. b", "*C. c").questions
    assert (letters(first), first.kind) == ("B", Kind.SINGLE)
    assert (letters(second), second.kind) == ("AC", Kind.SEVERAL)


def test_words_in_brackets_behind_the_right_option():
    right = "B. b (đáp án đúng – căn cứ Điều 3 Nghị định số 118/2025/NĐ-CP)"
    first, second = read("Câu 1: x", "A. a", right, "Câu 2: y", "A. a [Đ]", "B. b").questions
    assert (texts(first), letters(first)) == (["a", "b"], "B")
    assert first.basis == (LegalBasis("Nghị định số 118/2025/NĐ-CP", "Điều 3"),)
    assert (texts(second), letters(second)) == (["a", "b"], "A")


@pytest.mark.parametrize(
    "line", ["1:B | 2:A,C", "1-B 2-AC", "1.B; 2.A,C", "Đáp án: 1B 2AC", ".1:B |2:A, C", "1b 2ac"]
)
def test_a_line_of_keys(line):
    assert keys(*ONE, *TWO, line) == ["B", "AC"]


@pytest.mark.parametrize(
    "table",
    [
        [["Câu", "1", "2"], ["Đáp án", "B", "C"]],
        [["Câu", "Đáp án"], ["1", "B"], ["2", "C"]],
        [["1", "2"], ["B", "C"]],
        [["1.B", "2.C"]],
        [["Câu", "Đáp án", "Câu", "Đáp án"], ["1", "B", "2", "C"]],
    ],
)
def test_a_table_of_keys(table):
    assert keys(*ONE, *TWO, "BẢNG ĐÁP ÁN", table) == ["B", "C"]


def test_a_list_of_keys_a_line_each():
    assert keys(*ONE, *TWO, "ĐÁP ÁN", "Câu 1: B", "Câu 2: C") == ["B", "C"]


def test_a_table_of_questions():
    rows = [
        ["STT", "Nội dung câu hỏi", "Phương án trả lời", "Đáp án", "Căn cứ", "Mức độ"],
        ["1", "Một?", "A. a\nB. b\nC. c", "B", "Điều 2 Luật X", "Dễ"],
        ["2", "Hai?", "a\nb\nc", "A, C", "", "VD"],
    ]
    first, second = read(rows).questions
    assert (texts(first), letters(first), first.stem) == (["a", "b", "c"], "B", "Một?")
    assert first.basis == (LegalBasis("Luật X", "Điều 2"),)
    assert (texts(second), letters(second)) == (["a", "b", "c"], "AC")
    assert second.difficulty is Difficulty.HARD


def test_a_table_of_questions_with_a_column_for_each_option():
    head = ["TT", "Câu hỏi", "A", "B", "C", "Đáp án đúng", "Ghi chú"]
    reading = read([head, ["1", "Một?", "a", "b", "c", "C", "xem lại"]])
    assert [letters(each) for each in reading.questions] == ["C"]
    assert [dict(each.params) for each in reading.findings] == [{"text": "Ghi chú: xem lại"}]


@pytest.mark.parametrize(
    "key", ["ĐSSĐ", "Đ S S Đ", "a) Đúng; b) Sai; c) Sai; d) Đúng", "a-Đ, b-S, c-S, d-Đ"]
)
def test_four_statements_by_their_key(key):
    lines = ("Câu 1: Xét", "a) p", "b) q", "c) r", "d) s", f"Đáp án: {key}")
    question = read(*lines).questions[0]
    assert (question.kind, letters(question)) == (Kind.STATEMENTS, "AD")


def test_four_statements_by_words_behind_them():
    lines = ("Câu 1: Xét", "a) p (Đ)", "b) q (S)", "c) r (Đ)", "d) s (Sai)")
    question = read(*lines).questions[0]
    assert (question.kind, letters(question), texts(question)) == (
        Kind.STATEMENTS,
        "AC",
        ["p", "q", "r", "s"],
    )


def test_true_and_false_come_in_this_order():
    first, second = read(
        *("Câu 1: x", "A. Sai", "B. Đúng", "Đáp án: B", "Câu 2: y. Đúng hay sai?", "Đáp án: Sai")
    ).questions
    assert [(each.text, each.is_right, each.stays) for each in first.options] == [
        ("Đúng", True, True),
        ("Sai", False, True),
    ]
    assert (second.kind, letters(second)) == (Kind.TRUE_FALSE, "B")


@pytest.mark.parametrize(
    "lines",
    [
        ("Câu 1: Hỏi? A. một B. hai C. ba D. bốn",),
        ("Câu 1: Hỏi?\nA. một\tB. hai\nC. ba\tD. bốn",),
        ("Câu 1: Hỏi?", "A. một B. hai", "C. ba D. bốn"),
        ("Câu 1: Hỏi?", "A. một       B. hai", "C. ba\xa0\xa0\xa0D. bốn"),
        ("Câu 1: Hỏi?", (("A.", "bold"), " một ", ("B.", "bold"), " hai"), "C. ba\tD. bốn"),
        ("Câu 1: Hỏi?", [["A. một", "B. hai"], ["C. ba", "D. bốn"]]),
        ("1) Hỏi?", "A/ một", "B/ hai", "C/ ba", "D/ bốn"),
        ("Question 1. Hỏi?", "A) một", "B) hai", "C) ba", "D) bốn"),
    ],
)
def test_options_side_by_side_and_below(lines):
    question = read(*lines).questions[0]
    assert (question.stem, texts(question)) == ("Hỏi?", ["một", "hai", "ba", "bốn"])


def test_letters_within_words_cut_nothing():
    question = read("Câu 1: x", "A. Vitamin A. B và C", "B. Khối B. C là").questions[0]
    assert texts(question) == ["Vitamin A. B và C", "Khối B. C là"]


def test_questions_without_numbers():
    reading = read("NGÂN HÀNG", "", "Ai?", "A. a", "B. b", "", "Nói rõ:", "Gì?", "A. c", "B. d")
    assert [each.stem for each in reading.questions] == ["Ai?", "Nói rõ:\nGì?"]
    assert said(reading) == [(1, Code.TEXT_LEFT_OUT)]


def test_lists_within_a_question_are_its_words():
    reading = read(
        "1. Cho:", "1. một", "2. hai", "3. ba", "A. x", "B. y", "2. Hai?", "A. x", "B. y"
    )
    assert [each.stem for each in reading.questions] == ["Cho:\n1. một\n2. hai\n3. ba", "Hai?"]


def test_small_letters_before_large_ones_are_words_of_the_question():
    question = read("Câu 1: Cho", "a) x", "b) y", "A. cả hai", "B. không").questions[0]
    assert (question.stem, texts(question)) == ("Cho\na) x\nb) y", ["cả hai", "không"])


def test_bullets_are_options_where_there_are_no_letters():
    question = read("Câu 1: x?", "- a", "+ b", "* c").questions[0]
    assert (texts(question), letters(question)) == (["a", "b", "c"], "C")


def test_the_template_whose_first_option_is_right():
    reading = read(*ONE, "#!D. Cả ba", *TWO)
    assert [letters(each) for each in reading.questions] == ["A", "A"]
    assert [each.stays for each in reading.questions[0].options] == [False, False, False, True]


def test_a_question_without_a_key_has_no_right_option():
    assert keys(*ONE) == [""]


def test_a_code_before_each_question():
    reading = read("ID: 7", *ONE, "ID: 8", *TWO)
    assert [each.code for each in reading.questions] == ["7", "8"]


def test_what_differs_or_names_nothing_is_said():
    reading = read(*ONE, "Đáp án: A", *TWO, "Đáp án: E", "1.B 2.A 3.C")
    codes = [(each.at, each.code) for each in reading.findings]
    assert codes == [
        (1, Code.KEYS_DIFFER),
        (6, Code.KEY_NOT_AN_OPTION),
        (11, Code.KEY_WITHOUT_QUESTION),
    ]
    assert [letters(each) for each in reading.questions] == ["", ""]


def test_a_question_to_be_answered_in_words_is_refused_at_its_place():
    reading = read(*ONE, "Câu 2: Trình bày?", "Câu 3: Ba?", "A. a", "B. b")
    assert [(each.at, each.code) for each in reading.refused] == [(5, Code.TOO_FEW_OPTIONS)]
    assert len(reading.items) == 2


def test_a_text_for_several_questions_is_named():
    reading = read(*ONE, "Đọc đoạn văn sau và trả lời câu 2", *TWO)
    assert [(each.at, dict(each.params)) for each in reading.findings] == [
        (5, {"text": "Đọc đoạn văn sau và trả lời câu 2"})
    ]


@pytest.mark.parametrize(
    "keys_",
    [
        ("Phần I", "1.A 2.B", "Phần II", "1.B 2.A"),
        ("1.A 2.B", "1.B 2.A"),
        ([["1", "2"], ["A", "B"]], "Phần II", [["1", "2"], ["B", "A"]]),
    ],
)
def test_numbers_that_begin_anew_have_keys_of_their_own(keys_):
    assert keys(*ONE, *TWO, "PHẦN II", *ONE, *TWO, "HẾT", *keys_) == ["A", "B", "B", "A"]


def test_a_document_without_questions_is_refused():
    with pytest.raises(FormatRefused) as refused:
        read("Kế hoạch tổ chức", "1. Mục đích", "2. Yêu cầu")
    assert refused.value.code == "no-questions"
