"""What the committee gave units, read."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.contests.models import Contest
from contest.contests.prize_models import Criterion
from contest.contests.queries import list_countable_units
from contest.db import db
from contest.results.award_models import CriterionMark
from contest.units.models import Unit


def list_units(contest: Contest) -> list[Unit]:
    return list_countable_units(contest.host)


def list_marks(contest: Contest) -> list[CriterionMark]:
    """What units were given, the newest first."""
    query = (
        select(CriterionMark)
        .join(Criterion, Criterion.id == CriterionMark.criterion_id)
        .options(joinedload(CriterionMark.unit), joinedload(CriterionMark.given_by))
        .where(Criterion.contest_id == contest.id)
        .order_by(CriterionMark.id.desc())
    )
    return list(db.session.scalars(query))
