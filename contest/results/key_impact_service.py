"""The job that marks rounds again, and what a correction would change.  Callers commit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from contest.attempts import key_queries, remarking_service
from contest.attempts.key_models import KeyVersion
from contest.contests import calendar_queries as calendars
from contest.contests.models import Round
from contest.db import db
from contest.results import computing_service, evidence_queries, queries, truth_service
from contest.rules.merits import MarkedAttempt
from contest.rules.remarking import Impact, Result, impact
from contest.rules.tally import Findings, Tally, tally

COUNTS = (
    "better_marks",
    "worse_marks",
    "other_places",
    "prizes_won",
    "prizes_lost",
    "prizes_changed",
)


@dataclass(frozen=True, slots=True)
class Marked:
    """Marks of some attempts, as rows."""

    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Told:
    """What a correction would change."""

    round_id: int
    version: int
    impact: dict[str, Any]


def prepare(now: datetime) -> Marked | Told | None:
    """One step: mark some attempts again, or work out what a correction changes; only reads."""
    for round_id, version in key_queries.list_live(now):
        rows = remarking_service.rows_wanting(round_id, version)
        if rows:
            return Marked(rows)
        found = db.session.get_one(KeyVersion, (round_id, version))
        if _wants_impact(found, now):
            return Told(round_id, version, impact_of(found.round, version, now))
    return None


def _wants_impact(found: KeyVersion, now: datetime) -> bool:
    """Places can be told only of a round that is over: then the dry run is made once more."""
    if found.published_at is not None:
        return False
    return found.marked_at is None or (
        calendars.is_over(found.round, now) and not calendars.is_over(found.round, found.marked_at)
    )


def store(now: datetime, work: Marked | Told) -> int:
    """Keep what was prepared."""
    if isinstance(work, Marked):
        return remarking_service.keep(work.rows, now)
    found = db.session.get_one(KeyVersion, (work.round_id, work.version), with_for_update=True)
    if found.published_at is not None or found.withdrawn_at is not None:
        return 0
    found.impact, found.marked_at = work.impact, now
    return 1


def impact_of(round_: Round, version: int, now: datetime) -> dict[str, Any]:
    """Who would have other marks, another place or prize under that version of the keys.

    ``changes`` has [person, right, points, place before, right, points, place after, prize before,
    prize after] for each, and ``units`` [unit, prize before, prize after]; a prize is PRIZE:AMOUNT.
    While somebody may still sit the round there are no places: they could tell the truth of the
    prediction, and are not final anyway.
    """
    before, after = _marked(round_, round_.key_version), _marked(round_, version)
    known = {each.attempt_id for each in before} & {each.attempt_id for each in after}
    results = [
        _results(round_, [each for each in some if each.attempt_id in known], keys, now)
        for some, keys in ((before, round_.key_version), (after, version))
    ]
    found = impact(*(each.people for each in results))
    return {
        "attempts": len(known),
        "people": len(results[1].people),
        "has_places": calendars.is_over(round_, now),
        "changes": _rows(found),
        "units": _unit_rows(*(each.units for each in results)),
    } | {name: getattr(found, name) for name in COUNTS}


def _rows(found: Impact) -> list[list[int | str | None]]:
    return [
        [
            each.person, *_values(each.before), *_values(each.after),
            each.before.prize if each.before else None, each.after.prize if each.after else None,
        ]
        for each in found.changes
    ]  # fmt: skip


def _unit_rows(before: Mapping[int, str], after: Mapping[int, str]) -> list[list[int | str | None]]:
    return [
        [unit, before.get(unit), after.get(unit)]
        for unit in sorted(before.keys() | after.keys())
        if before.get(unit) != after.get(unit)
    ]


def _values(result: Result | None) -> list[int | None]:
    return [None] * 3 if result is None else [result.right_count, result.points, result.place]


def _marked(round_: Round, version: int) -> list[MarkedAttempt]:
    return evidence_queries.one_person(round_, queries.each_marked(round_, version))


@dataclass(frozen=True, slots=True)
class Results:
    """What people have under one version of the keys, and the prizes of units."""

    people: dict[int, Result]
    units: dict[int, str]


def _results(
    round_: Round, attempts: list[MarkedAttempt], key_version: int, now: datetime
) -> Results:
    """By the code that publishes: the same tally, the same prizes."""
    rules, findings, has_places = (
        evidence_queries.tally_rules(round_),
        Findings(),
        calendars.is_over(round_, now),
    )
    if has_places:
        held = truth_service.held(round_, key_version)
        findings = evidence_queries.findings(round_, round_.evidence_root, held)
        findings = truth_service.with_truth(round_, findings, attempts, now)
    else:
        rules = replace(rules, prediction=None)
    found = tally(attempts, rules, findings)
    prizes, units = _prizes(round_, found, findings, attempts) if has_places else ({}, {})
    people = {
        each.attempt.person: Result(
            each.attempt.right_count,
            each.attempt.points,
            each.place.place if has_places else None,
            prizes.get(each.attempt.person),
        )
        for standings in found.standings.values()
        for each in standings
    }
    return Results(people, units)


def _prizes(
    round_: Round, found: Tally, findings: Findings, attempts: list[MarkedAttempt]
) -> tuple[dict[int, str], dict[int, str]]:
    """PRIZE:AMOUNT by person, and by unit; of several the first."""
    outcome, _ = computing_service.awarded(round_, found, findings.draw, attempts)
    people: dict[int, str] = {}
    units: dict[int, str] = {}
    for prize, person, unit, _audience, _at, amount, _is_shared in outcome.rows:
        if person is not None:
            people.setdefault(person, f"{prize}:{amount}")
        else:
            units.setdefault(unit, f"{prize}:{amount}")
    return people, units
