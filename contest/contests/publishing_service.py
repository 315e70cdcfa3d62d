"""What must stand before a contest is published, and what is fixed by it.  Callers commit."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete

from contest.contests import queries, regulation_service
from contest.contests.models import (
    Contest,
    ContestAudience,
    ContestState,
    PoolQuestion,
    Round,
)
from contest.db import db
from contest.errors import ContestEntered, ContestNotReady
from contest.hosts.models import Account
from contest.rules.drawing import PoolItem, shortages
from contest.rules.ranking import Key


class Missing(StrEnum):
    """What a contest lacks; what rounds do not ask though it ranks only wants to be read."""

    REGULATION = "no-regulation"
    CONSENT = "no-consent"
    AUDIENCE = "no-audience"
    ROUND = "no-round"
    LATER_CLOSING = "closing-not-after-opening"
    TIME = "round-is-past"
    BLUEPRINT = "no-blueprint"
    QUESTIONS = "pool-too-small"
    PREDICTION = "no-prediction"
    FACT = "no-fact"
    TEXT = "no-text"


ADVICE = frozenset({Missing.PREDICTION, Missing.FACT, Missing.TEXT})


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, and where."""

    missing: Missing
    round: Round | None = None
    audience: ContestAudience | None = None
    topic_id: int | None = None
    difficulty: str = ""
    wanted: int = 0
    available: int = 0

    @property
    def is_blocking(self) -> bool:
        return self.missing not in ADVICE


def gaps(contest: Contest, now: datetime) -> list[Gap]:
    """All that the contest lacks, in the order in which one would see to it."""
    lacks = {
        Missing.REGULATION: not contest.regulation.strip(),
        Missing.CONSENT: not contest.consent_wording.strip(),
        Missing.AUDIENCE: not contest.audiences,
        Missing.ROUND: not contest.rounds,
    }
    found = [Gap(missing) for missing, is_so in lacks.items() if is_so]
    for round_ in contest.rounds:
        found += round_gaps(round_, now)
    return found


def round_gaps(round_: Round, now: datetime) -> list[Gap]:
    """What one round lacks; once it is pinned only what it does not ask though it ranks."""
    if round_.pinned_at is not None:
        return _not_asked(round_)
    found = []
    if round_.closes_at <= round_.opens_at:
        found.append(Gap(Missing.LATER_CLOSING, round_))
    elif round_.closes_at <= now:
        found.append(Gap(Missing.TIME, round_))
    for contest_audience in round_.contest.audiences:
        found += _paper_gaps(round_, contest_audience)
    return found + _not_asked(round_)


def _not_asked(round_: Round) -> list[Gap]:
    """Audiences that are ranked by an extra question which the round does not ask."""
    asked = {
        Key.PREDICTION: (Missing.PREDICTION, round_.has_prediction),
        Key.FACT: (Missing.FACT, bool(round_.fact_text)),
        Key.TEXT: (Missing.TEXT, bool(round_.text_question)),
    }
    return [
        Gap(missing, round_, audience)
        for audience in round_.contest.audiences
        for key, (missing, is_asked) in asked.items()
        if key in audience.ranking.keys and not is_asked
    ]


def _paper_gaps(round_: Round, contest_audience: ContestAudience) -> list[Gap]:
    blueprint = queries.list_blueprint(round_, contest_audience)
    if not blueprint:
        return [Gap(Missing.BLUEPRINT, round_, contest_audience)]
    return [
        Gap(
            Missing.QUESTIONS,
            round_,
            contest_audience,
            int(each.row.topic),
            each.row.difficulty,
            each.wanted,
            each.available,
        )
        for each in shortages(blueprint, candidates(round_, contest_audience))
    ]


def candidates(round_: Round, contest_audience: ContestAudience) -> list[PoolItem]:
    """What would be pinned now: the drawable versions of those cells that the blueprint names."""
    cells = {
        (each.topic, each.difficulty) for each in queries.list_blueprint(round_, contest_audience)
    }
    items = [queries.pool_item(each) for each in queries.list_drawable(round_, contest_audience)]
    return [each for each in items if (each.topic, each.difficulty) in cells]


def pin(round_: Round, now: datetime) -> None:
    """Fix the pools of a round: its papers draw from these versions and no others.

    Pinning twice changes nothing.  Raises ContestNotReady when something is missing.
    """
    if round_.pinned_at is not None:
        return
    _require_none(round_gaps(round_, now))
    db.session.flush()
    for contest_audience in round_.contest.audiences:
        db.session.add_all(
            PoolQuestion(
                round_id=round_.id,
                contest_audience_id=contest_audience.id,
                version_id=each.version_id,
            )
            for each in candidates(round_, contest_audience)
        )
    round_.pinned_at = now


def publish(contest: Contest, now: datetime, by: Account | None = None) -> None:
    """Let everyone see the contest, fix the pools of its rounds, and put its regulation in force.

    Raises ContestNotReady, with the gaps, when something is missing.
    """
    _require_none(gaps(contest, now))
    for round_ in contest.rounds:
        pin(round_, now)
    contest.state = ContestState.PUBLISHED
    contest.published_at = now
    regulation_service.keep(contest, "", by, now)


def _require_none(found: list[Gap]) -> None:
    blocking = [each for each in found if each.is_blocking]
    if blocking:
        raise ContestNotReady(gaps=blocking)


def unpublish(contest: Contest) -> None:
    """Take a contest back into draft, its pools with it.

    Raises ContestEntered when somebody has entered.
    """
    if queries.count_entries(contest):
        raise ContestEntered
    numbers = [each.id for each in contest.rounds]
    db.session.execute(delete(PoolQuestion).where(PoolQuestion.round_id.in_(numbers)))
    for round_ in contest.rounds:
        round_.pinned_at = None
    contest.state = ContestState.DRAFT
    contest.published_at = None
