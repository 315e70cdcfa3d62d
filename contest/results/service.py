"""Keeping results ready: what is asked for, what is due, what it leads to.  Callers commit."""

import logging
from dataclasses import dataclass
from datetime import datetime

from contest.contests import calendar_queries as calendars
from contest.contests.models import Contest, Round
from contest.contests.prize_queries import has_board, prize_rules
from contest.db import db
from contest.errors import ContestError, MarksMissing, ResultFinal, RoundStillOpen
from contest.garbage import uncollected
from contest.hosts.models import Account, Host
from contest.results import (
    award_queries,
    board_service,
    charts_service,
    computation_queries,
    computing_service,
    evidence_queries,
    queries,
    truth_service,
    way_service,
)
from contest.results.award_models import Board
from contest.results.award_service import KINDS, counted_kinds
from contest.results.computation_models import Computation
from contest.results.models import Basis, Chart, Ranking
from contest.results.writing_service import (
    Work,
    WorkLost,
    lock_contest,
    write_all,
    write_slice,
)
from contest.rules.prizes import Repeat
from contest.rules.units import Paths
from contest.units.models import UnitKind

log = logging.getLogger(__name__)


def compute(round_: Round, now: datetime) -> Ranking:
    """Compute all results of a round at once, as a new version; the old ones stay.

    Raises RoundStillOpen while anyone may still sit it, MarksMissing while an attempt has no
    marks, and ResultFinal.  The same evidence gives the same digest.
    """
    queries.lock_round(round_.id)
    ranking: Ranking = write_all(computing_service.computed(round_, now), now)
    way_service.take_up(ranking, now)
    return ranking


def compute_board(contest: Contest, now: datetime) -> Board:
    """Compute the board over all rounds at once, of the rounds' newest rankings."""
    lock_contest(contest.id)
    board: Board = write_all(board_service.computed(contest), now)
    return board


def ask(
    contest: Contest,
    round_: Round | None,
    by: Account | None,
    now: datetime,
    *,
    recount_why: str = "",
) -> Computation:
    """Let the jobs process compute a round, or the board where it is None, as soon as it can.

    Asked for again while it waits it is the same one; with a reason to count the prediction's truth
    anew it is another one.  Raises what ``compute`` does.
    """
    if round_ is not None:
        computing_service.check_computable(round_, now)
    waiting = computation_queries.find_waiting(contest.id, round_.id if round_ else None)
    if waiting is not None and not recount_why:
        return waiting
    asked = Computation(
        contest_id=contest.id,
        round_id=round_.id if round_ else None,
        asked_by_id=by.id if by else None,
        asked_at=now,
        recount_why=recount_why,
    )
    db.session.add(asked)
    db.session.flush()
    return asked


@dataclass(frozen=True, slots=True)
class Drawn:
    """One chart of a ranking."""

    ranking_id: int
    name: str
    svg: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A computation that cannot be made, and why."""

    computation_id: int
    code: str


class Desk:
    """One runner's work: what it has computed stays here until its last slice is written."""

    def __init__(self) -> None:
        self._work: Work | None = None

    @property
    def is_writing(self) -> bool:
        """Whether rows of a computation wait to be written."""
        return self._work is not None

    def prepare(self, now: datetime) -> Work | Drawn | Refused | None:
        """One step: go on writing, or compute what was asked for or is due, or draw one chart.

        Only reads.  A round whose last attempts are not marked yet is left for the next time.
        """
        if self._work is None:
            with uncollected():
                found = _next_work(now)
            if not isinstance(found, Work):
                return found or drawn_next()
            self._work = found
        return self._work

    def store(self, now: datetime, work: Work | Drawn | Refused) -> int:
        """Keep what was prepared, or its next slice; 0 where another runner was faster."""
        if isinstance(work, Drawn):
            return keep_chart(work, now)
        if isinstance(work, Refused):
            refused = db.session.get_one(Computation, work.computation_id)
            refused.finished_at, refused.refusal = now, work.code
            return 1
        kept, self._work = self._work, None  # dropped, should anything go wrong
        try:
            if _write(work, now) is None:
                self._work = kept
        except WorkLost:
            log.info("the computation of round %s is another runner's", work.round_id)
            return 0
        return 1


