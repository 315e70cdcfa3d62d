"""Moodle's own fixtures and what amc2moodle makes, read as people see them."""

from pathlib import Path

import pytest

from questions.formats import FormatRefused
from questions.formats.moodle import read
from questions.formats.reading import Reading
from questions.model import Kind

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
pytestmark = pytest.mark.skipif(
    not (SAMPLES / "moodle-xml").exists(), reason="../shared/samples is not here"
)
KINDS = {
    "broken_cloze_questions": ["cloze"] * 5,
    "categories_reverse_order": ["essay", "shortanswer"],
    "multianswer": ["cloze"],
    "nested_categories_with_questions": ["essay"],
    "sample_questions_with_old_image_tag": ["cloze"],
}


def sample(name: str) -> Reading:
    return read((SAMPLES / "moodle-xml" / f"{name}.xml").read_bytes())


@pytest.mark.parametrize(("name", "kinds"), KINDS.items())
def test_other_kinds_are_named(name, kinds):
    assert [remark.params["kind"] for remark in sample(f"moodle-{name}").refused] == kinds


def test_the_language_of_the_greeting_is_french():
    question = sample("moodle-multichoice").questions[0]
    assert question.stem == "Listen to this greeting:\n\nWhat language is being spoken?"
    assert [option.text.rpartition(" ")[2] for option in question.options] == [
        *("English", "French", "German", "Danish")
    ]
    assert question.right_positions == {1}
    assert len(question.pictures) == 4


def test_the_acronym_is_of_environment():
    questions = sample("moodle-truefalse").questions
    assert [question.kind for question in questions] == [Kind.TRUE_FALSE] * 2
    assert [question.right_positions for question in questions] == [{1}, {0}]


def test_the_old_picture_is_kept():
    question = sample("moodle-sample_questions_with_old_image_tag").questions[0]
    assert (len(question.pictures), question.right_positions) == (1, {2})


def test_nested_categories_are_paths():
    questions = sample("moodle-nested_categories_with_questions").questions
    topics = [question.topic for question in questions]
    assert topics == ["Iota", "Iota/Kappa", "Iota/Kappa/Lambda", "Iota/Mu"]


def test_signs_in_an_id_number_are_decoded():
    assert sample("moodle-html_chars_in_idnumbers").questions[0].code == "T & F"


def test_the_good_answer_is_underlined():
    question = sample("qas-multichoice").questions[0]
    assert question.options[0].text == "This is the good underlined answer."
    assert question.right_positions == {0}


def test_a_picture_is_of_a_moodle_after_2_1():
    question = sample("qas-truefalse").questions[0]
    assert (question.right_positions, len(question.pictures)) == ({1}, 1)


def test_a_backup_is_refused():
    content = (SAMPLES / "moodle-xml-ugly" / "moodle1-backup-questions.xml").read_bytes()
    with pytest.raises(FormatRefused, match="not-moodle"):
        read(content)
