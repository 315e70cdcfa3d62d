"""What organisers told those who take part, and what of it still stands."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.contests.models import Contest, Entry, Round
from contest.contests.running_models import Notice
from contest.db import db
from contest.errors import NotFound


def list_notices(contest: Contest) -> list[Notice]:
    """All of the contest, ended ones too, the newest first."""
    query = (
        select(Notice)
        .where(Notice.contest_id == contest.id)
        .options(joinedload(Notice.round), joinedload(Notice.contest_audience))
        .order_by(Notice.id.desc())
    )
    return list(db.session.scalars(query))


def get_notice(contest: Contest, public_id: str) -> Notice:
    """Raises NotFound where the contest has no such notice."""
    query = select(Notice).where(Notice.contest_id == contest.id, Notice.public_id == public_id)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def list_current(contest: Contest, now: datetime, entry: Entry | None = None) -> list[Notice]:
    """What stands for everybody, and for the entrant's audience; the newest first."""
    return [
        each
        for each in list_notices(contest)
        if each.stands_at(now) and is_for(each, entry.contest_audience_id if entry else None)
    ]


def list_of_entries(entries: Iterable[Entry], now: datetime) -> dict[int, list[Notice]]:
    """What stands for each entry, by its contest's id; one query for all of them."""
    audiences = {each.contest_id: each.contest_audience_id for each in entries}
    found: dict[int, list[Notice]] = {}
    query = (
        select(Notice)
        .where(Notice.contest_id.in_(audiences), Notice.ended_at.is_(None))
        .order_by(Notice.id.desc())
    )
    for each in db.session.scalars(query):
        if each.stands_at(now) and is_for(each, audiences[each.contest_id]):
            found.setdefault(each.contest_id, []).append(each)
    return found


def list_for_sitters(round_: Round, now: datetime) -> list[Notice]:
    """What stands above the papers of those who sit the round; the newest first."""
    return [
        each
        for each in list_notices(round_.contest)
        if each.is_for_sitters and each.stands_at(now) and each.round_id in (None, round_.id)
    ]


def list_due(now_ms: int, limit: int) -> list[Notice]:
    """Those that the clock has ended and nobody has written down."""
    query = select(Notice).where(Notice.ended_at.is_(None), Notice.ends_ms <= now_ms)
    return list(db.session.scalars(query.order_by(Notice.id).limit(limit)))


def is_for(notice: Notice, audience_id: int | None) -> bool:
    """Whether somebody of that audience is meant; a visitor sees what is for everybody."""
    return notice.contest_audience_id in (None, audience_id)
