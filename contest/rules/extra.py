"""What an extra question asks, who counts for its truth, and which figures would give it away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from contest.rules.prediction import PersonSummary, Target
from contest.rules.refusal import RuleRefused


class Scope(StrEnum):
    """Over whom the truth is counted."""

    AUDIENCE = "audience"
    ROUND = "round"
    CONTEST = "contest"


class AllRight(StrEnum):
    """Who is all right: whose counting attempt is, or who has any attempt that is."""

    COUNTING = "counting"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Counts:
    """Which people and attempts a figure counts; it is printed beside the figure.

    Whether those who are not recognised count, attempts that are void, and those who practise
    without a guardian's consent.
    """

    disqualified: bool = False
    void: bool = False
    practising: bool = False
    all_right: AllRight = AllRight.COUNTING


class ExtraFault(StrEnum):
    MOST_POINTS = "extra-most-points"
    POINTS = "extra-points"
    ROUND_OPEN = "extra-round-open"
    SOURCE_MISSING = "extra-source-missing"
    WHY_MISSING = "extra-why-missing"
    UNREADABLE = "extra-unreadable"


class ExtraRefused(RuleRefused):
    """This is no extra question, truth or mark; ``code`` is an ExtraFault."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A prediction: what is to be foreseen, over whom, and who counts."""

    target: Target
    scope: Scope = Scope.ROUND
    counts: Counts = field(default_factory=Counts)


@dataclass(frozen=True, slots=True)
class Fact:
    """A number whose truth the committee enters, with its source."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A text that the judges give 0 to so many points, in hundredths."""

    most_points: int

    def __post_init__(self) -> None:
        if self.most_points < 1:
            raise ExtraRefused(ExtraFault.MOST_POINTS)

    def points(self, given: int) -> int:
        """Return the judges' points.  Raises ExtraRefused below 0 and above the most."""
        if not 0 <= given <= self.most_points:
            raise ExtraRefused(ExtraFault.POINTS)
        return given


Extra = Definition | Fact | Judged


@dataclass(frozen=True, slots=True)
class Truth:
    """One version of a truth; ``by`` is None where the platform counted it."""

    version: int
    value: int
    found_ms: int
    why: str = ""
    source: str = ""
    by: str | None = None


def next_truth(
    extra: Definition | Fact,
    versions: Sequence[Truth],
    value: int,
    found_ms: int,
    *,
    round_over: bool,
    why: str = "",
    source: str = "",
    by: str | None = None,
) -> Truth:
    """A truth is found when the round is over for everyone, and changed for a stated reason.

    The committee's truth has a source.  Older versions stay.  Raises ExtraRefused.
    """
    if not round_over:
        raise ExtraRefused(ExtraFault.ROUND_OPEN)
    if isinstance(extra, Fact) and not source.strip():
        raise ExtraRefused(ExtraFault.SOURCE_MISSING)
    if versions and not why.strip():
        raise ExtraRefused(ExtraFault.WHY_MISSING)
    version = max((each.version for each in versions), default=0) + 1
    return Truth(version, value, found_ms, why, source, by)


def people_of(rounds: Iterable[Iterable[PersonSummary]]) -> list[PersonSummary]:
    """Over a whole contest each person is one participant, and all right who is so in a round."""
    merged: dict[int | str, PersonSummary] = {}
    for each in (summary for people in rounds for summary in people):
        other = merged.get(each.person)
        merged[each.person] = each if other is None else _together(other, each)
    return list(merged.values())


def _together(one: PersonSummary, other: PersonSummary) -> PersonSummary:
    return PersonSummary(
        one.person,
        one.attempt_count + other.attempt_count,
        one.is_all_right or other.is_all_right,
    )


class Figure(StrEnum):
    """What the public may be shown of a round while it runs."""

    PARTICIPANTS = "participants"
    ATTEMPTS = "attempts"
    ALL_RIGHT = "all-right"
    PERCENTAGES = "percentages"
    HISTOGRAM = "histogram"
    UNIT_TABLE = "unit-table"
    LIVE_COUNTERS = "live-counters"


_OF_RIGHT = frozenset({Figure.ALL_RIGHT, Figure.PERCENTAGES, Figure.HISTOGRAM, Figure.UNIT_TABLE})
_OF_PEOPLE = frozenset(Figure) - {Figure.ALL_RIGHT}
_REVEALING: Mapping[Target, frozenset[Figure]] = MappingProxyType(
    {
        Target.ALL_RIGHT: _OF_RIGHT,
        Target.PERCENT_ALL_RIGHT: _OF_RIGHT,
        Target.PARTICIPANTS: _OF_PEOPLE,
        Target.ATTEMPTS: _OF_PEOPLE,
    }
)


def figures_that_reveal(target: Target) -> frozenset[Figure]:
    """From these figures the truth can be computed, or nearly so.

    The number of people nearly tells the number of attempts, and the other way round; a share
    of a known headcount tells the number of people.
    """
    return _REVEALING[target]


def is_withheld(
    figure: Figure, prediction: Definition, *, is_open: bool, same_audience: bool, same_round: bool
) -> bool:
    """While anyone may still answer, no figure of the scope lets the truth be computed.

    ``is_open``: some round of the prediction's scope is not over for everyone.  The figure is
    of the prediction's round and audience or not; a total over audiences has the audience in it.
    A prediction over the contest withholds the figures of rounds that are over as well, since
    they are part of the sum.
    """
    within = {
        Scope.AUDIENCE: same_round and same_audience,
        Scope.ROUND: same_round,
        Scope.CONTEST: True,
    }
    return is_open and within[prediction.scope] and figure in figures_that_reveal(prediction.target)


def encode(extra: Extra) -> dict[str, Any]:
    """Return plain JSON that ``decode`` reads."""
    if isinstance(extra, Fact):
        return {"kind": "fact"}
    if isinstance(extra, Judged):
        return {"kind": "text", "most_points": extra.most_points}
    counts = extra.counts
    return {
        "kind": "prediction",
        "target": extra.target.value,
        "scope": extra.scope.value,
        "counts": {
            "disqualified": counts.disqualified,
            "void": counts.void,
            "practising": counts.practising,
            "all_right": counts.all_right.value,
        },
    }


def decode(data: Mapping[str, Any]) -> Extra:
    """Return the question that was encoded.  Raises ExtraRefused for anything else."""
    try:
        match data["kind"]:
            case "prediction":
                return _definition(data)
            case "text":
                return Judged(data["most_points"] + 0)
            case "fact":
                return Fact()
    except (KeyError, TypeError, ValueError) as fault:
        raise ExtraRefused(ExtraFault.UNREADABLE) from fault
    raise ExtraRefused(ExtraFault.UNREADABLE)


def _definition(data: Mapping[str, Any]) -> Definition:
    given = dict(data["counts"])
    counts = Counts(**given | {"all_right": AllRight(given["all_right"])})
    return Definition(Target(data["target"]), Scope(data["scope"]), counts)
