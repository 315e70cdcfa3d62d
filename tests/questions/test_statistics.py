from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.statistics import Item, analyse

# Five attempts on three items, in points.
FORM = [
    {"a": 1, "b": 1, "c": 3},
    {"a": 1, "b": 0, "c": 2},
    {"a": 0, "b": 1, "c": 1},
    {"a": 1, "b": 0, "c": 0},
    {"a": 0, "b": 0, "c": 0},
]
ITEMS = {"a": Item(1), "b": Item(1), "c": Item(4)}


def figures(name, attempts=FORM, items=ITEMS, unit=1):
    return analyse(attempts, items, unit).items[name]


def totals(*sums):
    """The figures of totals alone: of a form of one item."""
    return analyse([{"a": each} for each in sums], {"a": Item(10)}).totals


def test_facility_is_the_part_of_the_maximum_that_was_had():
    assert [figures(each).facility for each in "abc"] == [0.6, 0.4, 0.3]


def test_the_spread_divides_by_the_attempts_less_one():
    # a: mean 0.6, squares 3·0.16 + 2·0.36 = 1.2, by 4.
    assert figures("a").variance == pytest.approx(0.3)
    assert figures("a").standard_deviation == pytest.approx(0.3**0.5)


def test_the_other_mark_is_the_rest_of_the_paper():
    # a: 1 1 0 1 0 with the rest 4 2 2 0 0: products 6, less 3·8/5, by 4.
    assert figures("a").covariance == pytest.approx(0.3)
    assert figures("a").other_variance == pytest.approx((24 - 64 / 5) / 4)


def test_discrimination_is_the_correlation_with_the_rest():
    assert figures("a").discrimination_index == pytest.approx(100 * 0.3 / (0.3 * 2.8) ** 0.5)


def test_efficiency_is_the_part_of_the_greatest_covariance_that_is_reached():
    # Sorted: 0 0 1 1 1 with 0 0 2 2 4: products 8, less 3·8/5, by 4.
    assert figures("a").covariance_max == pytest.approx(0.8)
    assert figures("a").discriminative_efficiency == pytest.approx(37.5)


def test_the_intended_weight_is_the_part_of_the_maximum():
    weights = [figures(each).intended_weight for each in "abc"]
    assert weights == pytest.approx([100 / 6, 100 / 6, 400 / 6])


def test_effective_weights_are_by_the_roots_of_the_covariance_with_the_total():
    found = [figures(each) for each in "abc"]
    roots = [(each.covariance + each.variance) ** 0.5 for each in found]
    weights = [100 * root / sum(roots) for root in roots]
    assert [each.effective_weight for each in found] == pytest.approx(weights)


def test_an_item_that_goes_against_the_total_has_no_effective_weight():
    attempts = [{"a": 1, "b": 0}, {"a": 1, "b": 0}, {"a": 0, "b": 4}]
    found = analyse(attempts, {"a": Item(1), "b": Item(4)}).items
    assert found["a"].effective_weight is None
    assert found["b"].effective_weight == 100


def test_an_item_that_some_were_not_asked_is_a_drawn_one():
    attempts = [{"a": 1, "b": 1}, {"a": 0, "b": 1}, {"b": 0}]
    assert (figures("a", attempts).is_drawn, figures("b", attempts).is_drawn) == (True, False)


def test_the_other_mark_of_a_drawn_item_is_the_whole_total():
    attempts = [{"a": 1, "b": 1}, {"a": 0, "b": 1}, {"a": 1, "b": 0}, {"b": 0}]
    # a: 1 0 1 with the totals 2 1 1.
    assert figures("a", attempts).covariance == pytest.approx((3 - 2 * 4 / 3) / 2)
    assert figures("a", attempts).effective_weight is None


def test_that_an_item_is_drawn_can_be_said():
    items = ITEMS | {"a": Item(1, is_drawn=True)}
    assert figures("a", items=items).other_variance == pytest.approx(
        figures("a").other_variance + 0.9
    )
    assert analyse(FORM, items).totals.is_fixed is False


def test_an_item_that_nobody_was_asked_has_no_figures():
    found = figures("d", items=ITEMS | {"d": Item(1)})
    assert (found.count, found.mean, found.facility, found.variance) == (0, None, None, None)
    assert (found.intended_weight, found.effective_weight) == (None, None)


def test_one_attempt_gives_a_facility_and_no_spread():
    found = figures("c", FORM[:1])
    assert (found.facility, found.variance, found.discrimination_index) == (0.75, None, None)


def test_an_item_worth_nothing_has_no_facility():
    found = figures("d", [each | {"d": 0} for each in FORM], ITEMS | {"d": Item(0)})
    assert (found.facility, found.standard_deviation, found.intended_weight) == (None, 0, 0)


def test_where_nothing_varies_nothing_discriminates():
    found = figures("a", [{"a": 1, "b": 1}, {"a": 1, "b": 0}])
    assert (found.discrimination_index, found.discriminative_efficiency) == (None, None)


def test_a_mark_of_an_unknown_item_is_refused():
    with pytest.raises(KeyError):
        analyse([{"x": 1}], ITEMS)


