"""Whose keys they are: of which exam code, part and paper, and of which of two like numbers."""

import pytest

from questions.formats.reading import Code
from tests.questions.formats.word_papers import keys, letters, read

OPTIONS = ("A. một cửa", "B. hai cửa", "C. ba cửa", "D. bốn cửa")


def asked(*numbers):
    return tuple(line for at in numbers for line in (f"Câu {at}: Hỏi {at}?", *OPTIONS))


TWO = asked(1, 2)
PARTS = ("PHẦN I", *TWO, "PHẦN II", *TWO, "HẾT")
PAPERS = ("ĐỀ SỐ 1", *TWO, "ĐỀ SỐ 2", *TWO)


def codes(*found):
    return [each.code for each in found]


@pytest.mark.parametrize(
    ("paper", "heads"),
    [
        ("Mã đề: 102", ["Mã 101", "Mã 102"]),
        ("Mã đề thi 102", ["101", "102"]),
        ("ĐỀ SỐ 2", ["Đề 1", "Đề 2"]),
        ("MÃ ĐỀ B", ["Mã đề A", "Mã đề B"]),
    ],
)
def test_a_table_gives_the_keys_of_the_code_that_the_paper_names(paper, heads):
    rows = [["Câu", *heads], ["1", "C", "B"], ["2", "D", "A"]]
    assert keys(paper, *TWO, "ĐÁP ÁN", rows) == ["B", "A"]


@pytest.mark.parametrize("paper", [(), ("Mã đề 555",)])
@pytest.mark.parametrize("heads", [["Mã 101", "Mã 102"], ["101", "102"]])
def test_a_table_of_other_codes_gives_no_key_and_says_so(paper, heads):
    rows = [["Câu", *heads], ["1", "C", "B"], ["2", "D", "A"]]
    reading = read(*paper, *TWO, "ĐÁP ÁN", rows)
    assert [letters(each) for each in reading.questions] == ["", ""]
    assert Code.KEYS_OF_OTHERS in codes(*reading.findings)


def test_a_table_with_a_row_for_each_code():
    rows = [["Mã đề", "1", "2"], ["132", "C", "D"], ["209", "B", "A"]]
    assert keys("Mã đề thi: 209", *TWO, "ĐÁP ÁN", rows) == ["B", "A"]


def test_two_columns_of_letters_without_codes_give_no_key():
    rows = [["Câu", "Ca sáng", "Ca chiều"], ["1", "C", "B"], ["2", "D", "A"]]
    reading = read(*TWO, "ĐÁP ÁN", rows)
    assert [letters(each) for each in reading.questions] == ["", ""]
    assert reading.findings


@pytest.mark.parametrize(
    "lines",
    [
        ("ĐÁP ÁN MÃ ĐỀ 101", "1.C 2.D", "ĐÁP ÁN MÃ ĐỀ 102", "1.B 2.A"),
        ("ĐÁP ÁN", "Mã đề 102: 1B 2A", "Mã đề 101: 1C 2D"),
        ("ĐÁP ÁN", "Mã đề 101", [["1", "2"], ["C", "D"]], "Mã đề 102", [["1", "2"], ["B", "A"]]),
    ],
)
def test_lists_are_found_by_the_code_above_or_before_them(lines):
    assert keys("MÃ ĐỀ 102", *TWO, "HẾT", *lines) == ["B", "A"]


def test_a_list_of_another_code_gives_no_key_and_says_so():
    reading = read("MÃ ĐỀ 102", *TWO, "HẾT", "ĐÁP ÁN MÃ ĐỀ 101", "1.C 2.D")
    assert [letters(each) for each in reading.questions] == ["", ""]
    assert Code.KEYS_OF_OTHERS in codes(*reading.findings)


