"""How well each item of a test measures, and how reliable the whole is.

Definitions are those of Moodle's quiz statistics.  All variances and covariances divide by the
number of attempts less one, so that none exists for fewer than two attempts.  Sums are whole
numbers, and the order of the attempts has no influence.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from math import copysign, sqrt
from typing import Generic, TypeVar

FEWEST_FOR_SKEWNESS = 3
FEWEST_FOR_KURTOSIS = 4
FEWEST_FOR_RELIABILITY = 3

ItemId = TypeVar("ItemId", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Item:
    """What an item is worth, in the unit of the marks.

    ``is_drawn`` says whether chance chose it for a paper; None: when some were not asked it.
    """

    max_mark: int
    is_drawn: bool | None = None


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """The figures of one item.  Marks are in points, indices and weights in per cent.

    ``count``: how many were asked it.  ``facility``: the mean mark as a part of the most that can
    be had, 0 to 1.  The other mark is what the rest of the paper earned; of a drawn item, the
    whole paper.  ``covariance`` is of the mark with the other mark, and ``covariance_max`` the
    greatest that the same marks could have had.  ``discrimination_index`` is their correlation,
    and ``discriminative_efficiency`` the covariance as a part of the greatest.  The intended
    weight is the part of the paper's maximum, the effective one the part of its spread; a drawn
    item has none, nor has one whose marks go against the totals.
    """

    count: int
    max_mark: float
    is_drawn: bool
    mean: float | None
    facility: float | None
    variance: float | None
    standard_deviation: float | None
    other_variance: float | None
    covariance: float | None
    covariance_max: float | None
    discrimination_index: float | None
    discriminative_efficiency: float | None
    intended_weight: float | None
    effective_weight: float | None


@dataclass(frozen=True, slots=True)
class TotalFigures:
    """The figures of the attempts' totals, in points.

    ``internal_consistency`` is Cronbach's alpha in per cent (KR-20 where items are right or
    wrong), negative where items contradict each other; ``error_ratio`` in per cent and
    ``standard_error`` in points follow from it.  They mean something only where every attempt
    was asked the same (``is_fixed``) and are None elsewhere.
    """

    count: int
    is_fixed: bool
    mean: float | None
    median: float | None
    standard_deviation: float | None
    skewness: float | None
    kurtosis: float | None
    internal_consistency: float | None
    error_ratio: float | None
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class Statistics(Generic[ItemId]):
    """The figures of a test; ``items`` are in the order in which they were given."""

    totals: TotalFigures
    items: Mapping[ItemId, ItemFigures]


def analyse(
    attempts: Iterable[Mapping[ItemId, int]], items: Mapping[ItemId, Item], unit: int = 1
) -> Statistics[ItemId]:
    """The statistics of a test from the marks that each attempt had for each item it was asked.

    Marks and maxima are whole numbers; ``unit`` of them make a point (100 for hundredths).  An
    item that an attempt was not asked is absent from it; one that was asked and left blank has 0.
    Attempts are gone through once.  Raises KeyError for a mark of an item that is not given.
    """
    counted: Counter[tuple[ItemId, int, int]] = Counter()
    totals: Counter[int] = Counter()
    for marks in attempts:
        total = sum(marks.values())
        totals[total] += 1
        # In one call: 2,000,000 marks are counted in a second, one by one in three.
        counted.update(zip(marks, marks.values(), repeat(total)))
    pairs: dict[ItemId, Counter[tuple[int, int]]] = {each: Counter() for each in items}
    for (item, mark, total), times in counted.items():
        pairs[item][mark, total] = times
    count = totals.total()
    sums = {
        name: _sums(pairs[name], item, unit, is_usual=pairs[name].total() == count)
        for name, item in items.items()
    }
    return Statistics(_totals(totals, list(sums.values()), unit), _weighted(sums, count))


@dataclass(frozen=True, slots=True)
class _Sums:
    """What an item's figures follow from, in points."""

    count: int
    max_mark: Fraction
    is_drawn: bool
    mean: Fraction
    variance: Fraction | None = None
    other_variance: Fraction | None = None
    covariance: Fraction | None = None
    covariance_max: Fraction | None = None

    @property
    def with_total(self) -> Fraction | None:
        """The covariance of the mark with the total, of an item that all were asked."""
        if self.is_drawn or self.covariance is None or self.variance is None:
            return None
        return self.covariance + self.variance


