"""Attempts, read."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.attempts.models import Answer, Attempt, Mark
from contest.contests.models import Round
from contest.db import db
from contest.errors import NotFound
from contest.people.models import Person
from contest.rules.answers import SavedAnswer, current


def get_attempt(person: Person, public_id: str) -> Attempt:
    """The person's own attempt; another's is as good as absent.  Raises NotFound."""
    query = (
        select(Attempt)
        .options(joinedload(Attempt.round).joinedload(Round.contest))
        .where(Attempt.public_id == public_id, Attempt.person_id == person.id)
    )
    attempt = db.session.scalar(query)
    if attempt is None:
        raise NotFound
    return attempt


def get_attempt_of_token(round_id: int, attempt_id: int, public_id: str) -> Attempt:
    """The attempt that a page's token names.  Raises NotFound when it is another page's token."""
    attempt = db.session.get(Attempt, (round_id, attempt_id))
    if attempt is None or attempt.public_id != public_id:
        raise NotFound
    return attempt


def lock_person(person: Person) -> None:
    """Make all that this person starts wait for each other; SQLite's door does it there."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update())


def lock_attempt(attempt: Attempt) -> None:
    """Read the attempt again under its lock."""
    db.session.refresh(attempt, with_for_update={"of": Attempt})


def list_attempts(round_: Round, person: Person) -> list[Attempt]:
    """The person's attempts of the round, in their order."""
    query = (
        select(Attempt)
        .where(Attempt.round_id == round_.id, Attempt.person_id == person.id)
        .order_by(Attempt.number)
    )
    return list(db.session.scalars(query))


def list_attempts_of(person: Person) -> list[Attempt]:
    """Everything a person sat, the newest first."""
    query = (
        select(Attempt)
        .options(joinedload(Attempt.round).joinedload(Round.contest))
        .where(Attempt.person_id == person.id)
        .order_by(Attempt.started_ms.desc())
    )
    return list(db.session.scalars(query))


def list_overdue(now_ms: int, limit: int) -> list[Attempt]:
    """Attempts that the clock has closed and nobody wrote down, oldest first."""
    query = (
        select(Attempt)
        .options(joinedload(Attempt.round))
        .where(Attempt.handed_in_ms.is_(None), Attempt.closes_ms < now_ms)
        .order_by(Attempt.closes_ms)
        .limit(limit)
        .with_for_update(of=Attempt, skip_locked=True)
    )
    return list(db.session.scalars(query))


def saved_answers(attempt: Attempt) -> list[SavedAnswer]:
    query = select(Answer.sitting, Answer.number, Answer.position, Answer.choice).where(
        Answer.round_id == attempt.round_id, Answer.attempt_id == attempt.id
    )
    return [SavedAnswer(*row) for row in db.session.execute(query)]


def current_answers(attempt: Attempt) -> dict[int, str | None]:
    """The answer that counts to each position."""
    return current(saved_answers(attempt))


def find_mark(attempt: Attempt) -> Mark | None:
    """The newest marks of the attempt; None while it has none."""
    query = (
        select(Mark)
        .where(Mark.round_id == attempt.round_id, Mark.attempt_id == attempt.id)
        .order_by(Mark.key_version.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def next_number_of(log: Iterable[SavedAnswer], sitting: int) -> int:
    """The number that the sitting's device has not used yet."""
    return max((each.number for each in log if each.sitting == sitting), default=0) + 1


def current_of(log: Iterable[SavedAnswer]) -> dict[int, str | None]:
    return current(log)
