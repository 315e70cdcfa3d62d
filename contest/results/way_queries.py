"""What stands when a result is to go a step: its computation, its judges, its papers, its days."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from contest.clock import VIETNAM
from contest.contests import disclosure_queries as disclosure
from contest.contests import way_queries as ways
from contest.contests.models import Contest, Entry, Round
from contest.contests.way_models import Way
from contest.db import db
from contest.hosts.holiday_queries import calendar_of
from contest.hosts.models import Account, RoleGrant
from contest.results import claim_queries, complaint_queries, passing_queries, queries
from contest.results.award_models import Award, Board
from contest.results.models import Ranking
from contest.results.way_models import Confirmation, WayStep
from contest.rules import claims
from contest.rules.complaint_terms import term
from contest.rules.disclosure import Whom
from contest.rules.result_way import Confirmation as Confirmed
from contest.rules.result_way import Facts, Settings, State
from contest.rules.roles import Role
from contest.rules.verification import State as EntryState


def settings_of(contest: Contest) -> Settings:
    """What the regulation says of the way."""
    return Settings(
        has_complaints=contest.complaints is not None,
        least_judges=contest.least_judges,
        needs_files=contest.needs_signed_files,
    )


def list_judges(contest: Contest) -> list[Account]:
    """Who judges the contest now, by name."""
    query = (
        select(Account)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(
            RoleGrant.host_id == contest.host_id,
            RoleGrant.role == Role.JUDGE,
            RoleGrant.ended_at.is_(None),
            RoleGrant.contest_id.is_(None) | (RoleGrant.contest_id == contest.id),
        )
        .distinct()
        .order_by(Account.name, Account.id)
    )
    return list(db.session.scalars(query))


def list_confirmations(ranking: Ranking | None) -> list[Confirmation]:
    """What judges said of this very result; of each judge the newest word, the oldest first.

    A result computed again with the same digest is the same result.
    """
    if ranking is None:
        return []
    query = (
        select(Confirmation)
        .join(Confirmation.ranking)
        .where(Ranking.round_id == ranking.round_id, Confirmation.digest == ranking.digest)
        .options(joinedload(Confirmation.judge))
        .order_by(Confirmation.at, Confirmation.id)
    )
    newest = {each.judge_id: each for each in db.session.scalars(query)}
    return list(newest.values())


def find_confirmation(ranking: Ranking, judge: Account) -> Confirmation | None:
    query = select(Confirmation).where(
        Confirmation.ranking_id == ranking.id, Confirmation.judge_id == judge.id
    )
    return db.session.scalar(query)


def list_steps(way: Way) -> list[WayStep]:
    """All steps of the way, the newest first."""
    query = (
        select(WayStep)
        .where(WayStep.way_id == way.id)  # of one not kept yet: none
        .options(joinedload(WayStep.document), joinedload(WayStep.done_by))
        .order_by(WayStep.number.desc())
    )
    return list(db.session.scalars(query))


def count_steps(way: Way) -> int:
    query = select(func.count(WayStep.id)).where(WayStep.way_id == way.id)
    return db.session.scalar(query) or 0


def ranking_of(way: Way) -> Ranking | None:
    """The computation that the state is of; before a provisional result, the newest."""
    if way.ranking_id is None:
        return queries.find_ranking(way.round.id)
    return db.session.get(Ranking, way.ranking_id)


def shown_ranking(
    round_: Round, audience_id: int | None, whom: Whom, now: datetime
) -> Ranking | None:
    """The computation that somebody is shown: of a frozen board, what stood then; after that the
    one that the result's state is of, or the newest where it has none."""
    at = disclosure.board_time(round_, audience_id, whom, now)
    stood = ways.stood(ways.find_way(round_, audience_id), at)
    # A provisional result is the newest there was.
    is_fixed = at == now or stood.state is not State.PROVISIONAL
    if is_fixed and stood.ranking_id is not None:
        return db.session.get(Ranking, stood.ranking_id)
    query = (
        select(Ranking)
        .where(Ranking.round_id == round_.id, Ranking.computed_at <= at)
        .order_by(Ranking.version.desc())
    )
    return db.session.scalar(query.limit(1))


