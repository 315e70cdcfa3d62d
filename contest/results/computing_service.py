"""Working a round's results out from its evidence; only reads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from contest.attempts import printed_queries
from contest.clock import VIETNAM, instant
from contest.contests import calendar_queries as calendars
from contest.contests import prize_queries
from contest.contests.models import Round
from contest.errors import MarksMissing, PapersNotTyped, ResultFinal, RoundStillOpen
from contest.results import award_service as awards
from contest.results import evidence_queries, queries, truth_service
from contest.results.award_models import Award, UnitPlace
from contest.results.award_service import KINDS, Ordered, Outcome, reason_json
from contest.results.models import Basis, Standing, UnitTotal
from contest.results.queries import BLOCK, COUNTRY
from contest.results.writing_service import Batch, Work
from contest.rules.lots import Draw
from contest.rules.merits import MarkedAttempt
from contest.rules.tally import Standing as Ranked
from contest.rules.tally import Tally, digest, tally
from contest.rules.unit_ranking import UnitFigures, figures_of
from contest.rules.units import (
    Entrant,
    Paths,
    Unit,
    UnitTotals,
    histogram,
    score_bands,
    totals,
    whole,
)

PATHS = {Basis.RESIDENCE: Paths.RESIDENCE, Basis.UNIT: Paths.UNIT}
BASIS = {paths: basis for basis, paths in PATHS.items()}
STANDING_COLUMNS = (
    "person_id", "contest_audience_id", "round_id", "attempt_id", "attempt_count", "position",
    "place", "is_shared", "guess_distance", "reason", "reason_below",
)  # fmt: skip
TOTAL_COLUMNS = (
    "basis", "contest_audience_id", "unit_id", "block", "country", "entrants", "attempts",
    "headcount", "rate", "is_over", "mean_points", "best_points", "all_right",
)  # fmt: skip
Row = tuple[Any, ...]


def check_computable(round_: Round, now: datetime) -> None:
    """Raises RoundStillOpen while anyone may sit, ResultFinal, MarksMissing."""
    if round_.annulled_at is not None or not calendars.is_over(round_, now):
        raise RoundStillOpen
    if evidence_queries.is_final(round_.id):
        raise ResultFinal
    if papers := printed_queries.count_untyped(round_.id):
        raise PapersNotTyped(count=papers)
    if missing := queries.count_unmarked(round_.id, round_.key_version):
        raise MarksMissing(count=missing)


def computed(round_: Round, now: datetime, *, recounts: bool = False) -> Work:
    """All results of a round: standings, totals, places of units, prizes.

    The evidence of a round that is over for everyone does not change any more, so no lock is
    needed.  The prediction's truth is held once it was counted or entered, unless the keys changed
    since or it ``recounts`` it.  Raises what ``check_computable`` does.
    """
    check_computable(round_, now)
    fingerprint = evidence_queries.fingerprint(round_)
    attempts = queries.each_marked(round_, round_.key_version)
    held = {} if recounts else truth_service.held(round_, round_.key_version)
    work = _of_attempts(round_, evidence_queries.one_person(round_, attempts), held, now)
    work.head["figures"]["fingerprint"] = fingerprint
    return work


def _of_attempts(
    round_: Round, attempts: list[MarkedAttempt], held: Mapping[int, int], now: datetime
) -> Work:
    """The results of these attempts of the round, with the truths held by audience."""
    passed_on = evidence_queries.passed_on(round_.contest_id, round_.id)
    root = round_.evidence_root or evidence_queries.root_of(attempts)
    findings = evidence_queries.findings(round_, root, held)
    findings = truth_service.with_truth(round_, findings, attempts, now)
    found = tally(attempts, evidence_queries.tally_rules(round_), findings)
    outcome, places = awarded(round_, found, findings.draw, attempts)
    head = {
        "truth": _one_truth(found.truths),
        "entrant_count": len(found.entrants),
        "attempt_count": len(attempts),
        "key_version": round_.key_version,
        "digest": digest(found.standings),
        "figures": _figures(attempts, found)
        | {
            "prizes": outcome.lists,
            "truths": [list(each) for each in found.truths.items()],
            "passed_on": sorted(passed_on),
        },
    }
    batches = (
        Batch(Standing, STANDING_COLUMNS, list(_standing_rows(round_.id, found))),
        Batch(UnitTotal, TOTAL_COLUMNS, _total_rows(round_.id, found)),
        Batch(UnitPlace, awards.UNIT_COLUMNS, places),
        Batch(Award, awards.AWARD_COLUMNS, outcome.rows),
    )
    counted = truth_service.counted(round_, found.truths, held)
    return Work(round_.contest_id, round_.id, head, batches, passed_on, root, counted)


def _one_truth(truths: Mapping[int, int]) -> int | None:
    """The truth of all audiences; None where it is not known, or each has one of its own."""
    values = set(truths.values())
    return values.pop() if len(values) == 1 else None


def awarded(
    round_: Round, found: Tally, draw: Draw | None, attempts: Iterable[MarkedAttempt]
) -> tuple[Outcome, list[Row]]:
    """The prizes of the round, of people and of units, and the rows of units' places."""
    outcome = _people_awards(round_, found, draw, attempts)
    return outcome, _units(round_, found, draw, outcome)


