"""Keys that may mean two options: none is taken, and that is said; a clear one is taken."""

import pytest

from questions.formats.reading import Code
from questions.model import LegalBasis
from tests.questions.formats.word_papers import keys, letters, read, texts

WORDS = ("một", "hai", "ba", "bốn")


def asked(*words, number=1):
    options = (f"{letter}. {each}" for letter, each in zip("ABCD", words, strict=False))
    return (f"Câu {number}: Hỏi gì?", *options)


FOUR = tuple(line for at in range(1, 5) for line in asked(*WORDS, number=at))


def right_and_codes(*lines):
    reading = read(*lines)
    return [letters(each) for each in reading.questions], {each.code for each in reading.findings}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        *[(("3", "4", "2", "5"), "3"), (("B", "A", "O", "AB"), "AB")],
        *[
            (("một", "A và C", "ba", "bốn"), "A và C"),
            (("một", "Cả A và C", "ba", "bốn"), "C và A"),
        ],
    ],
)
def test_a_key_that_is_a_place_and_the_words_of_another_option_makes_none_right(words, key):
    assert right_and_codes(*asked(*words), f"Đáp án: {key}") == ([""], {Code.KEYS_DIFFER})


def test_digits_in_a_list_or_a_table_may_be_the_words_of_an_option_as_well():
    listed = (*asked("3", "4", "2", "5"), *asked("5", "6", "7", "8", number=2), "ĐÁP ÁN")
    assert right_and_codes(*listed, "Câu 1: 3", "Câu 2: 7")[0] == ["", "C"]
    rows = [
        ["STT", "Câu hỏi", "A", "B", "C", "D", "Đáp án"],
        ["1", "Mấy?", "3", "4", "2", "5", "3"],
    ]
    assert right_and_codes(rows) == ([""], {Code.KEYS_DIFFER})


@pytest.mark.parametrize(
    ("words", "key", "right"),
    [(WORDS, "3", "C"), (("7", "8"), "8", "B"), (("Cả B và C", "x", "y"), "B, C", "BC")],
)
def test_a_key_with_one_meaning_is_taken(words, key, right):
    assert keys(*asked(*words), f"Đáp án: {key}") == [right]


def test_keys_that_run_down_the_page_are_those_of_their_numbers():
    down = [line for pair in zip("1234", "BADC", strict=True) for line in pair]
    for heading in ("BẢNG ĐÁP ÁN", "Đáp án:"):
        assert keys(*FOUR, heading, *down) == ["B", "A", "D", "C"]
    assert keys(*FOUR, "Đáp án:", "1", "B") == ["B", "", "", ""]


def test_lone_digits_below_a_heading_are_no_key_of_the_last_question():
    found, codes = right_and_codes(*FOUR, "ĐÁP ÁN:", "2", "3", "4", "1")
    assert found == [""] * 4
    assert codes == {Code.TEXT_LEFT_OUT}


def test_a_digit_between_two_questions_is_the_key_of_the_first():
    assert keys(*asked(*WORDS), "Đáp án:", "2", *asked(*WORDS, number=2))[0] == "B"


def test_columns_of_options_have_the_letters_of_their_heads():
    rows = [["Đáp án", "Câu hỏi", "D", "C", "B", "A"], ["A", "Hỏi?", "bốn", "ba", "hai", "một"]]
    assert texts(read(rows).questions[0]) == [*WORDS]
    assert keys(rows) == ["A"]


def test_an_empty_column_does_not_shift_the_letters_behind_it():
    rows = [["Câu hỏi", "A", "B", "C", "D", "Đáp án"], ["Hỏi?", "một", "", "ba", "bốn", "C"]]
    question = read(rows).questions[0]
    assert [each.text for each in question.options if each.is_right] == ["ba"]


