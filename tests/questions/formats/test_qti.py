import base64
import io
import zipfile

import pytest

from questions.formats import FormatRefused
from questions.formats.qti import read
from questions.formats.reading import Code
from questions.model import Difficulty, Kind
from questions.pictures import picture_of
from tests.questions.builders import PNG

PICTURE = picture_of(PNG)
V3 = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
V2 = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CHOICES = ("a", "b", "c")


def choices(*texts: str, before: str = "<prompt>y?</prompt>", after: str = "", **more: str) -> str:
    given = " ".join(f'{name}="{value}"' for name, value in more.items())
    options = "".join(
        f'<simpleChoice identifier="{text[:1].upper()}">{text}</simpleChoice>' for text in texts
    )
    start = f'<choiceInteraction responseIdentifier="R" {given}>'
    return f"<p>x</p>{start}{before}{options}</choiceInteraction>{after}"


def key(*right: str, cardinality: str = "single", inner: str = "", name: str = "R") -> str:
    values = "".join(f"<value>{each}</value>" for each in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    start = f'<responseDeclaration identifier="{name}" cardinality="{cardinality}">'
    return f"{start}{correct}{inner}</responseDeclaration>"


def mapping(usual: str = "0", **points: str) -> str:
    entries = "".join(
        f'<mapEntry mapKey="{each}" mappedValue="{value}"/>' for each, value in points.items()
    )
    return f'<mapping defaultValue="{usual}">{entries}</mapping>'


def rule(name: str) -> str:
    return f'<responseProcessing template="http://x/rptemplates/{name}"/>'


def item(body: str, declared: str = key("A"), behind: str = "", attributes: str = "") -> bytes:
    start = f'<assessmentItem xmlns="{V2}" identifier="I" {attributes}>'
    return f"{start}{declared}<itemBody>{body}</itemBody>{behind}</assessmentItem>".encode()


def asked(body: str = choices(*CHOICES), *args, **kwargs):
    return read(item(body, *args, **kwargs)).questions[0]


def told(body: str = choices(*CHOICES), *args, **kwargs) -> list[tuple[Code, dict]]:
    said = read(item(body, *args, **kwargs)).findings
    return [(each.code, dict(each.params)) for each in said]


def refused(body: str = choices(*CHOICES), *args, **kwargs) -> list[tuple[Code, dict]]:
    said = read(item(body, *args, **kwargs)).refused
    return [(each.code, dict(each.params)) for each in said]


def test_stem_and_prompt_are_joined_with_what_stands_behind():
    assert asked(choices(*CHOICES, after="<p>z</p>")).stem == "x\ny?\nz"


def test_the_identifier_is_the_code():
    assert asked().code == "I"


def test_the_right_choice_is_that_of_the_correct_response():
    assert asked(declared=key("B")).right_positions == {1}


def test_version_3_is_read_as_its_elders():
    content = f"""<qti-assessment-item xmlns="{V3}" identifier="I" title="x">
      <qti-response-declaration identifier="R" cardinality="multiple">
        <qti-correct-response><qti-value>A</qti-value><qti-value>B</qti-value></qti-correct-response>
      </qti-response-declaration>
      <qti-item-body><p>x</p>
        <qti-choice-interaction response-identifier="R" max-choices="0">
          <qti-simple-choice identifier="A" fixed="true">a</qti-simple-choice>
          <qti-simple-choice identifier="B">b</qti-simple-choice>
        </qti-choice-interaction>
      </qti-item-body>
    </qti-assessment-item>"""
    question = read(content.encode()).questions[0]
    assert (question.kind, question.right_positions) == (Kind.SEVERAL, {0, 1})
    assert [option.stays for option in question.options] == [True, False]


@pytest.mark.parametrize(
    ("cardinality", "most", "kind"),
    [
        *(("single", "1", Kind.SINGLE), ("single", "0", Kind.SINGLE)),
        *(("multiple", "1", Kind.SINGLE), ("multiple", "0", Kind.SEVERAL)),
        *(("", "", Kind.SINGLE), ("", "2", Kind.SEVERAL)),
    ],
)
def test_one_or_several_is_what_cardinality_and_the_most_choices_say(cardinality, most, kind):
    body = choices(*CHOICES, maxChoices=most)
    assert asked(body, key("A", cardinality=cardinality)).kind is kind


@pytest.mark.parametrize(
    ("words", "right", "positions"),
    [
        (("True", "False"), "T", {0}),
        (("False.", "True."), "F", {1}),
        (("Đúng", "Sai"), "S", {1}),
    ],
)
def test_two_options_worded_so_are_true_and_false(words, right, positions):
    question = asked(choices(*words), key(right))
    assert (question.kind, question.right_positions) == (Kind.TRUE_FALSE, positions)
    assert all(option.stays for option in question.options)


@pytest.mark.parametrize("declared", [key(), key("T", "F", cardinality="multiple")])
def test_true_and_false_without_one_key_are_a_choice(declared):
    assert asked(choices("True", "False"), declared).kind is not Kind.TRUE_FALSE


def test_an_item_without_a_key_is_read_without_one():
    assert asked(declared="").right_positions == frozenset()


def test_the_key_is_that_of_the_interaction():
    assert asked(declared=key("B", name="OTHER") + key("C")).right_positions == {2}


def test_a_key_that_is_no_choice_refuses_the_item():
    assert refused(declared=key("Z")) == [(Code.KEY_NOT_AN_OPTION, {"key": "Z"})]


@pytest.mark.parametrize(("cardinality", "right"), [("single", {1}), ("multiple", {0, 1})])
def test_without_a_key_those_are_right_that_are_worth_points(cardinality, right):
    declared = key(cardinality=cardinality, inner=mapping(A="0.5", B="1"))
    assert asked(declared=declared, behind=rule("map_response")).right_positions == right


@pytest.mark.parametrize(
    ("points", "lost"),
    [
        (mapping(A="1", B="1"), False),
        (mapping("-1", A="1", B="1"), False),
        (mapping(A="1", B="0.5"), True),
        (mapping(A="1", B="1", C="-1", usual="0").replace('"C"', '"Z"'), False),
        (mapping("0.1", A="1", B="1"), True),
    ],
)
def test_points_that_are_not_kept_are_told(points, lost):
    declared = key("A", "B", cardinality="multiple", inner=points)
    said = told(declared=declared, behind=rule("map_response.xml"))
    assert ((Code.WEIGHTS_LEFT_OUT, {}) in said) is lost


def test_points_that_do_not_count_are_not_told():
    declared = key("A", inner=mapping(A="3", B="1"))
    assert told(declared=declared, behind=rule("match_correct.xml")) == []


def test_a_mapping_that_says_another_key_is_told():
    declared = key("A", inner=mapping(B="1"))
    assert (Code.KEYS_DIFFER, {"key": "A", "other": "B"}) in told(declared=declared)


@pytest.mark.parametrize("value", ["", "x", "nan", "inf"])
def test_points_that_are_no_number_refuse_the_item(value):
    declared = key("A", inner=mapping(A=value))
    assert refused(declared=declared) == [(Code.SYNTAX, {"what": "weight"})]


@pytest.mark.parametrize(
    ("behind", "said"),
    [
        ("", []),
        (rule("match_correct"), []),
        (rule("v2p1\\map_response.xml"), []),
        ("<responseProcessing/>", []),
        (rule("CC2_match_basic"), [(Code.RULE_LEFT_OUT, {})]),
        ("<responseProcessing><exitResponse/></responseProcessing>", [(Code.RULE_LEFT_OUT, {})]),
    ],
)
def test_a_rule_of_its_own_is_told(behind, said):
    assert told(behind=behind) == said


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<p>x</p>", "no-interaction"),
        ("<orderInteraction/>", "orderInteraction"),
        ("<p><textEntryInteraction/></p><textEntryInteraction/>", "2 × textEntryInteraction"),
        (
            choices(*CHOICES, after="<endAttemptInteraction/>"),
            "choiceInteraction, endAttemptInteraction",
        ),
        ("<matchInteraction/>", "matchInteraction"),
    ],
)
def test_other_interactions_are_refused_by_name(body, kind):
    assert refused(body) == [(Code.NOT_SUPPORTED, {"kind": kind})]


