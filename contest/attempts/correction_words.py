"""What corrections of the keys did to one attempt, for the person whose attempt it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from contest.attempts import key_queries
from contest.attempts.key_models import KeyChange
from contest.attempts.models import Attempt, Mark


@dataclass(frozen=True, slots=True)
class Corrected:
    """One question of the paper whose key was corrected; the reason is "" until it may be told."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A published version of the keys that touches the paper: the marks before and under it."""

    published_at: datetime
    questions: tuple[Corrected, ...]
    before: Mark
    after: Mark

    @property
    def changes_marks(self) -> bool:
        return (self.before.points, self.before.right_count, self.before.question_count) != (
            self.after.points,
            self.after.right_count,
            self.after.question_count,
        )


def mark_in_force(attempt: Attempt) -> Mark | None:
    """The marks under the keys in force; while these are not worked out, the newest before."""
    known = key_queries.marks_by_version(attempt)
    in_force = attempt.round.key_version
    return max(
        (each for each in known.values() if each.key_version <= in_force),
        key=lambda each: each.key_version,
        default=None,
    )


def corrections(attempt: Attempt, *, may_tell: bool, withheld: Collection[int]) -> list[Correction]:
    """The published corrections that touch the attempt's questions, in their order.

    A reason may give the right answer away: it is told only where right answers are, and not of
    questions that another round may still ask.
    """
    published = key_queries.list_published(attempt.round_id)
    if not published:
        return []
    known, found = key_queries.marks_by_version(attempt), []
    told: dict[int, KeyChange] = {}
    before = known.get(key_queries.FIRST)
    for version in published:
        rows = key_queries.list_changes(attempt.round_id, version.version)
        new = {each.question_version_id: each for each in rows}
        after = known.get(version.version)
        touched = _touched(attempt, told, new, withheld if may_tell else None)
        if touched and before and after and version.published_at:
            found.append(Correction(version.published_at, touched, before, after))
        told, before = new, after or before
    return found


def _touched(
    attempt: Attempt,
    old: dict[int, KeyChange],
    new: dict[int, KeyChange],
    withheld: Collection[int] | None,
) -> tuple[Corrected, ...]:
    """The questions of the paper that the newer version says something else of."""
    return tuple(
        Corrected(
            number,
            "" if withheld is None or item.version_id in withheld else new[item.version_id].reason,
        )
        for number, item in enumerate(attempt.drawn.items, 1)
        if item.version_id in new and _says(new[item.version_id]) != _says(old.get(item.version_id))
    )


def _says(change: KeyChange | None) -> object:
    return change and (change.kind, tuple(change.accepted))
