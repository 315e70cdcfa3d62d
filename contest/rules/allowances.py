"""How often a person may take part: so many attempts a round, a day, a week, a contest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from contest.rules.data import fields, maybe, member, whole
from contest.rules.days import day_of, midnight_ms, monday_of
from contest.rules.refusal import RuleRefused


class Per(StrEnum):
    """In what a limit counts; a day and a week are Vietnam's, and of the contest as a whole."""

    ROUND = "round"
    DAY = "day"
    WEEK = "week"
    CONTEST = "contest"


class LimitRefused(RuleRefused):
    """Nobody could take part; ``code`` is "limit-nothing"."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many attempts; None is as often as one likes.  Raises LimitRefused below 1."""

    count: int | None
    per: Per

    def __post_init__(self) -> None:
        if self.count is not None and self.count < 1:
            raise LimitRefused("limit-nothing")


@dataclass(frozen=True, slots=True)
class Start:
    """An attempt of the person in the contest; one that does not use up a chance is left out."""

    round_id: int
    started_ms: int


@dataclass(frozen=True, slots=True)
class LimitReached:
    """The limit that lasts longest, how many attempts used it up, and when it ends.

    ``next_ms`` is None where it does not end: for this round, or for the contest.  The next attempt
    can start at the round's first opening from then on (contest.rules.windows: next_opening).
    """

    limit: Limit
    used: int
    next_ms: int | None


def refusal(
    limits: Iterable[Limit], starts: Sequence[Start], round_id: int, now_ms: int
) -> LimitReached | None:
    """An attempt may start while no limit of the contest or the round is reached.

    A day begins at midnight and a week on Monday, whatever the hour of the first attempt was.
    Where several are reached, the one that lasts longest is named.
    """
    reached = [found for limit in limits if (found := _reached(limit, starts, round_id, now_ms))]
    return max(reached, key=_lasting, default=None)


def _lasting(reached: LimitReached) -> tuple[bool, int]:
    return (reached.next_ms is None, reached.next_ms or 0)


def _reached(
    limit: Limit, starts: Iterable[Start], round_id: int, now_ms: int
) -> LimitReached | None:
    if limit.count is None:
        return None
    from_ms, next_ms = _stretch(limit.per, now_ms)
    used = sum(
        (from_ms is None or from_ms <= each.started_ms)
        and (next_ms is None or each.started_ms < next_ms)
        and (limit.per is not Per.ROUND or each.round_id == round_id)
        for each in starts
    )
    return LimitReached(limit, used, next_ms) if used >= limit.count else None


def _stretch(per: Per, now_ms: int) -> tuple[int | None, int | None]:
    """From when on attempts count, and when counting begins anew."""
    today = day_of(now_ms)
    if per is Per.DAY:
        return midnight_ms(today), midnight_ms(today + timedelta(days=1))
    if per is Per.WEEK:
        monday = monday_of(today)
        return midnight_ms(monday), midnight_ms(monday + timedelta(days=7))
    return None, None


def encode(limit: Limit) -> dict[str, object]:
    """Write a limit as JSON has it: {"count": 1, "per": "week"}."""
    return {"count": limit.count, "per": limit.per.value}


def decode(data: object) -> Limit:
    """Read what encode wrote; raises DataUnreadable, or LimitRefused."""
    count, per = fields(data, "count", "per")
    return Limit(maybe(whole, count), member(Per, per))
