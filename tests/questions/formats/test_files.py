"""A file's name tells its format."""

import io
import zipfile

import pytest

from questions.formats import FormatRefused, native
from questions.formats.files import LONGEST_TEXT, Format, format_of, read_file, write_file
from questions.formats.reading import Code, Remark
from tests.questions.builders import build_question


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("De thi.DOCX", Format.DOCX),
        ("ngan-hang.xlsx", Format.XLSX),
        ("cau-hoi.csv", Format.CSV),
        ("bank.gift", Format.GIFT),
        ("bank.gift.txt", Format.GIFT),
        ("bank.aiken.txt", Format.AIKEN),
        ("bank.native.json", Format.NATIVE),
        ("package.zip", Format.QTI),
    ],
)
def test_the_ending_names_the_format(name, expected):
    assert format_of(name) is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("1 + 1?\nA. 2\nB. 3\nANSWER: A\n", Format.AIKEN),
        ("1 + 1?\nA. 2\nB. 3\nĐáp án: A\n", Format.AIKEN),
        ("1 + 1? {=2 ~3}\n", Format.GIFT),
        ("", Format.GIFT),
    ],
)
def test_a_text_file_is_known_by_its_answer_lines(content, expected):
    assert format_of("questions.txt", content.encode()) is expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("~$De thi.docx", "lock-file"),
        ("de-thi/~$De thi.docx", "lock-file"),
        ("picture.png", "unknown-format"),
        ("questions", "unknown-format"),
    ],
)
def test_other_files_are_refused(name, code):
    with pytest.raises(FormatRefused) as refused:
        format_of(name)
    assert refused.value.code == code


def test_the_native_format_is_read_as_it_was_written():
    questions = [build_question(), build_question(code="")]
    written = write_file("bank.json", questions)
    reading = read_file("bank.json", written.content)
    assert list(reading.questions) == questions
    assert [item.at for item in reading.items] == [1, 2]


def test_a_native_file_may_begin_with_a_byte_order_mark():
    content = "\ufeff" + native.write([build_question()])
    assert read_file("bank.json", content.encode()).questions == (build_question(),)


def test_a_native_file_in_another_encoding_is_refused():
    with pytest.raises(FormatRefused, match="not-utf-8"):
        read_file("bank.json", b"\xff\xfe\x00")


def test_a_question_with_an_endless_text_is_refused_and_the_others_are_read():
    endless = build_question(code="", stem="x" * (LONGEST_TEXT + 1))
    reading = read_file("bank.json", native.write([endless, build_question()]).encode())
    assert [(each.at, each.params) for each in reading.refused] == [(1, {"what": "text-too-long"})]
    assert reading.questions == (build_question(),)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", "<quiz/>"),
        ("a.xml", "<quiz><question type='category'><category/></question></quiz>"),
        ("a.gift", "// chỉ có ghi chú\n"),
        ("a.csv", "Câu hỏi,A,B,Đáp án\n"),
    ],
)
def test_a_file_in_which_nothing_looks_like_a_question_is_refused(name, content):
    with pytest.raises(FormatRefused, match="no-questions"):
        read_file(name, content.encode())


@pytest.mark.parametrize("name", ["a.zip", "a.imscc"])
@pytest.mark.parametrize("part", ["quiz/quiz.xml", "quiz.xml.qti"])
def test_quizzes_of_canvas_are_refused_with_advice(name, part):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(part, "<questestinterop/>")
    with pytest.raises(FormatRefused, match="qti-1"):
        read_file(name, target.getvalue())


def test_a_code_that_comes_again_is_left_out_of_our_own_format_and_said():
    question = build_question(code="Q-1")
    written = write_file("bank.json", [question, question])
    assert [each.code for each in read_file("bank.json", written.content).questions] == ["Q-1", ""]
    assert written.left_out == (Remark(2, Code.FIELD_LEFT_OUT, {"field": "code"}),)
