"""Which prizes passed on without the published list knowing of it yet, and why it does not."""

from collections.abc import Collection

from sqlalchemy import select

from contest.contests import way_queries as ways
from contest.contests.models import Contest, Entry, Round
from contest.db import db
from contest.results import computation_queries, evidence_queries, queries
from contest.results.claim_models import PrizeClaim
from contest.results.models import Ranking
from contest.rules.claims import Passing


def uncounted(round_: Round) -> dict[int, Passing]:
    """Of each claim of the round whose prize passed on, why its published list does not count it;
    nothing of those that are counted.
    """
    known = evidence_queries.passed_on(round_.contest_id, round_.id)
    found: dict[int, Passing] = {}
    audiences = _audiences(known) if known else {}
    for way in ways.list_ways(round_) if known else ():
        published = db.session.get(Ranking, way.ranking_id) if way.ranking_id else None
        if published is None or way.state not in ways.PUBLISHED:
            continue
        for claim in known - published.passed_on:
            if way.contest_audience_id in (None, audiences.get(claim)):
                found[claim] = _why(round_, published)
    return found


def uncounted_of(contest: Contest) -> dict[int, Passing]:
    """Those of all its rounds."""
    return {claim: why for each in contest.rounds for claim, why in uncounted(each).items()}


def _audiences(claims: Collection[int]) -> dict[int, int]:
    """The audience of each claim's person."""
    query = (
        select(PrizeClaim.id, Entry.contest_audience_id)
        .join(
            Entry,
            (Entry.person_id == PrizeClaim.person_id) & (Entry.contest_id == PrizeClaim.contest_id),
        )
        .where(PrizeClaim.id.in_(claims))
    )
    return {row.id: row.contest_audience_id for row in db.session.execute(query)}


def _why(round_: Round, published: Ranking) -> Passing:
    asked = computation_queries.find_newest(round_.contest_id, round_.id)
    if asked is not None and asked.finished_at is None:
        return Passing.COMPUTING
    newest = queries.find_ranking(round_.id)
    is_same = newest is not None and newest.digest == published.digest
    return Passing.NOT_COMPUTED if is_same else Passing.OTHER_RESULT
