"""Which papers are sat on paper in a round, and how far each has come."""

from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from contest.attempts.care_models import PaperSitting, PaperTyping
from contest.attempts.models import Attempt
from contest.contests.models import Entry, Round
from contest.db import db
from contest.errors import NotFound
from contest.rules.paper_answers import Difference, Typed, compare


class Stage(StrEnum):
    """How far a printed paper has come."""

    PRINTED = "printed"
    COLLECTED = "collected"
    TYPED_ONCE = "typed-once"
    DIFFERS = "differs"
    MARKED = "marked"
    VOID = "void"


def list_sittings(round_: Round) -> list[PaperSitting]:
    """The papers of the round, the newest first."""
    query = (
        select(PaperSitting)
        .where(PaperSitting.round_id == round_.id)
        .options(joinedload(PaperSitting.entry).joinedload(Entry.person))
        .order_by(PaperSitting.id.desc())
    )
    return list(db.session.scalars(query))


def get_sitting(round_: Round, public_id: str) -> PaperSitting:
    """Raises NotFound where the round has no such paper."""
    query = select(PaperSitting).where(
        PaperSitting.round_id == round_.id, PaperSitting.public_id == public_id
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def list_typings(sitting: PaperSitting) -> list[PaperTyping]:
    """What was typed of it, in the order of the turns."""
    query = (
        select(PaperTyping).where(PaperTyping.sitting_id == sitting.id).order_by(PaperTyping.turn)
    )
    return list(db.session.scalars(query))


def typists_of(round_: Round) -> dict[int, frozenset[int]]:
    """Who has typed each paper of the round, by the papers' ids."""
    query = (
        select(PaperTyping.sitting_id, PaperTyping.typed_by_id)
        .join(PaperSitting, PaperSitting.id == PaperTyping.sitting_id)
        .where(PaperSitting.round_id == round_.id)
    )
    found: dict[int, frozenset[int]] = {}
    for sitting_id, account_id in db.session.execute(query):
        found[sitting_id] = found.get(sitting_id, frozenset()) | {account_id}
    return found


def stage_of(sitting: PaperSitting, typed: int) -> Stage:
    """The stage of a paper that so many people have typed."""
    if sitting.voided_at is not None:
        return Stage.VOID
    if sitting.marked_at is not None:
        return Stage.MARKED
    if sitting.collected_at is None:
        return Stage.PRINTED
    return (Stage.COLLECTED, Stage.TYPED_ONCE, Stage.DIFFERS)[min(typed, 2)]


def as_typed(typing: PaperTyping) -> Typed:
    """As the rules have it."""
    answers = {int(position): choice for position, choice in typing.answers.items()}
    return Typed(typing.typed_by_id, answers)


def differences(sitting: PaperSitting) -> tuple[Difference, ...]:
    """Where the two people who typed it read different answers."""
    first, second, *_ = map(as_typed, list_typings(sitting))
    return compare(first, second)


def count_untyped(round_id: int) -> int:
    """How many papers of the round wait for their answers to be typed in."""
    query = select(func.count()).where(
        PaperSitting.round_id == round_id,
        PaperSitting.marked_at.is_(None),
        PaperSitting.voided_at.is_(None),
    )
    return db.session.scalar(query) or 0


def has_sat_meanwhile(sitting: PaperSitting, began_ms: int, ended_ms: int) -> bool:
    """Whether the entrant sat another attempt of the contest between these instants.

    Papers that were not collected yet have no times of their own.
    """
    waiting = select(PaperSitting.id).where(
        PaperSitting.round_id == Attempt.round_id,
        PaperSitting.attempt_id == Attempt.id,
        PaperSitting.collected_at.is_(None),
    )
    query = (
        select(Attempt.id)
        .join(Attempt.round)
        .where(
            Round.contest_id == sitting.entry.contest_id,
            Attempt.person_id == sitting.entry.person_id,
            Attempt.id != sitting.attempt_id,
            Attempt.unused_at.is_(None),
            Attempt.started_ms < ended_ms,
            func.coalesce(Attempt.handed_in_ms, Attempt.deadline_ms) > began_ms,
            ~waiting.exists(),
        )
    )
    return db.session.scalar(query.limit(1)) is not None


def attempt_of(sitting: PaperSitting) -> Attempt:
    """Raises NotFound for a paper that was not used."""
    if sitting.voided_at is not None:
        raise NotFound
    return db.session.get_one(Attempt, (sitting.round_id, sitting.attempt_id))
