"""Whatever a reader says has a sentence."""

import re
from pathlib import Path

import pytest

import questions.formats
from contest.bank import reading_words
from questions.formats import FormatRefused
from questions.formats.files import Format
from questions.formats.reading import Code, Remark

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


@pytest.mark.parametrize("form", list(Format))
def test_each_format_has_its_word_for_a_place(app, form):
    with app.test_request_context():
        assert "3" in reading_words.place_words(3, form)
