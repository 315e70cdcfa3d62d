import base64

import pytest

from questions.formats import FormatRefused
from questions.formats.gift import read
from questions.formats.reading import Code
from questions.model import Difficulty, Kind
from tests.questions.builders import PNG


def one(text: str):
    (item,) = read(text.encode()).items
    return item.question


def options_of(text: str) -> list[tuple[str, bool]]:
    return [(each.text, each.is_right) for each in one(text).options]


def refusals(text: str) -> list[tuple[int, Code, dict]]:
    return [(each.at, each.code, dict(each.params)) for each in read(text.encode()).refused]


def findings(text: str) -> list[tuple[Code, dict]]:
    return [(each.code, dict(each.params)) for each in read(text.encode()).findings]


def test_an_equals_sign_makes_a_single_choice():
    question = one("Hỏi?{~a =b ~c}")
    assert (question.kind, question.right_positions) == (Kind.SINGLE, {1})


def test_weights_alone_make_a_choice_of_several():
    question = one("Hỏi?{~%50%a ~%50%b ~%-100%c}")
    assert (question.kind, question.right_positions) == (Kind.SEVERAL, {0, 1})


def test_without_any_key_it_is_a_single_choice_without_one():
    question = one("Hỏi?{~a ~b}")
    assert (question.kind, question.right_positions) == (Kind.SINGLE, frozenset())


@pytest.mark.parametrize(("word", "expected"), [("T", 0), ("TRUE", 0), ("F", 1), ("FALSE", 1)])
def test_true_and_false_have_words_and_stay(word, expected):
    question = one(f"Trời xanh.{{{word}}}")
    assert question.kind is Kind.TRUE_FALSE
    assert question.right_positions == {expected}
    assert [(each.text, each.stays) for each in question.options] == [("Đúng", True), ("Sai", True)]


def test_escaped_signs_are_text_and_a_lone_backslash_stays():
    assert options_of(r"Q\:\#\=\{\}\~{=\\ $\frac12$ ~a\nb}") == [
        (r"\ $\frac12$", True),
        ("a\nb", False),
    ]


def test_a_sign_within_a_tag_of_html_cuts_nothing():
    text = '[html]<p style="color: #f00">Hỏi?</p>{=<b class="x=~">a</b> ~b}'
    assert (one(text).stem, options_of(text)) == ("Hỏi?", [("a", True), ("b", False)])


def test_signs_between_other_angles_cut_as_ever():
    assert options_of("Hỏi?{~a <b =c> d}") == [("a <b", False), ("c> d", True)]


def test_lines_of_the_file_fold_but_for_markdown():
    assert one("Một\n   hai{T}").stem == "Một hai"
    assert one("[markdown]- một\n- hai{T}").stem == "- một\n- hai"


def test_options_inherit_the_format_of_the_stem():
    text = "[html]<p>Hỏi?</p>{=a &amp; b ~[plain]c &amp; d}"
    assert options_of(text) == [("a & b", True), ("c &amp; d", False)]


def test_moodles_own_format_may_hold_html():
    assert one(r"Hỏi <b>gì</b>\nđây?{T}").stem == "Hỏi gì\nđây?"
    assert one("Nếu a<b thì sao?{T}").stem == "Nếu a<b thì sao?"


def test_a_gap_stands_where_the_braces_stood():
    assert one("Trước {=a ~b} sau.").stem == "Trước _____ sau."


def test_a_category_is_the_topic_of_what_follows():
    text = (
        "$CATEGORY: $course$/top/Một cửa//xã/Hồ sơ\nA{T}\n\nB{T}\n\n$CATEGORY: $course$/top\n\nC{T}"
    )
    topics = [each.topic for each in read(text.encode()).questions]
    assert topics == ["Một cửa/xã/Hồ sơ", "Một cửa/xã/Hồ sơ", ""]


def test_a_name_that_is_a_code_is_kept():
    assert one("::a-1::Hỏi?{T}").code == "a-1"


def test_an_id_comes_before_a_name():
    text = "// [id:x\\]1]\n::a-1::Hỏi?{T}"
    assert (one(text).code, findings(text)) == ("x]1", [(Code.FIELD_LEFT_OUT, {"field": "name"})])


@pytest.mark.parametrize("name", ["Hỏi gì?", "", "Hỏi gì"])
def test_a_name_that_says_the_stem_again_is_no_loss(name):
    assert findings(f"::{name}::Hỏi gì?{{T}}") == []


def test_a_tag_of_difficulty_is_kept_and_others_are_named():
    text = "// [tag:dễ]\n// [tag:luật]\nHỏi?{T}"
    assert one(text).difficulty is Difficulty.EASY
    assert findings(text) == [(Code.FIELD_LEFT_OUT, {"field": "tags"})]


def test_a_comment_within_the_braces_is_no_text():
    assert options_of("Hỏi?{\n=a\n// ~x\n~b\n}") == [("a", True), ("b", False)]


def test_general_feedback_explains():
    assert one("Hỏi?{=a ~b ####Vì vậy.}").explanation == "Vì vậy."


