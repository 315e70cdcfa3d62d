"""Claiming prizes, handing them over, and what becomes of those that nobody claims.

Callers lock the contest and the round, read the prize after that, and commit.
"""

from datetime import date, datetime

from contest.clock import VIETNAM
from contest.contests.models import Contest
from contest.db import db
from contest.hosts.models import Account
from contest.results import evidence_queries, queries
from contest.results import service as results
from contest.results.claim_models import PrizeClaim, PrizePayment
from contest.results.claim_queries import Won, terms_of
from contest.results.models import Ranking
from contest.rules import claims as rules
from contest.rules import payees
from contest.rules.claims import After, ClaimFault, ClaimRefused, Terms
from contest.rules.payees import Payee
from contest.vault import Vault

PURPOSE = "prize-claim"


def set_terms(contest: Contest, terms: Terms | None) -> None:
    """What the thể lệ says of claims; None: winners are not asked."""
    contest.claims = None if terms is None else rules.encode(terms)


def claim(won: Won, payee: Payee, vault: Vault, now: datetime, by: Account | None = None) -> None:
    """The winner says how they wish to get the prize; ``by`` wrote it down for them.

    Said again it replaces what was said before.  Raises ClaimRefused.
    """
    rules.require_claimable(won.claim, _day(now))
    row = _row(won)
    row.handing, row.payee_sealed = payee.handing, vault.seal(payees.encode(payee), PURPOSE)
    row.claimed_at, row.claimed_by = now, by


def payee_of(won: Won, vault: Vault) -> Payee | None:
    """In full how the winner wishes to get the prize; None: not said."""
    sealed = won.row.payee_sealed if won.row else None
    return payees.decode(vault.unseal(sealed, PURPOSE)) if sealed else None


def extend(won: Won, to: date, why: str, by: Account, now: datetime) -> None:
    """Give one winner a later last day.  Raises ClaimRefused."""
    day = rules.extended(won.claim, to, why, _day(now))
    row = _row(won)
    row.extended_to, row.extended_why, row.extended_by = day, why, by


def end(won: Won, open_complaints: int, by: Account, now: datetime) -> After:
    """Confirm what becomes of a prize that nobody claimed: it passes on, or it lapses.

    What passes on is computed by the jobs process as a new version of the prizes; the places stay:
    where they would not, it is refused.
    Raises ClaimRefused, and what computing the results anew does.
    """
    terms = terms_of(won.contest)
    if terms is None:
        raise ClaimRefused(ClaimFault.NOT_ASKED)
    after = rules.end(
        won.claim, terms, _day(now), is_final=won.is_final, open_complaints=open_complaints
    )
    fault = other_result(won) if after is After.PASSES_ON else None
    if fault is not None:
        raise ClaimRefused(fault)
    row = _row(won)
    row.ended, row.ended_at, row.ended_by = after, now, by
    db.session.flush()
    if after is After.PASSES_ON:
        results.ask(won.contest, won.round, None, now)
    return after


def other_result(won: Won) -> ClaimFault | None:
    """Why the prize cannot pass on: it would not be in the standings that were published.

    None where it can.
    """
    if won.round is None or won.award is None:
        return None
    newest = queries.find_ranking(won.round.id)
    published = db.session.get(Ranking, won.award.ranking_id)
    if newest is None or newest.fingerprint != evidence_queries.fingerprint(won.round):
        return ClaimFault.NOT_COMPUTED
    is_same = published is not None and published.digest == newest.digest
    return None if is_same else ClaimFault.OTHER_RESULT


def hand_over(
    won: Won, on: date, handed_by: str, receipt: str, open_complaints: int,
    by: Account, now: datetime,
) -> PrizePayment:  # fmt: skip
    """Write down that the prize was handed over, and against which signed paper.

    Of a prize that grew since it was handed over the rest is.  Raises ClaimRefused.
    """
    rules.hand_over(won.claim, on, _day(now), open_complaints=open_complaints)
    if won.award is None:
        raise ClaimRefused(ClaimFault.NOT_WON)
    payment = PrizePayment(
        claim=_row(won), prize=won.award.prize, amount=won.owed, handed_on=on,
        handed_by=handed_by, receipt=receipt, recorded_by=by, recorded_at=now,
    )  # fmt: skip
    db.session.add(payment)
    return payment


def _day(now: datetime) -> date:
    return now.astimezone(VIETNAM).date()


def _row(won: Won) -> PrizeClaim:
    if won.row is not None:
        return won.row
    row = PrizeClaim(contest=won.contest, round=won.round, person=won.person)
    db.session.add(row)
    return row
