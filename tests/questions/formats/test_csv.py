from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.formats import FormatRefused
from questions.formats.csv_table import guarded, read, unguarded, write
from questions.formats.reading import Code
from tests.questions.builders import build_question
from tests.questions.formats.round_trips import QUESTIONS, TEXTS, as_said, without_blanks

KAHOOT = Path(__file__).parents[4] / "shared" / "samples" / "kahoot" / "qas-kahoot.csv"
ROWS = "Câu hỏi{0}A{0}B{0}Đáp án\nHỏi, gì; đây?{0}một{0}hai{0}B\n"


@settings(max_examples=300, deadline=None)
@given(st.lists(QUESTIONS, max_size=4))
def test_what_is_written_is_read_again(questions):
    written = write(questions)
    reading = read(written.content)
    assert reading.questions == as_said(questions, written.left_out, without_blanks)
    assert (reading.findings, reading.refused) == ((), ())


@given(TEXTS)
def test_a_guard_is_taken_off_again(text):
    cell = text.replace("\r", "")
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "'=1"])
def test_what_could_be_a_formula_is_guarded(cell):
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("sign", ["\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_sign_between_columns_is_seen(sign, encoding):
    (question,) = read(ROWS.format(sign).encode(encoding)).questions
    assert (question.stem, set(question.right_positions)) == ("Hỏi, gì; đây?", {1})


def test_excels_own_line_tells_the_sign():
    text = 'sep=;\nCâu hỏi;A;B;Đáp án\n"Hỏi; gì?";một;hai;B\n'
    assert [each.question.stem for each in read(text.encode()).items] == ["Hỏi; gì?"]


def test_a_cell_may_have_lines():
    text = 'Câu hỏi,Phương án trả lời,Đáp án\r\n"Hỏi\r\ngì?","A. một\nB. hai",B\r\n'
    (question,) = read(text.encode()).questions
    assert question.stem == "Hỏi\ngì?"
    assert [each.text for each in question.options] == ["một", "hai"]


def test_the_place_of_a_question_is_its_row():
    text = 'Danh sách\n\nCâu hỏi,A,B,Đáp án\n"Hỏi\ngì?",một,hai,B\nHỏi?,một,hai,A\n'
    reading = read(text.encode())
    assert [each.at for each in reading.items] == [4, 5]
    assert [(each.at, each.code) for each in reading.findings] == [(1, Code.TEXT_LEFT_OUT)]


@pytest.mark.skipif(not KAHOOT.exists(), reason="../shared/samples is not here")
def test_kahoots_table_is_read_with_its_keys():
    reading = read(KAHOOT.read_bytes())
    assert [list(each.right_positions) for each in reading.questions] == [[3], [0], [0], [1], [0]]
    assert [dict(each.params) for each in reading.findings] == [{"field": "Time"}]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"a,b\nc,d\n", "no-header"),
        ("Câu hỏi,A,B\nHỏi?".encode() + b"\xff", "not-utf-8"),
        ('Câu hỏi,A,B\n"Hỏi?,một,hai\n'.encode(), "not-csv"),
        ('Câu hỏi,A,B\n"Hỏi" gì?,một,hai\n'.encode(), "not-csv"),
        (b"Question,A,B\n" + b"a,b,c\n" * 50_001, "too-many-"),
        (b"Question,A,B\n" + b"\n" * 900_000, "too-many-lines"),
        (b"Question,A,B\n" + b"," * 20_000, "too-many-columns"),
        (b"Question,A,B\n" + b'"\n",' * 20_000, "too-many-columns"),
        (b"Question,A,B\n" + b"q,a,b\n" * 20_001, "too-many-items"),
    ],
)
def test_a_file_that_is_no_table_is_refused(content, code):
    with pytest.raises(FormatRefused, match=code):
        read(content)


def test_excel_knows_the_encoding():
    assert write([build_question()]).content.startswith(b"\xef\xbb\xbf")


def test_a_row_without_options_whose_key_is_d_is_no_true_or_false():
    reading = read("Câu hỏi,Đáp án\nMấy nhóm?,D\nĐúng không?,Đ\n".encode())
    assert [each.at for each in reading.refused] == [2]
    assert [each.stem for each in reading.questions] == ["Đúng không?"]


def test_lines_may_end_as_on_old_macs():
    (question,) = read('Câu hỏi,A,B,Đáp án\r"Hỏi\rgì?",một,hai,B\r'.encode()).questions
    assert (question.stem, set(question.right_positions)) == ("Hỏi\ngì?", {1})


def test_a_table_in_an_old_encoding_is_refused():
    with pytest.raises(FormatRefused, match="not-utf-8"):
        read(b"C\xe2u h\xf2i,A,B,\xd0\xecp \xecn\r\nH\xf2i?,m,h,B\r\n")
