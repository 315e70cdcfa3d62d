"""How the people of one unit stand among themselves: in a round, or over all rounds."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from contest.contests.models import Contest, ContestAudience, Round
from contest.db import db
from contest.people.models import Person
from contest.results import board_queries, evidence_queries, queries
from contest.results.models import Ranking
from contest.rules.boards import BoardRow, Combine, whole_contest
from contest.rules.lots import lots
from contest.units.models import Unit

AT_ONCE = 1_000


def of_round(
    round_: Round, ranking: Ranking, chosen: ContestAudience, unit: Unit
) -> list[BoardRow]:
    """The unit's people of an audience, in the order of the round and placed anew."""
    return _placed(round_.contest, [(round_, ranking)], Combine.BEST, round_, chosen, unit)


def of_contest(
    contest: Contest, counted: Sequence[tuple[Round, Ranking]], chosen: ContestAudience, unit: Unit
) -> list[BoardRow]:
    """The unit's people of an audience, in the order of the board over all rounds, placed anew."""
    return _placed(contest, counted, contest.combined or Combine.SUM, None, chosen, unit)


def _placed(
    contest: Contest,
    counted: Sequence[tuple[Round, Ranking]],
    combine: Combine,
    round_: Round | None,
    chosen: ContestAudience,
    unit: Unit,
) -> list[BoardRow]:
    """By the rule that makes the whole board, of these people alone: their order is the same,
    since it depends on nobody else.
    """
    within = units_within(contest, unit)
    standings = [
        board_queries.standings_of(each, ranking, within)[chosen.id] for each, ranking in counted
    ]
    numbers = {one.attempt.contest_number for those in standings for one in those}
    last, _ = counted[-1]
    rows = whole_contest(
        standings,
        combine,
        chosen.ranking,
        lots=lots(evidence_queries.draw_of(last, last.evidence_root), numbers),
        decisions=evidence_queries.decisions(
            contest.id, round_.id if round_ else None, of_units=False
        ),
    )
    return list(rows)


def units_within(contest: Contest, unit: Unit) -> frozenset[int]:
    """The unit and all below it."""
    places = queries.places(contest.host_id)
    paths = queries.Paths(places)
    return frozenset(each for each in places if unit.id in paths.of_unit(each))


def names_of(people: Iterable[int]) -> dict[int, str]:
    """Names by person."""
    wanted, found = list(people), dict[int, str]()
    for start in range(0, len(wanted), AT_ONCE):
        query = select(Person.id, Person.name).where(Person.id.in_(wanted[start : start + AT_ONCE]))
        found.update((person, name) for person, name in db.session.execute(query))
    return found
