"""How far a result has come: from the open round to what nobody may change any more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from contest.rules.official_paper import Paper, PaperKind, paper_faults
from contest.rules.refusal import RuleRefused
from contest.rules.roles import Role


class State(StrEnum):
    """The way of a round's result, or of one audience of it, in its order; annulled beside it."""

    OPEN = "open"
    CLOSED = "closed"
    PROVISIONAL = "provisional"
    MINUTES = "minutes"
    DECISION = "decision"
    PUBLISHED = "published"
    COMPLAINTS = "complaints"
    FINAL = "final"
    ANNULLED = "annulled"


ORDER = tuple(state for state in State if state is not State.ANNULLED)


class WayFault(StrEnum):
    """Why a result cannot go where somebody wants it; a PaperFault may stand beside these."""

    NO_SUCH_STEP = "way-no-such-step"
    ROLE_NOT_ALLOWED = "way-role-not-allowed"
    REASON_MISSING = "way-reason-missing"
    ROUND_NOT_OVER = "way-round-not-over"
    MARKS_MISSING = "way-marks-missing"
    TO_VERIFY = "way-people-to-verify"
    TOO_FEW_JUDGES = "way-too-few-judges"
    CONFIRMATIONS_MISSING = "way-confirmations-missing"
    COMPLAINTS_OPEN = "way-complaints-open"
    COMPLAINT_DAYS_NOT_OVER = "way-complaint-days-not-over"
    CLAIMS_OPEN = "way-claims-open"
    CLAIMS_UNCOUNTED = "way-claims-uncounted"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the regulation says of the way.

    Where it knows no complaints a published result becomes final at once.  The minutes need so
    many judges; papers need their scan where ``needs_files``.
    """

    has_complaints: bool = True
    least_judges: int = 1
    needs_files: bool = False


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A judge confirms the result with that digest; with a dissent, says in words why not."""

    judge: int
    digest: str
    dissent: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands at the moment of a step.

    ``digest`` is of the provisional result as it is now.
    ``to_verify`` counts the people among those to be awarded who are not verified yet.
    ``complaints_until`` is the last day for complaints; ``paper_not_before`` the day of the
    closing or of the paper before.  ``open_claims`` counts the prizes that may still pass on,
    ``uncounted_claims`` those that did, of which the published list does not know yet.
    """

    today: date
    is_round_over: bool = True
    unmarked: int = 0
    to_verify: int = 0
    judges: frozenset[int] = frozenset()
    digest: str = ""
    confirmations: tuple[Confirmation, ...] = ()
    open_complaints: int = 0
    open_claims: int = 0
    uncounted_claims: int = 0
    complaints_until: date | None = None
    paper_not_before: date | None = None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of a step, with the numbers that a sentence needs."""

    code: str
    values: Mapping[str, int | str] = field(default_factory=dict)


class WayRefused(RuleRefused):
    """A step cannot be taken; ``code`` is that of the first of its ``obstacles``."""

    def __init__(self, obstacles: tuple[Obstacle, ...]) -> None:
        super().__init__(obstacles[0].code)
        self.obstacles = obstacles


@dataclass(frozen=True, slots=True)
class Step:
    """A step that there is: who takes it, by what paper, and whether it needs a reason.

    One that is by the clock the platform takes as well, without anybody.
    """

    from_state: State
    to_state: State
    roles: frozenset[Role]
    paper: PaperKind | None = None
    needs_reason: bool = False
    is_by_clock: bool = False


_ORGANISER = frozenset({Role.ORGANISER})
_JUDGE = frozenset({Role.JUDGE})
_BEFORE_DECISION = (State.PROVISIONAL, State.MINUTES)
_AFTER_DECISION = (State.DECISION, State.PUBLISHED, State.COMPLAINTS)