def test_adaptive_items_are_refused():
    said = refused(attributes='adaptive="true"')
    assert said == [(Code.NOT_SUPPORTED, {"kind": "adaptive"})]


def test_items_that_are_made_anew_each_time_are_refused():
    said = refused(declared="<templateDeclaration/>")
    assert said == [(Code.NOT_SUPPORTED, {"kind": "templateDeclaration"})]


def test_choices_that_are_put_in_an_order_are_refused():
    said = refused(declared=key("A", cardinality="ordered"))
    assert said == [(Code.NOT_SUPPORTED, {"kind": "choiceInteraction ordered"})]


def test_an_item_without_a_body_is_refused():
    reading = read(f'<assessmentItem xmlns="{V2}"/>'.encode())
    assert [each.params for each in reading.refused] == [{"kind": "no-interaction"}]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (choices("a"), Code.TOO_FEW_OPTIONS),
        (choices(*"abcdefghijklmnopqrstuvwxyz1"), Code.TOO_MANY_OPTIONS),
        (choices(*CHOICES, before="").removeprefix("<p>x</p>"), Code.NO_STEM),
        (choices("a", "b&#x80;"), Code.BAD_TEXT),
    ],
)
def test_what_cannot_be_asked_is_refused(body, code):
    assert [said[0] for said in refused(body)] == [code]


