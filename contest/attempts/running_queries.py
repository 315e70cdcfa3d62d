"""What an act upon a running round meets: open attempts, earlier acts."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from contest.attempts.models import Attempt
from contest.contests.models import Contest, Entry, Round
from contest.contests.running_models import Intervention
from contest.db import db
from contest.rules.timing import AttemptTimes


def lock_rounds(contest: Contest) -> None:
    """Make every start in the contest wait, and wait for those under way; read rounds after it."""
    query = select(Round).where(Round.contest_id == contest.id).order_by(Round.id)
    db.session.execute(query.with_for_update().execution_options(populate_existing=True)).all()


def each_running(round_: Round, now_ms: int) -> Iterator[AttemptTimes]:
    """The times of the attempts that are being sat, held ones among them."""
    query = select(Attempt.started_ms, Attempt.deadline_ms, Attempt.closes_ms).where(
        Attempt.round_id == round_.id, Attempt.handed_in_ms.is_(None), Attempt.closes_ms >= now_ms
    )
    for row in db.session.execute(query):
        yield AttemptTimes(*row)


def list_open(round_: Round) -> list[tuple[Attempt, Entry]]:
    """The attempts that are not handed in, each with its person's entry."""
    query = (
        select(Attempt, Entry)
        .join(Entry, Entry.person_id == Attempt.person_id)
        .where(
            Attempt.round_id == round_.id,
            Attempt.handed_in_ms.is_(None),
            Entry.contest_id == round_.contest_id,
        )
        .options(joinedload(Entry.person))
    )
    return [(attempt, entry) for attempt, entry in db.session.execute(query)]


def count_starts(contest: Contest, round_: Round | None = None) -> int:
    """How many attempts were started in the round, or in the contest."""
    query = select(func.count()).select_from(Attempt).where(Attempt.unused_at.is_(None))
    if round_ is not None:
        query = query.where(Attempt.round_id == round_.id)
    else:
        query = query.where(Attempt.round_id.in_([each.id for each in contest.rounds]))
    return db.session.scalar(query) or 0


def list_interventions(contest: Contest) -> list[Intervention]:
    """All acts upon the contest and its rounds, the newest first."""
    query = (
        select(Intervention)
        .where(Intervention.contest_id == contest.id)
        .options(
            joinedload(Intervention.document),
            joinedload(Intervention.round),
            joinedload(Intervention.done_by),
        )
        .order_by(Intervention.id.desc())
    )
    return list(db.session.scalars(query))
