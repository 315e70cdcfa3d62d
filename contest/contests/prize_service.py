"""What a contest gives: prizes, how units are ranked, what the committee marks.  Callers commit."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from contest.contests.models import Contest, ContestAudience, Round
from contest.contests.prize_models import Criterion, Prize
from contest.db import db
from contest.errors import PrizesFixed
from contest.rules.boards import Combine
from contest.rules.prize_changes import encode
from contest.rules.prizes import Edge, PrizeRules, Repeat
from contest.rules.unit_schemes import UnitScheme
from contest.rules.unit_schemes import encode as encode_scheme


@dataclass(frozen=True, slots=True)
class PrizeDetails:
    """What an organiser writes down of a prize; ``rounds`` are those that each give it.

    None among them is the whole contest.
    """

    rounds: tuple[Round | None, ...]
    audience: ContestAudience | None
    is_for_units: bool
    is_by_proposal: bool
    block: str
    rank: int
    title: str
    count: int
    amount: int


def has_begun(contest: Contest, now: datetime) -> bool:
    """Whether some round has opened: from then on people count on the prizes."""
    return any(each.pinned_at is not None and each.opens_at <= now for each in contest.rounds)


def add_prize(contest: Contest, details: PrizeDetails) -> None:
    """Add the prize to each of the rounds named."""
    for each in details.rounds:
        db.session.add(
            Prize(
                public_id=secrets.token_urlsafe(12),
                contest_id=contest.id,
                round_id=each.id if each else None,
                contest_audience_id=details.audience.id if details.audience else None,
                is_for_units=details.is_for_units,
                is_by_proposal=details.is_for_units and details.is_by_proposal,
                block=details.block if details.is_for_units else "",
                rank=details.rank,
                title=details.title,
                count=details.count,
                amount=details.amount,
            )
        )
    db.session.flush()


def edit_prize(
    contest: Contest, prize: Prize, title: str, count: int, amount: int, now: datetime
) -> None:
    """Once a round has opened there may be more prizes or more money, never less.

    Raises PrizesFixed.
    """
    if has_begun(contest, now) and (count < prize.count or amount < prize.amount):
        raise PrizesFixed
    prize.title, prize.count, prize.amount = title, count, amount


def remove_prize(contest: Contest, prize: Prize, now: datetime) -> None:
    """Raises PrizesFixed once a round has opened."""
    if has_begun(contest, now):
        raise PrizesFixed
    db.session.delete(prize)


def set_terms(
    contest: Contest,
    edge: Edge,
    repeat: Repeat,
    combine: Combine | None,
    lot_source: str,
    now: datetime,
) -> None:
    """Say what becomes of equals, how often one wins, and how rounds make one board.

    Raises PrizesFixed once a round has opened.
    """
    if has_begun(contest, now):
        raise PrizesFixed
    contest.prize_rules = encode(PrizeRules((), edge, repeat))
    contest.combined, contest.lot_source = combine, lot_source


def set_unit_scheme(contest: Contest, scheme: UnitScheme | None, now: datetime) -> None:
    """Raises PrizesFixed once a round has opened."""
    if has_begun(contest, now):
        raise PrizesFixed
    contest.unit_scheme = None if scheme is None else encode_scheme(scheme)


def add_criterion(contest: Contest, title: str, most_points: int, count: int) -> None:
    """Add a criterion that the committee marks; it is the contest's next one after so many."""
    db.session.add(
        Criterion(
            contest_id=contest.id, code=f"tc{count + 1}", title=title, most_points=most_points
        )
    )
    db.session.flush()
