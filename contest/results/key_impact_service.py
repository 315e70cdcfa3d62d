"""The job that marks rounds again, and what a correction would change.  Callers commit."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from contest.attempts import key_queries, remarking_service
from contest.attempts.key_models import KeyVersion
from contest.contests import calendar_queries as calendars
from contest.contests.models import Round
from contest.db import db
from contest.results import evidence_queries, queries, truth_service
from contest.rules.merits import MarkedAttempt
from contest.rules.remarking import Impact, Result, impact
from contest.rules.tally import Findings, tally

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
    """Who would have other marks, or another place, under that version of the keys.

    ``changes`` has [person, right, points, place before, right, points, place after] for each.
    While somebody may still sit the round there are no places: they could tell the truth of the
    prediction, and are not final anyway.
    """
    marked = _marked(round_, version)
    before, after = _marked(round_, round_.key_version), marked
    known = {each.attempt_id for each in before} & {each.attempt_id for each in after}
    results = [
        _results(round_, [each for each in some if each.attempt_id in known], keys, now)
        for some, keys in ((before, round_.key_version), (after, version))
    ]
    found = impact(*results)
    return {
        "attempts": len(known),
        "people": len(results[1]),
        "has_places": calendars.is_over(round_, now),
        "changes": _rows(found),
    } | {name: getattr(found, name) for name in COUNTS}


def _rows(found: Impact) -> list[list[int | None]]:
    return [[each.person, *_values(each.before), *_values(each.after)] for each in found.changes]


def _values(result: Result | None) -> list[int | None]:
    return [None] * 3 if result is None else [result.right_count, result.points, result.place]


def _marked(round_: Round, version: int) -> list[MarkedAttempt]:
    return list(queries.each_marked(round_, version))


def _results(
    round_: Round, attempts: list[MarkedAttempt], key_version: int, now: datetime
) -> dict[int, Result]:
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
    return {
        each.attempt.person: Result(
            each.attempt.right_count,
            each.attempt.points,
            each.place.place if has_places else None,
        )
        for standings in tally(attempts, rules, findings).standings.values()
        for each in standings
    }
