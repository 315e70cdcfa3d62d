"""The evidence of a round, and what was computed of it, read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from contest.attempts.models import Attempt, Mark
from contest.clock import instant
from contest.contests.models import ContestAudience, Headcount, Round
from contest.db import db
from contest.errors import NotFound
from contest.people.models import Person
from contest.results.models import Basis, Chart, Ranking, Standing, UnitTotal
from contest.rules.merits import MarkedAttempt
from contest.rules.units import Unit as UnitKey
from contest.rules.voiding import Blanks, voids
from contest.units.models import Unit, UnitKind
from questions.text import fold

BLOCK = "block:"
COUNTRY = "country:"
FETCHED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as a step of a path."""

    parent_id: int | None
    block: str | None
    kind: UnitKind


def count_unmarked(round_id: int, key_version: int) -> int:
    """The attempts of the round that have no mark under that version of the keys."""
    marked = (Mark.round_id == Attempt.round_id, Mark.attempt_id == Attempt.id)
    query = (
        select(func.count())
        .select_from(Attempt)
        .outerjoin(Mark, marked[0] & marked[1] & (Mark.key_version == key_version))
        .where(Attempt.round_id == round_id, Attempt.unused_at.is_(None), Mark.round_id.is_(None))
    )
    return db.session.scalar(query) or 0


def each_marked(round_: Round, key_version: int) -> Iterator[MarkedAttempt]:
    """Every attempt of the round with its marks, streamed; in no order.

    Where all questions must be answered, extra ones too, a paper with a blank one is void.
    """
    paths = Paths(places(round_.contest.host_id))
    blanks, extra = Blanks(round_.must_answer_all), round_.has_prediction + bool(round_.fact_text)
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
            Attempt.reporting_group_id,
            Mark.fact,
            Mark.answered_count,
            Attempt.residence_id,
            Attempt.country,
            Attempt.unit_id,
        )
        .join(Mark, (Mark.round_id == Attempt.round_id) & (Mark.attempt_id == Attempt.id))
        .join(Person, Person.id == Attempt.person_id)
        .where(Attempt.round_id == round_.id, Mark.key_version == key_version)
    )
    row: Any
    for row in db.session.execute(query.execution_options(yield_per=FETCHED_AT_ONCE)):
        answered, residence_id, country, unit_id = row[-4:]
        *_, asked, _points, guess, group, fact = marked = row[:-4]
        given = answered + (guess is not None) + (fact is not None)
        is_void = voids(blanks, given, asked + extra)
        home, work = paths.of_residence(residence_id, country), paths.of_unit(unit_id)
        yield MarkedAttempt._make((*marked[:-2], home, work, group, fact, is_void))


class Paths:
    """From a unit up to its root, each worked out once."""

    def __init__(self, places: Mapping[int, Place]) -> None:
        self._places = places
        self._known: dict[int, tuple[UnitKey, ...]] = {}
        self._homes: dict[int, tuple[UnitKey, ...]] = {}

    def of_residence(self, unit_id: int | None, country: str | None) -> tuple[UnitKey, ...]:
        """Hamlet, commune, province; or the country of those who live abroad."""
        if country is not None:
            return (f"{COUNTRY}{country}",)
        if unit_id is None:
            return ()
        if unit_id not in self._homes:
            self._homes[unit_id] = tuple(e for e in self._up(unit_id) if isinstance(e, int))
        return self._homes[unit_id]

    def of_unit(self, unit_id: int | None) -> tuple[UnitKey, ...]:
        """The unit, its parents, and the block of the nearest that has one."""
        return self._up(unit_id)

    def block_of(self, unit_id: int) -> str | None:
        """The block of the unit, or of the nearest above it that has one."""
        last = self._up(unit_id)[-1]
        return last.removeprefix(BLOCK) if isinstance(last, str) else None

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


def places(host_id: int) -> dict[int, Place]:
    query = select(Unit.id, Unit.parent_id, Unit.block, Unit.kind).where(
        or_(Unit.host_id.is_(None), Unit.host_id == host_id)
    )
    return {row.id: Place(row.parent_id, row.block, row.kind) for row in db.session.execute(query)}


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


def lock_round(round_id: int) -> None:
    """Make all who compute the round's results wait for each other; SQLite's door does it there."""
    query = select(Round.id).where(Round.id == round_id)
    db.session.execute(query.with_for_update(key_share=True))


def find_ranking(round_id: int) -> Ranking | None:
    """The newest computation of the round that is written in full, if there is one."""
    query = (
        select(Ranking)
        .where(Ranking.round_id == round_id, Ranking.version > 0)
        .order_by(Ranking.version.desc())
    )
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
        .options(joinedload(UnitTotal.unit).joinedload(Unit.parent))
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


def get_chart(ranking: Ranking, name: str, at: datetime) -> Chart:
    """A chart that was drawn by then.  Raises NotFound."""
    query = select(Chart).where(
        Chart.ranking_id == ranking.id, Chart.name == name, Chart.drawn_at <= at
    )
    chart = db.session.scalar(query)
    if chart is None:
        raise NotFound
    return chart


