"""Complaints, read: the register, one's own, and whom open ones are about."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from contest.attempts.models import Attempt, Mark
from contest.clock import VIETNAM
from contest.contests import way_queries
from contest.contests.models import Contest, Entry, Round
from contest.db import db
from contest.errors import NotFound
from contest.hosts.models import Account, RoleGrant
from contest.people.models import Person
from contest.results.complaint_models import Channel, Complaint, ComplaintMove
from contest.results.models import Standing
from contest.rules.complaint_terms import Settings, decode_settings
from contest.rules.complaints import OPEN_STATES, Kind, Number, State
from contest.rules.roles import ALLOWED, Action

PAGE_KEY_LENGTH = 22


@dataclass(frozen=True, slots=True)
class Filter:
    """Which lines of the register are asked for; None: all."""

    state: State | None = None
    kind: Kind | None = None
    channel: Channel | None = None
    is_overdue_on: date | None = None


def settings_of(contest: Contest) -> Settings | None:
    """What the regulation says of complaints; None where it says nothing."""
    return None if contest.complaints is None else decode_settings(contest.complaints)


def published_on(round_: Round | None) -> date | None:
    """The day, of Vietnam, on which the round's results were published."""
    at = None if round_ is None else way_queries.published_at(round_)
    return None if at is None else at.astimezone(VIETNAM).date()


def list_numbers(contest: Contest, year: int) -> list[Number]:
    query = select(Complaint.number).where(
        Complaint.contest_id == contest.id, Complaint.year == year
    )
    return [Number(year, each) for each in db.session.scalars(query)]


def find_of_page(contest: Contest, page_key: str | None) -> Complaint | None:
    """The complaint that the same page made before, if it was sent twice."""
    if page_key is None:
        return None
    query = select(Complaint).where(
        Complaint.contest_id == contest.id, Complaint.page_key == page_key
    )
    return db.session.scalar(query)


def get_complaint(contest: Contest, public_id: str) -> Complaint:
    """A complaint of this contest.  Raises NotFound for another's."""
    query = select(Complaint).where(
        Complaint.public_id == public_id, Complaint.contest_id == contest.id
    )
    return _found(query)


def get_own(person: Person, public_id: str) -> Complaint:
    """One's own complaint; another's is as good as absent.  Raises NotFound."""
    query = select(Complaint).where(
        Complaint.public_id == public_id, Complaint.person_id == person.id
    )
    return _found(query)


def _found(query: Select[Complaint]) -> Complaint:
    complaint = db.session.scalar(query)
    if complaint is None:
        raise NotFound
    return complaint


def lock(complaint: Complaint) -> None:
    """Read the complaint again under its lock, so that each step is taken once."""
    db.session.refresh(complaint, with_for_update={"of": Complaint})


def list_own(person: Person) -> list[Complaint]:
    """What a person complained of, the newest first."""
    query = (
        select(Complaint)
        .where(Complaint.person_id == person.id)
        .options(joinedload(Complaint.contest))
        .order_by(Complaint.id.desc())
    )
    return list(db.session.scalars(query))


def list_register(
    contest: Contest, wanted: Filter, *, offset: int = 0, limit: int | None = None
) -> list[Complaint]:
    """The lines of the register in the order of their numbers, the newest first."""
    query = (
        _register(contest, wanted)
        .options(
            joinedload(Complaint.person),
            joinedload(Complaint.about_person),
            joinedload(Complaint.round),
            joinedload(Complaint.answerer),
        )
        .order_by(Complaint.year.desc(), Complaint.number.desc())
    )
    return list(db.session.scalars(query.offset(offset).limit(limit)))


def count_register(contest: Contest, wanted: Filter) -> int:
    found = _register(contest, wanted).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0


def _register(contest: Contest, wanted: Filter) -> Select[Complaint]:
    query = select(Complaint).where(Complaint.contest_id == contest.id)
    if wanted.state is not None:
        query = query.where(Complaint.state == wanted.state)
    if wanted.kind is not None:
        query = query.where(Complaint.kind == wanted.kind)
    if wanted.channel is not None:
        query = query.where(Complaint.channel == wanted.channel)
    if wanted.is_overdue_on is not None:
        query = query.where(
            Complaint.state.in_(OPEN_STATES), Complaint.answer_by < wanted.is_overdue_on
        )
    return query