def _sums(pairs: Mapping[tuple[int, int], int], item: Item, unit: int, *, is_usual: bool) -> _Sums:
    """From how often each mark met each total."""
    is_drawn = not is_usual if item.is_drawn is None else item.is_drawn
    marks: Counter[int] = Counter()
    others: Counter[int] = Counter()
    products = 0
    for (mark, total), count in pairs.items():
        other = total if is_drawn else total - mark
        marks[mark] += count
        others[other] += count
        products += mark * other * count
    size = marks.total()
    most = Fraction(item.max_mark, unit)
    mark_sum, other_sum = _sum(marks), _sum(others)
    mean = Fraction(mark_sum, size * unit) if size else Fraction(0)
    if size < 2:  # nothing varies
        return _Sums(size, most, is_drawn, mean)
    divisor = size * (size - 1) * unit * unit

    def spread(product_sum: int, first: int, second: int) -> Fraction:
        return Fraction(size * product_sum - first * second, divisor)

    return _Sums(
        size,
        most,
        is_drawn,
        mean,
        spread(_sum(marks, 2), mark_sum, mark_sum),
        spread(_sum(others, 2), other_sum, other_sum),
        spread(products, mark_sum, other_sum),
        spread(sum(_sorted_products(marks, others)), mark_sum, other_sum),
    )


def _sum(counted: Mapping[int, int], power: int = 1) -> int:
    return sum(value**power * count for value, count in counted.items())


def _sorted_products(first: Mapping[int, int], second: Mapping[int, int]) -> Iterator[int]:
    """The products of two lists of counted values after each was sorted in ascending order."""
    others = iter(sorted(second.items()))
    other, left = 0, 0
    for value, count in sorted(first.items()):
        needed = count
        while needed:
            if not left:
                other, left = next(others)
            taken = min(needed, left)
            yield value * other * taken
            needed, left = needed - taken, left - taken


def _weighted(sums: Mapping[ItemId, _Sums], count: int) -> dict[ItemId, ItemFigures]:
    """The items' figures, with their weights among each other."""
    paper = sum((each.max_mark * each.count for each in sums.values()), Fraction(0))
    roots = {item: _root(each.with_total) for item, each in sums.items()}
    whole = sum(root for root in roots.values() if root is not None)
    return {
        item: _figures(
            each,
            intended=_ratio(100 * each.max_mark * count, paper),
            effective=_part(roots[item], whole),
        )
        for item, each in sums.items()
    }


def _figures(sums: _Sums, intended: float | None, effective: float | None) -> ItemFigures:
    return ItemFigures(
        count=sums.count,
        max_mark=float(sums.max_mark),
        is_drawn=sums.is_drawn,
        mean=float(sums.mean) if sums.count else None,
        facility=_ratio(sums.mean, sums.max_mark) if sums.count else None,
        variance=_number(sums.variance),
        standard_deviation=_root(sums.variance),
        other_variance=_number(sums.other_variance),
        covariance=_number(sums.covariance),
        covariance_max=_number(sums.covariance_max),
        discrimination_index=_correlation(sums),
        discriminative_efficiency=_efficiency(sums),
        intended_weight=intended if sums.count else None,
        effective_weight=effective,
    )