def list_chart_names(ranking: Ranking, at: datetime | None = None) -> frozenset[str]:
    """The charts that were drawn by then, or are by now."""
    query = select(Chart.name).where(Chart.ranking_id == ranking.id)
    if at is not None:
        query = query.where(Chart.drawn_at <= at)
    return frozenset(db.session.scalars(query))


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A standing with all that its line says of the person and the attempt."""

    position: int
    place: int
    is_shared: bool
    number: str
    name: str
    birth_year: int | None
    residence_label: str | None
    country: str | None
    unit_label: str | None
    unit_own_words: str
    right_count: int
    points: int
    guess: int | None
    guess_distance: int | None
    duration_ms: int
    started_ms: int
    handed_in_ms: int
    attempt_count: int
    reason: dict[str, Any] | None
    reason_below: dict[str, Any] | None

    @property
    def handed_in_at(self) -> datetime:
        return instant(self.handed_in_ms)


def each_standing(
    ranking: Ranking,
    audience: ContestAudience,
    *,
    search: str = "",
    by_name: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> Iterator[StandingRow]:
    """The standings of an audience by place, or by given name in Vietnamese order; streamed."""
    query = _standings(ranking, audience, search).order_by(
        *((Person.sort_key, Person.number) if by_name else (Standing.position,))
    )
    if limit is not None and not search and not by_name:
        # Positions are 1, 2, 3 … without a gap: a late page costs no more than the first.
        query = query.where(Standing.position.between(offset + 1, offset + limit))
    else:
        query = query.offset(offset).limit(limit)
    if limit is None:
        query = query.execution_options(yield_per=FETCHED_AT_ONCE)
    for row in db.session.execute(query):
        yield StandingRow(**row._mapping)


def count_standings(ranking: Ranking, audience: ContestAudience, search: str = "") -> int:
    if not search:
        counts: dict[int, int] = dict(ranking.figures["audiences"])
        return counts.get(audience.id, 0)
    found = _standings(ranking, audience, search).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0


_RESIDENCE, _UNIT = aliased(Unit), aliased(Unit)  # made once: every alias is compiled anew


def _standings(ranking: Ranking, audience: ContestAudience, search: str) -> Select[Any]:
    residence, unit = _RESIDENCE, _UNIT
    of_mark = (Mark.round_id == Standing.round_id) & (Mark.attempt_id == Standing.attempt_id)
    of_attempt = (Attempt.round_id == Standing.round_id) & (Attempt.id == Standing.attempt_id)
    query = (
        select(
            Standing.position,
            Standing.place,
            Standing.is_shared,
            Person.number,
            Person.name,
            Person.birth_year,
            (residence.label + " " + residence.name).label("residence_label"),
            Attempt.country,
            func.trim(unit.label + " " + unit.name).label("unit_label"),
            Person.unit_name.label("unit_own_words"),
            Mark.right_count,
            Mark.points,
            Mark.guess,
            Standing.guess_distance,
            Mark.duration_ms,
            Attempt.started_ms,
            Attempt.handed_in_ms,
            Standing.attempt_count,
            Standing.reason,
            Standing.reason_below,
        )
        .join(Person, Person.id == Standing.person_id)
        .join(Attempt, of_attempt)
        .join(Mark, of_mark & (Mark.key_version == ranking.key_version))
        .outerjoin(residence, residence.id == Attempt.residence_id)
        .outerjoin(unit, unit.id == Attempt.unit_id)
        .where(
            Standing.ranking_id == ranking.id,
            Standing.contest_audience_id == audience.id,
        )
    )
    if search:
        digits = "".join(each for each in search if each.isdecimal())
        named = Person.folded.contains(fold(search), autoescape=True)
        query = query.where(or_(named, Person.number == digits) if digits else named)
    return query


def list_without_ranking(now: datetime) -> list[Round]:
    """Rounds with attempts that have closed by now and were not annulled, and of which nothing was
    computed yet with the keys in force.
    """
    of_round = Attempt.round_id == Round.id
    sat = select(Attempt.id).where(of_round, Attempt.unused_at.is_(None)).exists()
    computed = select(Ranking.id).where(
        Ranking.round_id == Round.id,
        Ranking.version > 0,
        Ranking.key_version == Round.key_version,
    )
    query = select(Round).where(
        Round.closes_at <= now, Round.annulled_at.is_(None), sat, ~computed.exists()
    )
    query = query.order_by(Round.id)
    return list(db.session.scalars(query))


def find_undrawn(names: Sequence[str]) -> tuple[Ranking, str] | None:
    """A newest ranking, and a chart of those names that it lacks."""
    newest = select(func.max(Ranking.id)).where(Ranking.version > 0).group_by(Ranking.round_id)
    drawn = select(Chart.ranking_id).group_by(Chart.ranking_id).having(func.count() >= len(names))
    query = select(Ranking).where(Ranking.id.in_(newest), Ranking.id.not_in(drawn)).limit(1)
    ranking = db.session.scalar(query)
    if ranking is None:
        return None
    there = list_chart_names(ranking)
    return ranking, next(name for name in names if name not in there)