def test_hundredths_and_points_give_the_same_figures():
    hundredths = [{item: 100 * mark for item, mark in each.items()} for each in FORM]
    items = {name: Item(100 * item.max_mark) for name, item in ITEMS.items()}
    assert analyse(hundredths, items, 100) == analyse(FORM, ITEMS)


def test_of_no_attempts_there_are_no_figures():
    found = analyse([], ITEMS).totals
    assert (found.count, found.is_fixed, found.mean, found.median) == (0, False, None, None)
    assert (found.standard_deviation, found.skewness, found.kurtosis) == (None, None, None)


@pytest.mark.parametrize(("sums", "middle"), [((1, 9, 2), 2), ((4, 1, 2, 9), 3), ((7,), 7)])
def test_the_median_is_the_middle_or_the_mean_of_two(sums, middle):
    assert totals(*sums).median == middle


def test_skewness_and_kurtosis_are_of_the_distances_from_the_mean():
    # Distances -2 -1 0 3 squared 14, cubed 18, to the fourth 98; k2 = 14/3.
    found = totals(1, 2, 3, 6)
    assert found.skewness == pytest.approx(16 * 4.5 / 6 / (14 / 3) ** 1.5)
    k4 = 16 * (5 * 24.5 - 9 * 3.5**2) / 6
    assert found.kurtosis == pytest.approx(k4 / (14 / 3) ** 2)


@pytest.mark.parametrize("sums", [(1, 2), (3, 3, 3, 3)])
def test_too_few_totals_or_equal_ones_have_no_shape(sums):
    assert (totals(*sums).skewness, totals(*sums).kurtosis) == (None, None)


def test_alpha_is_one_where_all_items_say_the_same():
    found = analyse([{"a": each, "b": each} for each in (0, 1, 1)], ITEMS).totals
    assert (found.internal_consistency, found.error_ratio, found.standard_error) == (100, 0, 0)


def test_a_negative_alpha_is_a_figure_like_others():
    attempts = [{"a": 1, "b": 0}, {"a": 0, "b": 1}, {"a": 1, "b": 0}, {"a": 1, "b": 1}]
    found = analyse(attempts, ITEMS).totals
    # Variances 0.25, 1/3 and, of the totals, 0.25: 2·(1 - 7/3).
    assert found.internal_consistency == pytest.approx(-800 / 3)
    assert found.error_ratio == pytest.approx(100 * (11 / 3) ** 0.5)
    assert found.standard_error == pytest.approx((11 / 3) ** 0.5 * 0.5)


@pytest.mark.parametrize(
    "attempts",
    [
        pytest.param([*FORM, {"a": 1}], id="not-the-same-for-all"),
        pytest.param([{"a": 1}, {"a": 0}, {"a": 1}], id="one-item"),
        pytest.param(FORM[:2], id="two-attempts"),
        pytest.param([{"a": 1, "b": 0}, {"a": 0, "b": 1}] * 2, id="equal-totals"),
    ],
)
def test_there_is_no_alpha(attempts):
    found = analyse(attempts, ITEMS).totals
    assert (found.internal_consistency, found.error_ratio, found.standard_error) == (None,) * 3


MARKS = st.fixed_dictionaries(
    {"a": st.integers(0, 1)}, optional={"b": st.integers(0, 1), "c": st.integers(0, 4)}
)
TESTS = st.lists(MARKS, max_size=12)


def naive(attempts, name):
    """Facility, discrimination and efficiency as one would work them out by hand."""
    asked = [each for each in attempts if name in each]
    marks = [float(each[name]) for each in asked]
    is_drawn = len(asked) < len(attempts)
    others = [sum(each.values()) - (0 if is_drawn else each[name]) for each in asked]
    if not marks:
        return [None, None, None]
    facility = sum(marks) / len(marks) / ITEMS[name].max_mark
    spread = covariance(marks, marks) * covariance(others, others)
    most = covariance(sorted(marks), sorted(others))
    return [
        facility,
        100 * covariance(marks, others) / spread**0.5 if spread > 1e-9 else None,
        100 * covariance(marks, others) / most if most > 1e-9 else None,
    ]


def covariance(first, second):
    if len(first) < 2:
        return 0
    means = sum(first) / len(first), sum(second) / len(second)
    products = ((x - means[0]) * (y - means[1]) for x, y in zip(first, second, strict=True))
    return sum(products) / (len(first) - 1)


@given(TESTS)
def test_the_figures_are_those_of_a_plain_calculation(attempts):
    for name, found in analyse(attempts, ITEMS).items.items():
        ours = [found.facility, found.discrimination_index, found.discriminative_efficiency]
        assert ours == [
            each if each is None else pytest.approx(each) for each in naive(attempts, name)
        ]


@given(TESTS, st.randoms())
def test_the_order_of_the_attempts_has_no_influence(attempts, chance):
    assert analyse(chance.sample(attempts, len(attempts)), ITEMS) == analyse(attempts, ITEMS)


@given(TESTS)
def test_facility_and_discrimination_stay_in_their_bounds(attempts):
    for found in analyse(attempts, ITEMS).items.values():
        assert found.facility is None or 0 <= found.facility <= 1
        assert found.discrimination_index is None or -100 <= found.discrimination_index <= 100


@given(st.lists(st.integers(0, 10), min_size=1, max_size=20))
def test_the_median_is_that_of_the_standard_library(sums):
    assert totals(*sums).median == median(sums)
