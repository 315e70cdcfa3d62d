"""When an answer counts: the round's window and the time of an attempt, in epoch milliseconds."""

from dataclasses import dataclass, replace
from enum import StrEnum

from contest.rules.refusal import RuleRefused


class RoundPhase(StrEnum):
    EARLY = "early"
    OPEN = "open"
    PAUSED = "paused"  # between two windows, or suspended: it opens again
    OVER = "over"


class StartRefusal(StrEnum):
    TOO_EARLY = "too-early"
    BETWEEN_WINDOWS = "between-windows"
    SUSPENDED = "round-suspended"
    ROUND_OVER = "round-over"


class StartRefused(RuleRefused):
    """An attempt cannot start now; ``code`` is a StartRefusal.

    ``opens_ms`` is the next instant at which one can, None where there is none or nobody knows.
    """

    def __init__(self, code: StartRefusal, opens_ms: int | None = None) -> None:
        super().__init__(code)
        self.opens_ms = opens_ms


@dataclass(frozen=True, slots=True)
class Window:
    """A round is open from its opening on; the instant of closing is no longer in it."""

    opens_ms: int
    closes_ms: int

    def phase_at(self, now_ms: int) -> RoundPhase:
        if now_ms < self.opens_ms:
            return RoundPhase.EARLY
        return RoundPhase.OPEN if now_ms < self.closes_ms else RoundPhase.OVER


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long an attempt may take.

    The grace is for the way of the message only, and it is printed in the regulation.
    An attempt still running when the round closes ends there, unless the regulation
    lets whoever has started finish.
    """

    allowed_ms: int
    grace_ms: int = 10_000
    is_cut_at_closing: bool = True


@dataclass(frozen=True, slots=True)
class AttemptTimes:
    """The three instants of an attempt: its start, its deadline, its closing by the clock."""

    started_ms: int
    deadline_ms: int
    closes_ms: int

    def takes_answers_at(self, now_ms: int) -> bool:
        """An answer counts when it arrives at or before the deadline plus the grace."""
        return now_ms <= self.closes_ms

    def handed_in_at(self, recorded_ms: int | None, now_ms: int) -> int | None:
        """Return the instant at which the attempt was handed in; None while it is running.

        What nobody hands in is closed by the clock: once the grace is over it is handed
        in, at its deadline.  A hand-in that arrives within the grace counts as made at
        the deadline.
        """
        if recorded_ms is not None:
            return min(recorded_ms, self.deadline_ms)
        return None if self.takes_answers_at(now_ms) else self.deadline_ms

    def duration_ms(self, handed_in_ms: int) -> int:
        """The time used runs from the start to the hand-in, at most to the deadline."""
        return min(handed_in_ms, self.deadline_ms) - self.started_ms

    def due_at(self, deadline_ms: int) -> "AttemptTimes":
        """Return the same attempt with another deadline; the grace stays as long as it was."""
        grace_ms = self.closes_ms - self.deadline_ms
        return replace(self, deadline_ms=deadline_ms, closes_ms=deadline_ms + grace_ms)


def attempt_times(
    window: Window, allowance: Allowance, started_ms: int, extra_ms: int = 0
) -> AttemptTimes:
    """An attempt started within the window lasts the allowed time, cut where the window closes.

    Extra time that somebody was given comes after the cut: it may pass the closing.

    Raises StartRefused when the round has not opened yet or is over.
    """
    phase = window.phase_at(started_ms)
    if phase is RoundPhase.EARLY:
        raise StartRefused(StartRefusal.TOO_EARLY, window.opens_ms)
    if phase is RoundPhase.OVER:
        raise StartRefused(StartRefusal.ROUND_OVER)
    lost_ms = cut_off_ms(window, allowance, started_ms)
    deadline_ms = started_ms + allowance.allowed_ms - lost_ms + extra_ms
    return AttemptTimes(started_ms, deadline_ms, deadline_ms + allowance.grace_ms)


def cut_off_ms(window: Window, allowance: Allowance, started_ms: int) -> int:
    """Return how much of the allowed time an attempt loses to the closing: told before its start.

    Nothing where it starts early enough, or where whoever has started may finish.
    """
    if not allowance.is_cut_at_closing:
        return 0
    return max(0, started_ms + allowance.allowed_ms - window.closes_ms)


def last_answer_ms(window: Window, allowance: Allowance, extra_ms: int = 0) -> int:
    """Return the last instant at which an answer of anybody may still count in this round.

    ``extra_ms`` is the most extra time that anybody was given.
    """
    run_on_ms = 0 if allowance.is_cut_at_closing else allowance.allowed_ms
    return window.closes_ms + run_on_ms + extra_ms + allowance.grace_ms
