"""What units are ordered by: keys, thresholds, blocks, and how rounds combine."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from contest.rules.ranking import Direction, SchemeFault, SchemeRefused, check_keys, signed
from contest.rules.refusal import RuleRefused
from contest.rules.units import Paths

CRITERION = "criterion:"


class UnitKey(StrEnum):
    """What two units are compared by; more comes first, a lower lot comes first.

    The rate is of entrants to headcount, the mean in hundredths of a point an entrant, the rate
    of those who are all right is of the entrants.  ``criterion:ID`` is what the committee gave
    for a criterion of its own.
    """

    RATE = "rate"
    MEAN = "mean"
    ALL_RIGHT = "all-right"
    ALL_RIGHT_RATE = "all-right-rate"
    WINNERS = "winners"
    ENTRANTS = "entrants"
    ATTEMPTS = "attempts"
    LOT = "lot"
    COMMITTEE = "committee"


ENDS = frozenset({UnitKey.LOT, UnitKey.COMMITTEE})


class UnitFault(StrEnum):
    UNKNOWN_KEY = "unit-key-unknown"
    LEAST_HEADCOUNT = "unit-least-headcount"
    SIZES = "unit-sizes"
    UNREADABLE = "unit-scheme-unreadable"
    WHY_MISSING = "unit-why-missing"
    WHO_MISSING = "unit-who-missing"
    COUNTED_TWICE = "unit-people-counted-twice"
    PRIZE_UNKNOWN = "unit-prize-unknown"
    PROPOSED_TWICE = "unit-proposed-twice"
    PROPOSALS_TOO_MANY = "unit-proposals-too-many"


class UnitRuleRefused(RuleRefused):
    """This orders or honours no unit; ``code`` is a UnitFault."""


@dataclass(frozen=True, slots=True)
class UnitCriterion:
    """A UnitKey or ``criterion:ID``, and what comes first by it: more, unless it is turned."""

    key: str
    direction: Direction = Direction.MORE_FIRST

    def __post_init__(self) -> None:
        if not self.key.removeprefix(CRITERION):
            raise UnitRuleRefused(UnitFault.UNKNOWN_KEY)
        if not self.key.startswith(CRITERION) and self.key not in set(UnitKey):
            raise UnitRuleRefused(UnitFault.UNKNOWN_KEY)

    @property
    def more_first(self) -> bool:
        return self.direction is Direction.MORE_FIRST


@dataclass(frozen=True, slots=True)
class Least:
    """A unit that has less than so much for a key is not ranked."""

    key: str
    value: int


class Grouping(StrEnum):
    """Which units are ranked against each other: all, those of a block, those of a size."""

    NONE = "none"
    BLOCK = "block"
    SIZE = "size"


class CombineRounds(StrEnum):
    """How several rounds make one result of a unit.

    Summed up, each person counts in every round and the headcounts add up; distinct, each
    person counts once over all rounds; or the mean of the rounds' rates, the best round, the
    last one.
    """

    SUM = "sum"
    DISTINCT = "distinct"
    MEAN_OF_RATES = "mean-of-rates"
    BEST_ROUND = "best-round"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class UnitScheme:
    """The keys in their order, the thresholds, and what is ranked against what.

    The rate of a unit with fewer people than ``least_headcount`` does not count.  ``sizes`` are
    the headcounts at which the next band begins, rising: 50, 200 are three bands.  ``paths`` says
    whether places of work and study are ranked, or places of residence.  Raises SchemeRefused, as
    for people, and UnitRuleRefused.
    """

    criteria: tuple[UnitCriterion, ...]
    least: tuple[Least, ...] = ()
    least_headcount: int = 1
    grouping: Grouping = Grouping.NONE
    sizes: tuple[int, ...] = ()
    combine: CombineRounds = CombineRounds.SUM
    paths: Paths = Paths.UNIT

    def __post_init__(self) -> None:
        check_keys(self.keys)
        if any(not each.more_first for each in self.criteria if each.key in ENDS):
            raise SchemeRefused(SchemeFault.TURNED)
        for each in self.least:
            UnitCriterion(each.key)
        if self.paths is Paths.AUDIENCE:
            raise UnitRuleRefused(UnitFault.UNREADABLE)
        if self.least_headcount < 1:
            raise UnitRuleRefused(UnitFault.LEAST_HEADCOUNT)
        rises = list(self.sizes) == sorted(set(self.sizes)) and min(self.sizes, default=1) > 0
        if not rises or bool(self.sizes) != (self.grouping is Grouping.SIZE):
            raise UnitRuleRefused(UnitFault.SIZES)

    @classmethod
    def of(cls, *keys: str) -> "UnitScheme":
        """Return the scheme of these keys, more first, with nothing else set."""
        return cls(tuple(map(UnitCriterion, keys)))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(each.key for each in self.criteria)


def encode(scheme: UnitScheme) -> dict[str, Any]:
    """Return plain JSON that ``decode`` reads; "+" stands before a key that is turned."""
    turned = {Direction.MORE_FIRST: "", Direction.LESS_FIRST: "+"}
    return {
        "keys": [f"{turned[each.direction]}{each.key}" for each in scheme.criteria],
        "least": [[each.key, each.value] for each in scheme.least],
        "least_headcount": scheme.least_headcount,
        "grouping": scheme.grouping.value,
        "sizes": list(scheme.sizes),
        "combine": scheme.combine.value,
        "paths": scheme.paths.value,
    }


def decode(data: Mapping[str, Any]) -> UnitScheme:
    """Return the scheme that was encoded.

    Raises UnitRuleRefused or SchemeRefused for anything else.
    """
    try:
        return UnitScheme(
            tuple(map(_criterion, data["keys"])),
            tuple(Least(key, value) for key, value in data["least"]),
            data["least_headcount"],
            Grouping(data["grouping"]),
            tuple(data["sizes"]),
            CombineRounds(data["combine"]),
            Paths(data["paths"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise UnitRuleRefused(UnitFault.UNREADABLE) from fault


def _criterion(text: str) -> UnitCriterion:
    direction, key = signed(text)
    return UnitCriterion(key, direction or Direction.MORE_FIRST)
