"""How the rounds of a unit make one result."""

from collections.abc import Iterable, Mapping, Sequence

from contest.rules.placing import place
from contest.rules.unit_ranking import UnitFigures, columns_of, rate_of
from contest.rules.unit_schemes import CombineRounds, UnitFault, UnitRuleRefused, UnitScheme
from contest.rules.units import Entrant, Unit, rounded


def combined(
    rounds: Iterable[Mapping[Unit, UnitFigures]], scheme: UnitScheme
) -> dict[Unit, UnitFigures]:
    """Every unit of any round has one line of figures, as the scheme combines rounds.

    Summed up, the rate is of all entrants to all headcounts of the rounds that have a rate, each
    round capped by itself.  The mean of rates is over these rounds too.  In both, the other
    figures add up, and the headcount is the greatest one.  The best round is the one that the
    scheme's keys put highest, the earlier of equal ones; the last is the unit's last one.

    Raises UnitRuleRefused where each person counts once and several rounds are given: the
    figures are then of the totals of ``people_once``, as one round.
    """
    by_unit: dict[Unit, list[UnitFigures]] = {}
    for figures in rounds:
        for unit, each in figures.items():
            by_unit.setdefault(unit, []).append(each)
    return {unit: _one(several, scheme) for unit, several in by_unit.items()}


def people_once(rounds: Iterable[Iterable[Entrant]]) -> list[Entrant]:
    """Each person is one entrant over all rounds, in the units of their last round.

    Attempts, right answers, points and questions add up; all right is who was so in a round.
    """
    found: dict[int | str, Entrant] = {}
    for each in (entrant for entrants in rounds for entrant in entrants):
        before = found.get(each.person)
        found[each.person] = each if before is None else _together(before, each)
    return list(found.values())


def _together(before: Entrant, latest: Entrant) -> Entrant:
    return latest._replace(
        attempts=before.attempts + latest.attempts,
        right_count=before.right_count + latest.right_count,
        is_all_right=before.is_all_right or latest.is_all_right,
        points=before.points + latest.points,
        question_count=before.question_count + latest.question_count,
    )


def _one(several: Sequence[UnitFigures], scheme: UnitScheme) -> UnitFigures:
    how = scheme.combine
    if len(several) == 1 or how is CombineRounds.LAST:
        return several[-1]
    if how is CombineRounds.DISTINCT:
        raise UnitRuleRefused(UnitFault.COUNTED_TWICE)
    if how is CombineRounds.BEST_ROUND:
        best = place(range(len(several)), columns_of(several, scheme))[0]
        return several[int(best.entrant)]
    return _sum(several, is_mean=how is CombineRounds.MEAN_OF_RATES)


def _sum(several: Sequence[UnitFigures], *, is_mean: bool) -> UnitFigures:
    marks: dict[str, int] = {}
    for criterion, points in (pair for each in several for pair in each.marks.items()):
        marks[criterion] = marks.get(criterion, 0) + points
    return UnitFigures(
        unit=several[-1].unit,
        block=several[-1].block,
        headcount=max((each.headcount for each in several if each.headcount), default=None),
        rate=_mean_rate(several) if is_mean else _rate_of_sums(several),
        entrants=sum(each.entrants for each in several),
        attempts=sum(each.attempts for each in several),
        points=sum(each.points for each in several),
        all_right=sum(each.all_right for each in several),
        winners=sum(each.winners for each in several),
        marks=marks,
    )


def _mean_rate(several: Iterable[UnitFigures]) -> int | None:
    rates = [each.rate for each in several if each.rate is not None]
    return rounded(sum(rates), len(rates)) if rates else None


def _rate_of_sums(several: Iterable[UnitFigures]) -> int | None:
    known = [
        (min(each.entrants, each.headcount), each.headcount)
        for each in several
        if each.rate is not None and each.headcount is not None
    ]
    return rate_of(sum(part for part, _ in known), sum(whole for _, whole in known), 1)
