"""Who stands before whom by columns of values, and why: for people and for units alike."""

import math
from collections.abc import Iterator, Mapping, Sequence
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


class Place(NamedTuple):
    """Where an entrant stands, and what decided it.

    ``reason`` says why this one stands above the next lower place, ``reason_below`` why
    below the next higher one; each is None where there is none.
    """

    entrant: EntrantId
    place: int
    is_shared: bool
    reason: Reason | None
    reason_below: Reason | None


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
    merits = _merits(columns)
    groups = [_listed(group, entrants) for group in _groups(merits)]
    heads = [group[0] for group in groups]
    reasons: list[tuple[Reason, Reason]] = [
        _reasons(upper, lower, entrants, columns, merits) for upper, lower in pairwise(heads)
    ]
    above: list[Reason | None] = [*(each[0] for each in reasons), None]
    below: list[Reason | None] = [None, *(each[1] for each in reasons)]
    places: list[Place] = []
    for group, reason, reason_below in zip(groups, above, below, strict=False):
        at, is_shared = len(places) + 1, len(group) > 1
        places += [Place(entrants[each], at, is_shared, reason, reason_below) for each in group]
    return places


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
    steps: list[list[Reason]] = []
    walked: list[Reason] = []
    for group in groups:
        if some := [each for each in group if each.entrant in members]:
            steps.append(walked)
            kept.append(some)
            walked = []
        walked = [*walked, *filter(None, (group[0].reason,))]
    order = {key: at for at, key in enumerate(keys)}
    links = [_across(steps[at], order) for at in range(1, len(kept))]
    return list(_placed_again(kept, links))


def _across(steps: Sequence[Reason], order: Mapping[str, int]) -> Reason:
    """From the reasons of all steps between two, why the first stands above the last."""
    first = min(order[each.key] for each in steps)
    deciding = [each for each in steps if order[each.key] == first]
    return deciding[-1]._replace(mine=deciding[0].mine)


def _placed_again(kept: Sequence[list[Place]], links: Sequence[Reason]) -> Iterator[Place]:
    count = 0
    for at, group in enumerate(kept):
        upper = kept[at - 1][0].entrant if at else None
        lower = kept[at + 1][0].entrant if at + 1 < len(kept) else None
        above = None if lower is None else links[at]._replace(other=lower)
        below = None if upper is None else _turned(links[at - 1], upper)
        for each in group:
            yield Place(each.entrant, count + 1, len(group) > 1, above, below)
        count += len(group)


def _turned(reason: Reason, other: EntrantId) -> Reason:
    return Reason(reason.key, reason.theirs, reason.mine, other)


def _merits(columns: Sequence[Column]) -> list[tuple[float, ...]]:
    """A lower one stands higher."""
    return list(zip(*map(_weights, columns), strict=True))


def _weights(column: Column) -> list[float]:
    if column.more_first:
        return [_LAST if value is None else -value for value in column.values]
    return [_LAST if value is None else value for value in column.values]


def _groups(merits: Sequence[tuple[float, ...]]) -> list[list[int]]:
    weigh = merits.__getitem__
    return [list(each) for _, each in groupby(sorted(range(len(merits)), key=weigh), key=weigh)]


def _listed(group: list[int], entrants: Sequence[EntrantId]) -> list[int]:
    if len(group) > 1:
        group.sort(key=lambda at: (len(str(entrants[at])), str(entrants[at])))
    return group


def _reasons(
    upper: int,
    lower: int,
    entrants: Sequence[EntrantId],
    columns: Sequence[Column],
    merits: Sequence[tuple[float, ...]],
) -> tuple[Reason, Reason]:
    """Why the upper one stands above, and the lower one below."""
    pairs = zip(merits[upper], merits[lower], columns, strict=True)
    key, values, _ = next(column for high, low, column in pairs if high != low)
    high, low = values[upper], values[lower]
    return Reason(key, high, low, entrants[lower]), Reason(key, low, high, entrants[upper])
