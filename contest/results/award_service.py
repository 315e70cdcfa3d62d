"""Who wins what, and where units stand, worked out of a tally; only reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from contest.bulk import as_json
from contest.contests import prize_queries, way_queries
from contest.contests.models import Contest, Round
from contest.contests.prize_models import Prize
from contest.hosts.models import Host, HostKind
from contest.results import award_queries, evidence_queries
from contest.results.models import Basis
from contest.rules import prizes as rules
from contest.rules.lots import Draw, lots
from contest.rules.placing import EntrantId, Place, Reason
from contest.rules.prizes import Award, Awarded, Placed, PrizeList, RoundLists, award_rounds
from contest.rules.unit_awards import Proposal, proposed
from contest.rules.unit_ranking import Block, UnitBoard, UnitFigures, rank_units
from contest.rules.unit_schemes import ENDS, UnitKey, UnitScheme
from contest.rules.units import Entrant, Paths, Unit
from contest.units.models import UnitKind

AWARD_COLUMNS = (
    "prize_id", "person_id", "unit_id", "contest_audience_id", "position", "amount", "is_shared",
)  # fmt: skip
UNIT_COLUMNS = (
    "unit_id", "block", "position", "place", "is_shared", "excluded", "values", "reason",
    "reason_below",
)  # fmt: skip
KINDS = {
    Basis.RESIDENCE: frozenset({UnitKind.PROVINCE, UnitKind.COMMUNE, UnitKind.HAMLET}),
    Basis.UNIT: frozenset({UnitKind.AGENCY, UnitKind.SCHOOL}),
}
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """The people of an audience in their order, and how to find them."""

    audience: int
    places: Sequence[Place | Placed]
    people: Mapping[str, int]


@dataclass(slots=True)
class Outcome:
    """Rows of awards, and what became of each list, as plain JSON."""

    rows: list[Row] = field(default_factory=list)
    lists: list[dict[str, Any]] = field(default_factory=list)
    winners: list[int] = field(default_factory=list)

    def add(self, audience: int, awarded: Awarded, people: Mapping[str, int]) -> None:
        for each in awarded.awards:
            person = people[str(each.entrant)]
            self.winners.append(person)
            self.put(each, person=person, audience=audience)
        self.lists.append(
            {
                "audience": audience,
                "remainder": awarded.remainder,
                "left": [[prize, count] for prize, count in awarded.left],
                "undecided": [
                    {"numbers": list(each.entrants), "prizes": list(each.prizes)}
                    for each in awarded.undecided
                ],
                "out": sorted(map(str, awarded.out)),
                "taken": sorted(map(str, awarded.taken)),
                "unclaimed": sorted(map(str, awarded.unclaimed)),
            }
        )

    def put(
        self, award: Award, *, person: int | None = None, unit: int | None = None,
        audience: int | None = None,
    ) -> None:  # fmt: skip
        at = len(self.rows) + 1
        self.rows.append((award.prize, person, unit, audience, at, award.amount, award.is_shared))


def people_awards(
    contest: Contest,
    round_: Round | None,
    orders: Iterable[Ordered],
    draw: Draw | None,
    out: frozenset[str],
    also_unclaimed: frozenset[int] = frozenset(),
) -> Outcome:
    """The prizes of a round, or of the whole contest, go down the order of each audience.

    Who may win once in the contest and won in an earlier round, or in one whose result is final,
    is passed over; prizes of the whole contest come after those of all rounds.  So is who did not
    claim a prize of this computation in time: it passes on, but not to a winner who is published
    in another round.  ``also_unclaimed`` are people of whom that is only tried out.
    """
    terms, prizes = prize_queries.prize_rules(contest), _prizes(contest, round_, for_units=False)
    orders, passed = list(orders), (evidence_queries.unclaimed(contest.id, round_) | also_unclaimed)
    lists = [
        PrizeList(
            [Placed(each.entrant, each.place) for each in order.places],
            rules_of([p for p in prizes if p.contest_audience_id in (None, order.audience)]),
            out,
            _drawn(draw, order.people),
            _numbers(order, passed),
        )
        for order in orders
    ]
    before = RoundLists((), (_winners_before(contest, round_, is_passing=bool(passed)),))
    *_, awarded = award_rounds([before, RoundLists(lists)], terms.edge, terms.repeat)
    found = Outcome()
    for order, each in zip(orders, awarded, strict=True):
        found.add(order.audience, each, order.people)
    return found


def _numbers(order: Ordered, people: frozenset[int]) -> frozenset[EntrantId]:
    """The contest numbers of some people; nobody is looked through for none."""
    found = (number for number, person in order.people.items() if person in people)
    return frozenset(found if people else ())


def _drawn(draw: Draw | None, numbers: Iterable[str]) -> dict[EntrantId, int]:
    return dict(lots(draw, numbers).items())


def _winners_before(contest: Contest, round_: Round | None, *, is_passing: bool) -> Awarded:
    public = way_queries.published(contest.rounds) if is_passing else frozenset()
    others = [
        each
        for each in contest.rounds
        if round_ is None
        or each.number < round_.number
        or (each.id != round_.id and (each.id in public or evidence_queries.is_final(each.id)))
    ]
    numbers = sorted(award_queries.numbers_that_win(others))
    return Awarded(tuple(Award(each, None, 0, "", 0) for each in numbers))


def _prizes(contest: Contest, round_: Round | None, *, for_units: bool) -> list[Prize]:
    here = round_.id if round_ else None
    return [
        each
        for each in prize_queries.list_prizes(contest)
        if each.round_id == here and each.is_for_units == for_units
    ]


def rules_of(prizes: Iterable[Prize]) -> list[rules.Prize]:
    """The prizes as the rules take them."""
    return [rules.Prize(each.id, each.title, each.count, each.amount, each.rank) for each in prizes]


def counted_kinds(host: Host, paths: Paths) -> frozenset[UnitKind]:
    """Which units are ranked: offices and schools, or communes; a commune's own are hamlets."""
    if paths is Paths.UNIT:
        return KINDS[Basis.UNIT]
    return frozenset({UnitKind.HAMLET if host.kind is HostKind.COMMUNE else UnitKind.COMMUNE})