def _back(from_state: State, to_state: State) -> Step:
    """Judges take back what is theirs; what a decision stands on is taken back by a decision."""
    if from_state in _BEFORE_DECISION:
        return Step(from_state, to_state, _JUDGE, needs_reason=True)
    return Step(from_state, to_state, _ORGANISER, PaperKind.DECISION, needs_reason=True)


STEPS: tuple[Step, ...] = (
    Step(State.OPEN, State.CLOSED, _ORGANISER, is_by_clock=True),
    Step(State.CLOSED, State.PROVISIONAL, _JUDGE),
    Step(State.PROVISIONAL, State.MINUTES, _JUDGE, PaperKind.MINUTES),
    Step(State.MINUTES, State.DECISION, _ORGANISER, PaperKind.DECISION),
    Step(State.DECISION, State.PUBLISHED, _ORGANISER),
    Step(State.PUBLISHED, State.COMPLAINTS, _ORGANISER, is_by_clock=True),
    Step(State.PUBLISHED, State.FINAL, _ORGANISER),
    Step(State.COMPLAINTS, State.FINAL, _ORGANISER, is_by_clock=True),
    _back(State.CLOSED, State.OPEN),
    _back(State.PROVISIONAL, State.CLOSED),
    *(_back(state, State.PROVISIONAL) for state in (State.MINUTES, *_AFTER_DECISION)),
    *(_back(state, State.MINUTES) for state in _AFTER_DECISION),
    *(
        Step(state, State.ANNULLED, _ORGANISER, PaperKind.DECISION, needs_reason=True)
        for state in ORDER
    ),
)
_STEPS = {(each.from_state, each.to_state): each for each in STEPS}


def find_step(state: State, to: State, settings: Settings) -> Step | None:
    """Return the step between two states; None where the regulation knows none.

    A published result waits for the complaints where there may be any, and is final where not.
    """
    is_other_branch = state is State.PUBLISHED and to is (
        State.FINAL if settings.has_complaints else State.COMPLAINTS
    )
    return None if is_other_branch else _STEPS.get((state, to))


def next_steps(state: State, roles: Iterable[Role], settings: Settings) -> tuple[Step, ...]:
    """The steps that somebody with these roles may try from here, forward ones first."""
    held = frozenset(roles)
    found = (
        find_step(state, each.to_state, settings) for each in STEPS if each.from_state is state
    )
    return tuple(step for step in found if step is not None and step.roles & held)


def obstacles(
    state: State,
    to: State,
    *,
    roles: Iterable[Role] | None,
    paper: Paper | None,
    reason: str,
    facts: Facts,
    settings: Settings,
) -> tuple[Obstacle, ...]:
    """A result goes step by step, each by whom, by what paper and under which conditions is fixed.

    No step back without a reason; from a decision on none without another decision; and back from
    what is final there is only the annulment.  ``roles`` of None is the clock's own step.
    Returns all that stands in the way at once.
    """
    step = find_step(state, to, settings)
    if step is None:
        return (Obstacle(WayFault.NO_SUCH_STEP, {"from": state.value, "to": to.value}),)
    is_theirs = step.is_by_clock if roles is None else bool(step.roles & frozenset(roles))
    found = [] if is_theirs else [Obstacle(WayFault.ROLE_NOT_ALLOWED)]
    if step.needs_reason and not reason.strip():
        found.append(Obstacle(WayFault.REASON_MISSING))
    if step.paper is not None:
        found += _of_paper(step.paper, paper, facts, settings)
    return (*found, *_of_facts(step, facts, settings))


def move(
    state: State,
    to: State,
    *,
    roles: Iterable[Role] | None,
    paper: Paper | None,
    reason: str,
    facts: Facts,
    settings: Settings,
) -> State:
    """Return the state after a step.  Raises WayRefused where anything stands in its way."""
    found = obstacles(
        state, to, roles=roles, paper=paper, reason=reason, facts=facts, settings=settings
    )
    if found:
        raise WayRefused(found)
    return to


