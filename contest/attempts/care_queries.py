"""Who was given extra time in a round, and whom it concerns."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from contest.attempts.care_models import ExtraTime, PaperSitting, Reopening
from contest.attempts.extra_models import TextMark
from contest.attempts.models import Attempt
from contest.contests import calendar_queries as calendars
from contest.contests.models import Contest, ContestAudience, Entry, Round
from contest.db import db
from contest.errors import NotFound
from contest.people.models import Person
from contest.rules.care import Extra, extra_ms_for
from contest.rules.groups import Group, Member
from contest.rules.numbers import read_contest_number
from contest.rules.refusal import RuleRefused
from contest.units.models import Unit

Whom = Person | Unit | ContestAudience


def extra_ms_of(round_: Round, entry: Entry, since: datetime | None = None) -> int:
    """The extra time of an entrant who starts now, or who holds a paper ``since`` then.

    Nothing is read where nobody has any.
    """
    if not round_.extra_ms:
        return 0
    given = [as_rule(each) for each in _in_force(round_, since)]
    member = Member(entry.contest_audience_id, calendars.paths_of(entry.person))
    return extra_ms_for(given, entry.person_id, member)


def _in_force(round_: Round, since: datetime | None) -> list[ExtraTime]:
    lasts = ExtraTime.ended_at.is_(None)
    holds = lasts if since is None else or_(lasts, ExtraTime.ended_at > since)
    return list(db.session.scalars(select(ExtraTime).where(ExtraTime.round_id == round_.id, holds)))


def as_rule(extra: ExtraTime) -> Extra:
    """As the rules have it."""
    if extra.person_id is not None:
        return Extra(extra.person_id, extra.extra_ms, extra.reason)
    units, audiences = (
        frozenset() if each is None else frozenset({each})
        for each in (extra.unit_id, extra.contest_audience_id)
    )
    return Extra(Group(audiences, units), extra.extra_ms, extra.reason)


def list_extras(round_: Round) -> list[ExtraTime]:
    """All that was given in the round, the newest first."""
    query = (
        select(ExtraTime)
        .where(ExtraTime.round_id == round_.id)
        .options(
            joinedload(ExtraTime.person),
            joinedload(ExtraTime.unit),
            joinedload(ExtraTime.contest_audience),
            joinedload(ExtraTime.given_by),
        )
        .order_by(ExtraTime.id.desc())
    )
    return list(db.session.scalars(query))


def get_extra(round_: Round, extra_id: int) -> ExtraTime:
    """Raises NotFound where nothing of that id was given in the round."""
    extra = db.session.get(ExtraTime, extra_id)
    if extra is None or extra.round_id != round_.id:
        raise NotFound
    return extra


def unit_paths(extras: Iterable[ExtraTime]) -> dict[int, frozenset[int]]:
    """The units that were given extra time, each with all above it."""
    units = {each.unit_id: each.unit for each in extras if each.unit_id is not None}
    return {unit_id: frozenset(calendars.units_up(unit)) for unit_id, unit in units.items()}


def attempts_of(whom: Whom) -> ColumnElement[bool]:
    """Whose attempts extra time touches: by where the people lived and worked when they began."""
    if isinstance(whom, Person):
        return Attempt.person_id == whom.id
    if isinstance(whom, ContestAudience):
        return Attempt.contest_audience_id == whom.id
    tree = select(Unit.id).where(Unit.id == whom.id).cte("below", recursive=True)
    tree = tree.union(select(Unit.id).join(tree, Unit.parent_id == tree.c.id))
    below = select(tree.c.id)
    return or_(Attempt.residence_id.in_(below), Attempt.unit_id.in_(below))


def count_open(round_: Round, whom: Whom, now_ms: int) -> int:
    """How many attempts of these people are being sat."""
    query = select(func.count()).where(
        Attempt.round_id == round_.id,
        Attempt.handed_in_ms.is_(None),
        Attempt.closes_ms >= now_ms,
        attempts_of(whom),
    )
    return db.session.scalar(query) or 0


def list_reopenings(round_: Round) -> list[Reopening]:
    """The attempts of the round that were opened again, the newest first."""
    query = (
        select(Reopening)
        .where(Reopening.round_id == round_.id)
        .options(
            joinedload(Reopening.attempt).joinedload(Attempt.person),
            joinedload(Reopening.done_by),
        )
        .order_by(Reopening.id.desc())
    )
    return list(db.session.scalars(query))


def list_attempts_of(round_: Round, person: Person) -> list[Attempt]:
    """The person's attempts of the round, the newest first."""
    query = (
        select(Attempt)
        .where(
            Attempt.round_id == round_.id,
            Attempt.person_id == person.id,
            Attempt.unused_at.is_(None),
        )
        .order_by(Attempt.number.desc())
    )
    return list(db.session.scalars(query))


def get_attempt(round_: Round, public_id: str) -> Attempt:
    """Raises NotFound where the round has no such attempt."""
    query = select(Attempt).where(Attempt.round_id == round_.id, Attempt.public_id == public_id)
    attempt = db.session.scalar(query)
    if attempt is None:
        raise NotFound
    return attempt


def has_later(attempt: Attempt) -> bool:
    """Whether the person started another attempt of the round after it."""
    query = select(Attempt.id).where(
        Attempt.round_id == attempt.round_id,
        Attempt.person_id == attempt.person_id,
        Attempt.number > attempt.number,
        Attempt.unused_at.is_(None),
    )
    return db.session.scalar(query.limit(1)) is not None


def has_text_marks(attempt: Attempt) -> bool:
    """Whether a judge has given points for its text."""
    query = select(TextMark.id).where(
        TextMark.round_id == attempt.round_id, TextMark.attempt_id == attempt.id
    )
    return db.session.scalar(query.limit(1)) is not None


def find_paper(attempt: Attempt) -> PaperSitting | None:
    """The printed paper on which the attempt is sat; None where it is sat on a device."""
    query = select(PaperSitting).where(
        PaperSitting.round_id == attempt.round_id, PaperSitting.attempt_id == attempt.id
    )
    return db.session.scalar(query)


def find_entry(contest: Contest, number: str) -> Entry | None:
    """Whoever entered the contest under that number, however it is typed."""
    try:
        wanted = read_contest_number(number)
    except RuleRefused:
        return None
    query = (
        select(Entry)
        .join(Person, Person.id == Entry.person_id)
        .where(
            Entry.contest_id == contest.id,
            Person.number == wanted,
            Person.erased_at.is_(None),
        )
    )
    return db.session.scalar(query)