def shown_board(contest: Contest, whom: Whom, now: datetime) -> Board | None:
    """The newest board over all rounds that knows nothing of a round beyond what somebody is shown
    of it.
    """
    newest = {
        str(each.number): ranking.version
        for each in contest.rounds
        if (ranking := shown_ranking(each, None, whom, now)) is not None
    }
    query = select(Board).where(Board.contest_id == contest.id, Board.version > 0)
    for board in db.session.scalars(query.order_by(Board.version.desc())):
        ids = board.rankings.values()
        used = db.session.scalars(select(Ranking).where(Ranking.id.in_(ids)))
        if all(each.version <= newest.get(str(each.round.number), 0) for each in used):
            return board
    return None


def complaints_until(way: Way) -> date | None:
    """The last day for complaints of the published result; None where it is not known."""
    contest = way.round.contest
    if way.published_at is None:
        return None
    event = way.published_at.astimezone(VIETNAM).date()
    calendar = calendar_of(contest.host_id)
    return term(complaint_queries.settings_of(contest), event, calendar).last


def facts_of(way: Way, now: datetime) -> Facts:
    """All that the rules ask of a result at the moment of a step."""
    round_, ranking = way.round, ranking_of(way)
    return Facts(
        today=now.astimezone(VIETNAM).date(),
        is_round_over=ways.is_over(round_, now),
        unmarked=queries.count_unmarked(round_.id, round_.key_version),
        to_verify=_count_to_verify(way, ranking),
        judges=frozenset(each.id for each in list_judges(round_.contest)),
        digest=ranking.digest if ranking else "",
        confirmations=tuple(
            Confirmed(each.judge_id, each.digest, each.dissent)
            for each in list_confirmations(ranking)
        ),
        open_claims=_count_claims(way, now),
        # One audience's final result lets no other's be computed any more.
        uncounted_claims=len(passing_queries.uncounted(round_)),
        open_complaints=complaint_queries.count_open(round_),
        complaints_until=complaints_until(way),
        paper_not_before=_paper_not_before(way),
    )


def _count_claims(way: Way, now: datetime) -> int:
    """The prizes of the published result that may still pass on."""
    contest = way.round.contest
    terms = claim_queries.terms_of(contest)
    won = claim_queries.list_won(contest, now) if terms else []
    states = [
        each.state
        for each in won
        if each.round is way.round
        and each.award is not None
        and way.contest_audience_id in (None, each.award.contest_audience_id)
    ]
    return claims.count_holding(terms, states)


def _count_to_verify(way: Way, ranking: Ranking | None) -> int:
    """The people among those to be awarded whose entry is not verified yet."""
    if ranking is None:
        return 0
    query = (
        select(func.count(Award.person_id.distinct()))
        .join(Entry, Entry.person_id == Award.person_id)
        .where(
            Award.ranking_id == ranking.id,
            Entry.contest_id == way.round.contest_id,
            Entry.state == EntryState.TO_VERIFY,
        )
    )
    if way.contest_audience_id is not None:
        query = query.where(Award.contest_audience_id == way.contest_audience_id)
    return db.session.scalar(query) or 0


def _paper_not_before(way: Way) -> date:
    """No paper is older than the round's last day, nor than the paper before it."""
    closed = (way.round.closes_at - timedelta(microseconds=1)).astimezone(VIETNAM).date()
    papers = [each.document.issued_on for each in list_steps(way) if each.document]
    return max([closed, *papers])


def list_ending(now: datetime) -> list[Way]:
    """Published results of contests that know complaints, whose clock may move them."""
    query = (
        select(Way)
        .join(Way.round)
        .join(Round.contest)
        .where(
            Way.state.in_([State.PUBLISHED, State.COMPLAINTS]),
            Contest.complaints.is_not(None),
            Way.published_at <= now,
        )
        .order_by(Way.id)
    )
    return list(db.session.scalars(query))