def _people_awards(
    round_: Round, found: Tally, draw: Draw | None, attempts: Iterable[MarkedAttempt]
) -> Outcome:
    out_people = evidence_queries.not_recognised(round_.contest_id)
    out = {each.contest_number for each in attempts if each.person in out_people}
    orders = [
        Ordered(
            audience,
            [each.place for each in standings],
            {each.attempt.contest_number: each.attempt.person for each in standings},
        )
        for audience, standings in found.standings.items()
    ]
    return awards.people_awards(round_.contest, round_, orders, draw, frozenset(out))


def _units(round_: Round, found: Tally, draw: Draw | None, outcome: Outcome) -> list[Row]:
    """The rows of units' places; their prizes are added to the outcome.

    Prizes by proposal are given where no units are ranked, too.
    """
    scheme = prize_queries.unit_scheme(round_.contest)
    if scheme is None:
        awards.unit_awards(round_.contest, round_, {}, {}, draw, outcome)
        return []
    figures = round_figures(round_, found.entrants, outcome.winners)
    boards = awards.rank(round_.contest, round_, figures.values(), scheme, draw)
    awards.unit_awards(round_.contest, round_, boards, figures, draw, outcome)
    return awards.unit_rows(boards, figures, scheme)


def round_figures(
    round_: Round, entrants: Iterable[Entrant], winners: Iterable[int]
) -> dict[Unit, UnitFigures]:
    """What each unit that is ranked brought in the round."""
    contest, scheme = round_.contest, prize_queries.unit_scheme(round_.contest)
    if scheme is None:
        return {}
    entrants = list(entrants)
    known = queries.headcounts(round_.id, None, KINDS[BASIS[scheme.paths]])
    kinds = awards.counted_kinds(contest.host, scheme.paths)
    places = queries.places(contest.host_id)
    paths = queries.Paths(places)
    lines = [
        line
        for unit, line in totals(entrants, scheme.paths, known).items()
        if isinstance(unit, int) and unit in places and places[unit].kind in kinds
    ]
    units = [int(line.unit) for line in lines if line.unit is not None]
    return figures_of(
        lines,
        scheme.least_headcount,
        blocks={unit: block for unit in units if (block := paths.block_of(unit))},
        winners=awards.winners_by_unit(entrants, scheme.paths, winners),
        marks=evidence_queries.criterion_marks(contest.id, round_.id),
    )


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
    people: Counter[int] = Counter()
    handed_in: Counter[int] = Counter()
    seen: set[int] = set()
    for each in sorted(attempts, key=lambda each: each.handed_in_ms):
        # 24h00 is the end of its day, not the beginning of the next.
        day = (each.handed_in_ms - 1 + _EAST_MS) // _DAY_MS
        handed_in[day] += 1
        people[day] += each.person not in seen
        seen.add(each.person)
    return [[_day(day), people[day], count] for day, count in handed_in.items()]


_DAY_MS, _EAST_MS = 86_400_000, 7 * 3_600_000


def _day(number: int) -> str:
    return instant(number * _DAY_MS - _EAST_MS).astimezone(VIETNAM).date().isoformat()


def _groups(found: Tally) -> Counter[int | None]:
    """How many people each reporting group brought; None: those who named none."""
    return Counter(
        standing.attempt.reporting_group
        for standings in found.standings.values()
        for standing in standings
    )


def _standing_rows(round_id: int, found: Tally) -> Iterator[Row]:
    for audience, standings in found.standings.items():
        for position, standing in enumerate(standings, 1):
            yield _standing_row(round_id, audience, position, standing)


def _standing_row(round_id: int, audience: int, position: int, standing: Ranked) -> Row:
    attempt, attempt_count, guess_distance, _, _, place = standing
    return (
        attempt.person,
        audience,
        round_id,
        attempt.attempt_id,
        attempt_count,
        position,
        place.place,
        place.is_shared,
        guess_distance,
        reason_json(place.reason),
        reason_json(place.reason_below),
    )


def _total_rows(round_id: int, found: Tally) -> list[Row]:
    """Both tables, of each audience and of all together."""
    audiences: list[int | None] = [None]
    audiences += sorted(found.standings)
    return [
        _total_row(basis, audience, line)
        for audience in audiences
        for basis, line in _lines(round_id, found.entrants, audience)
    ]


def _lines(
    round_id: int, entrants: tuple[Entrant, ...], audience: int | None
) -> Iterator[tuple[Basis, UnitTotals]]:
    members = [each for each in entrants if audience is None or each.audience == audience]
    last = whole(members)
    for basis in Basis:
        known = queries.headcounts(round_id, audience, KINDS[basis])
        for line in totals(members, PATHS[basis], known).values():
            yield basis, line
        yield basis, last


def _total_row(basis: Basis, audience: int | None, line: UnitTotals) -> Row:
    unit = line.unit
    name = unit if isinstance(unit, str) else ""
    return (
        basis.value,
        audience,
        unit if isinstance(unit, int) else None,
        name.removeprefix(BLOCK) if name.startswith(BLOCK) else None,
        name.removeprefix(COUNTRY) if name.startswith(COUNTRY) else None,
        line.entrants,
        line.attempts,
        line.headcount,
        line.rate,
        line.is_over,
        line.mean,
        line.best,
        line.all_right,
    )
