from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.checks import Code, Finding, Severity, check
from questions.model import Kind, LegalBasis, Option
from questions.pictures import picture_of
from tests.questions.builders import PNG, QUESTIONS, build_question

RIGHT = Option("Chính phủ", is_right=True)
PICTURE = picture_of(PNG)
TRUE, FALSE = Option("Đúng", is_right=True), Option("Sai")
LONG = Option("Ủy ban nhân dân cấp xã nơi cư trú", is_right=True)
FOUR = tuple(map(Option, ("Một", "Hai", "Ba", "Bốn")))


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
        ("Q104", {"kind": Kind.TRUE_FALSE, "options": (TRUE, FALSE, Option("Không rõ"))}),
        ("Q105", {"kind": Kind.STATEMENTS, "options": (TRUE, FALSE)}),
        ("Q203", {"kind": Kind.SEVERAL, "options": (Option("a"), Option("b"))}),
        ("Q204", {"options": (RIGHT, Option("b", is_right=True))}),
        ("Q204", {"kind": Kind.TRUE_FALSE, "options": (TRUE, RIGHT)}),
        ("Q206", {"kind": Kind.SEVERAL, "options": options("b", "c")}),
        ("Q207", {"kind": Kind.SEVERAL, "options": (RIGHT, TRUE)}),
        ("Q301", {"basis": ()}),
        ("Q301", {"basis": (LegalBasis(" ", "Điều 1"),)}),
        ("Q302", {"explanation": "\n"}),
        ("Q303", {"valid_from": date(2025, 7, 1), "valid_to": date(2025, 6, 30)}),
        ("Q401", {"explanation": "Ca\u0300"}),
        ("Q402", {"basis": (LegalBasis("Luật", "Điều\x00 1"),)}),
        ("Q402", {"stem": "Cơ\u200b quan nào?"}),
        ("Q403", {"stem": "Cơ quan nàо?"}),
        ("Q404", {"stem": f"Hình nào? {PICTURE.mark('Cổng')}"}),
        ("Q405", {"stem": f"Hình nào? {PICTURE.mark()}", "pictures": (PICTURE,)}),
        ("Q503", {"options": (LONG, *FOUR)}),
        ("Q701", {"topic": " "}),
        ("Q702", {"difficulty": None}),
        ("Q703", {"audiences": frozenset()}),
    ],
)
def test_each_fault_has_its_code(code, given):
    assert codes(**given) == [code]


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Kind.TRUE_FALSE, (TRUE, FALSE)),
        (Kind.STATEMENTS, FOUR),
        (Kind.STATEMENTS, (TRUE, *FOUR[1:])),
        (Kind.SEVERAL, (RIGHT, TRUE, FALSE)),
    ],
)
def test_each_kind_has_its_options_and_its_key(kind, given):
    assert codes(kind=kind, options=given) == []


def test_a_key_that_names_an_empty_option_names_none():
    assert codes(options=(Option("", is_right=True), *FOUR)) == ["Q103", "Q205"]


def test_a_picture_that_came_along_and_is_described_is_no_fault():
    assert codes(stem=f"Hình nào? {PICTURE.mark('Cổng')}", pictures=(PICTURE,)) == []


@pytest.mark.parametrize(
    "lengths", [(40, 30, 30), (60, 41, 20), (60, 30, 60), (30, 60, 30)], ids=str
)
def test_lengths_that_tell_nothing(lengths):
    right, *others = (letter * length for letter, length in zip("abc", lengths, strict=True))
    assert codes(options=(Option(right, is_right=True), *map(Option, others))) == []


def test_a_picture_that_is_kept_elsewhere_is_not_missed():
    question = build_question(stem=f"Hình nào? {PICTURE.mark('Cổng')}")
    assert check(question, kept={PICTURE.name}) == ()


def test_the_words_of_a_picture_do_not_make_an_option_longer():
    shown = Option(PICTURE.mark(), is_right=True)
    found = check(build_question(options=(shown, *FOUR), pictures=(PICTURE,)))
    assert Code.LENGTH_TELLS not in [finding.code for finding in found]


def test_a_validity_of_one_day_is_no_fault():
    assert codes(valid_from=date(2025, 7, 1), valid_to=date(2025, 7, 1)) == []


def test_two_empty_options_are_empty_and_not_alike():
    assert codes(options=options("", "")) == ["Q103", "Q103"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("má", "ma"), ("10%", "10"), ("1,5 ngày", "15 ngày"), ("> 5 ngày", "< 5 ngày")],
        *[("-5", "5"), ("x = 5", "x != 5"), ("(0; +∞)", "[0; +∞)"), ("A", "a")],
        *[("x;z", "x,z"), ("f(X)", "f(x)")],
    ],
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


def test_statements_are_judged_one_by_one():
    given = (Option("Tất cả các ý trên"), *FOUR[1:])
    assert codes(kind=Kind.STATEMENTS, options=given) == []


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


def test_an_option_that_names_letters_is_to_be_looked_at():
    found = check(build_question(options=options("b", "Cả A và B đều đúng")))
    assert found == (Finding(Code.LETTERS_NAMED, {"option": 2}),)


def test_letters_are_no_fault_where_all_options_stay():
    given = [Option("a", is_right=True, stays=True), Option("Cả A và C", stays=True)]
    assert codes(options=(*given, Option("c", stays=True))) == []


def test_a_warning_does_not_refuse():
    severities = {code: Finding(code).severity for code in Code}
    warnings = {code for code, severity in severities.items() if severity is Severity.WARNING}
    assert warnings == {
        "Q206", "Q207", "Q301", "Q302", "Q305", "Q306", "Q401", "Q403", "Q405", "Q501", "Q502",
        "Q503", "Q504", "Q601", "Q602",
    }  # fmt: skip


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
