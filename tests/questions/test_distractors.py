from fractions import Fraction
from itertools import product

import pytest

from questions.distractors import (
    STATEMENT_PARTS,
    Look,
    OptionCount,
    guess_score,
    is_outdone,
    looks,
)
from questions.model import Kind


@pytest.mark.parametrize(
    ("kind", "options", "right", "score"),
    [
        pytest.param(Kind.SINGLE, 4, 1, Fraction(1, 4), id="one-of-four"),
        pytest.param(Kind.SINGLE, 3, 1, Fraction(1, 3), id="one-of-three"),
        pytest.param(Kind.TRUE_FALSE, 2, 1, Fraction(1, 2), id="true-or-false"),
        pytest.param(Kind.SEVERAL, 4, 2, None, id="several-have-none"),
        pytest.param(Kind.STATEMENTS, 4, 2, Fraction(49, 160), id="four-statements"),
        pytest.param(Kind.SINGLE, 0, 0, None, id="nothing-to-choose"),
    ],
)
def test_guess_score(kind, options, right, score):
    assert guess_score(kind, options, right) == score


def test_the_guess_score_of_statements_is_the_mean_of_all_guesses():
    earned = [STATEMENT_PARTS[sum(guesses)] for guesses in product((0, 1), repeat=4)]
    assert guess_score(Kind.STATEMENTS, 4, 1) == Fraction(sum(earned), 16)


@pytest.mark.parametrize(
    ("chosen", "right", "outdone"),
    [
        pytest.param((5, 4), {0}, False, id="the-right-one-leads"),
        pytest.param((5, 5), {0}, False, id="as-often"),
        pytest.param((5, 6), {0}, True, id="a-wrong-one-leads"),
        pytest.param((9, 5, 6), {0, 1}, True, id="one-of-the-right-ones-is-behind"),
        pytest.param((9, 5), {0, 1}, False, id="all-are-right"),
        pytest.param((9, 5), set(), False, id="none-is-right"),
    ],
)
def test_a_wrong_option_outdoes_a_right_one(chosen, right, outdone):
    assert is_outdone(Kind.SEVERAL, map(OptionCount, chosen), right) is outdone


@pytest.mark.parametrize(
    ("counts", "outdone"),
    [
        pytest.param([(6, 4), (3, 7)], False, id="both-judged-rightly"),
        pytest.param([(4, 6), (3, 7)], True, id="a-true-one-taken-for-false"),
        pytest.param([(6, 4), (7, 3)], True, id="a-false-one-taken-for-true"),
    ],
)
def test_a_statement_is_judged_wrongly_by_most(counts, outdone):
    options = [OptionCount(*each) for each in counts]
    assert is_outdone(Kind.STATEMENTS, options, {0}) is outdone


@pytest.mark.parametrize(
    ("facility", "discrimination", "outdone", "expected"),
    [
        pytest.param(0.5, 20.0, False, (), id="a-good-question"),
        pytest.param(0.25, 0.0, False, (), id="at-the-lower-edge"),
        pytest.param(0.95, None, False, (), id="at-the-upper-edge"),
        pytest.param(0.24, -1.0, True, (Look.DISTRACTOR, Look.AGAINST, Look.HARD), id="all"),
        pytest.param(0.96, None, False, (Look.EASY,), id="too-easy"),
        pytest.param(None, None, False, (), id="nobody-was-asked"),
    ],
)
def test_what_is_worth_a_look(facility, discrimination, outdone, expected):
    assert looks(facility, discrimination, is_outdone=outdone) == expected
