"""Who stands before whom by columns of values, and why: for people and for units alike."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from typing import NamedTuple

from contest.rules.refusal import RuleRefused

EntrantId = int | str
Value = int | None
_LAST = math.inf  # what nobody has stands after whatever anybody has


class Column(NamedTuple):
    """What each entrant has for one key, in the order of the entrants; None: nothing."""

    key: str
    values: Sequence[Value]
    more_first: bool


class Reason(NamedTuple):
    """Two neighbours differ in this key first, by these values."""

    key: str
    mine: Value
    theirs: Value
    other: EntrantId


class Gap(NamedTuple):
    """What sets two neighbouring places apart: the key, both values, both entrants."""

    key: str
    high: Value
    low: Value
    upper: EntrantId
    lower: EntrantId


class Place(NamedTuple):
    """Where an entrant stands, and what decided it.

    One gap serves both of its sides, since there are 200,000 of them.
    """

    entrant: EntrantId
    place: int
    is_shared: bool
    gap_below: Gap | None
    gap_above: Gap | None

    @property
    def reason(self) -> Reason | None:
        """Return why this one stands above the next lower place; None for the last."""
        gap = self.gap_below
        return gap and Reason(gap.key, gap.high, gap.low, gap.lower)

    @property
    def reason_below(self) -> Reason | None:
        """Return why this one stands below the next higher place; None for the first."""
        gap = self.gap_above
        return gap and Reason(gap.key, gap.low, gap.high, gap.upper)


class DecisionFault(StrEnum):
    NOBODY_TO_ORDER = "decision-nobody-to-order"
    NAMED_TWICE = "decision-named-twice"
    WHO_MISSING = "decision-who-missing"
    WHY_MISSING = "decision-why-missing"


class DecisionRefused(RuleRefused):
    """This orders nobody; ``code`` is a DecisionFault."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The committee puts some who are equal in all else in an order, and says who and why.

    It names at least two, none twice.  Raises DecisionRefused.
    """

    order: tuple[EntrantId, ...]
    who: str
    why: str

    def __post_init__(self) -> None:
        if len(self.order) < 2:
            raise DecisionRefused(DecisionFault.NOBODY_TO_ORDER)
        if len(set(self.order)) < len(self.order):
            raise DecisionRefused(DecisionFault.NAMED_TWICE)
        if not self.who.strip():
            raise DecisionRefused(DecisionFault.WHO_MISSING)
        if not self.why.strip():
            raise DecisionRefused(DecisionFault.WHY_MISSING)


def place(entrants: Sequence[EntrantId], columns: Sequence[Column]) -> list[Place]:
    """The columns decide in their order; equals share a place and the next places are skipped.

    Two who share the first place are followed by the third.  Whoever shares a place is
    listed by name or number, which decides nothing.  The order of entry has no influence.
    Entrants are different from each other, and there is at least one column.
    """
    merits = list(zip(*map(_weights, columns), strict=True))
    order = sorted(range(len(merits)), key=merits.__getitem__)
    starts = [
        at for at, each in enumerate(order) if not at or merits[each] != merits[order[at - 1]]
    ]
    bounds = list(pairwise([*starts, len(order)]))
    for begin, end in bounds:
        if end - begin > 1:
            order[begin:end] = sorted(order[begin:end], key=lambda each: _listed(entrants[each]))
    gaps: list[Gap | None] = [
        _gap(order[upper], order[lower], entrants, columns, merits)
        for upper, lower in pairwise(starts)
    ]
    return [
        Place(entrants[order[at]], begin + 1, end - begin > 1, below, above)
        for (begin, end), below, above in zip(bounds, [*gaps, None], [None, *gaps], strict=False)
        for at in range(begin, end)
    ]


def decided(
    entrants: Sequence[EntrantId], columns: Sequence[Column], decisions: Sequence[Decision]
) -> list[Value]:
    """The committee decides only among those whom all other keys leave equal.

    Returns the position that each one has in a decision; whom it does not name stand after
    those it names, and stay tied.  Where two decisions meet among equals neither counts:
    nobody has said who of the one stands before whom of the other.
    """
    ruled = {name: which for which, each in enumerate(decisions) for name in each.order}
    found: list[Value] = [None] * len(entrants)
    tied: dict[tuple[Value, ...], dict[int, int]] = {}
    for at, name in enumerate(entrants):
        if name in ruled:
            equal = tuple(column.values[at] for column in columns)
            tied.setdefault(equal, {})[at] = ruled[name]
    for group in tied.values():
        if len(set(group.values())) == 1:
            for at, which in group.items():
                found[at] = decisions[which].order.index(entrants[at]) + 1
    return found


def among(
    places: Sequence[Place], members: frozenset[EntrantId], keys: Sequence[str]
) -> list[Place]:
    """Some of those who are placed keep their order, and get places among themselves.

    Why one stands above the next of them is the first of the keys that set anybody between
    the two apart: with it the first one's value and the last one's.
    """
    groups = [list(each) for _, each in groupby(places, key=lambda each: each.place)]
    kept: list[list[Place]] = []
    gaps: list[Gap] = []
    walked: list[Gap] = []
    for group in groups:
        if some := [each for each in group if each.entrant in members]:
            if kept:
                gaps.append(_across(walked, kept[-1][0].entrant, some[0].entrant, keys))
            kept.append(some)
            walked = []
        walked += filter(None, (group[0].gap_below,))
    return list(_placed_again(kept, gaps))


def _across(gaps: Iterable[Gap], upper: EntrantId, lower: EntrantId, keys: Sequence[str]) -> Gap:
    """From the gaps of all steps between two, what sets these two apart."""
    gaps = list(gaps)
    first = min(keys.index(each.key) for each in gaps)
    deciding = [each for each in gaps if each.key == keys[first]]
    return Gap(keys[first], deciding[0].high, deciding[-1].low, upper, lower)


def _placed_again(kept: Sequence[list[Place]], gaps: Sequence[Gap]) -> Iterator[Place]:
    count = 0
    for group, below, above in zip(kept, [*gaps, None], [None, *gaps], strict=False):
        for each in group:
            yield Place(each.entrant, count + 1, len(group) > 1, below, above)
        count += len(group)


def _weights(column: Column) -> list[float]:
    """A lower one stands higher."""
    if column.more_first:
        return [_LAST if value is None else -value for value in column.values]
    return [_LAST if value is None else value for value in column.values]


def _listed(entrant: EntrantId) -> tuple[int, str]:
    return len(str(entrant)), str(entrant)


def _gap(
    upper: int,
    lower: int,
    entrants: Sequence[EntrantId],
    columns: Sequence[Column],
    merits: Sequence[tuple[float, ...]],
) -> Gap:
    high, low, at = merits[upper], merits[lower], 0
    while high[at] == low[at]:
        at += 1
    key, values, _ = columns[at]
    return Gap(key, values[upper], values[lower], entrants[upper], entrants[lower])
