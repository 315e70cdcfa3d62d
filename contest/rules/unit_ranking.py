"""How units stand against each other: in blocks, above thresholds, each place explained."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from contest.rules.placing import Column, Decision, EntrantId, Place, Value, decided, place
from contest.rules.unit_schemes import (
    CRITERION,
    ENDS,
    Grouping,
    Least,
    UnitFault,
    UnitKey,
    UnitRuleRefused,
    UnitScheme,
)
from contest.rules.units import WHOLE_RATE, Unit, UnitTotals, rate, rounded

Block = str | int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """What the committee gives a unit for a criterion of its own, why, and who says so."""

    unit: Unit
    criterion: str
    points: int
    why: str
    who: str

    def __post_init__(self) -> None:
        check_said(self.why, self.who)


def check_said(why: str, who: str) -> None:
    """What the committee gives has a reason and a name.  Raises UnitRuleRefused."""
    if not why.strip():
        raise UnitRuleRefused(UnitFault.WHY_MISSING)
    if not who.strip():
        raise UnitRuleRefused(UnitFault.WHO_MISSING)


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """What a unit brought; ``marks`` are the committee's points by criterion.

    ``rate`` is entrants of headcount in hundredths of a per cent, at most a hundred; None where
    the headcount is unknown or too small to count.
    """

    unit: Unit
    block: str | None
    headcount: int | None
    rate: int | None
    entrants: int
    attempts: int
    points: int
    all_right: int
    winners: int = 0
    marks: Mapping[str, int] = field(default_factory=dict)

    def value(self, key: str) -> Value:
        """Return what the unit has for a key that is no lot and no decision; None: nothing."""
        if key.startswith(CRITERION):
            return self.marks.get(key.removeprefix(CRITERION))
        return _VALUES[UnitKey(key)](self)


_VALUES: Mapping[UnitKey, Callable[[UnitFigures], Value]] = MappingProxyType(
    {
        UnitKey.RATE: lambda each: each.rate,
        UnitKey.MEAN: lambda each: rounded(each.points, each.entrants) if each.entrants else None,
        UnitKey.ALL_RIGHT: lambda each: each.all_right,
        UnitKey.ALL_RIGHT_RATE: lambda each: (
            rate(each.all_right, each.entrants) if each.entrants else None
        ),
        UnitKey.WINNERS: lambda each: each.winners,
        UnitKey.ENTRANTS: lambda each: each.entrants,
        UnitKey.ATTEMPTS: lambda each: each.attempts,
    }
)


def figures_of(
    lines: Iterable[UnitTotals],
    least_headcount: int = 1,
    *,
    blocks: Mapping[Unit, str] | None = None,
    winners: Mapping[Unit, int] | None = None,
    marks: Iterable[Mark] = (),
) -> dict[Unit, UnitFigures]:
    """Return the figures of each unit that has a line of totals, with winners and marks.

    A rate counts from the least headcount on, and is at most a hundred per cent.
    """
    given: dict[Unit, dict[str, int]] = {}
    for mark in marks:
        given.setdefault(mark.unit, {})[mark.criterion] = mark.points
    return {
        each.unit: UnitFigures(
            unit=each.unit,
            block=(blocks or {}).get(each.unit),
            headcount=each.headcount,
            rate=rate_of(each.entrants, each.headcount, least_headcount),
            entrants=each.entrants,
            attempts=each.attempts,
            points=each.points,
            all_right=each.all_right,
            winners=(winners or {}).get(each.unit, 0),
            marks=given.get(each.unit, {}),
        )
        for each in lines
        if each.unit is not None
    }


def rate_of(entrants: int, headcount: int | None, least_headcount: int) -> int | None:
    """Return entrants of headcount, at most all of them; None where the headcount is too small."""
    if headcount is None or headcount < least_headcount:
        return None
    return min(WHOLE_RATE, rate(entrants, headcount))


class Unranked(NamedTuple):
    """A unit below a threshold, and what it has for that key."""

    unit: Unit
    least: Least
    has: Value


class UnitBoard(NamedTuple):
    """The units that are ranked against each other, and those below a threshold."""

    places: tuple[Place, ...]
    unranked: tuple[Unranked, ...]


def rank_units(
    figures: Iterable[UnitFigures],
    scheme: UnitScheme,
    *,
    lots: Mapping[EntrantId, int] | None = None,
    decisions: Sequence[Decision] = (),
) -> dict[Block, UnitBoard]:
    """Units of a block are ranked against each other, by the keys in their order.

    The block None holds units of no block, or of a size that nobody stated; sizes are numbered
    from 0, the smallest.  A unit below a threshold is not ranked, and the threshold is named.
    Equals are shown as such, and each place says what decided it, as for people.
    """
    blocks: dict[Block, list[UnitFigures]] = {}
    for each in figures:
        blocks.setdefault(_block(each, scheme), []).append(each)
    return {block: _board(units, scheme, lots or {}, decisions) for block, units in blocks.items()}


def columns_of(units: Sequence[UnitFigures], scheme: UnitScheme) -> list[Column]:
    """Return what each unit has, key by key, without lot and decision."""
    return [
        Column(each.key, [unit.value(each.key) for unit in units], each.more_first)
        for each in scheme.criteria
        if each.key not in ENDS
    ]


def _block(figures: UnitFigures, scheme: UnitScheme) -> Block:
    if scheme.grouping is Grouping.BLOCK:
        return figures.block
    if scheme.grouping is Grouping.NONE or figures.headcount is None:
        return None
    return sum(each <= figures.headcount for each in scheme.sizes)


def _board(
    units: Sequence[UnitFigures],
    scheme: UnitScheme,
    lots: Mapping[EntrantId, int],
    decisions: Sequence[Decision],
) -> UnitBoard:
    failed = {each.unit: found for each in units if (found := _failed(each, scheme))}
    ranked = [each for each in units if each.unit not in failed]
    names = [each.unit for each in ranked]
    columns = columns_of(ranked, scheme)
    if scheme.keys[-1] == UnitKey.LOT:
        columns.append(Column(UnitKey.LOT, [lots.get(name) for name in names], False))
    if scheme.keys[-1] == UnitKey.COMMITTEE:
        columns.append(Column(UnitKey.COMMITTEE, decided(names, columns, decisions), False))
    return UnitBoard(tuple(place(names, columns)), tuple(failed.values()))


def _failed(figures: UnitFigures, scheme: UnitScheme) -> Unranked | None:
    for least in scheme.least:
        has = figures.value(least.key)
        if has is None or has < least.value:
            return Unranked(figures.unit, least, has)
    return None
