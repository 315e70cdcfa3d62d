"""What a new list of prizes changes, for whom and why; and which prizes are paid."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from contest.rules.placing import EntrantId
from contest.rules.prizes import (
    Award,
    Awarded,
    Edge,
    Prize,
    PrizeFault,
    PrizeRefused,
    PrizeRules,
    Repeat,
)


class Why(StrEnum):
    """Why somebody's prize is another one than before."""

    STRUCK_OUT = "struck-out"
    REINSTATED = "reinstated"
    WON_ELSEWHERE = "won-elsewhere"
    DRAWN = "drawn"
    PASSED_ON = "passed-on"
    UNCLAIMED = "unclaimed"


class Change(NamedTuple):
    """What an entrant had and has now; None: nothing."""

    entrant: EntrantId
    before: Award | None
    after: Award | None
    why: Why


def differences(old: Awarded, new: Awarded) -> tuple[Change, ...]:
    """Who wins another prize or another amount than before, in the order of the new list.

    A place that moved up is no change while the prize is the same.  Those who have nothing now
    come last, in their old order.
    """
    before = {each.entrant: each for each in old.awards}
    after = {each.entrant: each for each in new.awards}
    return tuple(
        Change(entrant, before.get(entrant), after.get(entrant), _why(entrant, old, new))
        for entrant in dict.fromkeys((*after, *before))
        if _worth(before.get(entrant)) != _worth(after.get(entrant))
    )


def _worth(award: Award | None) -> tuple[object, ...] | None:
    return award and (award.prize, award.amount)


def _why(entrant: EntrantId, old: Awarded, new: Awarded) -> Why:
    if entrant in new.out:
        return Why.STRUCK_OUT
    if entrant in old.out:
        return Why.REINSTATED
    if entrant in new.unclaimed:
        return Why.UNCLAIMED
    if entrant in new.taken ^ old.taken:
        return Why.WON_ELSEWHERE
    waited = any(entrant in each.entrants for each in old.undecided)
    return Why.DRAWN if waited else Why.PASSED_ON


def may_pay(award: Award, attacked: Collection[EntrantId]) -> bool:
    """A prize is not paid while a complaint that attacks it, its winner's or another's, is open.

    ``attacked``: the entrants whose prizes some open complaint may take away or change.
    """
    return award.entrant not in attacked


def encode(rules: PrizeRules) -> dict[str, Any]:
    """Return plain JSON that ``decode`` reads."""
    return {
        "prizes": [
            {name: getattr(each, name) for name in Prize.__dataclass_fields__}
            for each in rules.prizes
        ],
        "edge": rules.edge.value,
        "repeat": rules.repeat.value,
    }


def decode(data: Mapping[str, Any]) -> PrizeRules:
    """Return the prizes that were encoded.  Raises PrizeRefused for anything else."""
    try:
        prizes = tuple(Prize(**each) for each in data["prizes"])
        return PrizeRules(prizes, Edge(data["edge"]), Repeat(data["repeat"]))
    except (KeyError, TypeError, ValueError) as fault:
        raise PrizeRefused(PrizeFault.UNREADABLE) from fault
