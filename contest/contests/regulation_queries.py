"""The versions of a contest's thể lệ, read."""

from collections.abc import Iterable

from sqlalchemy import column, exists, select, table
from sqlalchemy.orm import joinedload

from contest.contests.models import Contest, Round
from contest.contests.running_models import RegulationVersion
from contest.db import db

ATTEMPTS = table("attempts", column("round_id"))  # of a feature that stands after this one


def list_versions(contest: Contest) -> list[RegulationVersion]:
    """The newest first, each with the decision that it rests on."""
    query = (
        select(RegulationVersion)
        .where(RegulationVersion.contest_id == contest.id)
        .options(joinedload(RegulationVersion.document))
        .order_by(RegulationVersion.version.desc())
    )
    return list(db.session.scalars(query))


def find_version(contest: Contest) -> RegulationVersion | None:
    """The version in force; None while the contest is a draft."""
    return next(iter(list_versions(contest)), None)


def has_started(contest: Contest) -> bool:
    """Whether somebody has started an attempt in the contest."""
    return have_started(contest.rounds)


def have_started(some: Iterable[Round]) -> bool:
    """Whether somebody has started an attempt in one of the rounds."""
    rounds = [each.id for each in some if each.id is not None]
    query = select(exists().where(ATTEMPTS.c.round_id.in_(rounds)))
    return bool(db.session.scalar(query))