@pytest.mark.parametrize(
    "lines",
    [
        ("ĐÁP ÁN PHẦN II", "1.C 2.D", "ĐÁP ÁN PHẦN I", "1.B 2.A"),
        ("ĐÁP ÁN", "Phần II: 1C 2D", "Phần I: 1B 2A"),
        ("ĐÁP ÁN PHẦN II", [["1", "2"], ["C", "D"]], "ĐÁP ÁN PHẦN I", [["1", "2"], ["B", "A"]]),
    ],
)
def test_lists_are_found_by_the_part_that_they_name(lines):
    assert keys(*PARTS, *lines) == ["B", "A", "C", "D"]


def test_a_list_of_one_part_is_of_no_other():
    assert keys(*PARTS, "ĐÁP ÁN PHẦN I", "1.B 2.A") == ["B", "A", "", ""]


def test_lists_of_papers_are_found_by_their_names():
    lines = ("ĐÁP ÁN ĐỀ 2", "1C 2D", "ĐÁP ÁN ĐỀ 1", "1B 2A")
    assert keys(*PAPERS, *lines) == ["B", "A", "C", "D"]


def test_one_list_without_a_name_below_two_parts_is_of_neither():
    reading = read(*PARTS, "ĐÁP ÁN", "1.B 2.A")
    assert [letters(each) for each in reading.questions] == [""] * 4
    assert Code.KEY_UNSURE in codes(*reading.findings)


@pytest.mark.parametrize(
    ("numbers", "line", "right"),
    [
        ((1, 2, 3, 3), "1B 2A 3D 4C", ["B", "A", "", ""]),
        ((1, 2, 2, 3), "1B 2A 3C", ["B", "", "", "C"]),
        ((1, 2, 2, 3, 4), "1B 2A 3D 4C 5B", ["B", "", "", "", ""]),
    ],
)
def test_a_number_that_stands_twice_gets_no_key_and_is_said(numbers, line, right):
    reading = read(*asked(*numbers), "ĐÁP ÁN", line)
    assert [letters(each) for each in reading.questions] == right
    unsure = {each.at for each in reading.findings if each.code is Code.KEY_UNSURE}
    assert {item.at for item, key in zip(reading.items, right, strict=True) if not key} == unsure


@pytest.mark.parametrize(
    ("labels", "key", "right"),
    [
        *[("ACBD", "D", "D"), ("ACBD", "B", "C"), ("ABDC", "D", "C"), ("ABCE", "E", "D")],
        *[("ABBC", "C", ""), ("AABC", "C", ""), ("ABCC", "C", ""), ("ABBD", "B", "")],
        *[("ABBD", "A", "A"), ("ABBD", "C", "")],
    ],
)
def test_a_key_means_the_option_of_that_letter_and_none_where_letters_are_doubtful(
    labels, key, right
):
    options = (f"{label}. phương án {at}" for at, label in enumerate(labels))
    reading = read("Câu 1: Hỏi?", *options, f"Đáp án: {key}")
    assert letters(reading.questions[0]) == right
    assert bool(right) or Code.KEY_UNSURE in codes(*reading.findings)


def test_a_title_across_a_table_of_keys_is_no_key():
    rows = [["BẢNG ĐÁP ÁN", "", ""], ["Câu", "1", "2"], ["Đáp án", "B", "A"]]
    assert keys(*TWO, rows) == ["B", "A"]


def test_parts_may_stand_side_by_side_in_a_table():
    rows = [["PHẦN I", "", "PHẦN II", ""], ["Câu", "ĐA"] * 2, ["1", "B"] * 2, ["2", "A", "2", "D"]]
    assert keys(*PARTS, "ĐÁP ÁN", rows) == ["B", "A", "B", "D"]


@pytest.mark.parametrize("lines", [("1-2: BA", "3-4: DC"), ("Câu 1-4: B A D C",), ("1–4. BADC",)])
def test_keys_of_a_range_of_numbers(lines):
    assert keys(*asked(1, 2, 3, 4), "ĐÁP ÁN", *lines) == ["B", "A", "D", "C"]


def test_a_range_with_too_few_letters_is_no_key():
    reading = read(*asked(1, 2, 3), "ĐÁP ÁN", "1-3: BA")
    assert [letters(each) for each in reading.questions] == [""] * 3
    assert reading.findings
