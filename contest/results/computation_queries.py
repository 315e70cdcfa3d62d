"""Which computations wait, and how far they have come."""

from sqlalchemy import select

from contest.db import db
from contest.results.computation_models import Computation


def list_waiting() -> list[Computation]:
    """Those that are not over, the first asked first; a board comes after the rounds."""
    query = (
        select(Computation)
        .where(Computation.finished_at.is_(None))
        .order_by(Computation.round_id.is_(None), Computation.id)
    )
    return list(db.session.scalars(query))


def find_waiting(contest_id: int, round_id: int | None) -> Computation | None:
    """The one of this round, or of the board, that nobody has begun to write."""
    newest = find_newest(contest_id, round_id)
    waits = newest is not None and newest.finished_at is None and not newest.holder
    return newest if waits else None


def find_newest(contest_id: int, round_id: int | None) -> Computation | None:
    query = (
        select(Computation)
        .where(
            Computation.contest_id == contest_id,
            Computation.round_id.is_not_distinct_from(round_id),
        )
        .order_by(Computation.id.desc())
    )
    return db.session.scalar(query.limit(1))
