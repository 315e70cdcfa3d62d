"""Which truths of a prediction are held, and which a computation counts.  Callers commit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from contest.attempts import extra_queries, extra_service
from contest.attempts.extra_models import Extra
from contest.contests import calendar_queries as calendars
from contest.contests.extra_queries import definition_of
from contest.contests.models import Round
from contest.db import db
from contest.results import evidence_queries, queries
from contest.results.computation_models import Computation
from contest.rules.extra import Scope, people_of
from contest.rules.merits import MarkedAttempt
from contest.rules.prediction import truth
from contest.rules.tally import Findings, taking_part

BY_KEYS = "keys:"  # and the version of the keys: why a truth was counted anew by itself


@dataclass(frozen=True, slots=True)
class Counted:
    """What a computation counted, by audience (None: of all alike), over which versions."""

    round_id: int
    values: Mapping[int | None, int]
    known: frozenset[int]


def counted(round_: Round, found: Mapping[int, int], held: Mapping[int, int]) -> Counted:
    """Those of the truths found that were not held."""
    definition = definition_of(round_)
    known = frozenset(each.id for each in extra_queries.list_truths(round_, Extra.PREDICTION))
    values: dict[int | None, int] = {
        audience: value for audience, value in found.items() if audience not in held
    }
    if definition is not None and definition.scope is not Scope.AUDIENCE:
        values = dict.fromkeys([None] * bool(values), next(iter(values.values()), 0))
    return Counted(round_.id, values, known)


def has_changed(work: Counted) -> bool:
    """Whether a truth was entered since the computation was worked out."""
    round_ = db.session.get_one(Round, work.round_id)
    now_known = {each.id for each in extra_queries.list_truths(round_, Extra.PREDICTION)}
    return now_known != work.known


def record(round_: Round, work: Counted, computation_id: int | None, now: datetime) -> None:
    """Publish each truth that was counted as a version.

    The reason of a change is what whoever asked for the count gave; without one, the version of
    the keys by which it had to be counted again.
    """
    asked = db.session.get(Computation, computation_id) if computation_id else None
    why = asked.recount_why if asked else ""
    before = extra_queries.newest_truths(round_, Extra.PREDICTION)
    for audience, value in work.values.items():
        extra_service.record_truth(
            round_,
            Extra.PREDICTION,
            value,
            now,
            why=why or (f"{BY_KEYS}{round_.key_version}" if audience in before else ""),
            by=asked.asked_by if asked and why else None,
            audience_id=audience,
            is_counted=True,
        )


def held(round_: Round, key_version: int) -> dict[int, int]:
    """The truths in force, by audience; one that was counted by other keys is not."""
    found = extra_queries.newest_truths(round_, Extra.PREDICTION)
    valid = {
        audience: each.value
        for audience, each in found.items()
        if not each.is_counted or each.key_version == key_version
    }
    whole = valid.get(None)
    return {
        each.id: value
        for each in round_.contest.audiences
        if (value := valid.get(each.id, whole)) is not None
    }


def with_truth(
    round_: Round, findings: Findings, attempts: Iterable[MarkedAttempt], now: datetime
) -> Findings:
    """The findings with the truth of a prediction over the contest, counted where none is held.

    ``attempts`` are those of the round.  It is not known while somebody may still sit a round of
    the contest, or while an attempt of another has no marks.
    """
    definition = definition_of(round_)
    if definition is None or definition.scope is not Scope.CONTEST or findings.truths:
        return findings
    rounds = [each for each in round_.contest.rounds if each.annulled_at is None]
    if not all(_is_known(each, now) for each in rounds if each is not round_):
        return findings
    parts = (
        taking_part(
            attempts if each is round_ else _attempts(each),
            replace(evidence_queries.tally_rules(each), prediction=definition),
            findings,
        )
        for each in rounds
    )
    value = truth(definition.target, people_of(parts))
    return replace(findings, truths={each.id: value for each in round_.contest.audiences})


def _is_known(round_: Round, now: datetime) -> bool:
    is_over = calendars.is_over(round_, now)
    return is_over and not queries.count_unmarked(round_.id, round_.key_version)


def _attempts(round_: Round) -> list[MarkedAttempt]:
    marked = queries.each_marked(round_, round_.key_version)
    return evidence_queries.one_person(round_, marked)


def waits(round_: Round, now: datetime) -> bool:
    """Whether a result is there that lacks the truth over the contest, which is known by now."""
    definition, ranking = definition_of(round_), queries.find_ranking(round_.id)
    if definition is None or definition.scope is not Scope.CONTEST or ranking is None:
        return False
    rounds = [each for each in round_.contest.rounds if each.annulled_at is None]
    is_settled = round_.annulled_at is not None or evidence_queries.is_final(round_.id)
    return (
        not is_settled
        and not held(round_, round_.key_version)
        and all(_is_known(each, now) for each in rounds)
    )
