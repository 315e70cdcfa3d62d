"""Which prizes units get by proposal, without a rank."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contest.rules.prizes import Award, Prize
from contest.rules.unit_ranking import check_said
from contest.rules.unit_schemes import UnitFault, UnitRuleRefused
from contest.rules.units import Unit


@dataclass(frozen=True, slots=True)
class Proposal:
    """A prize for a unit without a rank, proposed by somebody for a stated reason."""

    unit: Unit
    prize: int | str
    why: str
    who: str

    def __post_init__(self) -> None:
        check_said(self.why, self.who)


def proposed(proposals: Iterable[Proposal], prizes: Sequence[Prize]) -> tuple[Award, ...]:
    """A proposal gives the prize in full, no unit the same twice, and no more than there are.

    Raises UnitRuleRefused.
    """
    by_id = {each.id: each for each in prizes}
    awards: list[Award] = []
    for each in proposals:
        if each.prize not in by_id:
            raise UnitRuleRefused(UnitFault.PRIZE_UNKNOWN)
        prize = by_id[each.prize]
        given = [award.entrant for award in awards if award.prize == prize.id]
        if each.unit in given:
            raise UnitRuleRefused(UnitFault.PROPOSED_TWICE)
        if len(given) == prize.count:
            raise UnitRuleRefused(UnitFault.PROPOSALS_TOO_MANY)
        awards.append(Award(each.unit, None, prize.id, prize.title, prize.amount))
    return tuple(awards)
