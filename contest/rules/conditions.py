"""What the regulation may ask of whoever enters: conditions that are composed of one another."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contest.rules.refusal import RuleRefused

OLDEST = 150
HIGHEST_GRADE = 12
DEEPEST = 4
MOST_PARTS = 20


class Link(StrEnum):
    """What ties a person to a place or a unit."""

    LIVES = "lives"
    WORKS = "works"
    STUDIES = "studies"


class ConditionFault(StrEnum):
    AGE_IMPOSSIBLE = "condition-age-impossible"
    GRADES_IMPOSSIBLE = "condition-grades-impossible"
    NOTHING_CHOSEN = "condition-nothing-chosen"
    TOO_DEEP = "condition-too-deep"
    TOO_MANY_PARTS = "condition-too-many-parts"


class ConditionRefused(RuleRefused):
    """Nobody, or everybody, would meet this condition; ``code`` is a ConditionFault."""


@dataclass(frozen=True, slots=True)
class AgeFrom:
    """At least so many completed years on a day; without a day, on that of the entry."""

    years: int
    on: date | None = None

    def __post_init__(self) -> None:
        _refuse(ConditionFault.AGE_IMPOSSIBLE, not 0 <= self.years <= OLDEST)


@dataclass(frozen=True, slots=True)
class AgeTo:
    """At most so many completed years on a day; without a day, on that of the entry."""

    years: int
    on: date | None = None

    def __post_init__(self) -> None:
        _refuse(ConditionFault.AGE_IMPOSSIBLE, not 0 <= self.years <= OLDEST)


@dataclass(frozen=True, slots=True)
class Linked:
    """Lives, works or studies in one of these units or below it; any of the links will do."""

    units: frozenset[int]
    links: frozenset[Link]

    def __post_init__(self) -> None:
        _refuse(ConditionFault.NOTHING_CHOSEN, not (self.units and self.links))


@dataclass(frozen=True, slots=True)
class OnList:
    """Stands on a list of staff or of a class."""

    list_id: int


@dataclass(frozen=True, slots=True)
class Grade:
    """Is a pupil of these grades, both included."""

    lowest: int
    highest: int

    def __post_init__(self) -> None:
        is_right = 1 <= self.lowest <= self.highest <= HIGHEST_GRADE
        _refuse(ConditionFault.GRADES_IMPOSSIBLE, not is_right)


@dataclass(frozen=True, slots=True)
class MemberOf:
    """Belongs to a kind of body, by the host's name for it: youth union, Party, officials."""

    body: str

    def __post_init__(self) -> None:
        _refuse(ConditionFault.NOTHING_CHOSEN, not self.body.strip())


@dataclass(frozen=True, slots=True)
class CitizenOf:
    """Is a citizen of one of these countries, by their two letters: VN, LA."""

    countries: frozenset[str]

    def __post_init__(self) -> None:
        _refuse(ConditionFault.NOTHING_CHOSEN, not self.countries)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Meets each of these; with none of them, everybody does."""

    conditions: "tuple[Condition, ...]" = ()

    def __post_init__(self) -> None:
        _check_parts(self)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Meets at least one of these."""

    conditions: "tuple[Condition, ...]"

    def __post_init__(self) -> None:
        _refuse(ConditionFault.NOTHING_CHOSEN, not self.conditions)
        _check_parts(self)


Leaf = AgeFrom | AgeTo | Linked | OnList | Grade | MemberOf | CitizenOf
Condition = Leaf | AllOf | AnyOf


def leaves(condition: Condition) -> tuple[Leaf, ...]:
    """Return the single conditions of which it is composed, each once, in their order."""
    if not isinstance(condition, AllOf | AnyOf):
        return (condition,)
    return tuple(dict.fromkeys(leaf for part in condition.conditions for leaf in leaves(part)))


def depth(condition: Condition) -> int:
    """Return how many AllOf and AnyOf stand in one another; a single condition has none."""
    if isinstance(condition, AllOf | AnyOf):
        return 1 + max(map(depth, condition.conditions), default=0)
    return 0


def _check_parts(condition: AllOf | AnyOf) -> None:
    _refuse(ConditionFault.TOO_MANY_PARTS, len(condition.conditions) > MOST_PARTS)
    _refuse(ConditionFault.TOO_DEEP, depth(condition) > DEEPEST)


def _refuse(fault: ConditionFault, is_wrong: bool) -> None:
    if is_wrong:
        raise ConditionRefused(fault)


ANYONE = AllOf()
