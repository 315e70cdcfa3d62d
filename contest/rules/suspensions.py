"""What becomes of attempts when a round is suspended."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from contest.rules.data import fields, maybe, member, whole
from contest.rules.days import DAY_MS
from contest.rules.refusal import RuleRefused
from contest.rules.timing import AttemptTimes

HELD_MS = 365_000 * DAY_MS  # how much later a deadline stands while the clock stands still


class OpenAttempts(StrEnum):
    """What becomes of an attempt that is running when the suspension begins."""

    RUN_ON = "run-on"
    STOPPED_CLOCK = "stopped-clock"
    HANDED_IN = "handed-in"


class SuspensionRefused(RuleRefused):
    """It would end before it begins; ``code`` is "suspension-ends-too-early"."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """A stretch in which nothing starts; ``to_ms`` is None until the round is resumed.

    Raises SuspensionRefused.
    """

    from_ms: int
    to_ms: int | None = None
    open_attempts: OpenAttempts = OpenAttempts.RUN_ON

    def __post_init__(self) -> None:
        if self.to_ms is not None and self.to_ms <= self.from_ms:
            raise SuspensionRefused("suspension-ends-too-early")

    @property
    def stops_clock(self) -> bool:
        return self.open_attempts is OpenAttempts.STOPPED_CLOCK

    def holds(self, now_ms: int) -> bool:
        """It holds from its first instant on; at its last one attempts start again."""
        return self.from_ms <= now_ms and (self.to_ms is None or now_ms < self.to_ms)

    def overlap_ms(self, from_ms: int, to_ms: int) -> int:
        """Return how much of it lies between two instants."""
        end_ms = to_ms if self.to_ms is None else min(self.to_ms, to_ms)
        return max(0, end_ms - max(self.from_ms, from_ms))


def moved_deadline(times: AttemptTimes, suspension: Suspension) -> AttemptTimes:
    """An attempt that runs when a round is suspended runs on, stands still, or is handed in.

    Where its clock stands still, its deadline is HELD_MS later until the round is resumed, and has
    then moved on by the length of the suspension, beyond the closing if need be; answers are taken
    all the while, so that none is lost.  Where it is handed in, it is so at the beginning of the
    suspension.  An attempt that was over by then does not change.  One that started before
    somebody recorded the suspension is treated as if it had begun with that attempt.

    ``times`` are those before the suspension; ``before_hold`` gives them back.
    """
    to_ms = suspension.to_ms
    is_over = times.deadline_ms <= suspension.from_ms
    is_later = to_ms is not None and to_ms <= times.started_ms
    if is_over or is_later or suspension.open_attempts is OpenAttempts.RUN_ON:
        return times
    from_ms = max(suspension.from_ms, times.started_ms)
    if suspension.open_attempts is OpenAttempts.HANDED_IN:
        return times.due_at(from_ms)
    return times.due_at(times.deadline_ms + (HELD_MS if to_ms is None else to_ms - from_ms))


def is_held(deadline_ms: int) -> bool:
    """Whether the clock of an attempt with this deadline stands still."""
    return deadline_ms >= HELD_MS


def before_hold(times: AttemptTimes) -> AttemptTimes:
    """Return what the times of an attempt whose clock stands still were before."""
    return times.due_at(times.deadline_ms - HELD_MS)


def time_used_ms(times: AttemptTimes, handed_in_ms: int, suspensions: Iterable[Suspension]) -> int:
    """The time used is the duration without the stretches in which the clock stood still.

    ``times`` are those that hold after all suspensions.  Where stretches overlap, as when an
    attempt lay handed in while its round was suspended, what they share counts once.
    """
    duration_ms = times.duration_ms(handed_in_ms)
    end_ms = times.started_ms + duration_ms
    stopped_ms, from_ms = 0, times.started_ms
    for each in sorted((each for each in suspensions if each.stops_clock), key=_beginning):
        stopped_ms += each.overlap_ms(from_ms, end_ms)
        from_ms = max(from_ms, end_ms if each.to_ms is None else each.to_ms)
    return duration_ms - stopped_ms


def _beginning(suspension: Suspension) -> int:
    return suspension.from_ms


def encode(suspension: Suspension) -> dict[str, object]:
    """Write a suspension as JSON has it."""
    return {
        "from_ms": suspension.from_ms,
        "to_ms": suspension.to_ms,
        "open_attempts": suspension.open_attempts.value,
    }


def decode(data: object) -> Suspension:
    """Read what encode wrote; raises DataUnreadable, or SuspensionRefused."""
    from_ms, to_ms, open_attempts = fields(data, "from_ms", "to_ms", "open_attempts")
    return Suspension(whole(from_ms), maybe(whole, to_ms), member(OpenAttempts, open_attempts))


def pauses_of(text: str | None) -> tuple[Suspension, ...]:
    """Read what ``encode_pauses`` wrote; None: there are none.  Raises ValueError."""
    return tuple(
        Suspension(from_ms, to_ms, OpenAttempts.STOPPED_CLOCK)
        for from_ms, to_ms in json.loads(text or "[]")
    )


def encode_pauses(pauses: Iterable[Suspension]) -> str:
    """Write the stretches in which the clock of one attempt stood still."""
    return json.dumps([[each.from_ms, each.to_ms] for each in pauses], separators=(",", ":"))
