"""What a table leaves open: digits from nought on, other headers, letters twice, no truths."""

from questions.checks import Code as Fault
from questions.checks import check
from questions.formats.csv_table import read
from questions.formats.reading import Code

HEAD = "STT,Câu hỏi,A,B,C,D,Đáp án"


def reading_of(*rows):
    return read("\r\n".join(rows).encode("utf-8-sig"))


def rights(reading):
    return [sorted(each.right_positions) for each in reading.questions]


def test_digits_of_a_column_that_counts_from_nought_are_no_keys():
    rows = [f"{at},Hỏi {at}?,một,hai,ba,bốn,{at}" for at in range(4)]
    reading = reading_of(HEAD, *rows)
    assert rights(reading) == [[]] * 4
    assert [each.code for each in reading.findings] == [
        Code.KEY_NOT_AN_OPTION,
        *[Code.KEY_UNSURE] * 3,
    ]


def test_a_nought_that_is_an_option_says_nothing_of_the_other_keys():
    rows = ("1,Hỏi?,0,4,6,8,0", "2,Hỏi nữa?,một,hai,ba,bốn,2")
    assert rights(reading_of(HEAD, *rows)) == [[0], [1]]


def test_a_second_header_in_another_order_holds_for_the_rows_below_it():
    rows = ("1,Hỏi?,một,hai,ba,bốn,B", "STT,Đáp án,Câu hỏi,A,B,C,D", "2,C,Nữa?,một,hai,ba,bốn")
    reading = reading_of(HEAD, *rows)
    assert rights(reading) == [[1], [2]]
    assert [each.stem for each in reading.questions] == ["Hỏi?", "Nữa?"]


def in_one_cell(letters, key):
    lines = "\n".join(f"{letter}. lời {at}" for at, letter in enumerate(letters))
    return reading_of("STT,Câu hỏi,Phương án,Đáp án", f'1,Hỏi?,"{lines}",{key}')


def test_lines_of_one_cell_keep_their_letters_out_of_order():
    reading = in_one_cell("ACBD", "B")
    assert [each.text for each in reading.questions[0].options] == [f"lời {at}" for at in range(4)]
    assert rights(reading) == [[2]]


def test_a_letter_that_stands_twice_in_a_cell_means_no_option():
    reading = in_one_cell("ABBD", "B")
    assert len(reading.questions[0].options) == 4
    assert rights(reading) == [[]]
    assert Code.KEY_NOT_AN_OPTION in [each.code for each in reading.findings]


def test_statements_without_a_truth_for_each_are_a_fault_and_said():
    head = f"{HEAD},Loại"
    reading = reading_of(head, *(f"1,Hỏi?,một,hai,ba,bốn,{key},Đúng/sai 4 ý" for key in ("", "x")))
    for question in reading.questions:
        assert Fault.NO_RIGHT_OPTION in {each.code for each in check(question)}
    said = [each.code for each in reading.findings]
    assert said.count(Code.STATEMENTS_UNJUDGED) == 2


def test_a_letter_that_another_option_says_is_taken_and_said():
    reading = reading_of(HEAD, "1,Hỏi?,B,A,D,C,A", "2,Nữa?,một,hai,ba,bốn,A")
    assert rights(reading) == [[0], [0]]
    assert [(each.at, each.code) for each in reading.findings] == [(2, Code.KEY_AS_LETTER)]


def test_a_letter_that_another_takes_the_place_of_makes_none_right():
    reading = reading_of(HEAD, "1,Hỏi?,một,hai,ba,bốn,A (sửa thành C)")
    assert rights(reading) == [[]]
    assert [each.code for each in reading.findings] == [Code.KEYS_DIFFER]
