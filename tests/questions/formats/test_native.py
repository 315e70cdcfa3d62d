import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.formats import FormatRefused
from questions.formats.native import read, write
from tests.questions.builders import QUESTIONS, build_question

FILE = {
    "format": "contest-questions",
    "version": 1,
    "topic": "one-stop",
    "questions": [
        {
            "code": "one-stop-001",
            "kind": "single",
            "stem": "Hỏi?",
            "options": [{"text": "a"}, {"text": "b", "right": True}],
            "difficulty": "easy",
            "audiences": ["citizens"],
        }
    ],
}


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(FormatRefused) as refused:
        read(text)
    return refused.value.code, refused.value.place


def with_question(**given) -> str:
    return json.dumps(FILE | {"questions": [FILE["questions"][0] | given]})


@given(st.lists(QUESTIONS, max_size=4, unique_by=lambda question: question.code))
def test_what_is_written_is_read_again(questions):
    assert read(write(questions)) == tuple(questions)


def test_what_is_not_said_is_empty():
    (question,) = read(json.dumps(FILE))
    said = (question.explanation, question.basis, question.valid_from, question.source)
    assert said == ("", (), None, "")


def test_the_files_topic_is_that_of_its_questions():
    assert read(json.dumps(FILE))[0].topic == "one-stop"


def test_a_question_may_have_its_own_topic():
    assert read(with_question(topic="culture"))[0].topic == "culture"


def test_a_shared_topic_is_written_once():
    assert write([build_question(code="1"), build_question(code="2")]).count('"topic"') == 1


def test_vietnamese_is_written_as_it_is():
    assert "Ủy ban nhân dân cấp xã" in write([build_question()])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", ("not-json", "line 1 column 2")),
        ("9" * 5000, ("not-json", "")),
        ("[" * 100_000, ("not-json", "")),
        ("[]", ("wrong-type", "")),
        ("{}", ("missing-field", "format")),
        ('{"format": 1, "format": 2}', ("repeated-field", "format")),
        (json.dumps(FILE | {"format": "qti"}), ("not-native", "format")),
        (json.dumps(FILE | {"version": 2}), ("wrong-version", "version")),
        (json.dumps(FILE | {"questions": {}}), ("wrong-type", "questions")),
        (
            json.dumps(FILE | {"questions": FILE["questions"] * 2}),
            ("repeated-code", "questions[1].code"),
        ),
        (with_question(topic=None), ("wrong-type", "questions[0].topic")),
        (with_question(stem="\ud800"), ("bad-text", "questions[0].stem")),
        (with_question(kind="essay"), ("unknown-value", "questions[0].kind")),
        (with_question(difficulty=3), ("wrong-type", "questions[0].difficulty")),
        (with_question(valid_to="30/6/2025"), ("bad-date", "questions[0].valid_to")),
        (with_question(valid_to="20250630"), ("bad-date", "questions[0].valid_to")),
        (with_question(options=[{}]), ("missing-field", "questions[0].options[0].text")),
        (
            with_question(options=[{"text": "a", "rigth": True}]),
            ("unknown-field", "questions[0].options[0].rigth"),
        ),
        (
            with_question(options=[{"text": "a", "right": 1}]),
            ("wrong-type", "questions[0].options[0].right"),
        ),
        (with_question(basis=["Luật"]), ("wrong-type", "questions[0].basis[0]")),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(text, expected):
    assert refusal(text) == expected


def test_a_topic_must_be_said_somewhere():
    text = json.dumps({name: value for name, value in FILE.items() if name != "topic"})
    assert refusal(text) == ("missing-field", "questions[0].topic")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
)


@given(st.sampled_from(sorted(FILE["questions"][0])), JSON)
def test_whatever_a_field_says_is_read_or_refused_with_its_place(name, value):
    try:
        place = read(with_question(**{name: value})) and "questions[0]"
    except FormatRefused as refused:
        place = refused.place
    assert place.startswith("questions[0]")
