import pytest

from contest.rules.responses import response_of
from questions.marking import NOTHING, Response
from questions.model import Kind

ORDER = (2, 0, 1)


def chosen(*positions):
    return Response(frozenset(positions))


@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.TRUE_FALSE])
@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("A", chosen(2)),
        ("B", chosen(0)),
        ("C", chosen(1)),
        ("D", NOTHING),
        ("AB", NOTHING),
        ("a", NOTHING),
        ("", NOTHING),
        ("7", NOTHING),
        (None, NOTHING),
    ],
)
def test_a_letter_stands_for_the_option_shown_there(kind, choice, expected):
    assert response_of(choice, kind, ORDER) == expected


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("A", chosen(2)),
        ("AC", chosen(2, 1)),
        ("AD", chosen(2)),
        ("ac", NOTHING),
        ("Ac", NOTHING),
        ("1.234", NOTHING),
    ],
)
def test_several_letters_choose_several_options(choice, expected):
    assert response_of(choice, Kind.SEVERAL, ORDER) == expected


@pytest.mark.parametrize(
    ("choice", "true", "false"),
    [
        ("AbCd", {3, 1}, {2, 0}),
        ("b", set(), {2}),
        ("D", {0}, set()),
        ("h", set(), set()),
        ("12", set(), set()),
    ],
)
def test_a_capital_judges_a_statement_true_and_a_small_letter_false(choice, true, false):
    expected = Response(frozenset(true), frozenset(false))
    assert response_of(choice, Kind.STATEMENTS, (3, 2, 1, 0)) == expected
