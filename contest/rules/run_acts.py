"""What an act on a running round needs, and what it does to those who are sitting it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from contest.rules.official_paper import Paper, paper_faults
from contest.rules.result_way import Obstacle, State
from contest.rules.suspensions import OpenAttempts
from contest.rules.timing import Allowance, AttemptTimes, RoundPhase, Window, attempt_times


class RunKind(StrEnum):
    """Extend, suspend, resume, postpone, call off; annul, to be run again."""

    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    POSTPONE = "postpone"
    CALL_OFF = "call-off"
    ANNUL = "annul"


class RunFault(StrEnum):
    """Why an act cannot be done; a PaperFault may stand beside these."""

    REASON_MISSING = "run-reason-missing"
    TIME_MISSING = "run-time-missing"
    NOT_LATER = "run-not-later"
    FATE_MISSING = "run-fate-missing"
    ROUND_NOT_OPEN = "run-round-not-open"
    STARTED_ALREADY = "run-started-already"
    SUSPENDED_ALREADY = "run-suspended-already"
    NOT_SUSPENDED = "run-not-suspended"
    RESULT_TOO_FAR = "run-result-too-far"
    OVER_ALREADY = "run-over-already"


@dataclass(frozen=True, slots=True)
class RunAct:
    """An act on a round, by a decision and for a reason, at an instant.

    ``to_ms`` is the new closing of an extension, the new opening of a postponement, the end of a
    suspension where that is set in advance.  ``fate`` says
    what becomes of the running attempts when it suspends.
    """

    kind: RunKind
    decision: Paper | None
    reason: str
    at_ms: int
    to_ms: int | None = None
    fate: OpenAttempts | None = None


@dataclass(frozen=True, slots=True)
class RunFacts:
    """How the round stands: its window, its result's state, since when it is suspended, starts."""

    today: date
    window: Window
    state: State
    suspended_since_ms: int | None = None
    starts: int = 0


def obstacles(act: RunAct, facts: RunFacts) -> tuple[Obstacle, ...]:
    """Each act on a round needs a decision and a reason, and the round must be where it applies.

    Only later is an extension; only a round that nobody has started is postponed or called off
    (one that was begun is annulled); only an open one is suspended; and what is provisional or
    further is extended no more, but taken back first.  Returns all that stands in the way.
    """
    found = [Obstacle(fault) for fault in paper_faults(act.decision, facts.today)]
    if not act.reason.strip():
        found.append(Obstacle(RunFault.REASON_MISSING))
    return (*found, *_CHECKS[act.kind](act, facts))


def _to_extend(act: RunAct, facts: RunFacts) -> list[Obstacle]:
    found = _later(act.to_ms, facts.window.closes_ms)
    if facts.state not in {State.OPEN, State.CLOSED}:
        found.append(Obstacle(RunFault.RESULT_TOO_FAR, {"state": facts.state.value}))
    return found


def _to_postpone(act: RunAct, facts: RunFacts) -> list[Obstacle]:
    return [*_later(act.to_ms, facts.window.opens_ms), *_to_call_off(act, facts)]


def _to_call_off(_: RunAct, facts: RunFacts) -> list[Obstacle]:
    if facts.starts:
        return [Obstacle(RunFault.STARTED_ALREADY, {"count": facts.starts})]
    return [] if facts.state is State.OPEN else [Obstacle(RunFault.OVER_ALREADY)]


def _to_suspend(act: RunAct, facts: RunFacts) -> list[Obstacle]:
    found = []
    if facts.window.phase_at(act.at_ms) is not RoundPhase.OPEN:
        found.append(Obstacle(RunFault.ROUND_NOT_OPEN))
    if facts.suspended_since_ms is not None:
        found.append(Obstacle(RunFault.SUSPENDED_ALREADY))
    if act.fate is None:
        found.append(Obstacle(RunFault.FATE_MISSING))
    return found if act.to_ms is None else [*found, *_later(act.to_ms, act.at_ms)]


def _to_resume(_: RunAct, facts: RunFacts) -> list[Obstacle]:
    return [Obstacle(RunFault.NOT_SUSPENDED)] if facts.suspended_since_ms is None else []


def _to_annul(_: RunAct, facts: RunFacts) -> list[Obstacle]:
    return [Obstacle(RunFault.OVER_ALREADY)] if facts.state is State.ANNULLED else []


def _later(to_ms: int | None, from_ms: int) -> list[Obstacle]:
    if to_ms is None:
        return [Obstacle(RunFault.TIME_MISSING)]
    return [] if to_ms > from_ms else [Obstacle(RunFault.NOT_LATER, {"ms": from_ms})]


_CHECKS = {
    RunKind.EXTEND: _to_extend,
    RunKind.SUSPEND: _to_suspend,
    RunKind.RESUME: _to_resume,
    RunKind.POSTPONE: _to_postpone,
    RunKind.CALL_OFF: _to_call_off,
    RunKind.ANNUL: _to_annul,
}


class Effect(StrEnum):
    """What an act does to one attempt that is running."""

    UNCHANGED = "unchanged"
    LONGER = "longer"
    STOPPED = "stopped"
    HANDED_IN = "handed-in"
    VOID = "void"


def extended(
    times: AttemptTimes, window: Window, allowance: Allowance, closes_ms: int
) -> AttemptTimes:
    """An attempt that the closing had cut short gets back what a later closing gives it.

    Whatever it was given beside that, it keeps.  ``window`` is the one before the extension.
    """
    usual = attempt_times(window, allowance, times.started_ms)
    longer = attempt_times(replace(window, closes_ms=closes_ms), allowance, times.started_ms)
    more_ms = max(0, longer.deadline_ms - usual.deadline_ms)
    return replace(
        times, deadline_ms=times.deadline_ms + more_ms, closes_ms=times.closes_ms + more_ms
    )


def effect_on_open_attempts(
    act: RunAct,
    running: Iterable[AttemptTimes],
    moved: Callable[[AttemptTimes], AttemptTimes],
) -> dict[Effect, int]:
    """How many running attempts an act changes in which way: shown before it is confirmed.

    ``running`` are those not handed in, the ones whose clock stands still among them; ``moved``
    says what times an extension (see ``extended``) or the end of a suspension gives one of them.
    """
    counts = dict.fromkeys(Effect, 0)
    for times in running:
        counts[_effect_on(act, times, moved)] += 1
    return counts


def _effect_on(
    act: RunAct, times: AttemptTimes, moved: Callable[[AttemptTimes], AttemptTimes]
) -> Effect:
    if act.kind in {RunKind.ANNUL, RunKind.CALL_OFF}:
        return Effect.VOID
    if act.kind is RunKind.SUSPEND:
        return _FATES[act.fate or OpenAttempts.RUN_ON]
    is_longer = moved(times).deadline_ms > times.deadline_ms
    return Effect.LONGER if is_longer else Effect.UNCHANGED


_FATES = {
    OpenAttempts.RUN_ON: Effect.UNCHANGED,
    OpenAttempts.STOPPED_CLOCK: Effect.STOPPED,
    OpenAttempts.HANDED_IN: Effect.HANDED_IN,
}