def _write(work: Work, now: datetime) -> Ranking | Board | None:
    """Write a slice; the last one is followed by whatever the result touches."""
    if work.round_id is None:
        lock_contest(work.contest_id)
    else:
        queries.lock_round(work.round_id)
        if not calendars.is_over(db.session.get_one(Round, work.round_id), now):
            raise WorkLost  # somebody sits it again since it was worked out
    done = write_slice(work, now)
    if isinstance(done, Ranking):
        way_service.take_up(done, now)
        _make_provisional(work, done, now)
        _follow(done, now)
    return done


def _make_provisional(work: Work, ranking: Ranking, now: datetime) -> None:
    """A closed round's result that a judge asked for is provisional as soon as it is there."""
    asked = db.session.get_one(Computation, work.computation_id)
    if asked.asked_by is not None and not asked.recount_why:
        round_ = db.session.get_one(Round, ranking.round_id)
        way_service.make_provisional(round_, asked.asked_by, now)


def _follow(ranking: Ranking, now: datetime) -> None:
    """Ask for the board, for the later rounds whose prizes this one's winners touch, and for
    those that waited for this one to know a truth.

    Rounds whose result is final stay as they are.
    """
    round_ = db.session.get_one(Round, ranking.round_id)
    contest = round_.contest
    if has_board(contest):
        ask(contest, None, None, now)
    for each in contest.rounds:
        if each is not round_ and truth_service.waits(each, now):
            ask(contest, each, None, now)
    if prize_rules(contest).repeat is not Repeat.ONCE_IN_CONTEST or not _changed(ranking):
        return
    for each in contest.rounds:
        later = each.number > round_.number and queries.find_ranking(each.id)
        if later and not evidence_queries.is_final(each.id):
            ask(contest, each, None, now)


def _changed(ranking: Ranking) -> bool:
    """Whether others win than in the version before."""
    versions = award_queries.list_rankings(ranking.round_id)
    before = (
        {each.person_id for each in award_queries.list_awards(versions[1])}
        if (versions[1:])
        else set()
    )
    return before != {each.person_id for each in award_queries.list_awards(ranking)}


def _next_work(now: datetime) -> Work | Refused | None:
    for asked in computation_queries.list_waiting():
        try:
            work = (
                board_service.computed(asked.contest)
                if asked.round is None
                else computing_service.computed(asked.round, now, recounts=bool(asked.recount_why))
            )
        except ContestError as error:
            return Refused(asked.id, error.code)
        work.computation_id = asked.id
        return work
    for round_ in queries.list_without_ranking(now):
        try:
            return computing_service.computed(round_, now)
        except (RoundStillOpen, MarksMissing, ResultFinal):
            continue
    return None


def _shown_kinds(name: str, host: Host) -> frozenset[UnitKind]:
    """Which units a chart compares: a commune's own contest compares its hamlets."""
    return KINDS[Basis.UNIT] if name == "units" else counted_kinds(host, Paths.RESIDENCE)


def drawn_next() -> Drawn | None:
    """Draw one chart that is missing; None when all are there."""
    missing = queries.find_undrawn(charts_service.NAMES)
    if missing is None:
        return None
    ranking, name = missing
    basis = Basis.UNIT if name == "units" else Basis.RESIDENCE
    kinds = _shown_kinds(name, ranking.round.contest.host)
    lines = queries.list_totals(ranking, basis, None)
    shown = [each for each in lines if each.unit is not None and each.unit.kind in kinds]
    return Drawn(ranking.id, name, charts_service.draw(name, ranking, shown))


def keep_chart(work: Drawn, now: datetime) -> int:
    """Keep a chart; 0 where another runner was faster."""
    ranking = db.session.get_one(Ranking, work.ranking_id)
    if work.name in queries.list_chart_names(ranking):
        return 0
    db.session.add(Chart(ranking_id=ranking.id, name=work.name, svg=work.svg, drawn_at=now))
    db.session.flush()
    return 1
