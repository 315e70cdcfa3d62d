"""Whatever a reader says has a sentence."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

import questions.formats
from contest.bank import part_words, reading_words
from questions.formats import FormatRefused
from questions.formats.files import Format
from questions.formats.reading import Code, Remark
from questions.model import Kind, Question

SOURCES = sorted(Path(questions.formats.__file__).parent.rglob("*.py"))
REFUSED = re.compile(r"FormatRefused\(\s*\"([a-z0-9-]+)\"")
EVERY_PARAM = dict.fromkeys(
    ("kind", "count", "key", "other", "number", "text", "markup", "field", "why", "what"), "x"
)


def codes_in_the_readers():
    return sorted({code for path in SOURCES for code in REFUSED.findall(path.read_text("utf-8"))})


@pytest.mark.parametrize("code", codes_in_the_readers())
def test_a_refused_file_is_told_what_to_do(app, code):
    with app.test_request_context():
        sentence = reading_words.refused_sentence(FormatRefused(code, "dòng 3"))
    assert sentence.endswith(".")


@pytest.mark.parametrize("code", list(Code))
def test_each_remark_has_a_sentence(app, code):
    with app.test_request_context():
        assert reading_words.remark_sentence(Remark(1, code, EVERY_PARAM)).endswith(".")


def test_what_is_not_supported_is_named(app):
    remark = Remark(5, Code.NOT_SUPPORTED, {"kind": "essay"})
    with app.test_request_context():
        assert "(not supported: essay)" in reading_words.remark_sentence(remark)


def test_a_field_is_called_by_its_vietnamese_name(app):
    remark = Remark(5, Code.FIELD_LEFT_OUT, {"field": "basis"})
    with app.test_request_context():
        assert "căn cứ pháp lý" in reading_words.remark_sentence(remark)


@pytest.mark.parametrize("code", list(Code))
def test_what_a_file_leaves_empty_is_not_repeated(app, code):
    with app.test_request_context():
        params = dict.fromkeys(EVERY_PARAM, "") | {"count": 0, "number": 0}
        sentence = reading_words.remark_sentence(Remark(1, code, params))
    assert sentence.endswith(".")
    assert not re.search(r"“”|: *[.).]|  ", sentence)


def words_in_the_formats(name):
    """Each code that a reader or a writer gives for that part of a sentence."""
    found = set()
    for path in SOURCES:
        source = path.read_text("utf-8")
        found |= set(re.findall(rf'"{name}": "([A-Za-z-]+)"', source))
        found |= set(re.findall(rf'\b{name}="([A-Za-z -]+)"', source))
    return found


def named_by(words):
    return sorted(set().union(*map(words_in_the_formats, words)))


FIELDS = sorted(
    {
        *words_in_the_formats("field"),
        *re.findall(r'left_out\(at, "(\w+)"\)', "".join(map(Path.read_text, SOURCES))),
        *(each.name for each in fields(Question) if each.name not in ("stem", "options")),
        *("name", "tags", "hidden", "defaultgrade", "stays"),
    }
)
PARTS = {
    "field": FIELDS,
    "why": words_in_the_formats("why") | {"picture-kind", "picture-too-large"},
    "what": words_in_the_formats("what") | {"not-xml", "has-doctype", "empty-file", "too-large"},
    "markup": words_in_the_formats("markup") | {"sup", "sub"},
}
KNOWN = {
    "field": part_words.FIELDS,
    "why": part_words.WHYS,
    "what": part_words.MISTAKES,
    "markup": part_words.MARKUPS,
}


@pytest.mark.parametrize("name", PARTS)
def test_each_code_within_a_sentence_has_words(name):
    assert len(PARTS[name]) > 2
    assert set(PARTS[name]) <= KNOWN[name].keys()


def test_each_kind_that_is_refused_has_words():
    kinds = words_in_the_formats("kind") | {each.value for each in Kind}
    assert {"essay", "all-right"} <= kinds <= part_words.KINDS.keys() | part_words.NOT_HELD.keys()


def test_markup_is_told_in_words_each_once(app):
    remark = Remark(1, Code.MARKUP_LEFT_OUT, {"markup": "b, strong, blink, line-breaks"})
    with app.test_request_context():
        sentence = reading_words.remark_sentence(remark)
    assert "không giữ được: chữ đậm, <blink>, chỗ xuống dòng." in sentence


@pytest.mark.parametrize("kind", list(Kind))
def test_what_a_format_cannot_ask_is_called_as_people_call_it(app, kind):
    with app.test_request_context():
        sentence = reading_words.remark_sentence(
            Remark(1, Code.NOT_SUPPORTED, {"kind": kind.value})
        )
    assert "Định dạng này không chứa được câu hỏi dạng" in sentence
    assert kind.value not in sentence


@pytest.mark.parametrize("code", ["not-a-package", "package-broken", "part-missing", "not-xml"])
@pytest.mark.parametrize(("form", "program"), [(Format.DOCX, "Word"), (Format.XLSX, "Excel")])
def test_a_damaged_file_of_an_office_program_is_to_be_saved_again(app, code, form, program):
    with app.test_request_context():
        sentence = reading_words.refused_sentence(FormatRefused(code, "word/x.xml"), form)
    assert f"Tệp {program} bị hỏng" in sentence
    assert f"mở tệp bằng {program}" in sentence


@pytest.mark.parametrize(
    ("place", "words"), [("line 3 column 9", "dòng 3, cột 9"), ("line 7", "dòng 7")]
)
def test_the_place_of_a_fault_is_told_in_vietnamese(app, place, words):
    with app.test_request_context():
        assert words in reading_words.refused_sentence(FormatRefused("not-json", place))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (5, "Hàng 5"),
        ("5", "Hàng 5"),
        ("Đề 2!5", "Hàng 5, trang tính “Đề 2”"),
        ("Ghi chú", "Phần “Ghi chú” của tệp"),
    ],
)
def test_a_place_of_a_workbook_names_its_sheet(app, at, words):
    with app.test_request_context():
        assert reading_words.place_words(at, Format.XLSX) == words


@pytest.mark.parametrize("form", list(Format))
def test_each_format_has_its_word_for_a_place(app, form):
    with app.test_request_context():
        assert "3" in reading_words.place_words(3, form)