def winners_by_unit(
    entrants: Iterable[Entrant], paths: Paths, winners: Iterable[int]
) -> dict[Unit, int]:
    """How many of those who won belong to each unit."""
    won, counts = set(winners), dict[Unit, int]()
    for each in entrants:
        if each.person in won:
            for unit in each.path(paths):
                counts[unit] = counts.get(unit, 0) + 1
    return counts


def rank(
    contest: Contest,
    round_: Round | None,
    figures: Iterable[UnitFigures],
    scheme: UnitScheme,
    draw: Draw | None,
) -> dict[Block, UnitBoard]:
    """Units by the contest's scheme; a unit's lot is drawn by its row number."""
    figures = list(figures)
    drawn = lots(draw, [str(each.unit) for each in figures])
    return rank_units(
        figures,
        scheme,
        lots={int(unit): lot for unit, lot in drawn.items()},
        decisions=evidence_queries.decisions(
            contest.id, round_.id if round_ else None, of_units=True
        ),
    )


def unit_rows(
    boards: Mapping[Block, UnitBoard], figures: Mapping[Unit, UnitFigures], scheme: UnitScheme
) -> list[Row]:
    """The rows of places, block by block, with those that are not ranked and why."""
    found: list[Row] = []
    for block, board in boards.items():
        for at, each in enumerate(board.places, 1):
            values = _values(figures[each.entrant], scheme)
            found.append(
                (
                    each.entrant, block_name(block), at, each.place, each.is_shared, "", values,
                    reason_json(each.reason), reason_json(each.reason_below),
                )
            )  # fmt: skip
        for below in board.unranked:
            values = _values(figures[below.unit], scheme)
            found.append(
                (
                    below.unit, block_name(block), None, None, False, below.least.key, values,
                    None, None,
                )
            )  # fmt: skip
    return found


def _values(figures: UnitFigures, scheme: UnitScheme) -> str:
    keys = [*scheme.keys, *(each.key for each in scheme.least)]
    values = {key: figures.value(key) for key in keys if key not in ENDS}
    return as_json(values | {"headcount": figures.headcount, UnitKey.ENTRANTS: figures.entrants})


def block_name(block: Block) -> str:
    return "" if block is None else str(block)


def unit_awards(
    contest: Contest,
    round_: Round | None,
    boards: Mapping[Block, UnitBoard],
    figures: Mapping[Unit, UnitFigures],
    draw: Draw | None,
    found: Outcome,
) -> None:
    """Add the prizes of units: down the order of each block, and by proposal.

    A unit of which nobody took part wins nothing by its place, however many prizes there are.
    """
    prizes = _prizes(contest, round_, for_units=True)
    ranked = [each for each in prizes if not each.is_by_proposal]
    edge = prize_queries.prize_rules(contest).edge
    for block, board in boards.items():
        placed = [Placed(each.entrant, each.place) for each in board.places]
        order = [each for each in placed if figures[each.entrant].entrants]
        drawn = lots(draw, [str(each.entrant) for each in order])
        awarded = rules.award(
            order,
            rules_of(each for each in ranked if each.block in ("", block_name(block))),
            edge,
            lots={int(unit): lot for unit, lot in drawn.items()},
        )
        for each in awarded.awards:
            found.put(each, unit=int(each.entrant))
    given = {each.id for each in prizes if each.is_by_proposal}
    proposals = [
        Proposal(each.unit_id, each.prize_id, each.why, each.proposed_by.name)
        for each in award_queries.list_proposals(contest.id)
        if each.prize_id in given
    ]
    for each in proposed(proposals, rules_of(each for each in prizes if each.id in given)):
        found.put(each, unit=int(each.entrant))


def reason_json(reason: Reason | None) -> str | None:
    """The JSON of a reason, written by hand: there are two for each of 200,000 people."""
    if reason is None:
        return None
    key, mine, theirs, other = reason
    named = other if isinstance(other, int) else f'"{other}"'
    return (
        f'{{"key": "{key}", "mine": {"null" if mine is None else mine}, '
        f'"theirs": {"null" if theirs is None else theirs}, "other": {named}}}'
    )
