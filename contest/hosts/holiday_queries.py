"""Which days a host works, read."""

from datetime import date

from sqlalchemy import select

from contest.db import db
from contest.errors import NotFound
from contest.hosts.holiday_models import Holiday
from contest.hosts.models import Host
from contest.rules.working_days import WorkCalendar


def list_holidays(host: Host, year: int) -> list[Holiday]:
    """What the host announced for a year, by day."""
    query = (
        select(Holiday)
        .where(
            Holiday.host_id == host.id,
            Holiday.day >= date(year, 1, 1),
            Holiday.day <= date(year, 12, 31),
        )
        .order_by(Holiday.day)
    )
    return list(db.session.scalars(query))


def find_holiday(host: Host, day: date) -> Holiday | None:
    query = select(Holiday).where(Holiday.host_id == host.id, Holiday.day == day)
    return db.session.scalar(query)


def get_holiday(host: Host, day: date) -> Holiday:
    """Raises NotFound."""
    found = find_holiday(host, day)
    if found is None:
        raise NotFound
    return found


def calendar_of(host_id: int) -> WorkCalendar:
    """The host's days off and days worked, as the rules count them."""
    query = select(Holiday.day, Holiday.is_worked).where(Holiday.host_id == host_id)
    rows = list(db.session.execute(query))
    return WorkCalendar(
        frozenset(row.day for row in rows if not row.is_worked),
        frozenset(row.day for row in rows if row.is_worked),
    )
