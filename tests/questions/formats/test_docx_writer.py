"""Questions written as a Word document, and read back to the letter."""

import io
import zipfile
from datetime import date

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions.formats import docx
from questions.formats.reading import Code
from questions.model import Difficulty, Kind, LegalBasis, Option
from questions.pictures import Picture
from tests.questions.builders import PNG, build_question
from tests.questions.formats.round_trips import QUESTIONS, as_said

PICTURE = Picture("image/png", PNG + b"x")
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def as_it_stands(question, _):
    return question


def read_back(*questions):
    return docx.read(docx.write(questions).content).questions


def codes(**given):
    said = docx.write([build_question(**given)]).left_out
    return [(each.code, dict(each.params)) for each in said]


@MANY
@given(st.lists(QUESTIONS, max_size=4))
def test_what_is_written_is_read_again(questions):
    written = docx.write([build_question(), *questions])
    expected = as_said([build_question(), *questions], written.left_out, as_it_stands)
    assert docx.read(written.content).questions == expected


@MANY
@given(st.lists(QUESTIONS, max_size=4))
def test_nothing_that_is_written_is_remarked_when_it_is_read(questions):
    reading = docx.read(docx.write([build_question(), *questions]).content)
    assert (reading.findings, reading.refused) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        *("Câu 2. Ai?", "A. x\nB. y", "A. x\tB. y", "*A. x", "Đáp án: B", "1-A 2-B", "--- HẾT ---"),
        *(
            " đầu ",
            "hai  chỗ trống",
            "\n",
            "\tTab",
            "\xa0",
            "e\u0301",
            "[cố định] x",
            "(Đáp án đúng)",
        ),
        *("Lời giải:", "Phần I. Chung", "> vì", "#!x", "x [[picture:0123456789abcdef0123|hình]] y"),
    ],
)
def test_what_looks_like_a_label_stays_text(text):
    options = (Option(text, True), Option("b"), Option(text + "."))
    question = build_question(stem=text, options=options, explanation=text, topic=text)
    assert read_back(question, question) == (question, question)


def test_a_question_keeps_all_that_it_says():
    question = build_question(
        options=(Option("a"), Option("Cả hai", True, stays=True)),
        difficulty=Difficulty.HARD,
        audiences=frozenset({"Cán bộ; công chức", "Học sinh"}),
        basis=(LegalBasis("Luật X, sửa đổi", "khoản 2, Điều 3"), LegalBasis("Nghị định Y")),
        valid_from=date(2025, 7, 1),
        valid_to=date(2026, 12, 31),
        source="Báo cáo",
    )
    assert read_back(question) == (question,)


@pytest.mark.parametrize("right", [(0, 1, 2, 3), (1, 3), ()])
@pytest.mark.parametrize("kind", [Kind.SEVERAL, Kind.STATEMENTS, Kind.SINGLE])
def test_any_options_can_be_right(kind, right):
    options = tuple(Option(each, at in right) for at, each in enumerate("abcd"))
    question = build_question(kind=kind, options=options)
    assert read_back(question) == (question,)


@pytest.mark.parametrize(("count", "other"), [(1, "A"), (2, "A, B"), (2, "Cả A và B")])
def test_options_may_say_the_letters_of_the_key(count, other):
    options = (Option("một", True), Option("hai", count == 2), Option(other), Option("3"))
    kind = Kind.SINGLE if count == 1 else Kind.SEVERAL
    question = build_question(kind=kind, options=options)
    reading = docx.read(docx.write([question]).content)
    assert (reading.questions[0].options, reading.findings) == (options, ())


def test_pictures_stand_where_they_stood():
    question = build_question(
        stem=f"Hình {PICTURE.mark('quốc huy')} là gì?",
        options=(Option(PICTURE.mark(), True), Option("b")),
        pictures=(PICTURE,),
    )
    assert read_back(question) == (question,)


def test_a_picture_that_no_text_shows_is_kept():
    question = build_question(pictures=(PICTURE,))
    assert read_back(question) == (question,)


def test_a_picture_that_comes_twice_is_one_part():
    question = build_question(stem=PICTURE.mark() * 2, pictures=(PICTURE,))
    content = docx.write([question, question]).content
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert len([name for name in names if name.startswith("word/media/")]) == 1


def test_what_word_shows_is_what_people_write():
    content = docx.write(
        [build_question(difficulty=None, topic="", code="", audiences=frozenset())]
    ).content
    lines = [each.text for each in Document(io.BytesIO(content)).paragraphs]
    assert lines[0] == "NGÂN HÀNG CÂU HỎI"
    assert lines[2:] == [
        "Câu 1. Cơ quan nào giải quyết thủ tục này?",
        "A. Ủy ban nhân dân cấp xã",
        "B. Sở Nội vụ",
        "Đáp án: A",
        "Loại câu hỏi: Một đáp án",
        "Giải thích: Thẩm quyền thuộc cấp xã.",
        "Căn cứ: Nghị định số 118/2025/NĐ-CP, Điều 14",
    ]


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"options": (Option("a", True),)}, (Code.TOO_FEW_OPTIONS, {"count": 1})),
        ({"options": (Option("a"),) * 9}, (Code.TOO_MANY_OPTIONS, {"count": 9})),
        ({"stem": "a\x07"}, (Code.BAD_TEXT, {})),
        ({"stem": "a\ufffe"}, (Code.BAD_TEXT, {})),
        ({"audiences": frozenset({""})}, (Code.FIELD_LEFT_OUT, {"field": "audiences"})),
        ({"basis": (LegalBasis(""),)}, (Code.FIELD_LEFT_OUT, {"field": "basis"})),
    ],
)
def test_what_a_document_cannot_hold_is_said(given_, code):
    assert codes(**given_) == [code]


def test_that_true_and_false_move_is_said():
    options = (Option("Đúng", True), Option("Sai"))
    expected = [(Code.FIELD_LEFT_OUT, {"field": "stays"})]
    assert codes(kind=Kind.TRUE_FALSE, options=options) == expected


def edited(question, old, new):
    """The document after somebody wrote something else in one of its lines."""
    document = Document(io.BytesIO(docx.write([question]).content))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if run.text == old:
                run.text = new
    target = io.BytesIO()
    document.save(target)
    return docx.read(target.getvalue())


def test_words_changed_in_word_are_taken():
    reading = edited(build_question(), "Sở Nội vụ", "Sở Tư pháp")
    assert reading.questions[0].options[1].text == "Sở Tư pháp"


def test_a_key_changed_in_one_place_alone_is_asked_about():
    reading = edited(build_question(), "A", "B")
    assert [each.code for each in reading.findings] == [Code.KEYS_DIFFER]
    assert not reading.questions[0].right_positions
