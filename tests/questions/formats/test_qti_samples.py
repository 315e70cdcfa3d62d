"""The standard's own examples, and files that are no QTI at all."""

from pathlib import Path

import pytest
from lxml import etree

from questions.formats import FormatRefused
from questions.formats.qti import read
from questions.formats.qti_names import name_of
from questions.model import Kind

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
pytestmark = pytest.mark.skipif(
    not (SAMPLES / "qti21").exists(), reason="../shared/samples is not here"
)
ITEMS = sorted([*SAMPLES.glob("qti21/*.xml"), *SAMPLES.glob("qti30/beginners/B*0*.xml")])
CHOICES = {
    *("choice", "choice_fixed", "choice_multiple", "choice_multiple_chocolade", "feedbackInline"),
    *("likert", "math", "modalFeedback", "orkney1", "orkney2", "BG007", "BG008"),
}


def right_words(path: Path) -> list[str]:
    """The words of the choices that the item declares to be right."""
    elements = list(etree.parse(path).iter("{*}*"))
    known = {e.get("identifier"): e.text for e in elements if name_of(e) == "simpleChoice"}
    keys = [e for e in elements if name_of(e) == "correctResponse"]
    right = [each.text.strip() for key in keys for each in key.iterfind("{*}*")]
    return [" ".join(known[each].split()) for each in right]


@pytest.mark.parametrize("path", [each for each in ITEMS if each.stem in CHOICES], ids=str)
def test_the_key_is_the_correct_response(path):
    question = read(path.read_bytes()).questions[0]
    right = [option.text for option in question.options if option.is_right]
    assert right == right_words(path)


@pytest.mark.parametrize("path", [each for each in ITEMS if each.stem not in CHOICES], ids=str)
def test_other_items_are_refused_with_their_kind(path):
    refused = read(path.read_bytes()).refused[0]
    assert refused.params["kind"].endswith(("Interaction", "adaptive", "templateDeclaration"))


def test_the_option_that_is_fixed_stays():
    options = read((SAMPLES / "qti21" / "choice_fixed.xml").read_bytes()).questions[0].options
    assert [option.stays for option in options] == [False, False, False, True]


def test_the_guides_package_is_read_in_the_order_of_its_test():
    content = (SAMPLES / "qti30" / "beginners" / "BegGuide_March2025.zip").read_bytes()
    reading = read(content)
    assert [each.kind for each in reading.questions] == [
        *(Kind.SINGLE, Kind.TRUE_FALSE, Kind.SEVERAL)
    ]
    assert [each.at for each in reading.refused] == [
        *("items/BG009.xml", "items/BG010.xml", "items/BG011.xml")
    ]


@pytest.mark.parametrize(
    ("name", "code"), [("empty", "empty-file"), ("malformed", "not-xml"), ("noversion", "not-qti")]
)
def test_what_is_no_item_is_refused(name, code):
    with pytest.raises(FormatRefused) as refusal:
        read((SAMPLES / "qti-invalid" / f"{name}.xml").read_bytes())
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("name", "right"), [("invalidresponseidentifier", {0, 3}), ("xsdinvalid", {0})]
)
def test_slips_that_leave_the_key_clear_are_read_over(name, right):
    content = (SAMPLES / "qti-invalid" / f"{name}.xml").read_bytes()
    assert read(content).questions[0].right_positions == right
