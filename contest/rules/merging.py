"""What one person becomes who registered twice."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Sat:
    """An attempt of one of the two registrations, from its start to its hand-in."""

    attempt_id: int
    round_id: int
    started_ms: int
    handed_in_ms: int


@dataclass(frozen=True, slots=True)
class Registration:
    """One of the two: when it was made, for which audience, and what was sat under it."""

    person: int
    entered_ms: int
    audience: int
    attempts: tuple[Sat, ...] = ()
    is_awarded: bool = False


@dataclass(frozen=True, slots=True)
class Folded:
    """An attempt of the one person: which it is in its round, and whether it is recognised."""

    attempt_id: int
    round_id: int
    ordinal: int
    is_recognised: bool


class Consequence(StrEnum):
    """What a merge brings with it that somebody has to look at."""

    OVER_LIMIT = "over-limit"
    OVERLAPPING = "overlapping"
    AUDIENCE_DIFFERS = "audience-differs"
    COUNTING_MAY_CHANGE = "counting-may-change"
    AWARDED_TWICE = "awarded-twice"


@dataclass(frozen=True, slots=True)
class Merged:
    """The registration that is kept, the one that goes, and the attempts in their new order."""

    kept: int
    gone: int
    attempts: tuple[Folded, ...]
    consequences: frozenset[Consequence]


Refuses = Callable[[Sequence[Sat], Sat], bool]
"""Whether the limits of the regulation refuse an attempt, the recognised ones before it given."""


def merge(first: Registration, second: Registration, refuses: Refuses) -> Merged:
    """One person keeps the attempts of both registrations, in the order of their starts.

    The earlier registration is kept.  An attempt that the limits would have refused, had all been
    made under it, stays as it is and is not recognised; it takes no place from a later one.
    """
    kept, gone = sorted((first, second), key=lambda each: (each.entered_ms, each.person))
    ordered = sorted(kept.attempts + gone.attempts, key=_by_start)
    recognised: list[Sat] = []
    for each in ordered:
        if not refuses(tuple(recognised), each):
            recognised.append(each)
    return Merged(
        kept.person,
        gone.person,
        _folded(ordered, frozenset(each.attempt_id for each in recognised)),
        frozenset(_consequences(kept, gone, ordered, len(recognised))),
    )


def _by_start(each: Sat) -> tuple[int, int]:
    return each.started_ms, each.attempt_id


def _folded(ordered: Sequence[Sat], recognised: frozenset[int]) -> tuple[Folded, ...]:
    ordinals: Counter[int] = Counter()
    folded = []
    for each in ordered:
        ordinals[each.round_id] += 1
        is_recognised = each.attempt_id in recognised
        ordinal = ordinals[each.round_id]
        folded.append(Folded(each.attempt_id, each.round_id, ordinal, is_recognised))
    return tuple(folded)


def _consequences(
    kept: Registration, gone: Registration, ordered: Sequence[Sat], recognised: int
) -> list[Consequence]:
    rounds = {each.round_id for each in kept.attempts} & {each.round_id for each in gone.attempts}
    found = {
        Consequence.OVER_LIMIT: recognised < len(ordered),
        Consequence.OVERLAPPING: _overlap(ordered),
        Consequence.AUDIENCE_DIFFERS: kept.audience != gone.audience,
        Consequence.COUNTING_MAY_CHANGE: bool(rounds),
        Consequence.AWARDED_TWICE: kept.is_awarded and gone.is_awarded,
    }
    return [consequence for consequence, is_there in found.items() if is_there]


def _overlap(ordered: Sequence[Sat]) -> bool:
    """Whether one was started while another of the same round ran: nobody sits two at once."""
    running: defaultdict[int, int] = defaultdict(int)
    for each in ordered:
        if each.started_ms < running[each.round_id]:
            return True
        running[each.round_id] = max(running[each.round_id], each.handed_in_ms)
    return False
