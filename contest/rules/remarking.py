"""What a corrected key changes: of the key itself, and of marks, places and prizes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from contest.rules.refusal import RuleRefused
from contest.rules.result_way import State
from questions.marking import Key
from questions.model import STATEMENT_COUNT, Kind


class ChangeKind(StrEnum):
    """Other positions are right, all get the point, or the question is dropped."""

    ACCEPT = "accept"
    POINT_FOR_ALL = "point-for-all"
    DROP = "drop"


class RemarkFault(StrEnum):
    NOTHING_ACCEPTED = "remark-nothing-accepted"
    NO_SUCH_POSITION = "remark-no-such-position"


class RemarkRefused(RuleRefused):
    """A key cannot be corrected so; ``code`` is a RemarkFault."""


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A correction of the key of one version of a question.

    ``accepted`` are all the positions, as written and from 0 on, that are right from now on; of
    a single choice any one of them is.
    """

    kind: ChangeKind
    accepted: frozenset[int] = frozenset()


def apply(key: Key, change: KeyChange, option_count: int) -> Key:
    """The new key; the old one stays what it was.

    Of a question that was dropped, or that all got the point for, positions may be accepted again.
    Raises RemarkRefused for a position that is not there, and where nobody could be right.
    """
    if change.kind is ChangeKind.DROP:
        return replace(key, all_get_the_point=False, is_dropped=True)
    if change.kind is ChangeKind.POINT_FOR_ALL:
        return replace(key, all_get_the_point=True, is_dropped=False)
    is_statements = key.kind is Kind.STATEMENTS
    count = STATEMENT_COUNT if is_statements else option_count
    if any(not 0 <= position < count for position in change.accepted):
        raise RemarkRefused(RemarkFault.NO_SUCH_POSITION)
    if not change.accepted and not is_statements:
        raise RemarkRefused(RemarkFault.NOTHING_ACCEPTED)
    return Key(change.accepted, kind=key.kind)


def may_publish(by: int, author: int) -> bool:
    """A corrected key is published by a second person, not by the one who wrote the correction."""
    return by != author


def may_remark(state: State) -> bool:
    """Keys are corrected until the result is final.

    What is further than provisional is taken back to it first, by the way's own step.
    """
    return state in {State.OPEN, State.CLOSED, State.PROVISIONAL}


@dataclass(frozen=True, slots=True)
class Result:
    """What a person has under one version of the keys; points in hundredths; no prize is None."""

    right_count: int
    points: int
    place: int | None
    prize: int | str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A person whose result differs; None: has no result there."""

    person: int
    before: Result | None
    after: Result | None


@dataclass(frozen=True, slots=True)
class Impact:
    """Who changes in anything, and how many in what."""

    changes: tuple[Change, ...]
    better_marks: int
    worse_marks: int
    other_places: int
    prizes_won: int
    prizes_lost: int
    prizes_changed: int


def impact(before: Mapping[int, Result], after: Mapping[int, Result]) -> Impact:
    """What a new marking would change, person by person: the dry run before it is published."""
    people = sorted(before.keys() | after.keys())
    pairs = (Change(person, before.get(person), after.get(person)) for person in people)
    changes = tuple(change for change in pairs if change.before != change.after)
    return Impact(
        changes=changes,
        better_marks=_count(_marks(each.after) > _marks(each.before) for each in changes),
        worse_marks=_count(_marks(each.after) < _marks(each.before) for each in changes),
        other_places=_count(_place(each.after) != _place(each.before) for each in changes),
        prizes_won=_count(
            not _has_prize(each.before) and _has_prize(each.after) for each in changes
        ),
        prizes_lost=_count(
            _has_prize(each.before) and not _has_prize(each.after) for each in changes
        ),
        prizes_changed=_count(map(_has_another_prize, changes)),
    )


def _count(found: Iterable[bool]) -> int:
    return sum(found)


def _marks(result: Result | None) -> tuple[int, int]:
    return (0, 0) if result is None else (result.points, result.right_count)


def _place(result: Result | None) -> int | None:
    return None if result is None else result.place


def _has_prize(result: Result | None) -> bool:
    return result is not None and result.prize is not None


def _has_another_prize(change: Change) -> bool:
    before, after = change.before, change.after
    if before is None or after is None or None in (before.prize, after.prize):
        return False
    return before.prize != after.prize


def encode_change(change: KeyChange) -> dict[str, object]:
    """A correction as plain JSON."""
    return {"kind": change.kind.value, "accepted": sorted(change.accepted)}


def decode_change(data: Mapping[str, object]) -> KeyChange:
    """Read what ``encode_change`` wrote.  Raises ValueError for anything else."""
    match data:
        case {"kind": str(kind), "accepted": list(accepted), **rest} if not rest and all(
            type(each) is int for each in accepted
        ):
            return KeyChange(ChangeKind(kind), frozenset(accepted))
    raise ValueError("a correction is its kind and the positions accepted")
