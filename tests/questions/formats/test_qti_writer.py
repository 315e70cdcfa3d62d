import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from questions.formats.qti import read, write
from questions.formats.reading import Code
from questions.formats.xml_text import folded
from questions.model import Kind, Option
from questions.pictures import picture_of
from tests.questions.builders import PNG, build_question
from tests.questions.formats.round_trips import with_texts
from tests.questions.formats.xml_round_trips import QUESTIONS, expected

PICTURE = picture_of(PNG)
STATEMENTS = tuple(Option(text, text in "ac") for text in "abcd")


def without_blanks(question, _):
    return with_texts(question, folded)


@settings(max_examples=300, deadline=None)
@given(st.lists(QUESTIONS, max_size=4))
def test_what_is_written_is_read_again(questions):
    questions = [*questions, build_question()]
    written = write(questions)
    assert read(written.content).questions == expected(questions, written.left_out, without_blanks)


@settings(deadline=None)
@given(st.lists(QUESTIONS, max_size=4))
def test_nothing_that_is_written_is_remarked_when_it_is_read(questions):
    reading = read(write([*questions, build_question()]).content)
    assert (reading.findings, reading.refused) == ((), ())


def parts(*questions) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(write(questions).content))
    return {name: archive.read(name) for name in archive.namelist()}


def codes(**given) -> list[tuple[Code, dict]]:
    return [(each.code, dict(each.params)) for each in write([build_question(**given)]).left_out]


def test_the_same_questions_are_the_same_bytes():
    assert write([build_question()]).content == write([build_question()]).content


def test_the_manifest_names_the_items_and_their_pictures():
    question = build_question(stem=PICTURE.mark(), pictures=(PICTURE,))
    manifest = etree.fromstring(parts(question)["imsmanifest.xml"])
    resource = manifest.find(".//{*}resource")
    hrefs = [each.get("href") for each in resource]
    assert dict(resource.attrib) == {
        "identifier": "one-stop-001",
        "type": "imsqti_item_xmlv3p0",
        "href": "items/0001.xml",
    }
    assert hrefs == ["items/0001.xml", f"pictures/{PICTURE.name}.png"]
    assert set(parts(question)) == {"imsmanifest.xml", *hrefs}


def test_an_item_has_its_parts_in_the_order_of_the_standard():
    item = etree.fromstring(parts(build_question())["items/0001.xml"])
    assert [etree.QName(each).localname for each in item] == [
        "qti-response-declaration",
        "qti-outcome-declaration",
        "qti-outcome-declaration",
        "qti-item-body",
        "qti-response-processing",
        "qti-modal-feedback",
    ]


def test_a_code_that_two_questions_have_is_the_identifier_of_one():
    items = parts(build_question(), build_question(code="one-stop-001"))
    roots = [etree.fromstring(items[f"items/000{number}.xml"]) for number in (1, 2)]
    assert [root.get("identifier") for root in roots] == ["one-stop-001", "item-0002"]


def test_a_code_that_looks_like_another_items_own_is_no_trap():
    questions = [build_question(code="item-0002"), build_question(code="")]
    assert [each.code for each in read(write(questions).content).questions] == ["item-0002", ""]


def test_statements_are_matched_with_true_and_false():
    item = etree.fromstring(
        parts(build_question(kind=Kind.STATEMENTS, options=STATEMENTS))["items/0001.xml"]
    )
    response = item.find("{*}qti-response-declaration")
    assert response.get("base-type") == "directedPair"
    assert [value.text for value in response.iter("{*}qti-value")] == ["A T", "B F", "C T", "D F"]


def test_all_fields_are_held():
    assert codes() == []


def test_statements_that_are_not_four_are_not_written():
    said = codes(kind=Kind.STATEMENTS, options=STATEMENTS[:3])
    assert said == [(Code.TOO_FEW_OPTIONS, {"count": 3})]


def test_more_options_than_letters_are_not_written():
    options = tuple(Option(str(at)) for at in range(27))
    assert codes(options=options) == [(Code.TOO_MANY_OPTIONS, {"count": 27})]


def test_a_stem_of_blanks_is_none():
    assert codes(stem=" \n") == [(Code.NO_STEM, {})]


def test_what_no_xml_holds_is_not_written():
    assert codes(topic="a\ud800") == [(Code.BAD_TEXT, {})]


def test_blanks_that_html_folds_are_told():
    assert codes(stem="a  b") == [(Code.MARKUP_LEFT_OUT, {"markup": "blanks"})]
