import pytest

from contest.rules.unit_ranking import UnitFigures
from contest.rules.unit_rounds import combined, people_once
from contest.rules.unit_schemes import CombineRounds, UnitCriterion, UnitRuleRefused, UnitScheme
from contest.rules.units import Entrant


def scheme(combine):
    return UnitScheme((UnitCriterion("rate"), UnitCriterion("all-right")), combine=combine)


def unit(rate=5_000, entrants=5, headcount=10, **given_):
    usual = {"attempts": 6, "points": 500, "all_right": 3, "winners": 1, "marks": {"7": 2}}
    return UnitFigures(1, "xã", headcount, rate, entrants, **usual | given_)


def one(combine, *rounds):
    return combined([{1: each} for each in rounds], scheme(combine))[1]


def test_summed_up_everything_adds_up():
    found = one(CombineRounds.SUM, unit(), unit(rate=10_000, entrants=10))
    assert found == UnitFigures(1, "xã", 10, 7_500, 15, 12, 1_000, 6, 2, {"7": 4})


def test_a_surplus_of_one_round_fills_no_other_one():
    found = one(CombineRounds.SUM, unit(rate=10_000, entrants=20), unit(rate=0, entrants=0))
    assert found.rate == 5_000


def test_a_round_whose_rate_does_not_count_has_no_say_in_the_rate():
    found = one(CombineRounds.SUM, unit(), unit(rate=None, headcount=None))
    assert (found.rate, found.headcount, found.entrants) == (5_000, 10, 10)


@pytest.mark.parametrize("combine", [CombineRounds.SUM, CombineRounds.MEAN_OF_RATES])
def test_rounds_without_any_rate_make_none(combine):
    found = one(combine, unit(rate=None, headcount=2), unit(rate=None, headcount=2))
    assert found.rate is None


def test_the_mean_of_rates_is_rounded_half_up():
    assert one(CombineRounds.MEAN_OF_RATES, unit(rate=1), unit(rate=2)).rate == 2


def test_the_best_round_is_the_one_that_the_scheme_puts_highest():
    rounds = [unit(), unit(all_right=4, attempts=9), unit(rate=4_999, all_right=9)]
    assert one(CombineRounds.BEST_ROUND, *rounds).attempts == 9


def test_of_equal_rounds_the_earlier_is_the_best():
    rounds = [unit(attempts=at) for at in range(1, 12)]
    assert one(CombineRounds.BEST_ROUND, *rounds).attempts == 1


def test_the_last_round_may_stand_alone():
    assert one(CombineRounds.LAST, unit(), unit(rate=7)).rate == 7


def test_a_unit_of_one_round_is_as_it_was_there():
    rounds = [{1: unit()}, {2: unit()}]
    assert combined(rounds, scheme(CombineRounds.SUM)) == {1: unit(), 2: unit()}


def test_where_each_person_counts_once_rounds_are_not_added():
    with pytest.raises(UnitRuleRefused) as refused:
        one(CombineRounds.DISTINCT, unit(), unit())
    assert refused.value.code == "unit-people-counted-twice"


def test_each_person_is_one_entrant_over_all_rounds():
    first = Entrant(1, (7,), (), "a", 2, 5, True, 500, 10)
    moved = Entrant(1, (8,), (), "a", 1, 6, False, 600, 10)
    other = Entrant(2, (7,), (), "a", 1, 1, False, 100, 10)
    assert people_once([[first], [moved, other]]) == [
        Entrant(1, (8,), (), "a", 3, 11, True, 1_100, 20),
        other,
    ]
