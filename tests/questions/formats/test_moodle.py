import base64
from html import escape

import pytest

from questions.formats import FormatRefused
from questions.formats.moodle import read
from questions.formats.reading import Code
from questions.model import Difficulty, Kind
from questions.pictures import picture_of
from tests.questions.builders import PNG

PICTURE = picture_of(PNG)
ENCODED = base64.b64encode(PNG).decode()
ANSWERS = (("a", "100"), ("b", "0"))


def answer(text: str, fraction: str, feedback: str = "") -> str:
    said = f"<feedback><text>{feedback}</text></feedback>"
    return f'<answer fraction="{fraction}"><text>{escape(text)}</text>{said}</answer>'


def question(inner: str = "", answers=ANSWERS, kind: str = "multichoice", stem: str = "x?") -> str:
    given = "".join(answer(*each) for each in answers)
    text = f"<questiontext format='html'><text>{stem}</text></questiontext>"
    return f'<question type="{kind}">{text}{given}{inner}</question>'


def reading(*questions: str):
    return read(f"<quiz>{''.join(questions)}</quiz>".encode())


def asked(*args, **kwargs):
    return reading(question(*args, **kwargs)).questions[0]


def told(*args, **kwargs) -> list[tuple[Code, dict]]:
    return [(each.code, dict(each.params)) for each in reading(question(*args, **kwargs)).findings]


def refused(*args, **kwargs) -> list[tuple[Code, dict]]:
    said = reading(question(*args, **kwargs)).refused
    return [(each.code, dict(each.params)) for each in said]


@pytest.mark.parametrize(
    ("single", "kind"),
    [
        *(("true", Kind.SINGLE), ("1", Kind.SINGLE), ("", Kind.SINGLE)),
        *(("false", Kind.SEVERAL), ("0", Kind.SEVERAL)),
    ],
)
def test_single_or_several_is_what_the_flag_says(single, kind):
    assert asked(f"<single>{single}</single>").kind is kind


def test_a_question_that_does_not_say_is_a_single_choice():
    assert asked().kind is Kind.SINGLE


def test_of_a_single_choice_the_one_worth_the_whole_is_right():
    options = asked(answers=(("a", "50"), ("b", "100"), ("c", "0"))).options
    assert [option.is_right for option in options] == [False, True, False]


def test_of_several_those_worth_anything_are_right():
    several = "<single>0</single>"
    options = asked(several, (("a", "50"), ("b", "33,3"), ("c", "0"), ("d", "-50"))).options
    assert [option.is_right for option in options] == [True, True, False, False]


@pytest.mark.parametrize(
    ("inner", "answers"),
    [
        ("", (("a", "100"), ("b", "50"))),
        ("<single>0</single>", (("a", "80"), ("b", "20"))),
        ("<single>0</single>", (("a", "100"), ("b", "0"), ("c", "-50"))),
    ],
)
def test_weights_that_are_not_kept_are_told(inner, answers):
    assert told(inner, answers) == [(Code.WEIGHTS_LEFT_OUT, {})]


@pytest.mark.parametrize("fraction", ["101", "-101", "x", "1e2", "nan"])
def test_a_weight_that_is_none_refuses_the_question(fraction):
    said = refused(answers=(("a", fraction), ("b", "0")))
    assert said == [(Code.SYNTAX, {"what": "weight"})]


def test_the_plug_in_of_all_or_nothing_is_read_as_several():
    read_question = asked(kind="multichoiceset", answers=(("a", "100"), ("b", "100"), ("c", "0")))
    assert (read_question.kind, read_question.right_positions) == (Kind.SEVERAL, {0, 1})


@pytest.mark.parametrize(("flag", "stays"), [("0", True), ("false", True), ("1", False)])
def test_options_stay_where_the_question_is_not_shuffled(flag, stays):
    options = asked(f"<shuffleanswers>{flag}</shuffleanswers>").options
    assert {option.stays for option in options} == {stays}