def has_reached(state: State, wanted: State) -> bool:
    """Whether a result is as far on its way as that; an annulled one is nowhere on it."""
    return state is not State.ANNULLED and ORDER.index(state) >= ORDER.index(wanted)


def state_now(kept: State | None, *, is_round_over: bool) -> State:
    """A round that is over is closed, whether or not anybody wrote it down yet."""
    state = kept or State.OPEN
    return State.CLOSED if state is State.OPEN and is_round_over else state


def furthest_behind(states: Iterable[State]) -> State:
    """A round is as far as the audience that is furthest behind; annulled ones hold nobody up.

    Annulled is a round whose audiences all are.  Raises ValueError where there is none.
    """
    given = frozenset(states)
    if not given:
        raise ValueError("a round has an audience")
    return min(given - {State.ANNULLED}, key=ORDER.index, default=State.ANNULLED)


def missing_confirmations(facts: Facts) -> frozenset[int]:
    """Each judge confirms by name the very result that the minutes bear, or dissents from it.

    What was said of another result, as of one before a new marking, is to be said again.
    """
    return facts.judges - {
        each.judge for each in facts.confirmations if each.digest == facts.digest
    }


def _of_paper(
    kind: PaperKind, paper: Paper | None, facts: Facts, settings: Settings
) -> list[Obstacle]:
    faults = paper_faults(
        paper, facts.today, not_before=facts.paper_not_before, needs_file=settings.needs_files
    )
    return [Obstacle(fault, {"paper": kind.value}) for fault in faults]


def _of_facts(step: Step, facts: Facts, settings: Settings) -> list[Obstacle]:
    if step.needs_reason:
        return []
    wanted = _CONDITIONS.get(step.to_state)
    return [] if wanted is None else wanted(facts, settings)


def _to_close(facts: Facts, _: Settings) -> list[Obstacle]:
    return [] if facts.is_round_over else [Obstacle(WayFault.ROUND_NOT_OVER)]


def _to_rank(facts: Facts, _: Settings) -> list[Obstacle]:
    return [Obstacle(WayFault.MARKS_MISSING, {"count": facts.unmarked})] if facts.unmarked else []


def _to_minute(facts: Facts, settings: Settings) -> list[Obstacle]:
    found: list[Obstacle] = []
    count, missing = len(facts.judges), sorted(missing_confirmations(facts))
    if count < settings.least_judges:
        least = settings.least_judges
        found.append(Obstacle(WayFault.TOO_FEW_JUDGES, {"count": count, "least": least}))
    if missing:
        names = ",".join(map(str, missing))
        found.append(
            Obstacle(WayFault.CONFIRMATIONS_MISSING, {"count": len(missing), "judges": names})
        )
    return found


def _to_decide(facts: Facts, _: Settings) -> list[Obstacle]:
    return [Obstacle(WayFault.TO_VERIFY, {"count": facts.to_verify})] if facts.to_verify else []


def _to_end(facts: Facts, settings: Settings) -> list[Obstacle]:
    found = []
    if facts.open_complaints:
        found.append(Obstacle(WayFault.COMPLAINTS_OPEN, {"count": facts.open_complaints}))
    until = facts.complaints_until
    if settings.has_complaints and (until is None or facts.today <= until):
        values = {} if until is None else {"until": until.isoformat()}
        found.append(Obstacle(WayFault.COMPLAINT_DAYS_NOT_OVER, values))
    if facts.open_claims:
        found.append(Obstacle(WayFault.CLAIMS_OPEN, {"count": facts.open_claims}))
    if facts.uncounted_claims:
        found.append(Obstacle(WayFault.CLAIMS_UNCOUNTED, {"count": facts.uncounted_claims}))
    return found


_CONDITIONS = {
    State.CLOSED: _to_close,
    State.PROVISIONAL: _to_rank,
    State.MINUTES: _to_minute,
    State.DECISION: _to_decide,
    State.FINAL: _to_end,
}
