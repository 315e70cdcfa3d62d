from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.checks import Code, Finding, Severity, check
from questions.model import LegalBasis, Option
from tests.questions.builders import QUESTIONS, build_question

RIGHT = Option("Chính phủ", is_right=True)


def codes(**given) -> list[str]:
    return [finding.code for finding in check(build_question(**given))]


def options(*texts: str) -> tuple[Option, ...]:
    return (RIGHT, *map(Option, texts))


def test_a_sound_question_has_no_finding():
    assert check(build_question()) == ()


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("Q101", {"options": options("chính  phủ.")}),
        ("Q102", {"options": (RIGHT,)}),
        ("Q102", {"options": options(*map(str, range(8)))}),
        ("Q103", {"options": options(" \u00a0")}),
        ("Q201", {"stem": " "}),
        ("Q203", {"options": (Option("a"), Option("b"))}),
        ("Q204", {"options": (RIGHT, Option("b", is_right=True))}),
        ("Q301", {"basis": ()}),
        ("Q301", {"basis": (LegalBasis(" ", "Điều 1"),)}),
        ("Q302", {"explanation": "\n"}),
        ("Q303", {"valid_from": date(2025, 7, 1), "valid_to": date(2025, 6, 30)}),
        ("Q401", {"explanation": "Ca\u0300"}),
        ("Q402", {"basis": (LegalBasis("Luật", "Điều\x00 1"),)}),
        ("Q402", {"stem": "Cơ\u200b quan nào?"}),
        ("Q403", {"stem": "Cơ quan nàо?"}),
    ],
)
def test_each_fault_has_its_code(code, given):
    assert codes(**given) == [code]


def test_a_validity_of_one_day_is_no_fault():
    assert codes(valid_from=date(2025, 7, 1), valid_to=date(2025, 7, 1)) == []


def test_two_empty_options_are_empty_and_not_alike():
    assert codes(options=options("", "")) == ["Q103", "Q103"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("má", "ma"), ("10%", "10"), ("1,5 ngày", "15 ngày"), ("> 5 ngày", "< 5 ngày"), ("-5", "5")],
)
def test_marks_and_signs_make_a_difference(one, other):
    assert codes(options=options(one, other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("5 ngày", "5 NGÀY;"), ("Sở Nội vụ", "Sở  Nội vụ."), ("a – b", "a, b"), ("hòa", "hòa")],
)
def test_case_blanks_and_punctuation_do_not(one, other):
    assert "Q101" in codes(options=options(one, other))


def test_a_finding_says_where():
    found = check(build_question(options=options("Bộ\u200bt", "Bô\u0323")))
    assert found == (
        Finding(Code.UNSAFE_CHARACTERS, {"field": "option", "option": 1, "characters": "U+200B"}),
        Finding(Code.NOT_COMPOSED, {"field": "option", "option": 2}),
    )


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Ðông Hà", ["Q403"]),
        ("Сác nơi", ["Q403"]),
        ("Thủ đô Москва", []),
        ("Số π", []),
        ("СОВЕТ", []),
        ("Điều 5 và 6", []),
    ],
)
def test_letters_that_look_latin_in_a_latin_text(stem, expected):
    found = check(build_question(stem=stem, options=options("b")))
    assert [finding.code for finding in found if finding.params.get("field") == "stem"] == expected


ALL_OF_THE_ABOVE = [
    "Cả ba phương án trên",
    "Cả 3 đáp án trên đều đúng.",
    "Tất cả các phương án trên",
    "Tất cả các ý nêu trên đây",
    "Tất cả",
    "Cả hai",
    "Cả A, B và C",
    "Cả a và b đều đúng",
    "Tất cả đều sai",
    "Các phương án trên đều đúng",
    "Không phương án nào đúng",
    "Không có đáp án nào",
    "Không phải các phương án trên",
    "All of the above",
]


@pytest.mark.parametrize("text", ALL_OF_THE_ABOVE)
def test_all_of_the_above_stands_last(text):
    stays = Option(text, stays=True)
    assert codes(options=(RIGHT, stays, Option("c"))) == ["Q501"]
    assert codes(options=(RIGHT, Option("c"), stays)) == []


def test_all_of_the_above_does_not_move():
    assert codes(options=options("b", "Cả hai phương án trên")) == ["Q502"]


@pytest.mark.parametrize(
    "text",
    [
        "Tất cả hồ sơ nộp trên môi trường điện tử",
        "Cả nước",
        "Cả hai vợ chồng cùng nộp",
        "Không có nội dung",
        "Các bộ, cơ quan ngang bộ",
        "Trên 5 ngày",
    ],
)
def test_a_plain_option_may_move(text):
    assert codes(options=options(text, "c")) == []


def test_a_warning_does_not_refuse():
    severities = {code: Finding(code).severity for code in Code}
    warnings = {code for code, severity in severities.items() if severity is Severity.WARNING}
    assert warnings == {"Q301", "Q302", "Q401", "Q403", "Q501", "Q502"}


@given(QUESTIONS, st.randoms())
def test_the_order_of_the_options_changes_no_finding_about_them(question, random):
    shuffled = random.sample(question.options, len(question.options))
    other = build_question(options=tuple(shuffled))
    before = sorted(finding.code for finding in check(build_question(options=question.options)))
    assert [code for code in before if code != Code.ALL_OF_THE_ABOVE_NOT_LAST] == sorted(
        finding.code for finding in check(other) if finding.code != Code.ALL_OF_THE_ABOVE_NOT_LAST
    )


@given(QUESTIONS)
def test_any_question_can_be_checked(question):
    assert isinstance(check(question), tuple)