def test_a_stressed_word_is_no_key_where_letters_are_underlined():
    lines = []
    for at in range(1, 5):
        lines += [f"Câu {at}: Hỏi {at}?", (("A", "underline"), ". được"), "B. không được"]
    lines += ["Câu 5: Hỏi 5?", ("A. ", ("Không", "underline")), "B. Có"]
    found, codes = right_and_codes(*lines)
    assert found == ["A"] * 4 + [""]
    assert codes == {Code.MARK_LEFT_OUT}


@pytest.mark.parametrize("rest", ["(sửa thành C)", "(đổi lại là C)", "(hoặc C)", "→ đính chính: C"])
def test_a_letter_that_another_takes_the_place_of_makes_none_right(rest):
    assert right_and_codes(*asked(*WORDS), f"Đáp án: A {rest}")[0] == [""]


@pytest.mark.parametrize(
    "rest", ["(theo điểm C khoản 1)", ". Vì C sai", "(trước đây là C)", "(sửa từ C)"]
)
def test_letters_within_an_explanation_leave_the_key(rest):
    assert keys(*asked(*WORDS), f"Đáp án: A {rest}") == ["A"]


@pytest.mark.parametrize(
    "key", ["b. hai", "b) hai", "b (Điều 3)", "b. Căn cứ Điều 5", "b) (Điều 3)"]
)
def test_a_small_letter_may_have_words_behind_it(key):
    assert keys(*asked(*WORDS), f"Đáp án: {key}") == ["B"]


def test_reasons_stand_beside_keys_whose_letters_rise():
    rows = [
        ["Câu", "Đáp án", "Căn cứ"],
        *([str(at), "ABCD"[at - 1], f"Điều {at}"] for at in (1, 2, 3)),
    ]
    questions = read(*FOUR, "BẢNG ĐÁP ÁN", rows).questions
    assert [letters(each) for each in questions] == ["A", "B", "C", ""]
    assert questions[1].basis == (LegalBasis("Điều 2", ""),)
    rows[0] = ["STT", "Đáp án", "Giải thích"]
    assert read(*FOUR, "BẢNG ĐÁP ÁN", rows).questions[2].explanation == "Điều 3"


def test_a_list_of_letters_with_words_is_no_table_of_keys():
    rows = [["TT", "Đáp án", "Nội dung"], ["1", "A", "một"], ["2", "B", "hai"]]
    assert keys(*asked(*WORDS), *asked(*WORDS, number=2), rows) == ["", ""]


def test_a_head_that_comes_again_within_a_table_is_no_question():
    head = ["TT", "Câu hỏi", "A", "B", "Đáp án"]
    rows = [head, ["1", "Hỏi một?", "x", "y", "A"], head, ["2", "Hỏi hai?", "x", "y", "B"]]
    reading = read(rows)
    assert [letters(each) for each in reading.questions] == ["A", "B"]
    assert not reading.refused
    assert not reading.findings


def test_another_head_within_a_table_holds_for_the_rows_below_it():
    heads = ["Câu hỏi", "A", "B", "Đáp án"], ["Câu hỏi", "Đáp án", "A", "B"]
    rows = [heads[0], ["Hỏi một?", "x", "y", "A"], heads[1], ["Hỏi hai?", "B", "x", "y"]]
    assert keys(rows) == ["A", "B"]


def test_a_heading_of_a_part_without_questions_is_said():
    end = ("Phần II. Luật Nhà ở", "III. Kể tên ba luật?")
    reading = read("Phần I. Luật Đất đai", *asked(*WORDS), "Đáp án: A", *end)
    assert reading.questions[0].topic == "Luật Đất đai"
    assert [each.params["text"] for each in reading.findings] == [*end]


@pytest.mark.parametrize("prefix", ["{}. ", "{}. Nhận biết: "])
def test_a_roman_number_may_stand_before_keys(prefix):
    lines = (prefix.format("I") + "1B 2A", prefix.format("II") + "3D 4C")
    papers = ("PHẦN I", *FOUR[:10], "PHẦN II", *FOUR[10:], "ĐÁP ÁN", *lines)
    assert keys(*papers) == ["B", "A", "D", "C"]
