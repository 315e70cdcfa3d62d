"""Computing a round's results from its evidence.  Callers commit."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from contest.attempts.models import KEY_VERSION
from contest.clock import VIETNAM, instant, milliseconds
from contest.contests.models import Round
from contest.db import db
from contest.errors import MarksMissing, RoundStillOpen
from contest.hosts.models import Host, HostKind
from contest.results import charts_service, queries
from contest.results.models import Basis, Chart, Ranking, Standing, UnitTotal
from contest.results.queries import BLOCK, COUNTRY
from contest.rules.extra import Definition
from contest.rules.merits import MarkedAttempt
from contest.rules.placing import Reason
from contest.rules.ranking import CountingRule
from contest.rules.tally import Standing as Ranked
from contest.rules.tally import Tally, TallyRules, digest, tally
from contest.rules.timing import is_over_for_everyone
from contest.rules.units import Entrant, Paths, UnitTotals, histogram, score_bands, totals, whole
from contest.units.models import UnitKind

PATHS = {Basis.RESIDENCE: Paths.RESIDENCE, Basis.UNIT: Paths.UNIT}
KINDS = {
    Basis.RESIDENCE: frozenset({UnitKind.PROVINCE, UnitKind.COMMUNE, UnitKind.HAMLET}),
    Basis.UNIT: frozenset({UnitKind.AGENCY, UnitKind.SCHOOL}),
}


def compute(round_: Round, now: datetime) -> Ranking:
    """Compute all results of a round, as a new version; the old ones stay.

    Raises RoundStillOpen while anyone may still sit it, and MarksMissing while an attempt has no
    marks.  The same evidence gives the same digest.
    """
    queries.lock_round(round_.id)
    return _keep(computed(round_, now), now)


@dataclass(frozen=True, slots=True)
class Computed:
    """All results of a round as values; rows lack the ranking's id, which comes when kept."""

    round_id: int
    ranking: dict[str, Any]
    standings: list[dict[str, Any]]
    totals: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One chart of a ranking."""

    ranking_id: int
    name: str
    svg: str


def computed(round_: Round, now: datetime) -> Computed:
    """Work all results of a round out; only reads.

    The evidence of a round that is over for everyone does not change any more, so no lock is
    needed.  Raises RoundStillOpen and MarksMissing.
    """
    if not is_over_for_everyone(round_.window, round_.allowance, milliseconds(now)):
        raise RoundStillOpen
    if missing := queries.count_unmarked(round_.id, KEY_VERSION):
        raise MarksMissing(count=missing)
    attempts = list(queries.each_marked(round_.id, KEY_VERSION, round_.contest.host_id))
    found = tally(attempts, _rules(round_))
    return Computed(
        round_id=round_.id,
        ranking=_ranking(attempts, found),
        standings=_standing_rows(round_.id, found),
        totals=_total_rows(round_.id, found),
    )


def _keep(work: Computed, now: datetime) -> Ranking:
    """Write what was computed, as the next version; the round must be locked."""
    previous = queries.find_ranking(work.round_id)
    ranking = Ranking(
        round=db.session.get_one(Round, work.round_id),
        version=previous.version + 1 if previous else 1,
        computed_at=now,
        **work.ranking,
    )
    db.session.add(ranking)
    db.session.flush()
    _store(Standing, ranking.id, work.standings)
    _store(UnitTotal, ranking.id, work.totals)
    return ranking


def _rules(round_: Round) -> TallyRules:
    target = round_.prediction_target
    return TallyRules(
        schemes={each.id: each.ranking for each in round_.contest.audiences},
        counting=CountingRule(round_.counting),
        prediction=Definition(target) if target else None,
    )


def _ranking(attempts: list[MarkedAttempt], found: Tally) -> dict[str, Any]:
    return {
        "truth": next(iter(found.truths.values()), None),
        "entrant_count": len(found.entrants),
        "attempt_count": len(attempts),
        "digest": digest(found.standings),
        "figures": _figures(attempts, found),
    }


def _figures(attempts: Iterable[MarkedAttempt], found: Tally) -> dict[str, Any]:
    """Figures that pages, charts and workbooks repeat, as plain JSON."""
    return {
        "bands": asdict(score_bands(found.entrants)),
        "histogram": [[right, count] for right, count in histogram(found.entrants).items()],
        "days": _days(attempts),
        "groups": [[group, count] for group, count in _groups(found).items()],
        "audiences": [[each, len(found.standings[each])] for each in sorted(found.standings)],
        "all_right": sum(each.is_all_right for each in found.entrants),
    }


def _days(attempts: Iterable[MarkedAttempt]) -> list[list[str | int]]:
    """Day in Vietnam, people who came for the first time that day, attempts handed in."""
    people: Counter[str] = Counter()
    handed_in: Counter[str] = Counter()
    seen: set[int] = set()
    for each in sorted(attempts, key=lambda each: each.handed_in_ms):
        # 24h00 is the end of its day, not the beginning of the next.
        day = instant(each.handed_in_ms - 1).astimezone(VIETNAM).date().isoformat()
        handed_in[day] += 1
        people[day] += each.person not in seen
        seen.add(each.person)
    return [[day, people[day], count] for day, count in handed_in.items()]


def _groups(found: Tally) -> Counter[int | None]:
    """How many people each reporting group brought; None: those who named none."""
    return Counter(
        standing.attempt.reporting_group
        for standings in found.standings.values()
        for standing in standings
    )


def _standing_rows(round_id: int, found: Tally) -> list[dict[str, Any]]:
    return [
        _standing_row(round_id, audience, position, standing)
        for audience, standings in found.standings.items()
        for position, standing in enumerate(standings, 1)
    ]


def _standing_row(round_id: int, audience: int, position: int, standing: Ranked) -> dict[str, Any]:
    return {
        "person_id": standing.attempt.person,
        "contest_audience_id": audience,
        "round_id": round_id,
        "attempt_id": standing.attempt.attempt_id,
        "attempt_count": standing.attempt_count,
        "position": position,
        "place": standing.place.place,
        "is_shared": standing.place.is_shared,
        "guess_distance": standing.guess_distance,
        "reason": _reason(standing.place.reason),
        "reason_below": _reason(standing.place.reason_below),
    }


def _reason(reason: Reason | None) -> dict[str, Any] | None:
    if reason is None:
        return None
    return {
        "key": reason.key,
        "mine": reason.mine,
        "theirs": reason.theirs,
        "other": reason.other,
    }


def _total_rows(round_id: int, found: Tally) -> list[dict[str, Any]]:
    """Both tables, of each audience and of all together."""
    audiences: list[int | None] = [None]
    audiences += sorted(found.standings)
    return [
        _total_row(basis, audience, line)
        for audience in audiences
        for basis in Basis
        for line in _lines(round_id, found.entrants, audience, basis)
    ]


def _lines(
    round_id: int, entrants: tuple[Entrant, ...], audience: int | None, basis: Basis
) -> list[UnitTotals]:
    members = [each for each in entrants if audience is None or each.audience == audience]
    known = queries.headcounts(round_id, audience, KINDS[basis])
    return [*totals(members, PATHS[basis], known).values(), whole(members)]


def _total_row(basis: Basis, audience: int | None, line: UnitTotals) -> dict[str, Any]:
    unit = line.unit
    name = unit if isinstance(unit, str) else ""
    return {
        "basis": basis,
        "contest_audience_id": audience,
        "unit_id": unit if isinstance(unit, int) else None,
        "block": name.removeprefix(BLOCK) if name.startswith(BLOCK) else None,
        "country": name.removeprefix(COUNTRY) if name.startswith(COUNTRY) else None,
        "entrants": line.entrants,
        "attempts": line.attempts,
        "headcount": line.headcount,
        "rate": line.rate,
        "is_over": line.is_over,
        "mean_points": line.mean,
        "best_points": line.best,
        "all_right": line.all_right,
    }


def _store(
    model: type[Standing] | type[UnitTotal], ranking_id: int, rows: list[dict[str, Any]]
) -> None:
    for each in rows:
        each["ranking_id"] = ranking_id
    if rows:
        db.session.execute(insert(model), rows)


def prepare(now: datetime) -> Computed | Drawn | None:
    """One step of keeping results ready: compute a round that is over, or draw one chart.

    Only reads.  A round whose last attempts are not marked yet is left for the next time.
    """
    for round_ in queries.list_without_ranking(now):
        try:
            return computed(round_, now)
        except (RoundStillOpen, MarksMissing):
            continue
    return drawn_next()


def store(now: datetime, work: Computed | Drawn) -> int:
    """Keep what was prepared; 0 where another runner was faster."""
    if isinstance(work, Drawn):
        return _keep_chart(work)
    queries.lock_round(work.round_id)
    if queries.find_ranking(work.round_id) is not None:
        return 0
    _keep(work, now)
    return 1


def _shown_kinds(name: str, host: Host) -> frozenset[UnitKind]:
    """Which units a chart compares: a commune's own contest compares its hamlets."""
    if name == "units":
        return KINDS[Basis.UNIT]
    return frozenset({UnitKind.HAMLET if host.kind is HostKind.COMMUNE else UnitKind.COMMUNE})


def drawn_next() -> Drawn | None:
    """Draw one chart that is missing; None when all are there."""
    missing = queries.find_undrawn(charts_service.NAMES)
    if missing is None:
        return None
    ranking, name = missing
    basis = Basis.UNIT if name == "units" else Basis.RESIDENCE
    kinds = _shown_kinds(name, ranking.round.contest.host)
    lines = queries.list_totals(ranking, basis, None)
    shown = [each for each in lines if each.unit is not None and each.unit.kind in kinds]
    return Drawn(ranking.id, name, charts_service.draw(name, ranking, shown))


def _keep_chart(work: Drawn) -> int:
    ranking = db.session.get_one(Ranking, work.ranking_id)
    if work.name in queries.list_chart_names(ranking):
        return 0
    db.session.add(Chart(ranking_id=ranking.id, name=work.name, svg=work.svg))
    db.session.flush()
    return 1