def test_feedback_of_the_right_option_explains_where_nothing_else_does():
    text = "Hỏi?{=a#Vì vậy. ~b}"
    assert (one(text).explanation, findings(text)) == ("Vì vậy.", [])


@pytest.mark.parametrize(
    "body", ["=a ~b#Sai rồi.", "=a#Vì. ~b####Vì vậy.", "T#Sai rồi.", "=a#x ~%100%b#y"]
)
def test_other_feedback_is_lost_and_that_is_said(body):
    assert findings(f"Hỏi?{{{body}}}") == [(Code.FEEDBACK_LEFT_OUT, {})]


@pytest.mark.parametrize(
    "body", ["=a ~%50%b", "=%50%a ~b", "~%70%a ~%30%b ~c", "~%50%a ~%50%b ~%-50%c ~d"]
)
def test_weights_that_are_not_even_are_lost_and_that_is_said(body):
    assert findings(f"Hỏi?{{{body}}}") == [(Code.WEIGHTS_LEFT_OUT, {})]


def test_text_before_the_first_option_is_named():
    assert findings("Hỏi?{chọn một =a ~b}") == [(Code.TEXT_LEFT_OUT, {"text": "chọn một"})]


def test_markup_that_is_lost_is_named():
    assert findings("[html]<b>Hỏi?</b>{T}") == [(Code.MARKUP_LEFT_OUT, {"markup": "b"})]


def test_a_picture_within_the_text_is_kept():
    source = f"data:image/png;base64,{base64.b64encode(PNG).decode()}".replace("=", "\\=")
    question = one(f'[html]Hỏi <img src\\="{source}">{{T}}')
    assert [each.content for each in question.pictures] == [PNG]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", "essay"),
        ("#3", "numerical"),
        ("#3:2~#sai", "numerical"),
        ("=a", "shortanswer"),
        ("=a =b", "shortanswer"),
        ("=a->b =c->d", "matching"),
    ],
)
def test_kinds_that_we_do_not_have_are_refused_by_name(body, kind):
    assert refusals(f"// x\nHỏi?{{{body}}}") == [(2, Code.NOT_SUPPORTED, {"kind": kind})]


def test_text_without_braces_is_a_description():
    assert refusals("\n\nLời dẫn") == [(3, Code.NOT_SUPPORTED, {"kind": "description"})]


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("Hỏi?{=a ~b", Code.SYNTAX, {"what": "brace-missing"}),
        ("Hỏi? =a ~b}", Code.SYNTAX, {"what": "brace-missing"}),
        ("Hỏi?} =a ~b {", Code.SYNTAX, {"what": "brace-missing"}),
        ("Hỏi?{T} và {F}", Code.SYNTAX, {"what": "two-in-one-block"}),
        ("Hỏi?{=a ~%1o%b}", Code.SYNTAX, {"what": "weight"}),
        ("Hỏi?{=a ~%150%b}", Code.SYNTAX, {"what": "weight"}),
        ("Hỏi?{~a}", Code.TOO_FEW_OPTIONS, {"count": 1}),
        ("Hỏi?{=a" + "~b" * 26 + "}", Code.TOO_MANY_OPTIONS, {"count": 27}),
        ("Hỏi?{=a" + "~b" * 600 + "}", Code.TOO_MANY_OPTIONS, {"count": 601}),
        ("{T}", Code.NO_STEM, {}),
        ("Hỏi\x07?{T}", Code.BAD_TEXT, {}),
    ],
)
def test_what_cannot_be_understood_is_refused_at_its_line(text, code, params):
    assert refusals(f"Tốt.{{T}}\n\n{text}\n\nTốt.{{T}}") == [(3, code, params)]


def test_two_questions_without_an_empty_line_are_two():
    text = "A?{=a ~b}\n// của B\nB?{\nT\n}\n::c::C?{F}"
    assert [(each.at, each.question.stem) for each in read(text.encode()).items] == [
        (1, "A?"),
        (3, "B?"),
        (6, "C?"),
    ]


def test_an_empty_line_within_the_braces_parts_nothing():
    text = "A?{\n=a\n\n~b\n\n~c\n}\n\nB?{T}"
    assert [each.at for each in read(text.encode()).items] == [1, 9]


def test_an_open_brace_takes_no_question_after_it():
    text = "A?{\n=a ~b\n\nLời dẫn\n\nB?{T}"
    reading = read(text.encode())
    assert [each.stem for each in reading.questions] == ["B?"]
    assert [each.at for each in reading.refused] == [1, 4]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_may_end_as_on_any_machine(end):
    text = f"A?{{T}}{end}{end}B?{{F}}"
    assert [each.at for each in read(text.encode()).items] == [1, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_its_mark_or_without(encoding):
    assert read("Ủy ban?{T}".encode(encoding)).questions[0].stem == "Ủy ban?"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        ("Ủy ban".encode("cp1258", "ignore") + b"\xff", "not-utf-8"),
        (b"a{T}\n\n" * 20_001, "too-many-items"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(content, code):
    with pytest.raises(FormatRefused, match=code):
        read(content)
