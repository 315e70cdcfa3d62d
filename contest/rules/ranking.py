"""Who stands where, and why: the order of an audience in a round, by the regulation's keys."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from types import MappingProxyType

from contest.rules.refusal import RuleRefused

EntrantId = int | str
Merit = tuple[tuple[bool, int], ...]
_LAST = (True, 0)


class Key(StrEnum):
    """What two people are compared by.

    More right answers and more points come first; a nearer prediction, a shorter duration,
    an earlier hand-in, an earlier start and a lower lot come first.  Who has no prediction,
    or no lot, comes after those who have.
    """

    RIGHT = "right"
    POINTS = "points"
    PREDICTION = "prediction"
    DURATION = "duration"
    HANDED_IN = "handed-in"
    STARTED = "started"
    LOT = "lot"


class SchemeFault(StrEnum):
    EMPTY = "scheme-empty"
    KEY_TWICE = "scheme-key-twice"
    LOT_NOT_LAST = "scheme-lot-not-last"
    UNIT_TOO_SMALL = "scheme-unit-too-small"


class SchemeRefused(RuleRefused):
    """The keys make no order; ``code`` is a SchemeFault."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The keys in the order in which they decide, and the unit durations are printed in.

    There is at least one key and none twice, and a lot decides last, since nothing is left
    after it.  Durations are kept in milliseconds and rank in the printed unit: what is
    left over does not count.  Raises SchemeRefused.
    """

    keys: tuple[Key, ...]
    duration_unit_ms: int = 1_000

    def __post_init__(self) -> None:
        if not self.keys:
            raise SchemeRefused(SchemeFault.EMPTY)
        if len(set(self.keys)) < len(self.keys):
            raise SchemeRefused(SchemeFault.KEY_TWICE)
        if Key.LOT in self.keys[:-1]:
            raise SchemeRefused(SchemeFault.LOT_NOT_LAST)
        if self.duration_unit_ms < 1:
            raise SchemeRefused(SchemeFault.UNIT_TOO_SMALL)

    @property
    def ends_with_lot(self) -> bool:
        """Whether the order is total once lots are drawn."""
        return self.keys[-1] is Key.LOT


class Preset(StrEnum):
    """The five orders in use.

    A: the nearest prediction decides among equals, then the time of entry.
    B: speed decides, then the earliest moment of taking part.
    C: speed decides, then the nearest prediction; what is left equal the organisers decide.
    D: points, then the duration shown beside them.
    E: by stages: prediction, duration, hand-in, and a lot in the end.
    """

    A = "a"
    B = "b"
    C = "c"
    D = "d"
    E = "e"


PRESETS: Mapping[Preset, Scheme] = MappingProxyType(
    {
        Preset.A: Scheme((Key.RIGHT, Key.PREDICTION, Key.STARTED)),
        Preset.B: Scheme((Key.RIGHT, Key.DURATION, Key.STARTED)),
        Preset.C: Scheme((Key.RIGHT, Key.DURATION, Key.PREDICTION)),
        Preset.D: Scheme((Key.POINTS, Key.DURATION)),
        Preset.E: Scheme((Key.RIGHT, Key.PREDICTION, Key.DURATION, Key.HANDED_IN, Key.LOT)),
    }
)


class Counting(StrEnum):
    """Which of a person's attempts in a round counts."""

    BEST = "best"
    LAST = "last"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attempt as it is ranked; nothing else has an influence."""

    entrant: EntrantId
    right_count: int
    points: int
    guess_distance: int | None
    duration_ms: int
    started_ms: int
    handed_in_ms: int
    lot: int | None = None

    def value(self, key: Key, scheme: Scheme) -> int | None:
        """Return what this one has for a key, durations cut to the printed unit."""
        return _VALUES[key](self, scheme.duration_unit_ms)

    def merit(self, scheme: Scheme) -> Merit:
        """Return the sort key: a lower one stands higher."""
        return _weigher(scheme)(self)


_VALUES: Mapping[Key, Callable[[Candidate, int], int | None]] = MappingProxyType(
    {
        Key.RIGHT: lambda each, _: each.right_count,
        Key.POINTS: lambda each, _: each.points,
        Key.PREDICTION: lambda each, _: each.guess_distance,
        Key.DURATION: lambda each, unit_ms: each.duration_ms // unit_ms * unit_ms,
        Key.HANDED_IN: lambda each, _: each.handed_in_ms,
        Key.STARTED: lambda each, _: each.started_ms,
        Key.LOT: lambda each, _: each.lot,
    }
)
_MORE_IS_BETTER = frozenset({Key.RIGHT, Key.POINTS})


def _weigher(scheme: Scheme) -> Callable[[Candidate], Merit]:
    columns = [(_VALUES[key], -1 if key in _MORE_IS_BETTER else 1) for key in scheme.keys]
    unit_ms = scheme.duration_unit_ms

    def weigh(each: Candidate) -> Merit:
        values = ((value(each, unit_ms), sign) for value, sign in columns)
        return tuple(_LAST if value is None else (False, sign * value) for value, sign in values)

    return weigh


@dataclass(frozen=True, slots=True)
class Reason:
    """Two neighbours differ in this key first, by these values."""

    key: Key
    mine: int | None
    theirs: int | None
    other: EntrantId


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entrant stands, and what decided it.

    ``reason`` says why this one stands above the next lower place, ``reason_below`` why
    below the next higher one; each is None where there is none.
    """

    entrant: EntrantId
    place: int
    is_shared: bool
    reason: Reason | None
    reason_below: Reason | None


def rank(candidates: Iterable[Candidate], scheme: Scheme) -> tuple[Place, ...]:
    """The keys decide in their order; equals share a place and the next places are skipped.

    Two who share the first place are followed by the third.  Whoever shares a place is
    listed by entrant, which decides nothing.  The order of entry has no influence.
    """
    groups = _groups(candidates, scheme)
    heads = [group[0] for group in groups]
    downward = [_reason(upper, lower, scheme) for upper, lower in pairwise(heads)]
    upward = [_reason(lower, upper, scheme) for upper, lower in pairwise(heads)]
    places: list[Place] = []
    for group, reason, reason_below in zip(
        groups, [*downward, None], [None, *upward], strict=False
    ):
        place, is_shared = len(places) + 1, len(group) > 1
        places += [Place(each.entrant, place, is_shared, reason, reason_below) for each in group]
    return tuple(places)


def counting(attempts: Sequence[Candidate], which: Counting, scheme: Scheme) -> Candidate:
    """Of one person's attempts, in their order, the best, the last or the first counts.

    The best is the one that the scheme puts highest, and the earlier among equals.
    """
    if which is Counting.BEST:
        return min(attempts, key=lambda each: each.merit(scheme))
    return attempts[-1] if which is Counting.LAST else attempts[0]


def _groups(candidates: Iterable[Candidate], scheme: Scheme) -> list[list[Candidate]]:
    weigh = _weigher(scheme)
    weighed = [(weigh(each), each) for each in candidates]
    weighed.sort(key=lambda pair: (pair[0], len(str(pair[1].entrant)), str(pair[1].entrant)))
    return [[each for _, each in group] for _, group in groupby(weighed, key=lambda pair: pair[0])]


def _reason(mine: Candidate, theirs: Candidate, scheme: Scheme) -> Reason:
    values = ((key, mine.value(key, scheme), theirs.value(key, scheme)) for key in scheme.keys)
    key, my_value, their_value = next(each for each in values if each[1] != each[2])
    return Reason(key, my_value, their_value, theirs.entrant)
