"""The evidence of a round, and what was computed of it, read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from contest.attempts.models import Attempt, Mark
from contest.contests.models import Headcount, Round
from contest.db import db
from contest.errors import NotFound
from contest.people.models import Person
from contest.results.models import Basis, Chart, Ranking, UnitTotal
from contest.rules.tally import MarkedAttempt
from contest.rules.units import Unit as UnitKey
from contest.units.models import Unit, UnitKind

BLOCK = "block:"
COUNTRY = "country:"
FETCHED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as a step of a path."""

    parent_id: int | None
    block: str | None


def count_unmarked(round_id: int, key_version: int) -> int:
    """The attempts of the round that have no mark under that version of the keys."""
    marked = (Mark.round_id == Attempt.round_id, Mark.attempt_id == Attempt.id)
    query = (
        select(func.count())
        .select_from(Attempt)
        .outerjoin(Mark, marked[0] & marked[1] & (Mark.key_version == key_version))
        .where(Attempt.round_id == round_id, Mark.round_id.is_(None))
    )
    return db.session.scalar(query) or 0


def count_attempts(round_id: int) -> int:
    return db.session.scalar(select(func.count()).where(Attempt.round_id == round_id)) or 0


def each_marked(round_id: int, key_version: int, host_id: int) -> Iterator[MarkedAttempt]:
    """Every attempt of the round with its marks, streamed; in no order."""
    paths = Paths(_places(host_id))
    query = (
        select(
            Attempt.id,
            Attempt.person_id,
            Person.number,
            Attempt.contest_audience_id,
            Attempt.number,
            Attempt.started_ms,
            Attempt.handed_in_ms,
            Mark.duration_ms,
            Mark.right_count,
            Mark.question_count,
            Mark.points,
            Mark.guess,
            Attempt.residence_id,
            Attempt.country,
            Attempt.unit_id,
            Attempt.reporting_group_id,
        )
        .join(Mark, (Mark.round_id == Attempt.round_id) & (Mark.attempt_id == Attempt.id))
        .join(Person, Person.id == Attempt.person_id)
        .where(Attempt.round_id == round_id, Mark.key_version == key_version)
    )
    for row in db.session.execute(query.execution_options(yield_per=FETCHED_AT_ONCE)):
        *values, residence_id, country, unit_id, group_id = row
        residence, unit = paths.of_residence(residence_id, country), paths.of_unit(unit_id)
        yield MarkedAttempt(
            *values, residence_path=residence, unit_path=unit, reporting_group=group_id
        )


class Paths:
    """From a unit up to its root, each worked out once."""

    def __init__(self, places: Mapping[int, Place]) -> None:
        self._places = places
        self._known: dict[int, tuple[UnitKey, ...]] = {}

    def of_residence(self, unit_id: int | None, country: str | None) -> tuple[UnitKey, ...]:
        """Hamlet, commune, province; or the country of those who live abroad."""
        if country is not None:
            return (f"{COUNTRY}{country}",)
        return tuple(each for each in self._up(unit_id) if isinstance(each, int))

    def of_unit(self, unit_id: int | None) -> tuple[UnitKey, ...]:
        """The unit, its parents, and the block of the nearest that has one."""
        return self._up(unit_id)

    def _up(self, unit_id: int | None) -> tuple[UnitKey, ...]:
        if unit_id is None:
            return ()
        if unit_id not in self._known:
            self._known[unit_id] = tuple(self._climb(unit_id))
        return self._known[unit_id]

    def _climb(self, unit_id: int) -> Iterator[UnitKey]:
        block, step, seen = None, self._places.get(unit_id), {unit_id}
        yield unit_id
        while step is not None:
            block = block or step.block
            parent_id = step.parent_id
            if parent_id is None or parent_id in seen:
                break
            seen.add(parent_id)
            yield parent_id
            step = self._places.get(parent_id)
        if block:
            yield f"{BLOCK}{block}"


def _places(host_id: int) -> dict[int, Place]:
    query = select(Unit.id, Unit.parent_id, Unit.block).where(
        or_(Unit.host_id.is_(None), Unit.host_id == host_id)
    )
    return {row.id: Place(row.parent_id, row.block) for row in db.session.execute(query)}


def headcounts(
    round_id: int, contest_audience_id: int | None, kinds: frozenset[UnitKind]
) -> dict[UnitKey, int]:
    """What each unit of those kinds stated, for one audience or for all.

    For all together a unit's own figure for everybody counts; where it stated one per audience
    only, their sum.
    """
    query = (
        select(Headcount.unit_id, Headcount.contest_audience_id, Headcount.count)
        .join(Headcount.unit)
        .where(Headcount.round_id == round_id, Unit.kind.in_(kinds))
    )
    stated: dict[int, dict[int | None, int]] = {}
    for unit_id, audience_id, count in db.session.execute(query):
        stated.setdefault(unit_id, {})[audience_id] = count
    if contest_audience_id is None:
        return {unit: each.get(None, sum(each.values())) for unit, each in stated.items()}
    return {
        unit: each[contest_audience_id]
        for unit, each in stated.items()
        if contest_audience_id in each
    }


def find_ranking(round_id: int) -> Ranking | None:
    """The newest computation of the round, if there is one."""
    query = select(Ranking).where(Ranking.round_id == round_id).order_by(Ranking.version.desc())
    return db.session.scalar(query.limit(1))


def get_ranking(round_: Round) -> Ranking:
    """The newest computation.  Raises NotFound where nothing was computed yet."""
    ranking = find_ranking(round_.id)
    if ranking is None:
        raise NotFound
    return ranking


def list_totals(ranking: Ranking, basis: Basis, audience_id: int | None) -> list[UnitTotal]:
    """The lines of one table, the most entrants first."""
    query = (
        select(UnitTotal)
        .options(joinedload(UnitTotal.unit))
        .where(
            UnitTotal.ranking_id == ranking.id,
            UnitTotal.basis == basis,
            UnitTotal.contest_audience_id.is_(None)
            if audience_id is None
            else UnitTotal.contest_audience_id == audience_id,
        )
        .order_by(UnitTotal.entrants.desc(), UnitTotal.id)
    )
    return list(db.session.scalars(query))


def get_chart(ranking: Ranking, name: str) -> Chart:
    """A chart that was drawn.  Raises NotFound."""
    query = select(Chart).where(Chart.ranking_id == ranking.id, Chart.name == name)
    chart = db.session.scalar(query)
    if chart is None:
        raise NotFound
    return chart


def list_chart_names(ranking: Ranking) -> frozenset[str]:
    return frozenset(db.session.scalars(select(Chart.name).where(Chart.ranking_id == ranking.id)))
