import pytest

from questions.checks import Code, Finding
from questions.model import Option
from questions.set_checks import Known, check_set
from tests.questions.builders import build_question

ONE = build_question()
RETOUCHED = build_question(stem="Cơ quan nào giải quyết thủ tục đó?")
SAME_STEM = build_question(options=(Option("Bộ Công an", is_right=True), Option("Trường học")))
OTHER = build_question(
    stem="Hồ sơ bị trả lại thì bổ sung trong bao lâu?",
    options=(Option("Ba ngày", is_right=True), Option("Một tháng")),
)


def test_different_questions_repeat_nothing():
    assert check_set([ONE, OTHER], ["1", "2"]) == [[], []]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (SAME_STEM, [Finding(Code.STEM_TWICE, {"name": "1"})]),
        (RETOUCHED, [Finding(Code.NEARLY_THE_SAME, {"name": "1", "percent": 93})]),
        (
            ONE,
            [
                Finding(Code.STEM_TWICE, {"name": "1"}),
                Finding(Code.NEARLY_THE_SAME, {"name": "1", "percent": 100}),
            ],
        ),
    ],
    ids=["the-same-stem", "nearly-the-same", "both"],
)
def test_the_later_one_is_said_to_repeat_the_earlier(other, expected):
    found = check_set([ONE, OTHER, other], ["1", "2", "3"])
    assert (found[:2], found[2]) == ([[], []], expected)


def test_the_stem_is_the_same_whatever_its_case_and_punctuation():
    other = build_question(stem="cơ quan nào, giải quyết thủ tục này", options=SAME_STEM.options)
    assert [each.code for each in check_set([ONE, other], ["1", "2"])[1]] == [Code.STEM_TWICE]


def test_questions_without_a_stem_do_not_repeat_each_other():
    empty = [build_question(stem="", options=each.options) for each in (ONE, OTHER)]
    assert check_set(empty, ["1", "2"]) == [[], []]


def test_those_known_are_named():
    known = Known()
    known.add("one-stop-001", ONE)
    assert check_set([SAME_STEM], ["1"], known) == [
        [Finding(Code.STEM_TWICE, {"name": "one-stop-001"})]
    ]
