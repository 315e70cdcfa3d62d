"""The prizes of a contest and what it says of them, read."""

from sqlalchemy import select

from contest.contests.models import Contest
from contest.contests.prize_models import Criterion, Prize
from contest.db import db
from contest.errors import NotFound
from contest.rules.prize_changes import decode
from contest.rules.prizes import PrizeRules
from contest.rules.unit_schemes import UnitScheme
from contest.rules.unit_schemes import decode as decode_scheme


def list_prizes(contest: Contest) -> list[Prize]:
    """All prizes, those of the first round first, the highest of each list first."""
    query = select(Prize).where(Prize.contest_id == contest.id)
    numbers = {each.id: each.number for each in contest.rounds}
    last = len(contest.rounds) + 1
    return sorted(
        db.session.scalars(query),
        key=lambda each: (
            numbers.get(each.round_id or 0, last),
            each.is_for_units,
            each.contest_audience_id or 0,
            each.rank,
            each.id,
        ),
    )


def titles_of(contest: Contest) -> dict[int, str]:
    """How each prize is called, by its row."""
    return {each.id: each.title for each in list_prizes(contest)}


def get_prize(contest: Contest, public_id: str) -> Prize:
    """Raises NotFound."""
    query = select(Prize).where(Prize.contest_id == contest.id, Prize.public_id == public_id)
    prize = db.session.scalar(query)
    if prize is None:
        raise NotFound
    return prize


def prize_rules(contest: Contest) -> PrizeRules:
    """What becomes of equals, and how often one person wins; the prizes stand in their table."""
    return decode(contest.prize_rules) if contest.prize_rules else PrizeRules(())


def unit_scheme(contest: Contest) -> UnitScheme | None:
    """How units are ranked; None where they are not."""
    return decode_scheme(contest.unit_scheme) if contest.unit_scheme else None


def has_board(contest: Contest) -> bool:
    """Whether rounds are taken together: for places of people, or prizes of the whole contest."""
    of_contest = select(Prize.id).where(Prize.contest_id == contest.id, Prize.round_id.is_(None))
    return contest.combined is not None or db.session.scalar(of_contest.limit(1)) is not None


def list_criteria(contest: Contest) -> list[Criterion]:
    query = select(Criterion).where(Criterion.contest_id == contest.id).order_by(Criterion.id)
    return list(db.session.scalars(query))