def test_of_a_flag_said_twice_the_last_counts():
    twice = "<shuffleanswers>0</shuffleanswers><shuffleanswers>true</shuffleanswers>"
    assert not asked(twice).options[0].stays


@pytest.mark.parametrize(("word", "is_true"), [("true", True), ("FALSE", False), ("Sai", False)])
def test_true_or_false_is_the_answer_worth_the_whole(word, is_true):
    answers = ((word, "100"), ("x", "0"))
    options = asked(kind="truefalse", answers=answers).options
    said = [(option.text, option.is_right, option.stays) for option in options]
    assert said == [("Đúng", is_true, True), ("Sai", not is_true, True)]


@pytest.mark.parametrize(
    ("answers", "key"), [((("maybe", "100"),), "maybe"), ((("true", "0"),), "")]
)
def test_true_or_false_without_a_key_is_refused(answers, key):
    said = refused(kind="truefalse", answers=answers)
    assert said == [(Code.KEY_NOT_AN_OPTION, {"key": key})]


def test_other_kinds_are_refused_by_name():
    assert refused(kind="essay") == [(Code.NOT_SUPPORTED, {"kind": "essay"})]


def test_a_question_of_no_kind_is_refused():
    assert refused(kind="") == [(Code.NOT_SUPPORTED, {"kind": "question"})]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"stem": "&lt;p>&lt;/p>"}, Code.NO_STEM),
        ({"stem": "&#x80;"}, Code.BAD_TEXT),
        ({"answers": ANSWERS[:1]}, Code.TOO_FEW_OPTIONS),
        ({"answers": ANSWERS * 14}, Code.TOO_MANY_OPTIONS),
    ],
)
def test_what_cannot_be_asked_is_refused(given, code):
    assert [said[0] for said in refused(**given)] == [code]


def test_questions_are_counted_and_categories_are_not():
    category = '<question type="category"><category><text>$course$/top/A//B/C</text></category>'
    read_file = reading(question(), f"{category}</question>", question(kind="essay"), question())
    assert [(item.at, item.question.topic) for item in read_file.items] == [(1, ""), (3, "A/B/C")]
    assert [remark.at for remark in read_file.refused] == [2]


def test_what_a_category_says_of_itself_is_told_with_its_first_question():
    category = "<category><text>A</text></category><info><text>Về A</text></info>"
    read_file = reading(
        f'<question type="category">{category}<idnumber>a</idnumber></question>', question()
    )
    said = [(each.at, each.code, each.params["text"]) for each in read_file.findings]
    assert said == [(1, Code.TEXT_LEFT_OUT, "Về A"), (1, Code.TEXT_LEFT_OUT, "a")]


def test_a_category_without_a_name_is_none():
    assert reading('<question type="category"/>', question()).questions[0].topic == ""


def test_the_id_number_is_the_code():
    assert asked("<idnumber> A 1 </idnumber><name><text>x?</text></name>").code == "A 1"


def test_a_name_without_blanks_is_the_code():
    assert asked("<name><text>A-1</text></name>").code == "A-1"


def test_general_feedback_is_the_explanation():
    general = "<generalfeedback><text>&lt;p>Vì vậy.&lt;/p></text></generalfeedback>"
    assert asked(general).explanation == "Vì vậy."


def test_without_general_feedback_the_only_one_for_a_right_answer_is():
    answers = (("a", "100", "Vì vậy."), ("b", "0"))
    assert asked(answers=answers).explanation == "Vì vậy."
    assert told(answers=answers) == []


@pytest.mark.parametrize(
    ("inner", "answers"),
    [
        ("<generalfeedback><text>y</text></generalfeedback>", (("a", "100", "x"), ("b", "0"))),
        ("", (("a", "100"), ("b", "0", "x"))),
        ("<correctfeedback><text>x</text></correctfeedback>", ANSWERS),
        ("<hint><text>x</text></hint>", ANSWERS),
    ],
)
def test_other_feedback_is_told(inner, answers):
    assert told(inner, answers) == [(Code.FEEDBACK_LEFT_OUT, {})]


