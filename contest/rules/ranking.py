"""What the regulation ranks by: keys and their directions, and which attempt counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from contest.rules.refusal import RuleRefused


class Key(StrEnum):
    """What two people are compared by.

    More right answers, more points and more of the judges' points come first; a nearer
    prediction, a nearer answer to the committee's question, a shorter duration, an earlier
    hand-in, an earlier start and a lower lot come first.  Who has nothing for a key comes after
    those who have.
    """

    RIGHT = "right"
    POINTS = "points"
    PREDICTION = "prediction"
    FACT = "fact"
    TEXT = "text"
    DURATION = "duration"
    HANDED_IN = "handed-in"
    STARTED = "started"
    LOT = "lot"
    COMMITTEE = "committee"


class Direction(StrEnum):
    """What comes first by a key; the value is how it is written before the key."""

    MORE_FIRST = "-"
    LESS_FIRST = "+"


MARKS = frozenset({Key.RIGHT, Key.POINTS})
MORE_IS_BETTER = MARKS | {Key.TEXT}


@dataclass(frozen=True, slots=True)
class Criterion:
    """A key, and what comes first by it: the natural thing unless the regulation turns it."""

    key: Key
    direction: Direction | None = None

    def __post_init__(self) -> None:
        if self.direction is self._natural:
            object.__setattr__(self, "direction", None)

    @property
    def more_first(self) -> bool:
        return (self.direction or self._natural) is Direction.MORE_FIRST

    @property
    def _natural(self) -> Direction:
        return Direction.MORE_FIRST if self.key in MORE_IS_BETTER else Direction.LESS_FIRST


class SchemeFault(StrEnum):
    EMPTY = "scheme-empty"
    KEY_TWICE = "scheme-key-twice"
    LOT_NOT_LAST = "scheme-lot-not-last"
    COMMITTEE_NOT_LAST = "scheme-committee-not-last"
    TURNED = "scheme-turned"
    UNIT_TOO_SMALL = "scheme-unit-too-small"
    UNREADABLE = "scheme-unreadable"


class SchemeRefused(RuleRefused):
    """The keys make no order; ``code`` is a SchemeFault."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The keys in the order in which they decide, and the unit durations are printed in.

    There is at least one key and none twice.  A lot or the committee decides last, since
    nothing is left after it, and neither is turned.  Durations are kept in milliseconds and
    rank in the printed unit: what is left over does not count.  Raises SchemeRefused.
    """

    criteria: tuple[Criterion, ...]
    duration_unit_ms: int = 1_000

    def __post_init__(self) -> None:
        check_keys(self.keys)
        ends = (Key.LOT, Key.COMMITTEE)
        if any(each.direction for each in self.criteria if each.key in ends):
            raise SchemeRefused(SchemeFault.TURNED)
        if self.duration_unit_ms < 1:
            raise SchemeRefused(SchemeFault.UNIT_TOO_SMALL)

    @classmethod
    def of(cls, *keys: Key, unit_ms: int = 1_000) -> "Scheme":
        """Return the scheme of these keys, each in its natural direction."""
        return cls(tuple(map(Criterion, keys)), unit_ms)

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(each.key for each in self.criteria)

    @property
    def ends_with_lot(self) -> bool:
        """Whether the order is total once lots are drawn."""
        return self.criteria[-1].key is Key.LOT


def check_keys(keys: tuple[str, ...]) -> None:
    """Of people's and of units' keys: at least one, none twice, lot or committee last."""
    if not keys:
        raise SchemeRefused(SchemeFault.EMPTY)
    if len(set(keys)) < len(keys):
        raise SchemeRefused(SchemeFault.KEY_TWICE)
    if Key.LOT in keys[:-1]:
        raise SchemeRefused(SchemeFault.LOT_NOT_LAST)
    if Key.COMMITTEE in keys[:-1]:
        raise SchemeRefused(SchemeFault.COMMITTEE_NOT_LAST)


def encode(scheme: Scheme) -> dict[str, Any]:
    """Return plain JSON: ``{"keys": ["right", "-started"], "unit_ms": 1000}``.

    A sign stands only before a key that is turned: "-" puts more first, "+" less.
    """
    keys = [f"{each.direction or ''}{each.key}" for each in scheme.criteria]
    return {"keys": keys, "unit_ms": scheme.duration_unit_ms}


def decode(data: Mapping[str, Any]) -> Scheme:
    """Return the scheme that was encoded.  Raises SchemeRefused for anything else."""
    try:
        criteria, unit_ms = tuple(map(_criterion, data["keys"])), data["unit_ms"]
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise SchemeRefused(SchemeFault.UNREADABLE) from fault
    if type(unit_ms) is not int:
        raise SchemeRefused(SchemeFault.UNREADABLE)
    return Scheme(criteria, unit_ms)


def signed(text: str) -> tuple[Direction | None, str]:
    """Split what is written before a key from the key."""
    name = text.lstrip("+-")
    sign = text.removesuffix(name)
    return Direction(sign) if sign else None, name


def _criterion(text: str) -> Criterion:
    direction, name = signed(text)
    return Criterion(Key(name), direction)


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
        Preset.A: Scheme.of(Key.RIGHT, Key.PREDICTION, Key.STARTED),
        Preset.B: Scheme.of(Key.RIGHT, Key.DURATION, Key.STARTED),
        Preset.C: Scheme.of(Key.RIGHT, Key.DURATION, Key.PREDICTION, Key.COMMITTEE),
        Preset.D: Scheme.of(Key.POINTS, Key.DURATION),
        Preset.E: Scheme.of(Key.RIGHT, Key.PREDICTION, Key.DURATION, Key.HANDED_IN, Key.LOT),
    }
)


class Counting(StrEnum):
    """Which of a person's attempts in a round counts."""

    BEST = "best"
    LAST = "last"
    FIRST = "first"


class Equals(StrEnum):
    """Which of equally good attempts is the best one.

    The first, the last, the one with the nearest prediction, or the one that the further keys
    of the scheme put highest.  What is equal in that too: the first.
    """

    FIRST = "first"
    LAST = "last"
    NEAREST = "nearest"
    SCHEME = "scheme"


@dataclass(frozen=True, slots=True)
class CountingRule:
    """Which attempt counts, and which of those that are equally good."""

    which: Counting = Counting.BEST
    equals: Equals = Equals.SCHEME
