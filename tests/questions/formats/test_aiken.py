from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.formats import FormatRefused
from questions.formats.aiken import read, write
from questions.formats.reading import Code
from questions.formats.text_file import flat
from questions.model import Kind, Option
from tests.questions.builders import build_question
from tests.questions.formats.round_trips import QUESTIONS, as_said, with_texts

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "aiken"
needs_samples = pytest.mark.skipif(not SAMPLES.exists(), reason="../shared/samples is not here")
RIGHT, WRONG = Option("đúng", True), Option("sai")
OPTIONS = "A. một\nB. hai\nC. ba\n"


def refusals(text: str) -> list[tuple[int, Code, dict]]:
    return [(each.at, each.code, dict(each.params)) for each in read(text.encode()).refused]


def findings(text: str) -> list[tuple[int, Code, dict]]:
    return [(each.at, each.code, dict(each.params)) for each in read(text.encode()).findings]


def right(answer: str) -> tuple[Kind, set[int]]:
    (question,) = read(f"Hỏi?\n{OPTIONS}{answer}".encode()).questions
    return question.kind, set(question.right_positions)


@needs_samples
def test_moodles_file_of_mistakes_has_three_good_questions():
    reading = read((SAMPLES / "moodle-aiken_errors.txt").read_bytes())
    assert [each.at for each in reading.items] == [9, 18, 23]
    assert [each.at for each in reading.refused] == [3, 5, 7, 18]


@needs_samples
@pytest.mark.parametrize(
    ("name", "keys"),
    [("moodle-questions.aiken.txt", [1, 0]), ("fisdap-aiken.txt", [2, 0, 0])],
)
def test_files_of_others_are_read_with_their_keys(name, keys):
    reading = read((SAMPLES / name).read_bytes())
    assert [list(each.right_positions) for each in reading.questions] == [[key] for key in keys]
    assert (reading.findings, reading.refused) == ((), ())


@pytest.mark.parametrize(
    "answer",
    [
        *("ANSWER: B", "Answer:b", "answer : B.", "\n\nANSWER: B)", "ĐÁP ÁN: B", "Đáp án đúng: b"),
        *("Đa\u0301p a\u0301n: B", "Đáp\xa0án: B", "ANSWER: B. hai", "  ANSWER: (B)"),
    ],
)
def test_an_answer_may_be_written_in_many_ways(answer):
    assert right(answer) == (Kind.SINGLE, {1})


@pytest.mark.parametrize("answer", ["A, C", "AC", "a;c", "A và C", "A & C"])
def test_several_letters_are_a_choice_of_several(answer):
    assert right(f"ANSWER: {answer}") == (Kind.SEVERAL, {0, 2})


@pytest.mark.parametrize("sign", ["A) {}\nB) {}", "a. {}\nb. {}", "  A.\t{}\n  B.{}"])
def test_an_option_may_be_written_in_many_ways(sign):
    (question,) = read(f"Hỏi?\n{sign.format('một', 'hai')}\nANSWER: A".encode()).questions
    assert [each.text for each in question.options] == ["một", "hai"]


def test_a_stem_may_have_several_lines():
    (question,) = read(f"Theo luật,\nhỏi gì?\n\n{OPTIONS}ANSWER: A".encode()).questions
    assert question.stem == "Theo luật,\nhỏi gì?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Hỏi?\n{OPTIONS}ANSWER: D", (5, Code.KEY_NOT_AN_OPTION, {"key": "D"})),
        (f"Hỏi?\n{OPTIONS}ANSWER: một", (5, Code.KEY_NOT_AN_OPTION, {"key": "một"})),
        (f"Hỏi?\n{OPTIONS}ANSWER:", (5, Code.KEY_NOT_AN_OPTION, {"key": ""})),
        ("Hỏi?\nA. một\nANSWER: A", (3, Code.TOO_FEW_OPTIONS, {"count": 1})),
        ("A. một", (1, Code.NO_STEM, {})),
        ("ANSWER: A", (1, Code.SYNTAX, {"what": "answer-without-question"})),
        (f"Hỏi?\n{OPTIONS}", (1, Code.SYNTAX, {"what": "answer-missing"})),
        (f"Lời dẫn\n\nHỏi?\n{OPTIONS}ANSWER: A", (3, Code.SYNTAX, {"what": "answer-missing"})),
        ("Hỏi?\nA. a\nC. c\nB. b\nANSWER: B", (5, Code.SYNTAX, {"what": "letters-not-in-order"})),
        ("Hỏi?\nA. a\nA. b\nANSWER: A", (4, Code.SYNTAX, {"what": "letters-not-in-order"})),
        ("Hỏi?\n" + "A. x\n" * 27 + "ANSWER: A", (29, Code.TOO_MANY_OPTIONS, {"count": 27})),
        ("Hỏi\x07?\nA. a\nB. b\nANSWER: A", (1, Code.BAD_TEXT, {})),
    ],
)
def test_a_mistake_is_refused_at_its_line(text, expected):
    assert refusals(text) == [expected]