def _correlation(sums: _Sums) -> float | None:
    """Worked out as the root of an exact square, so that it never leaves -100 to 100."""
    if not sums.variance or not sums.other_variance or sums.covariance is None:
        return None
    square = sums.covariance**2 / (sums.variance * sums.other_variance)
    return copysign(100 * sqrt(square), sums.covariance)


def _efficiency(sums: _Sums) -> float | None:
    if sums.covariance is None or not sums.covariance_max:
        return None
    return float(100 * sums.covariance / sums.covariance_max)


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _root(value: Fraction | None) -> float | None:
    """The square root; None of what is negative."""
    return None if value is None or value < 0 else sqrt(value)


def _ratio(part: Fraction, whole: Fraction) -> float | None:
    return float(part / whole) if whole else None


def _part(part: float | None, whole: float) -> float | None:
    return None if part is None or not whole else 100 * part / whole


def _totals(totals: Counter[int], items: list[_Sums], unit: int) -> TotalFigures:
    count = totals.total()
    asked = [each for each in items if each.count]
    is_fixed = bool(asked) and not any(each.is_drawn for each in asked)
    mean = Fraction(_sum(totals), count * unit) if count else None
    second = _moment(totals, 2, unit)
    variance = second * count / (count - 1) if count > 1 else None
    consistency = _consistency(asked, variance, count) if is_fixed else None
    unexplained = None if consistency is None else sqrt(1 - consistency)
    return TotalFigures(
        count=count,
        is_fixed=is_fixed,
        mean=_number(mean),
        median=_median(totals, unit),
        standard_deviation=_root(variance),
        skewness=_skewness(totals, variance, unit),
        kurtosis=_kurtosis(totals, variance, unit),
        internal_consistency=None if consistency is None else float(100 * consistency),
        error_ratio=None if unexplained is None else 100 * unexplained,
        standard_error=(
            None if unexplained is None or variance is None else unexplained * sqrt(variance)
        ),
    )


def _moment(totals: Counter[int], power: int, unit: int) -> Fraction:
    """The mean of the totals' distances from their mean, to that power; 0 of no totals."""
    count, whole = totals.total(), _sum(totals)
    distances = ((count * total - whole) ** power * times for total, times in totals.items())
    return Fraction(sum(distances), max(count, 1) ** (power + 1) * unit**power)


def _median(totals: Counter[int], unit: int) -> float | None:
    """The middle total, or the mean of the two in the middle."""
    count = totals.total()
    if not count:
        return None
    before, middle = 0, []
    for total, times in sorted(totals.items()):
        middle += [
            total for place in {(count - 1) // 2, count // 2} if before <= place < before + times
        ]
        before += times
    return float(Fraction(sum(middle), len(middle) * unit))


def _skewness(totals: Counter[int], variance: Fraction | None, unit: int) -> float | None:
    count = totals.total()
    if count < FEWEST_FOR_SKEWNESS or not variance:
        return None
    third = count**2 * _moment(totals, 3, unit) / ((count - 1) * (count - 2))
    return float(third) / sqrt(variance) ** 3


def _kurtosis(totals: Counter[int], variance: Fraction | None, unit: int) -> float | None:
    count = totals.total()
    if count < FEWEST_FOR_KURTOSIS or not variance:
        return None
    second, fourth = _moment(totals, 2, unit), _moment(totals, 4, unit)
    cumulant = count**2 * ((count + 1) * fourth - 3 * (count - 1) * second**2)
    cumulant /= (count - 1) * (count - 2) * (count - 3)
    return float(cumulant / variance**2)


def _consistency(items: list[_Sums], variance: Fraction | None, count: int) -> Fraction | None:
    """Cronbach's alpha: 1 where all items measure the same; never more."""
    parts = len(items)
    if parts < 2 or count < FEWEST_FOR_RELIABILITY or not variance:  # a part alone
        return None
    spread = sum((each.variance or Fraction(0) for each in items), Fraction(0))
    return Fraction(parts, parts - 1) * (1 - spread / variance)
