from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from questions.formats.gift import read, write
from questions.formats.reading import Code
from questions.model import Kind, Option
from tests.questions.builders import build_question
from tests.questions.formats.round_trips import QUESTIONS, as_said, with_texts

BLANKS = " \t\n"


def without_blanks(question, _):
    parts = [part.strip(BLANKS) for part in question.topic.split("\n")]
    topic = " ".join(filter(None, parts))
    return replace(with_texts(question, lambda text: text.strip(BLANKS)), topic=topic)


@settings(max_examples=300, deadline=None)
@given(st.lists(QUESTIONS, max_size=4))
def test_what_is_written_is_read_again(questions):
    written = write(questions)
    assert read(written.content or b"\n").questions == as_said(
        questions, written.left_out, without_blanks
    )


@settings(deadline=None)
@given(st.lists(QUESTIONS, max_size=4))
def test_nothing_that_is_written_is_remarked_when_it_is_read(questions):
    reading = read(write(questions).content or b"\n")
    assert (reading.findings, reading.refused) == ((), ())


def written(**given) -> str:
    return write([build_question(difficulty=None, basis=(), topic="", **given)]).content.decode()


def codes(**given) -> list[tuple[Code, dict]]:
    said = write([build_question(**given)]).left_out
    return [(each.code, dict(each.params)) for each in said]


def test_a_question_is_written_as_moodle_reads_it():
    assert written(code="a-1", stem="Mấy giờ: 5?", explanation="Vì vậy.") == (
        "::a-1::[plain]Mấy giờ\\: 5?{\n\t=Ủy ban nhân dân cấp xã\n\t~Sở Nội vụ\n\t####Vì vậy.\n}\n"
    )


def test_the_right_ones_of_several_share_the_whole():
    options = (Option("a", True), Option("b", True), Option("c", True), Option("d"))
    text = written(kind=Kind.SEVERAL, options=options)
    assert "~%33.33333%a" in text
    assert "~%-100%d" in text


def test_what_looks_like_a_weight_stays_text():
    assert "~%0%%50% giảm" in written(options=(Option("a", True), Option("%50% giảm")))


def test_a_topic_is_a_category_with_its_slashes_doubled():
    text = write([build_question(topic="Một cửa/xã")]).content.decode()
    assert text.startswith("$CATEGORY: $course$/top/Một cửa//xã\n\n")


def test_a_code_with_blanks_is_a_comments_id():
    assert written(code="câu [1]").startswith("// [id:câu [1\\]]\n")


def test_true_or_false_in_other_words_is_a_single_choice_and_that_is_said():
    options = (Option("Có", True, True), Option("Không", stays=True))
    said = codes(kind=Kind.TRUE_FALSE, options=options, basis=(), audiences=frozenset())
    fields = [{"field": "kind"}, {"field": "stays"}]
    assert said == [(Code.FIELD_LEFT_OUT, each) for each in fields]


def test_statements_are_not_written():
    assert codes(kind=Kind.STATEMENTS) == [(Code.NOT_SUPPORTED, {"kind": "statements"})]


def test_a_single_choice_with_no_wrong_option_is_not_written():
    """Moodle would take it for a short answer."""
    said = codes(options=(Option("a", True), Option("b", True)))
    assert said == [(Code.NOT_SUPPORTED, {"kind": "all-right"})]
