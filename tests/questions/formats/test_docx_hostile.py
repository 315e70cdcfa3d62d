"""Files that were spoilt or made to harm: a document is read or refused, and that in time."""

import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions.formats import FormatRefused, docx
from tests.questions.builders import build_question
from tests.questions.formats.word_papers import p, paper, question, raw

GOOD = (
    docx.write([build_question(), build_question()]).content,
    raw(question("x", "<w:r><w:tab/></w:r>") + p("1-A")),
    paper("Câu 1: x", "A. a\tB. b", [["Câu", "1"], ["Đáp án", "A"]], "Lời giải", "Câu 1: Vì"),
)
MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
BITS = (
    *("Câu 1", "Câu 2. ", "1. ", "2) ", "A. ", "B. ", "C)", "a) ", "b) ", "*", "\t", "  ", "\n"),
    *(
        "HẾT",
        "ĐÁP ÁN",
        "Đáp án: ",
        "Lời giải:",
        "Giải thích: ",
        "ĐSĐS",
        "1-A ",
        "2:B|",
        "(Đ)",
        "[Đ]",
    ),
    *(
        "(đáp án đúng – căn cứ Điều 3 Luật X)",
        "> ",
        "- ",
        "Phần II. ",
        "I. ",
        "Chủ đề: ",
        "Mức độ: ",
    ),
    *("Căn cứ: ", "Hiệu lực: 32/13/2025", "ID: 1", "\xa0", "\u200b", "e\u0301", "x", "?", "#!"),
)
LINES = st.lists(st.lists(st.sampled_from(BITS), max_size=6).map("".join), max_size=12)


def read_or_refuse(content):
    try:
        return docx.read(content)
    except FormatRefused:
        return None


def spoilt(content, at, new):
    """The document with bytes of its body exchanged."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given_, zipfile.ZipFile(target, "w") as made:
        for name in given_.namelist():
            inner = given_.read(name)
            if name == "word/document.xml":
                place = at % len(inner)
                inner = inner[:place] + new + inner[place + len(new) :]
            made.writestr(name, inner)
    return target.getvalue()


@MANY
@given(st.binary(max_size=400))
def test_chance_is_refused(content):
    assert read_or_refuse(content) is None


@MANY
@given(st.sampled_from(GOOD), st.integers(0, 10**6), st.binary(max_size=6))
def test_a_spoilt_file_is_read_or_refused(content, at, new):
    read_or_refuse(content[: at % len(content)] + new + content[at % len(content) :])


@MANY
@given(
    st.sampled_from(GOOD), st.integers(0, 10**6), st.sampled_from([b"<", b">", b"x", b"/", b'"'])
)
def test_a_spoilt_body_is_read_or_refused(content, at, new):
    read_or_refuse(spoilt(content, at, new))


@MANY
@given(LINES)
def test_any_lines_are_read_and_each_question_is_told_once(lines):
    reading = read_or_refuse(raw("".join(p(*line.split("\n")) for line in lines)))
    if reading:
        places = [each.at for each in (*reading.items, *reading.refused)]
        assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"PK\x03\x04", "word-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word", "old-word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\x04buih" + bytes(157), "lock-file"),
        (b"Thi CCHC", "not-word"),
    ],
)
def test_what_is_no_document_is_refused_by_its_kind(content, code):
    with pytest.raises(FormatRefused) as refused:
        docx.read(content)
    assert refused.value.code == code


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
def test_a_broken_part_is_a_damaged_document(name):
    parts = {"word/styles.xml": "<w:styles", "word/numbering.xml": "<w:numbering"}
    content = raw("<w:p" if name == "word/document.xml" else question("x"), "", parts)
    with pytest.raises(FormatRefused) as refused:
        docx.read(content)
    assert refused.value.code == "word-damaged"


def test_half_a_document_is_damaged():
    with pytest.raises(FormatRefused) as refused:
        docx.read(GOOD[0][: len(GOOD[0]) // 2])
    assert refused.value.code == "word-damaged"


def test_another_package_is_refused():
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(FormatRefused) as refused:
        docx.read(target.getvalue())
    assert refused.value.code == "not-word"


def test_an_endless_document_is_refused():
    with pytest.raises(FormatRefused) as refused:
        docx.read(raw("<w:p/>" * 100_001))
    assert refused.value.code == "too-large"


def test_endless_lines_are_refused():
    with pytest.raises(FormatRefused) as refused:
        docx.read(raw(f"<w:p><w:r>{'<w:br/>' * 100_001}</w:r></w:p>"))
    assert refused.value.code == "too-large"


def test_deep_tables_and_formulas_are_read_or_refused():
    deep = "<w:tbl><w:tr><w:tc>" * 60 + p("x") + "</w:tc></w:tr></w:tbl>" * 60
    read_or_refuse(raw(question("x") + deep))
    formula = "<m:f><m:num>" * 100 + "</m:num></m:f>" * 100
    read_or_refuse(raw(question(f"<m:oMath>{formula}</m:oMath>")))


@pytest.mark.slow
@pytest.mark.parametrize(
    "bit", ["A. ", "1:A|", "Câu 1. ", " ", "(đáp án ", "điều 1, ", "A.\t", "x\u200b"]
)
def test_a_line_of_a_million_letters_is_read_in_time(bit):
    content = raw(question(bit * (1_000_000 // len(bit))))
    began = time.perf_counter()
    read_or_refuse(content)
    assert time.perf_counter() - began < 10  # under two on a machine of its own
