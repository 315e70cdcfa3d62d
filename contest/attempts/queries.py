"""Attempts, read."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager, joinedload

from contest.attempts.models import Answer, Attempt, Mark
from contest.contests.models import Contest, ContestState, Entry, Round
from contest.db import db
from contest.errors import NotFound
from contest.people.models import Device, Person
from contest.rules.allowances import Start
from contest.rules.answers import SavedAnswer, current
from contest.rules.voiding import Blanks, voids


def get_attempt(person: Person, public_id: str) -> Attempt:
    """The person's own attempt; another's is as good as absent, and so is a paper that nobody sat.

    Raises NotFound.
    """
    query = (
        select(Attempt)
        .options(joinedload(Attempt.round).joinedload(Round.contest))
        .where(
            Attempt.public_id == public_id,
            Attempt.person_id == person.id,
            Attempt.unused_at.is_(None),
        )
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


# Built once: a start would spend as much on building these as on running them.
_START = (
    select(Device, Entry, Round)
    .join(Device.person)
    .join(Entry, Entry.person_id == Person.id)
    .join(Entry.contest)
    .join(Round, Round.contest_id == Contest.id)
    .where(
        Device.token_hash == bindparam("token_hash"),
        Device.ended_at.is_(None),
        Person.erased_at.is_(None),
        Contest.public_id == bindparam("contest_id"),
        Contest.state.in_(ContestState.running()),
        Round.number == bindparam("number"),
    )
    .options(
        contains_eager(Device.person),
        contains_eager(Entry.contest),
        contains_eager(Round.contest),
    )
    # As the new row's foreign key would lock it: who suspends the round waits, or is waited for.
    .with_for_update(read=True, key_share=True, of=Round)
)
_ATTEMPTS = (
    select(Attempt)
    .where(Attempt.round_id == bindparam("round_id"), Attempt.person_id == bindparam("person_id"))
    .order_by(Attempt.number)
)


def find_start(token_hash: str, contest_id: str, number: int) -> tuple[Device, Entry, Round] | None:
    """Who wants to start what: the device, its person's entry, the round of a published contest."""
    given = {"token_hash": token_hash, "contest_id": contest_id, "number": number}
    row = db.session.execute(_START, given).one_or_none()
    if row is None:
        return None
    device, entry, round_ = row
    return device, entry, round_


def list_attempts(round_: Round, person: Person) -> list[Attempt]:
    """The person's attempts of the round, in their order; papers that nobody sat among them."""
    given = {"round_id": round_.id, "person_id": person.id}
    return list(db.session.scalars(_ATTEMPTS, given))


def list_starts(contest: Contest, person: Person, but: int | None = None) -> list[Start]:
    """The person's attempts in the contest that use up a chance: not those of annulled rounds.

    ``but`` is the id of one that is left out.
    """
    query = (
        select(Attempt.round_id, Attempt.id, Attempt.started_ms)
        .join(Round, Round.id == Attempt.round_id)
        .where(
            Attempt.person_id == person.id,
            Round.contest_id == contest.id,
            Round.annulled_at.is_(None),
            Attempt.unused_at.is_(None),
        )
    )
    forgiven = forgiven_attempts(contest, person)
    return [
        Start(round_id, started_ms)
        for round_id, attempt_id, started_ms in db.session.execute(query)
        if attempt_id not in forgiven and attempt_id != but
    ]


def forgiven_attempts(contest: Contest, person: Person) -> frozenset[int]:
    """The person's void attempts in rounds where these use up no chance."""
    rounds = {
        each.id: each
        for each in contest.rounds
        if each.must_answer_all and not each.void_uses_chance
    }
    if not rounds:
        return frozenset()
    query = (
        select(
            Attempt.round_id, Attempt.id, Mark.answered_count, Mark.guess, Mark.fact,
            Mark.question_count,
        )
        .join(Mark, (Mark.round_id == Attempt.round_id) & (Mark.attempt_id == Attempt.id))
        .join(Round, Round.id == Attempt.round_id)
        .where(
            Attempt.person_id == person.id,
            Attempt.round_id.in_(rounds),
            Mark.key_version == Round.key_version,
        )
    )  # fmt: skip
    return frozenset(
        attempt_id
        for round_id, attempt_id, answered, guess, fact, asked in db.session.execute(query)
        if is_void(rounds[round_id], answered, guess, fact, asked)
    )


def is_void(round_: Round, answered: int, guess: int | None, fact: int | None, asked: int) -> bool:
    """Whether a paper with so many answers, of so many questions asked, is void in the round;
    its extra questions with a number are to be answered too.
    """
    extra = round_.has_prediction + bool(round_.fact_text)
    given = answered + (guess is not None) + (fact is not None)
    return voids(Blanks(round_.must_answer_all), given, asked + extra)


def list_attempts_of(person: Person) -> list[Attempt]:
    """Everything a person sat, the newest first."""
    query = (
        select(Attempt)
        .options(joinedload(Attempt.round).joinedload(Round.contest))
        .where(Attempt.person_id == person.id, Attempt.unused_at.is_(None))
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


def next_number_of(log: Iterable[SavedAnswer], sitting: int) -> int:
    """The number that the sitting's device has not used yet."""
    return max((each.number for each in log if each.sitting == sitting), default=0) + 1


def current_of(log: Iterable[SavedAnswer]) -> dict[int, str | None]:
    return current(log)
