"""What a contest gives: prizes, how units are ranked, what the committee marks.  Callers commit."""

import secrets
from dataclasses import dataclass

from contest.contests.models import Contest, ContestAudience, Round
from contest.contests.prize_models import Criterion, Prize
from contest.db import db
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


def edit_prize(prize: Prize, title: str, count: int, amount: int) -> None:
    """Once somebody has started there may be more prizes or more money, never less: that is the
    regulation's, see ``regulation_service``.
    """
    prize.title, prize.count, prize.amount = title, count, amount


def remove_prize(prize: Prize) -> None:
    """Give it no more."""
    db.session.delete(prize)
    db.session.flush()


def set_terms(
    contest: Contest, edge: Edge, repeat: Repeat, combine: Combine | None, lot_source: str
) -> None:
    """Say what becomes of equals, how often one wins, and how rounds make one board."""
    contest.prize_rules = encode(PrizeRules((), edge, repeat))
    contest.combined, contest.lot_source = combine, lot_source


def set_unit_scheme(contest: Contest, scheme: UnitScheme | None) -> None:
    """Say how units are ranked; None: they are not."""
    contest.unit_scheme = None if scheme is None else encode_scheme(scheme)


def add_criterion(contest: Contest, title: str, most_points: int, count: int) -> None:
    """Add a criterion that the committee marks; it is the contest's next one after so many."""
    db.session.add(
        Criterion(
            contest_id=contest.id, code=f"tc{count + 1}", title=title, most_points=most_points
        )
    )
    db.session.flush()
