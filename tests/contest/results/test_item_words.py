import pytest

from contest.results.item_models import ItemStatistic
from contest.results.item_words import ORDER_NAMES, ItemLine, item_line, option_lines, ordered
from contest.results.models import Ranking
from questions.distractors import Look
from questions.model import Kind
from tests.contest.bank.factories import build_question, build_version

FIGURES = {"facility": 0.5, "discrimination_index": 10.0}


def build_item(code="code", options=((3, 1), (3, 1)), kind=Kind.SINGLE, **given):
    """Figures of a question of two options, of which the first is right."""
    version = build_version(kind=kind)
    build_question(version, code=code)
    usual = {"shown_count": 5, "blank_count": 1, "facility": 5000, "discrimination": 1000}
    figures = FIGURES | given.pop("figures", {})
    options = [list(each) for each in options]
    ranking = Ranking(round_id=1, key_version=1)
    return ItemStatistic(
        version=version, ranking=ranking, options=options, figures=figures, **usual | given
    )


def line(item, *, may_read=True, knows_keys=True):
    return item_line(item, may_read=may_read, knows_keys=knows_keys)


@pytest.fixture(autouse=True)
def words(app):
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("item", "look", "words"),
    [
        ({"figures": {"facility": 0.2}}, Look.HARD, "chỉ đạt 20,0"),
        ({"figures": {"facility": 0.99}}, Look.EASY, "đạt tới 99,0"),
        ({"figures": {"discrimination_index": -1.0}}, Look.AGAINST, "hay sai câu này"),
        ({"options": [(1, 0), (3, 0)]}, Look.DISTRACTOR, "Phương án sai B được 3 người chọn"),
        (
            {"options": [(1, 3), (1, 3)], "kind": Kind.STATEMENTS},
            Look.DISTRACTOR,
            "Có ý bị nhiều người trả lời sai",
        ),
    ],
)
def test_a_reason_is_told_in_words(item, look, words):
    found = line(build_item(**{"options": [(3, 0), (1, 0)]} | item))
    assert found.looks == (look,)
    assert words in found.reasons[0]


def test_who_knows_no_keys_is_told_no_letters():
    found = line(build_item(options=[(1, 0), (3, 0)]), knows_keys=False)
    assert found.reasons == ("Có phương án sai được nhiều người chọn hơn đáp án.",)


def test_a_question_that_may_not_be_read_has_no_stem():
    assert line(build_item(), may_read=False).stem == ""


def test_statements_are_told_with_what_was_said_of_them():
    found = option_lines(build_item(kind=Kind.STATEMENTS))
    assert [(each.name, each.count, each.is_right) for each in found] == [
        ("A: Đúng", 3, True),
        ("A: Sai", 1, False),
        ("B: Đúng", 3, False),
        ("B: Sai", 1, True),
        ("Bỏ trống", 1, False),
    ]
    assert found[0].share == 60


LINES = [
    {"code": "b", "facility": None, "discrimination": -10, "shown_count": 9},
    {"code": "a", "facility": 100, "discrimination": None, "shown_count": 7},
    {"code": "c", "facility": 50, "discrimination": 20, "shown_count": 8},
]


@pytest.mark.parametrize(
    ("order", "codes"),
    [("code", "abc"), ("facility", "cab"), ("discrimination", "bca"), ("shown", "bca")],
)
def test_questions_are_put_in_order(order, codes):
    lines: list[ItemLine] = [line(build_item(**each)) for each in LINES]
    assert order in ORDER_NAMES
    assert "".join(each.code for each in ordered(lines, order)) == codes
