"""Who may complain until when, who may answer, and what an answer may do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from contest.rules.refusal import RuleRefused
from contest.rules.working_days import Days, WorkCalendar, decode_days, encode_days
from contest.rules.working_days import last_day as last_day_of


class Kind(StrEnum):
    """What is complained of: one's own result, one's own refusal, another entrant, the running."""

    RESULT = "result"
    REFUSAL = "refusal"
    ANOTHER_ENTRANT = "another-entrant"
    RUNNING = "running"


class State(StrEnum):
    RECEIVED = "received"
    TAKEN_UP = "taken-up"
    ANSWERED = "answered"
    NOT_TAKEN_UP = "not-taken-up"
    WITHDRAWN = "withdrawn"


OPEN_STATES = frozenset({State.RECEIVED, State.TAKEN_UP})
_MOVES: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.RECEIVED: frozenset({State.TAKEN_UP, State.NOT_TAKEN_UP, State.WITHDRAWN}),
        State.TAKEN_UP: frozenset({State.ANSWERED, State.WITHDRAWN}),
    }
)


class Effect(StrEnum):
    """What an answer does: nothing, a new marking, a place given back, or another decides."""

    NONE = "none"
    REMARK = "remark"
    REINSTATED = "reinstated"
    PASSED_ON = "passed-on"


class Part(StrEnum):
    """What somebody did, or is, in the matter that a complaint attacks."""

    SET_KEY = "set-key"
    MARKED = "marked"
    RANKED = "ranked"
    VERIFIED = "verified"
    REFUSED = "refused"  # the entry, or did not recognise the person
    RAN = "ran"  # decided on the running: extended, suspended, annulled
    HELPED = "helped"  # typed a paper, gave time, reopened an attempt
    COMPLAINS = "complains"
    COMPLAINED_OF = "complained-of"
    RELATIVE = "relative"  # of somebody concerned


_PARTIES = frozenset({Part.COMPLAINS, Part.COMPLAINED_OF, Part.RELATIVE})
_MADE_RESULT = frozenset({Part.SET_KEY, Part.MARKED, Part.RANKED, Part.HELPED})
BARRING: Mapping[Kind, frozenset[Part]] = MappingProxyType(
    {
        Kind.RESULT: _PARTIES | _MADE_RESULT,
        Kind.REFUSAL: _PARTIES | {Part.VERIFIED, Part.REFUSED},
        Kind.ANOTHER_ENTRANT: _PARTIES | {Part.VERIFIED, Part.REFUSED, Part.HELPED},
        Kind.RUNNING: _PARTIES | {Part.RAN, Part.HELPED},
    }
)
_EFFECTS: Mapping[Kind, frozenset[Effect]] = MappingProxyType(
    {
        Kind.RESULT: frozenset({Effect.NONE, Effect.REMARK, Effect.PASSED_ON}),
        Kind.REFUSAL: frozenset({Effect.NONE, Effect.REINSTATED, Effect.PASSED_ON}),
        Kind.ANOTHER_ENTRANT: frozenset({Effect.NONE, Effect.PASSED_ON}),
        Kind.RUNNING: frozenset({Effect.NONE, Effect.REMARK, Effect.PASSED_ON}),
    }
)


class ComplaintFault(StrEnum):
    NOT_KNOWN = "complaints-not-known"
    NOTHING_TO_COMPLAIN_OF = "complaint-nothing-yet"
    NOT_ENTERED = "complaint-not-entered"
    NOT_OWN = "complaint-not-own"
    LATE = "complaint-late"
    NO_SUCH_MOVE = "complaint-no-such-move"
    TOOK_PART = "complaint-took-part"
    REASON_MISSING = "complaint-reason-missing"
    EFFECT_NOT_POSSIBLE = "complaint-effect-not-possible"


class ComplaintRefused(RuleRefused):
    """A complaint or its answer cannot be so; ``code`` is a ComplaintFault."""


@dataclass(frozen=True, slots=True)
class Until:
    """A last day that the regulation names."""

    day: date


@dataclass(frozen=True, slots=True)
class BeforeAward:
    """Complaints are taken until the day before the prizes are given out."""


TimeLimit = Days | Until | BeforeAward


def last_day(
    event: date, limit: TimeLimit, calendar: WorkCalendar, awarding: date | None = None
) -> date | None:
    """A complaint is in time until the end of this day.

    ``event`` is the day of the publication, or of the refusal.  A day that the regulation names
    stands as it is printed.  None: the prizes are to be given out on a day not yet known.
    """
    if isinstance(limit, Days):
        return last_day_of(event, limit, calendar)
    if isinstance(limit, Until):
        return limit.day
    return None if awarding is None else awarding - timedelta(days=1)


def is_late(received: date, last: date | None) -> bool:
    """A complaint is late that comes in after the last day; a late one is entered all the same."""
    return last is not None and received > last


@dataclass(frozen=True, slots=True)
class Complainant:
    """Who complains: whether they entered, and whether it is their own result or refusal."""

    has_entered: bool
    is_own: bool


def refusal(
    kind: Kind,
    who: Complainant,
    *,
    received: date,
    event: date | None,
    last: date | None,
    knows_complaints: bool = True,
) -> ComplaintFault | None:
    """Who entered may complain, of a result or refusal only of their own, and not late.

    Who was refused entry has not entered and may complain of that.  ``event`` of None: there is no
    result yet, nor a refusal; of another entrant and of the running one may complain before.
    Returns why not; a complaint so refused is kept, with this for an answer.
    """
    is_of_own = kind in {Kind.RESULT, Kind.REFUSAL}
    found = {
        ComplaintFault.NOT_KNOWN: not knows_complaints,
        ComplaintFault.NOT_ENTERED: not who.has_entered and kind is not Kind.REFUSAL,
        ComplaintFault.NOT_OWN: is_of_own and not who.is_own,
        ComplaintFault.NOTHING_TO_COMPLAIN_OF: is_of_own and event is None,
        ComplaintFault.LATE: is_late(received, last),
    }
    return next((fault for fault, is_there in found.items() if is_there), None)


@dataclass(frozen=True, slots=True)
class Involvement:
    """An account had that part in the matter complained of."""

    account: int
    part: Part


def barring_parts(account: int, kind: Kind, parts: Iterable[Involvement]) -> frozenset[Part]:
    """Return what keeps an account from answering such a complaint."""
    own = frozenset(each.part for each in parts if each.account == account)
    return own & BARRING[kind]


def may_answer(account: int, kind: Kind, parts: Iterable[Involvement]) -> bool:
    """A complaint is answered by somebody who took no part in what it attacks."""
    return not barring_parts(account, kind, parts)


def move(state: State, to: State) -> State:
    """A complaint is taken up and answered, or not taken up; until answered it may be withdrawn.

    Raises ComplaintRefused.
    """
    if to not in _MOVES.get(state, frozenset()):
        raise ComplaintRefused(ComplaintFault.NO_SUCH_MOVE)
    return to


def effects_of(kind: Kind) -> frozenset[Effect]:
    """A result is marked anew, a refused person reinstated; each may be passed on to others."""
    return _EFFECTS[kind]


def answer(
    state: State,
    kind: Kind,
    effect: Effect,
    *,
    account: int,
    parts: Iterable[Involvement],
    reason: str,
) -> State:
    """An answer says why, does what may be done of such a complaint, and is by an outsider to it.

    Raises ComplaintRefused.
    """
    if not may_answer(account, kind, parts):
        raise ComplaintRefused(ComplaintFault.TOOK_PART)
    if not reason.strip():
        raise ComplaintRefused(ComplaintFault.REASON_MISSING)
    if effect not in effects_of(kind):
        raise ComplaintRefused(ComplaintFault.EFFECT_NOT_POSSIBLE)
    return move(state, State.ANSWERED)


def count_open(states: Iterable[State]) -> int:
    """How many complaints hold a result up."""
    return sum(state in OPEN_STATES for state in states)


@dataclass(frozen=True, order=True, slots=True)
class Number:
    """Complaints of a contest are numbered anew each year: 3/2026."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


def next_number(taken: Iterable[Number], year: int) -> Number:
    """The next number is one more than the greatest of the year; one taken is never given again."""
    return Number(year, max((each.number for each in taken if each.year == year), default=0) + 1)


def encode_limit(limit: TimeLimit) -> dict[str, object]:
    """A time limit for complaints as plain JSON."""
    if isinstance(limit, Days):
        return {"days": encode_days(limit)}
    if isinstance(limit, Until):
        return {"until": limit.day.isoformat()}
    return {"before": "award"}


def decode_limit(data: Mapping[str, object]) -> TimeLimit:
    """Read what ``encode_limit`` wrote.  Raises ValueError for anything else."""
    match data:
        case {"days": dict(days), **rest} if not rest:
            return decode_days(days)
        case {"until": str(day), **rest} if not rest:
            return Until(date.fromisoformat(day))
        case {"before": "award", **rest} if not rest:
            return BeforeAward()
    raise ValueError("a limit is days, a last day, or before the award")
