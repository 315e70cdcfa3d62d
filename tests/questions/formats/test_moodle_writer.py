from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from questions.formats.moodle import read, write
from questions.formats.moodle_writer import clean
from questions.formats.reading import Code
from questions.formats.xml_text import one_line
from questions.model import Kind, Option
from questions.pictures import picture_of
from tests.questions.builders import PNG, build_question
from tests.questions.formats.round_trips import with_texts
from tests.questions.formats.xml_round_trips import QUESTIONS, expected

PICTURE = picture_of(PNG)


def without_blanks(question, _):
    changed = with_texts(question, clean)
    return replace(changed, code=one_line(question.code), topic=one_line(question.topic))


@settings(max_examples=300, deadline=None)
@given(st.lists(QUESTIONS, max_size=4))
def test_what_is_written_is_read_again(questions):
    written = write(questions)
    assert read(written.content).questions == expected(questions, written.left_out, without_blanks)


@settings(deadline=None)
@given(st.lists(QUESTIONS, max_size=4))
def test_nothing_that_is_written_is_remarked_when_it_is_read(questions):
    reading = read(write(questions).content)
    assert (reading.findings, reading.refused) == ((), ())


def written(**given):
    bare = {"difficulty": None, "basis": (), "topic": "", "audiences": frozenset()}
    return etree.fromstring(write([build_question(**bare | given)]).content).find("question")


def codes(**given) -> list[tuple[Code, dict]]:
    said = write([build_question(**{"basis": (), "audiences": frozenset()} | given)]).left_out
    return [(each.code, dict(each.params)) for each in said]


def test_the_code_is_the_id_number_and_the_name():
    question = written(code="a-1")
    assert (question.findtext("idnumber"), question.findtext("name/text")) == ("a-1", "a-1")


def test_a_question_without_a_code_is_named_by_its_first_words():
    stem = f"{PICTURE.mark()} Cơ quan nào\ngiải quyết?"
    assert written(code="", stem=stem).findtext("name/text") == "Cơ quan nào giải quyết?"


def test_a_question_of_pictures_alone_has_a_name_too():
    question = written(code="", stem=PICTURE.mark(), pictures=(PICTURE,))
    assert question.findtext("name/text") == "?"


def test_the_right_ones_of_several_share_the_whole():
    options = (Option("a", True), Option("b", True), Option("c", True), Option("d"))
    question = written(kind=Kind.SEVERAL, options=options)
    fractions = [answer.get("fraction") for answer in question.iterfind("answer")]
    assert fractions == ["33.3333333"] * 3 + ["-100"]


def test_a_text_with_a_picture_is_html_with_the_file_beside_it():
    text = written(stem=f"a < b\n{PICTURE.mark('x')}", pictures=(PICTURE,)).find("questiontext")
    name = f"{PICTURE.name}.png"
    assert text.findtext("text") == f'a &lt; b<br/><img src="@@PLUGINFILE@@/{name}" alt="x"/>'
    assert text.find("file").get("name") == name


def test_a_topic_is_a_category_with_its_slashes_doubled():
    content = write([build_question(topic="Một cửa/xã")]).content
    assert etree.fromstring(content).findtext("question/category/text") == (
        "$course$/top/Một cửa//xã"
    )


def test_options_that_all_stay_are_not_shuffled():
    options = (Option("a", True, stays=True), Option("b", stays=True))
    assert written(options=options).findtext("shuffleanswers") == "false"
    assert codes(options=options) == []


def test_that_one_option_stays_is_not_held():
    options = (Option("a", True), Option("b", stays=True))
    assert codes(options=options) == [(Code.FIELD_LEFT_OUT, {"field": "stays"})]


def test_true_or_false_in_other_words_is_a_single_choice():
    options = (Option("Có", True, True), Option("Không", stays=True))
    said = codes(kind=Kind.TRUE_FALSE, options=options)
    assert said == [(Code.FIELD_LEFT_OUT, {"field": "kind"})]


def test_statements_are_not_written():
    assert codes(kind=Kind.STATEMENTS) == [(Code.NOT_SUPPORTED, {"kind": "statements"})]


def test_more_options_than_letters_are_not_written():
    options = tuple(Option(str(at), at == 0) for at in range(27))
    assert codes(options=options) == [(Code.TOO_MANY_OPTIONS, {"count": 27})]


def test_a_picture_that_is_not_there_is_told():
    assert codes(stem=f"x {PICTURE.mark()}") == [
        (Code.PICTURE_LEFT_OUT, {"why": "picture-missing"}),
        (Code.MARKUP_LEFT_OUT, {"markup": "blanks"}),
    ]


def test_what_no_xml_holds_is_not_written():
    assert codes(stem="a\ufffe") == [(Code.BAD_TEXT, {})]
