"""Until when a winner claims a prize, and what becomes of one that nobody claims."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contest.rules.refusal import RuleRefused
from contest.rules.working_days import Days, WorkCalendar, decode_days, encode_days
from contest.rules.working_days import last_day as last_day_of


class After(StrEnum):
    """What becomes of a prize that nobody claimed by the last day."""

    PASSES_ON = "passes-on"
    LAPSES = "lapses"


@dataclass(frozen=True, slots=True)
class Terms:
    """So many days to claim a prize in, or a last day by name; and where one comes for it.

    The days are also those of whoever wins when the named day leaves none.
    """

    days: Days
    after: After
    until: date | None = None
    place: str = ""


class State(StrEnum):
    """How far a prize has come to its winner."""

    NOT_ASKED = "not-asked"  # the thể lệ asks for no claims: it is simply handed over
    OPEN = "open"
    CLAIMED = "claimed"
    OVERDUE = "overdue"  # the last day is over: what becomes of it is to be confirmed
    LAPSED = "lapsed"
    PASSED_ON = "passed-on"
    HANDED_OVER = "handed-over"
    NOT_WON = "not-won"  # it was this person's before, and is not by the result as it is now


class Passing(StrEnum):
    """Why the published list does not count a prize that passed on."""

    COMPUTING = "computing"
    NOT_COMPUTED = "not-computed"  # nobody computes it: it is to be asked for
    OTHER_RESULT = "other-result"  # anew the standings are others: they are to be published


class ClaimFault(StrEnum):
    NOT_ASKED = "claims-not-asked"
    NOT_WON = "claim-not-won"
    LATE = "claim-late"
    ENDED = "claim-ended"
    HANDED_OVER = "claim-handed-over"
    NOT_OVERDUE = "claim-not-overdue"
    NOT_CLAIMED = "claim-not-claimed"
    UNDER_COMPLAINT = "claim-under-complaint"
    DAY_NOT_LATER = "claim-day-not-later"
    DAY_IN_FUTURE = "claim-day-in-future"
    REASON_MISSING = "claim-reason-missing"
    NOT_COMPUTED = "claim-not-computed"  # the standings may be others when computed anew
    OTHER_RESULT = "claim-other-result"  # the standings are not those that were published


class ClaimRefused(RuleRefused):
    """Nothing of the kind can be done with the prize now; ``code`` is a ClaimFault."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What stands of one person's prize; ``last`` of None: claims are not asked for."""

    last: date | None
    is_won: bool = True
    is_claimed: bool = False
    ended: After | None = None
    is_handed_over: bool = False


def last_day(
    terms: Terms, won_on: date, calendar: WorkCalendar, extended_to: date | None = None
) -> date:
    """A prize is claimed until the end of this day.

    The day of the winning does not count.  A day that the thể lệ names holds for those whose
    prize was published before it; to whom a prize comes on it or later, days are counted.  One
    person's own day may be later, never earlier.
    """
    if terms.until is not None and won_on < terms.until:
        own = terms.until
    else:
        own = last_day_of(won_on, terms.days, calendar)
    return own if extended_to is None else max(own, extended_to)


def state_of(claim: Claim, today: date) -> State:
    """What is handed over stays so; what ended stays so; then what was claimed, then the day."""
    settled = {
        State.HANDED_OVER: claim.is_handed_over,
        State.PASSED_ON: claim.ended is After.PASSES_ON,
        State.LAPSED: claim.ended is After.LAPSES,
        State.NOT_WON: not claim.is_won,
        State.CLAIMED: claim.is_claimed,
        State.NOT_ASKED: claim.last is None,
        State.OVERDUE: claim.last is not None and today > claim.last,
    }
    return next((state for state, is_so in settled.items() if is_so), State.OPEN)


_SETTLED: Mapping[State, ClaimFault] = {
    State.HANDED_OVER: ClaimFault.HANDED_OVER,
    State.PASSED_ON: ClaimFault.ENDED,
    State.LAPSED: ClaimFault.ENDED,
    State.NOT_WON: ClaimFault.NOT_WON,
}


def _unsettled(claim: Claim, today: date) -> State:
    """Raises ClaimRefused where nothing can be done with the prize any more."""
    state = state_of(claim, today)
    if state in _SETTLED:
        raise ClaimRefused(_SETTLED[state])
    return state


def require_claimable(claim: Claim, today: date) -> None:
    """A winner claims, and corrects what was said, until the end of the last day.

    Raises ClaimRefused.
    """
    _unsettled(claim, today)
    if claim.last is None:
        raise ClaimRefused(ClaimFault.NOT_ASKED)
    if today > claim.last:
        raise ClaimRefused(ClaimFault.LATE)


def extended(claim: Claim, to: date, reason: str, today: date) -> date:
    """One person's last day moves on, for a reason; it never moves back.

    Raises ClaimRefused.
    """
    _unsettled(claim, today)
    if claim.last is None:
        raise ClaimRefused(ClaimFault.NOT_ASKED)
    if not reason.strip():
        raise ClaimRefused(ClaimFault.REASON_MISSING)
    if to <= claim.last or to < today:
        raise ClaimRefused(ClaimFault.DAY_NOT_LATER)
    return to


def end(
    claim: Claim, terms: Terms, today: date, *, is_final: bool, open_complaints: int = 0
) -> After:
    """After the last day a prize that nobody claimed passes on or lapses, as the thể lệ says.

    Nothing passes on in a result that is final: there it lapses.  While a complaint about the
    person is open it waits.  Raises ClaimRefused.
    """
    if _unsettled(claim, today) is not State.OVERDUE:
        raise ClaimRefused(ClaimFault.NOT_OVERDUE)
    if open_complaints:
        raise ClaimRefused(ClaimFault.UNDER_COMPLAINT)
    return After.LAPSES if is_final else terms.after


def hand_over(claim: Claim, on: date, today: date, *, open_complaints: int) -> None:
    """A prize under complaint is not paid, nor one that nobody claimed where claims are asked for.

    Raises ClaimRefused.
    """
    state = _unsettled(claim, today)
    if open_complaints:
        raise ClaimRefused(ClaimFault.UNDER_COMPLAINT)
    if state in (State.OPEN, State.OVERDUE):
        raise ClaimRefused(ClaimFault.NOT_CLAIMED)
    if on > today:
        raise ClaimRefused(ClaimFault.DAY_IN_FUTURE)


def count_holding(terms: Terms | None, states: Iterable[State]) -> int:
    """How many prizes may still pass on: as long as one may, the result is not final."""
    if terms is None or terms.after is After.LAPSES:
        return 0
    return sum(state in (State.OPEN, State.OVERDUE) for state in states)


def encode(terms: Terms) -> dict[str, object]:
    """The terms as plain JSON."""
    return {
        "days": encode_days(terms.days),
        "until": terms.until.isoformat() if terms.until else None,
        "after": terms.after.value,
        "place": terms.place,
    }


def decode(data: Mapping[str, object]) -> Terms:
    """Read what ``encode`` wrote.  Raises ValueError for anything else."""
    match data:
        case {
            "days": dict(days),
            "until": str() | None as until,
            "after": str(after),
            "place": str(place),
            **rest,
        } if not rest:
            named = None if until is None else date.fromisoformat(until)
            return Terms(decode_days(days), After(after), named, place)
    raise ValueError("terms are days, a last day or none, what comes after, and a place")