def match(*words: str, count: int = 4) -> str:
    rows = "".join(
        f'<simpleAssociableChoice identifier="{each}">{each}</simpleAssociableChoice>'
        for each in "ABCDE"[:count]
    )
    truths = "".join(
        f'<simpleAssociableChoice identifier="{each[:1]}">{each}</simpleAssociableChoice>'
        for each in words
    )
    sets = f"<simpleMatchSet>{rows}</simpleMatchSet><simpleMatchSet>{truths}</simpleMatchSet>"
    return f'<p>x</p><matchInteraction responseIdentifier="R">{sets}</matchInteraction>'


def test_four_statements_that_are_matched_with_true_and_false_are_statements():
    declared = key("A Đ", "B  S", "C S", "D Đ", cardinality="multiple")
    question = asked(match("Đúng", "Sai"), declared)
    assert (question.kind, question.right_positions) == (Kind.STATEMENTS, {0, 3})


@pytest.mark.parametrize(
    ("body", "right"),
    [
        (match("Đúng", "Sai"), ("A Đ", "B Đ", "C Đ")),
        (match("Đúng", "Sai"), ("A Đ", "A S", "B Đ", "C Đ", "D Đ")),
        (match("Xanh", "Đỏ"), ("A X", "B X", "C X", "D X")),
        (match("Đúng", "Sai", count=5), ("A Đ", "B Đ", "C Đ", "D Đ", "E Đ")),
    ],
)
def test_other_matches_are_not_statements(body, right):
    said = refused(body, key(*right, cardinality="multiple"))
    assert said == [(Code.NOT_SUPPORTED, {"kind": "matchInteraction"})]


def test_a_statement_within_another_is_none():
    inner = '<simpleAssociableChoice identifier="Z"/>'
    nested = match("Đúng", "Sai").replace(">A<", f">A{inner}<")
    assert refused(nested) == [(Code.NOT_SUPPORTED, {"kind": "matchInteraction"})]


MODAL = '<modalFeedback identifier="f"><p>Vì vậy.</p></modalFeedback>'


def test_the_only_feedback_below_an_item_is_the_explanation():
    assert asked(behind=MODAL).explanation == "Vì vậy."
    assert told(behind=MODAL) == []


