"""What the committee decides: lots' number, equals' order, marks and proposals.  Callers commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contest.contests import calendar_queries as calendars
from contest.contests.models import Contest, ContestAudience, Round
from contest.contests.prize_models import Criterion, Prize
from contest.db import db
from contest.errors import LotsDrawn, LotsTooEarly
from contest.hosts.models import Account
from contest.results import award_queries, evidence_queries
from contest.results.award_models import CriterionMark, Proposal, Settlement
from contest.results.award_service import rules_of
from contest.rules.extra import ExtraFault, ExtraRefused
from contest.rules.lots import Draw, lot
from contest.rules.placing import Decision
from contest.rules.unit_awards import Proposal as Proposed
from contest.rules.unit_awards import proposed
from contest.rules.unit_ranking import check_said
from contest.units.models import Unit


def enter_lot_number(round_: Round, number: str, source: str, now: datetime) -> None:
    """Enter the public number once, when the round is over and its root is fixed.

    Raises LotsTooEarly, LotsDrawn, and DrawRefused for what is no number.
    """
    over = calendars.is_over(round_, now)
    if not over or not round_.evidence_root:
        raise LotsTooEarly
    if round_.lot_number:
        raise LotsDrawn
    Draw(round_.secret, bytes.fromhex(round_.evidence_root), number)
    round_.lot_number, round_.lot_number_source = number, source


def settle(
    contest: Contest,
    round_: Round | None,
    audience: ContestAudience | None,
    order: Sequence[str],
    said: "Said",
    *,
    of_units: bool = False,
) -> None:
    """Order some whom every other key leaves equal, and say who decided and why.

    Raises DecisionRefused.
    """
    Decision(tuple(order), said.who, said.why)
    db.session.add(
        Settlement(
            contest_id=contest.id,
            round_id=round_.id if round_ else None,
            contest_audience_id=audience.id if audience else None,
            ordered=list(order),
            is_of_units=of_units,
            why=said.why,
            decided_by=said.who,
            entered_by_id=said.by.id,
            entered_at=said.at,
        )
    )
    db.session.flush()


@dataclass(frozen=True, slots=True)
class Said:
    """Who decided, why, and who wrote it down when."""

    who: str
    why: str
    by: Account
    at: datetime


def mark(criterion: Criterion, round_: Round | None, unit: Unit, points: int, said: Said) -> None:
    """Give a unit points for a criterion, in hundredths; an earlier mark stays in the records.

    Raises ExtraRefused below 0 and above the most, UnitRuleRefused without a reason.
    """
    if not 0 <= points <= criterion.most_points:
        raise ExtraRefused(ExtraFault.POINTS)
    check_said(said.why, said.who)
    db.session.add(
        CriterionMark(
            criterion_id=criterion.id,
            round_id=round_.id if round_ else None,
            unit_id=unit.id,
            points=points,
            reason=said.why,
            given_by_id=said.by.id,
            given_at=said.at,
        )
    )
    db.session.flush()


def propose(contest: Contest, prize: Prize, unit: Unit, said: Said) -> None:
    """Propose a unit for a prize without rank.

    Raises UnitRuleRefused for the same unit twice, for more units than prizes, without a reason.
    """
    given = [
        Proposed(each.unit_id, each.prize_id, each.why, each.proposed_by.name)
        for each in award_queries.list_proposals(contest.id)
        if each.prize_id == prize.id
    ]
    proposed([*given, Proposed(unit.id, prize.id, said.why, said.who)], rules_of([prize]))
    db.session.add(
        Proposal(
            prize_id=prize.id,
            unit_id=unit.id,
            why=said.why,
            proposed_by_id=said.by.id,
            proposed_at=said.at,
        )
    )
    db.session.flush()


def lot_of(round_: Round, number: str) -> int | None:
    """The lot of one contest number; None while nothing is drawn."""
    draw = evidence_queries.draw_of(round_, round_.evidence_root)
    return None if draw is None else lot(draw.secret, draw.root, draw.public_number, number)