def test_a_letter_that_is_left_out_does_no_harm():
    (question,) = read(b"Q?\nA. a\nB. b\nD. d\nANSWER: D").questions
    assert question.right_positions == {2}


def test_other_words_in_an_answer_are_named():
    text = f"Hỏi?\n{OPTIONS}ANSWER: B (theo luật)"
    assert findings(text) == [(1, Code.TEXT_LEFT_OUT, {"text": "theo luật)"})]


def test_a_lone_letter_is_named():
    assert findings(f"x\nHỏi?\n{OPTIONS}ANSWER: B") == [(1, Code.TEXT_LEFT_OUT, {"text": "x"})]


def test_too_many_questions_are_refused():
    with pytest.raises(FormatRefused, match="too-many-items"):
        read(b"Qq\nA. a\nB. b\nANSWER: A\n" * 20_001)


def in_lines(question, _):
    return with_texts(question, flat)


@settings(max_examples=300, deadline=None)
@given(st.lists(QUESTIONS, max_size=4))
def test_what_is_written_is_read_again(questions):
    written = write(questions)
    reading = read(written.content or b"\n")
    assert reading.questions == as_said(questions, written.left_out, in_lines)
    assert (reading.findings, reading.refused) == ((), ())


def test_a_question_is_written_as_moodle_reads_it():
    written = write([build_question()]).content.decode()
    assert written == (
        "Cơ quan nào giải quyết thủ tục này?\nA. Ủy ban nhân dân cấp xã\nB. Sở Nội vụ\nANSWER: A\n"
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"stem": "A. là gì?"}, (Code.SYNTAX, {"what": "no-stem-to-a-reader"})),
        ({"stem": "Đáp án: gì?"}, (Code.SYNTAX, {"what": "no-stem-to-a-reader"})),
        ({"stem": "?"}, (Code.SYNTAX, {"what": "no-stem-to-a-reader"})),
        ({"kind": Kind.STATEMENTS}, (Code.NOT_SUPPORTED, {"kind": "statements"})),
        ({"kind": Kind.SEVERAL}, (Code.NOT_SUPPORTED, {"kind": "several"})),
        ({"options": (RIGHT, RIGHT)}, (Code.NOT_SUPPORTED, {"kind": "several"})),
        ({"options": (WRONG, WRONG)}, (Code.KEY_NOT_AN_OPTION, {"key": ""})),
        ({"options": (RIGHT, *[WRONG] * 8)}, (Code.TOO_MANY_OPTIONS, {"count": 9})),
    ],
)
def test_what_would_be_read_otherwise_is_not_written(given, expected):
    (remark,) = write([build_question(**given)]).left_out
    assert (remark.code, dict(remark.params)) == expected


def test_a_remark_below_an_answer_is_said_and_no_part_of_the_next_question():
    text = f"Một?\n{OPTIONS}ANSWER: A\nFeedback: vì thế\nHai?\n{OPTIONS}ANSWER: B\n"
    assert [each.stem for each in read(text.encode()).questions] == ["Một?", "Hai?"]
    assert findings(text) == [(6, Code.TEXT_LEFT_OUT, {"text": "Feedback: vì thế"})]