@pytest.mark.parametrize(
    ("inner", "field"),
    [
        ("<name><text>Một tên</text></name>", "name"),
        ("<tags><tag><text>cũ</text></tag><tag><text>khó</text></tag></tags>", "tags"),
        ("<hidden>1</hidden>", "hidden"),
        ("<defaultgrade>2.0000000</defaultgrade>", "defaultgrade"),
    ],
)
def test_fields_that_are_not_held_are_told(inner, field):
    assert told(inner) == [(Code.FIELD_LEFT_OUT, {"field": field})]


def test_a_tag_may_be_the_difficulty():
    assert asked("<tags><tag><text>Khó</text></tag></tags>").difficulty is Difficulty.HARD


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("html", " a\n b&amp;nbsp;c &lt;i>d&lt;/i>", "a b c d"),
        ("", "a\nb", "a b"),
        ("moodle_auto_format", "\n a\n b &amp;lt;\n", "a\nb <"),
        ("plain_text", "\n a &lt;b>  c&#13;\nd ", "a <b>  c\nd"),
        ("markdown", "*a*\n- b", "*a*\n- b"),
        ("html", "a &lt; <b>c</b> d<!-- e -->", "a < c d"),
    ],
)
def test_a_text_is_read_in_its_format(form, text, shown):
    stem = f"<questiontext format='{form}'><text>{text}</text></questiontext>"
    given = "".join(answer(*each) for each in ANSWERS)
    found = reading(f'<question type="multichoice">{stem}{given}</question>')
    assert found.questions[0].stem == shown


def test_answers_without_a_format_have_that_of_the_stem():
    stem = "<questiontext format='plain_text'>a</questiontext>"
    given = "".join(answer(f"<{each}>", "0") for each in "ab")
    found = reading(f'<question type="multichoice">{stem}{given}</question>').questions[0]
    assert [found.stem, found.options[0].text] == ["a", "<a>"]


def test_pictures_come_from_the_files_beside_the_text():
    file = f'<file name="a b.png" path="/x/" encoding="base64">\n{ENCODED}\n</file>'
    shows = "&lt;img src='@@PLUGINFILE@@/x/a%20b.png' alt='y'>"
    assert asked(stem=f"x {shows}</text>{file}<text>").pictures == (PICTURE,)


def test_the_picture_of_old_files_stands_after_the_stem():
    old = f"<image>a.png</image><image_base64>{ENCODED}</image_base64>"
    assert asked(old).stem == f"x?\n{PICTURE.mark()}"


@pytest.mark.parametrize(
    ("old", "why"),
    [
        ("<image>a.png</image>", "picture-missing"),
        ("<image_base64>AAAA</image_base64>", "picture-kind"),
    ],
)
def test_an_old_picture_that_is_none_is_told(old, why):
    assert told(old) == [(Code.PICTURE_LEFT_OUT, {"why": why})]


def test_files_that_no_text_shows_are_told():
    file = '<file name="a.mp3" encoding="base64">AAAA</file>'
    assert told(stem=f"x</text>{file}<text>") == [(Code.TEXT_LEFT_OUT, {"text": "a.mp3"})]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"<quiz>", "not-xml"),
        (b"<MOODLE_BACKUP/>", "not-moodle"),
        (b"<!DOCTYPE quiz><quiz/>", "has-doctype"),
        (b"<quiz>" + b"&lt;b>" * 1_000_001 + b"</quiz>", "too-large"),
        (b"<quiz>" + b"<question/>" * 20_001 + b"</quiz>", "too-many-items"),
    ],
)
def test_a_file_that_is_not_moodles_is_refused(content, code):
    with pytest.raises(FormatRefused) as refusal:
        read(content)
    assert refusal.value.code == code


def test_a_doctype_within_a_text_harms_nobody():
    assert asked(stem="<![CDATA[<!DOCTYPE html><p>x</p>]]>").stem == "x"
