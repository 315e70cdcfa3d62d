"""Word papers that other people made: each key as its authors meant it."""

import json
from pathlib import Path

import pytest

from questions.formats import FormatRefused, docx
from questions.formats.reading import Code

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "vietnamese"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
PAPERS = {
    "pduel-DE-01-DE-BAI.docx": 40,
    "pduel-Vatly_201.docx": 40,
    "pduel-Toan_102.docx": 50,
    "pduel-Toan_102_coTable.docx": 50,
    "pduel-Vatly_207.docx": 40,
}


def expected(name):
    """The letters of right answers by number; of the table where a paper has a line as well."""
    told = json.loads((SAMPLES / "EXPECTED.json").read_text("utf-8"))[name]
    in_order = dict(enumerate(told.get("key_in_order", ()), 1))
    keys = told.get("table_key") or told.get("key") or in_order
    return {int(number): key for number, key in keys.items()}


def read(name):
    return docx.read((SAMPLES / "docx" / name).read_bytes())


def letters(question):
    return "".join("ABCD"[each] for each in sorted(question.right_positions))


@pytest.mark.parametrize(("name", "count"), PAPERS.items())
def test_every_key_is_right(name, count):
    found = {at: letters(each) for at, each in enumerate(read(name).questions, 1)}
    assert found == expected(name)
    assert len(found) == count


@pytest.mark.parametrize("name", PAPERS)
def test_every_question_has_four_options_with_words(name):
    for question in read(name).questions:
        assert question.stem
        assert [bool(option.text) for option in question.options] == [True] * 4


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_refused_and_keys_agree(name):
    reading = read(name)
    wrong = {Code.KEYS_DIFFER, Code.KEY_NOT_AN_OPTION, Code.KEY_WITHOUT_QUESTION}
    assert reading.refused == ()
    assert not {each.code for each in reading.findings} & wrong


def test_the_head_of_a_paper_is_left_out_with_a_word():
    first = read("pduel-Vatly_207.docx").findings[0]
    assert (first.at, first.code) == (1, Code.TEXT_LEFT_OUT)
    assert first.params["text"].startswith("BỘ GIÁO DỤC")


@pytest.mark.parametrize(
    ("name", "code"),
    [("docx/pduel-~$tly_201.docx", "lock-file"), ("doc/pduel-Vatly_213.doc", "old-word")],
)
def test_other_files_are_refused(name, code):
    with pytest.raises(FormatRefused) as refused:
        docx.read((SAMPLES / name).read_bytes())
    assert refused.value.code == code
