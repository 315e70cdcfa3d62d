"""Whether a person's result is recognised, what is checked before, and who is checked first."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from contest.rules.refusal import RuleRefused
from contest.rules.signals import WEIGHT, Signal


class State(StrEnum):
    """A person is eligible, is to be verified, or is not recognised; never deleted."""

    ELIGIBLE = "eligible"
    TO_VERIFY = "to-verify"
    NOT_RECOGNISED = "not-recognised"


class Ground(StrEnum):
    """Why a result is not recognised, as the regulations of real contests name it."""

    SEVERAL_ACCOUNTS = "several-accounts"
    UNTRUE_DATA = "untrue-data"
    DATA_MISSING = "data-missing"  # or nobody can be reached by it
    ANOTHERS_DATA = "anothers-data"
    BY_ANOTHER = "by-another"
    FOR_ANOTHER = "for-another"
    BARRED = "barred"  # organisers, their helpers, relatives …
    NOT_ELIGIBLE = "not-eligible"
    AGAINST_RULES = "against-rules"
    FRAUD = "fraud"


class Item(StrEnum):
    """What is checked of a person to be awarded."""

    CARD_SEEN = "card-seen"
    BIRTH = "birth"
    UNIT = "unit"
    NOT_BARRED = "not-barred"
    REACHED = "reached"


class CallOutcome(StrEnum):
    REACHED = "reached"
    NO_ANSWER = "no-answer"
    WRONG_NUMBER = "wrong-number"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Call:
    """A call to a person."""

    at_ms: int
    outcome: CallOutcome


@dataclass(frozen=True, slots=True)
class Checklist:
    """What the regulation wants checked, what was found in order, and the calls made.

    Whether a person was reached is told by the calls.
    """

    wanted: frozenset[Item]
    in_order: frozenset[Item] = frozenset()
    calls: tuple[Call, ...] = ()


def missing(checklist: Checklist) -> frozenset[Item]:
    """What is still to be checked."""
    reached = any(call.outcome is CallOutcome.REACHED for call in checklist.calls)
    done = checklist.in_order - {Item.REACHED} | ({Item.REACHED} if reached else set())
    return checklist.wanted - done


def is_complete(checklist: Checklist) -> bool:
    """A person is verified when all that the regulation wants checked was found in order."""
    return not missing(checklist)


class VerificationFault(StrEnum):
    NO_SUCH_MOVE = "verification-no-such-move"
    GROUND_MISSING = "verification-ground-missing"
    GROUND_NOT_PRINTED = "verification-ground-not-printed"
    WORDS_MISSING = "verification-words-missing"
    CHECKS_MISSING = "verification-checks-missing"


class VerificationRefused(RuleRefused):
    """A person's state cannot change so; ``code`` is a VerificationFault."""


ALL_GROUNDS = frozenset(Ground)
_MOVES: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.ELIGIBLE: frozenset({State.TO_VERIFY, State.NOT_RECOGNISED}),
        State.TO_VERIFY: frozenset({State.ELIGIBLE, State.NOT_RECOGNISED}),
        State.NOT_RECOGNISED: frozenset({State.ELIGIBLE, State.TO_VERIFY}),
    }
)


def move(
    state: State,
    to: State,
    *,
    words: str,
    ground: Ground | None = None,
    printed: Collection[Ground] = ALL_GROUNDS,
    checklist: Checklist | None = None,
) -> State:
    """Each change says why in words, and what is not recognised is so on a ground that is printed.

    From being verified a person comes back eligible with a complete check list.  Who was not
    recognised is reinstated for a reason: the answer to a complaint, an error.

    Raises VerificationRefused.
    """
    if to not in _MOVES[state]:
        raise VerificationRefused(VerificationFault.NO_SUCH_MOVE)
    if not words.strip():
        raise VerificationRefused(VerificationFault.WORDS_MISSING)
    if to is State.NOT_RECOGNISED:
        _require_ground(ground, printed)
    if (
        state is State.TO_VERIFY
        and to is State.ELIGIBLE
        and not (checklist is not None and is_complete(checklist))
    ):
        raise VerificationRefused(VerificationFault.CHECKS_MISSING)
    return to


def _require_ground(ground: Ground | None, printed: Collection[Ground]) -> None:
    if ground is None:
        raise VerificationRefused(VerificationFault.GROUND_MISSING)
    if ground not in printed:
        raise VerificationRefused(VerificationFault.GROUND_NOT_PRINTED)


def may_be_awarded(state: State, checklist: Checklist) -> bool:
    """A prize goes to who is eligible and was verified before the result is decided."""
    return state is State.ELIGIBLE and is_complete(checklist)


class Why(StrEnum):
    """Why somebody is on the check list."""

    WINNER = "winner"
    RESERVE = "reserve"
    SIGNAL = "signal"


@dataclass(frozen=True, slots=True)
class ToCheck:
    """Somebody to check, for the first reason that there is, and what their signs weigh."""

    person: int
    why: Why
    weight: int


@dataclass(frozen=True, slots=True)
class PrizeList:
    """The people of one list of prizes in the order of their places, and how many prizes it has."""

    order: tuple[int, ...]
    prizes: int


def check_list(
    lists: Sequence[PrizeList],
    reserves: int,
    signals: Iterable[Signal],
    done: Collection[int] = frozenset(),
) -> tuple[ToCheck, ...]:
    """First those who are to be awarded, then so many behind them, then by the weight of signs.

    Each person stands once.  ``done`` are verified already, or not recognised, and stand no more.
    """
    weights = weigh(signals)
    winners = [person for each in lists for person in each.order[: each.prizes]]
    behind = [
        person for each in lists for person in each.order[each.prizes : each.prizes + reserves]
    ]
    queue = sorted(weights, key=lambda person: (-weights[person], person))
    reasons: dict[int, Why] = {}
    for why, people in ((Why.WINNER, winners), (Why.RESERVE, behind), (Why.SIGNAL, queue)):
        for person in people:
            reasons.setdefault(person, why)
    return tuple(
        ToCheck(person, why, weights[person])
        for person, why in reasons.items()
        if person not in done
    )


def weigh(signals: Iterable[Signal]) -> Counter[int]:
    """What the signs about each person weigh together; of each kind the heaviest counts."""
    heaviest: dict[tuple[int, str], int] = {}
    for signal in signals:
        for person in signal.people:
            key, weight = (person, signal.kind.value), WEIGHT[signal.strength]
            heaviest[key] = max(weight, heaviest.get(key, 0))
    weights: Counter[int] = Counter()
    for (person, _), weight in heaviest.items():
        weights[person] += weight
    return weights


def encode_checklist(checklist: Checklist) -> dict[str, object]:
    """A check list as plain JSON."""
    return {
        "wanted": sorted(item.value for item in checklist.wanted),
        "in_order": sorted(item.value for item in checklist.in_order),
        "calls": [[call.at_ms, call.outcome.value] for call in checklist.calls],
    }


def decode_checklist(data: Mapping[str, object]) -> Checklist:
    """Read what ``encode_checklist`` wrote.  Raises ValueError for anything else."""
    match data:
        case {"wanted": list(wanted), "in_order": list(in_order), "calls": list(calls), **rest} if (
            not rest
        ):
            return Checklist(
                frozenset(map(Item, wanted)),
                frozenset(map(Item, in_order)),
                tuple(map(_call, calls)),
            )
    raise ValueError("a check list is what is wanted, what is in order, and calls")


def _call(data: object) -> Call:
    match data:
        case [int(at_ms), str(outcome)]:
            return Call(at_ms, CallOutcome(outcome))
    raise ValueError("a call is its time and its outcome")