@pytest.mark.parametrize(
    ("body", "behind"),
    [
        (choices(*CHOICES), MODAL * 2),
        (choices("a<feedbackInline>!</feedbackInline>", "b"), ""),
        (choices(*CHOICES, after="<feedbackBlock><p>!</p></feedbackBlock>"), MODAL),
    ],
)
def test_other_feedback_is_told_and_shown_nowhere(body, behind):
    question = asked(body, behind=behind)
    assert told(body, behind=behind) == [(Code.FEEDBACK_LEFT_OUT, {})]
    assert "!" not in "".join(question.texts)


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("<rubricBlock><p>Đọc kỹ.</p></rubricBlock>", "Đọc kỹ."),
        ('<object type="text/html" data="a.html">z</object>', "a.html"),
        ('<include xmlns="http://www.w3.org/2001/XInclude" href="b.xml"/>', "b.xml"),
    ],
)
def test_what_is_not_taken_into_the_stem_is_told(shown, text):
    body = choices(*CHOICES, after=f"{shown} z")
    assert asked(body).stem == "x\ny?\nz"
    assert told(body) == [(Code.TEXT_LEFT_OUT, {"text": text})]


def test_a_passage_of_another_file_is_told():
    said = told(declared=key("A") + '<assessmentStimulusRef href="s.xml"/>')
    assert said == [(Code.TEXT_LEFT_OUT, {"text": "s.xml"})]


def test_a_title_that_is_the_code_but_for_blanks_at_its_ends_is_held():
    content = own(code="a&#x2028;").replace(b'identifier="I"', b'identifier="I" title="a"')
    assert read(content).findings == ()


def test_a_style_sheet_is_told():
    assert told(behind="<stylesheet/>") == [(Code.MARKUP_LEFT_OUT, {"markup": "stylesheet"})]


def test_a_title_that_says_more_is_told():
    assert told(attributes='title="Một tên"') == [(Code.FIELD_LEFT_OUT, {"field": "title"})]


def test_a_picture_in_the_file_itself_is_read():
    uri = "data:image/png;base64," + base64.b64encode(PNG).decode()
    assert asked(choices(f'a<img src="{uri}"/>', "b")).pictures == (PICTURE,)


def test_a_picture_beside_a_single_file_is_missing():
    said = told(choices('a<img src="a.png"/>', "b"))
    assert said == [(Code.PICTURE_LEFT_OUT, {"why": "picture-missing"})]


def own(**fields: str) -> bytes:
    given = " ".join(
        f"data-question-{name.replace('_', '-')}='{value}'" for name, value in fields.items()
    )
    return item(choices("True", "False"), key("T")).replace(
        b"<itemBody", f"<itemBody {given}".encode()
    )


def test_our_own_fields_are_taken_back():
    fields = {"kind": "single", "code": "", "difficulty": "hard", "basis": '[["Luật", "Điều 1"]]'}
    question = read(own(**fields)).questions[0]
    assert (question.kind, question.code, question.difficulty) == (Kind.SINGLE, "", Difficulty.HARD)
    assert question.basis[0].article == "Điều 1"


@pytest.mark.parametrize(
    "fields",
    [
        *({"difficulty": "x"}, {"valid_from": "2026"}, {"audiences": "["}, {"audiences": "1"}),
        *({"basis": "{}"}, {"basis": '[["a"]]'}, {"basis": "[[1, 2]]"}, {"topic": "&#x80;"}),
        *({"new": "x"}, {"audiences": "[" * 100_000}),
    ],
)
def test_fields_that_are_not_as_we_write_them_are_told(fields):
    reading = read(own(**fields))
    name = next(iter(fields)).replace("_", "-")
    assert [each.params for each in reading.findings] == [{"field": name}]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"x", "not-a-package"),
        (b"<quiz/>", "not-qti"),
        (b"<questestinterop/>", "qti-1"),
        (b"<!DOCTYPE a><a/>", "has-doctype"),
        (b"<a>" + b"<b/>" * 400_001 + b"</a>", "too-large"),
    ],
)
def test_a_file_that_is_no_item_is_refused(content, code):
    with pytest.raises(FormatRefused) as refusal:
        read(content)
    assert refusal.value.code == code


def packed(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()
