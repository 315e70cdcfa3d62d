"""What of an entry has to be looked up: namesakes among the staff, and what is left unchecked."""

from sqlalchemy import String, cast, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from contest.contests.models import Contest, Entry
from contest.db import db
from contest.hosts.models import RoleGrant
from contest.people.models import Person
from contest.rules.roles import Role
from questions.text import fold


def roles_of_namesakes(contest: Contest, folded: str) -> frozenset[Role]:
    """The roles in the contest of all whose name is written like that; it may be somebody else."""
    query = (
        select(RoleGrant)
        .where(
            RoleGrant.host_id == contest.host_id,
            RoleGrant.ended_at.is_(None),
            or_(RoleGrant.contest_id.is_(None), RoleGrant.contest_id == contest.id),
        )
        .options(joinedload(RoleGrant.account))
    )
    grants = db.session.scalars(query)
    return frozenset(each.role for each in grants if fold(each.account.name) == folded)


def list_unchecked(
    contest: Contest, page: int, per_page: int, number: str = ""
) -> tuple[list[Entry], int]:
    """A page of the entrants of whom something could not be checked, and how many there are.

    With a contest number, that entrant alone: winners are looked up one by one.
    """
    query = (
        select(Entry)
        .join(Entry.person)
        .where(Entry.contest_id == contest.id, cast(Entry.unchecked, String) != "[]")
    )
    if number:
        query = query.where(Person.number == number)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    shown = query.order_by(Person.sort_key, Entry.id).options(
        contains_eager(Entry.person), joinedload(Entry.contest_audience)
    )
    return list(db.session.scalars(shown.offset((page - 1) * per_page).limit(per_page))), total