def count_states(contest: Contest) -> Counter[State]:
    """How many complaints of the contest stand in each state."""
    query = (
        select(Complaint.state, func.count().label("how_many"))
        .where(Complaint.contest_id == contest.id)
        .group_by(Complaint.state)
    )
    return Counter({row.state: row.how_many for row in db.session.execute(query)})


def list_moves(complaint: Complaint) -> list[ComplaintMove]:
    query = (
        select(ComplaintMove)
        .where(ComplaintMove.complaint_id == complaint.id)
        .options(joinedload(ComplaintMove.done_by))
        .order_by(ComplaintMove.number)
    )
    return list(db.session.scalars(query))


def open_about(
    contest: Contest, round_: Round | None, person_ids: Collection[int]
) -> dict[int, list[Complaint]]:
    """The open complaints about each of these people's part in the round, or in any (None).

    While there is one the person's prize is not paid.
    """
    query = (
        select(Complaint)
        .where(
            Complaint.contest_id == contest.id,
            Complaint.about_person_id.in_(person_ids),
            Complaint.state.in_(OPEN_STATES),
        )
        .order_by(Complaint.id)
    )
    if round_ is not None:
        query = query.where(Complaint.round_id.is_(None) | (Complaint.round_id == round_.id))
    found: dict[int, list[Complaint]] = {}
    for each in db.session.scalars(query):
        found.setdefault(each.about_person_id or 0, []).append(each)
    return found


def count_open(round_: Round) -> int:
    """How many open complaints hold the result of the round up; those of the whole contest too."""
    query = select(func.count(Complaint.id)).where(
        Complaint.contest_id == round_.contest_id,
        Complaint.round_id.is_(None) | (Complaint.round_id == round_.id),
        Complaint.state.in_(OPEN_STATES),
    )
    return db.session.scalar(query) or 0


def find_entry(contest: Contest, person_id: int | None) -> Entry | None:
    if person_id is None:
        return None
    query = select(Entry).where(Entry.contest_id == contest.id, Entry.person_id == person_id)
    return db.session.scalar(query)


def list_attempts(contest: Contest, person: Person) -> list[Attempt]:
    """What the person handed in, round by round."""
    query = (
        select(Attempt)
        .join(Attempt.round)
        .where(
            Round.contest_id == contest.id,
            Attempt.person_id == person.id,
            Attempt.handed_in_ms.is_not(None),
            Attempt.unused_at.is_(None),
        )
        .options(joinedload(Attempt.round))
        .order_by(Round.number, Attempt.number)
    )
    return list(db.session.scalars(query))


def get_attempt(round_: Round, attempt_id: int) -> Attempt:
    """Raises NotFound."""
    attempt = db.session.get(Attempt, (round_.id, attempt_id))
    if attempt is None:
        raise NotFound
    return attempt


def find_counting(round_: Round, person: Person) -> Attempt | None:
    """The attempt that the newest standings count, or else the person's last one handed in."""
    query = (
        select(Attempt)
        .outerjoin(
            Standing,
            (Standing.round_id == Attempt.round_id) & (Standing.attempt_id == Attempt.id),
        )
        .where(
            Attempt.round_id == round_.id,
            Attempt.person_id == person.id,
            Attempt.handed_in_ms.is_not(None),
            Attempt.unused_at.is_(None),
        )
        .order_by(func.coalesce(Standing.ranking_id, 0).desc(), Attempt.number.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def has_marks(attempt: Attempt) -> bool:
    """Whether there is a result that one can complain of."""
    query = select(Mark.key_version).where(
        Mark.round_id == attempt.round_id, Mark.attempt_id == attempt.id
    )
    return db.session.scalar(query.limit(1)) is not None


def list_answerers(contest: Contest) -> list[Account]:
    """Active accounts whose roles, at the host or in the contest, let them answer complaints."""
    here = RoleGrant.contest_id.is_(None) | (RoleGrant.contest_id == contest.id)
    held = select(RoleGrant.account_id).where(
        RoleGrant.host_id == contest.host_id,
        here,
        RoleGrant.ended_at.is_(None),
        RoleGrant.role.in_(ALLOWED[Action.ANSWER_COMPLAINTS]),
    )
    query = select(Account).where(Account.id.in_(held), Account.ended_at.is_(None))
    return list(db.session.scalars(query.order_by(Account.name, Account.id)))
