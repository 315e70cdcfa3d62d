"""When an answer counts: the round's window and the time of an attempt, in epoch milliseconds."""

from dataclasses import dataclass
from enum import StrEnum

from contest.rules.refusal import RuleRefused


class RoundPhase(StrEnum):
    EARLY = "early"
    OPEN = "open"
    PAUSED = "paused"  # between two windows, or suspended: it opens again
    OVER = "over"


class StartRefusal(StrEnum):
    TOO_EARLY = "too-early"
    ROUND_OVER = "round-over"


class StartRefused(RuleRefused):
    """An attempt cannot start now; ``code`` is a StartRefusal."""


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


def attempt_times(window: Window, allowance: Allowance, started_ms: int) -> AttemptTimes:
    """An attempt started within the window lasts the allowed time, cut where the round closes.

    Raises StartRefused when the round has not opened yet or is over.
    """
    phase = window.phase_at(started_ms)
    if phase is not RoundPhase.OPEN:
        is_early = phase is RoundPhase.EARLY
        raise StartRefused(StartRefusal.TOO_EARLY if is_early else StartRefusal.ROUND_OVER)
    deadline_ms = started_ms + allowance.allowed_ms
    if allowance.is_cut_at_closing:
        deadline_ms = min(deadline_ms, window.closes_ms)
    return AttemptTimes(started_ms, deadline_ms, deadline_ms + allowance.grace_ms)


def last_answer_ms(window: Window, allowance: Allowance) -> int:
    """Return the last instant at which an answer of anybody may still count in this round."""
    if allowance.is_cut_at_closing:
        return window.closes_ms + allowance.grace_ms
    return window.closes_ms + allowance.allowed_ms + allowance.grace_ms


def is_over_for_everyone(window: Window, allowance: Allowance, now_ms: int) -> bool:
    """A round is over for everyone when nobody's answer can count in it any more."""
    return now_ms > last_answer_ms(window, allowance)
