"""Taking a result step by step, forward and back, and the judges' word on it.  Callers commit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from contest.contests import way_queries as ways
from contest.contests.models import ContestAudience, Round
from contest.contests.official_models import OfficialDocument
from contest.contests.way_models import Way
from contest.db import db
from contest.hosts.models import Account
from contest.results import computing_service, evidence_queries, queries, way_queries
from contest.results.models import Ranking
from contest.results.way_models import Confirmation, WayStep
from contest.results.writing_service import write_all
from contest.rules.official_paper import Paper, PaperFault
from contest.rules.result_way import (
    ORDER,
    Obstacle,
    State,
    Step,
    WayRefused,
    move,
    obstacles,
    state_now,
)
from contest.rules.roles import Role

PAPER_FAULTS = frozenset(PaperFault)


@dataclass(frozen=True, slots=True)
class Move:
    """A step that somebody takes, with what it rests on; ``by`` of None is the clock."""

    to: State
    by: Account | None = None
    roles: frozenset[Role] | None = None
    document: OfficialDocument | None = None
    reason: str = ""


def way_of(round_: Round, audience: ContestAudience | None, now: datetime) -> Way:
    """The audience's way, or that of all together; a new one where none has begun, not kept yet.

    A round that is over stands as closed.
    """
    kept = next(
        (
            each
            for each in ways.list_ways(round_)
            if each.contest_audience_id == (audience.id if audience else None)
        ),
        None,
    )
    if kept is not None:
        return kept
    over = ways.is_over(round_, now)
    with db.session.no_autoflush:
        return Way(
            round=round_,
            contest_audience=audience,
            contest_audience_id=audience.id if audience else None,
            state=state_now(None, is_round_over=over),
            since_at=round_.closes_at if over else round_.opens_at,
        )


def lacking(way: Way, step: Step, now: datetime) -> tuple[Obstacle, ...]:
    """What a step still lacks besides its paper and reason, whoever takes it."""
    found = obstacles(
        way.state,
        step.to_state,
        roles=step.roles,
        paper=None,
        reason="-",
        facts=way_queries.facts_of(way, now),
        settings=way_queries.settings_of(way.round.contest),
    )
    return tuple(each for each in found if each.code not in PAPER_FAULTS)


def take(way: Way, step: Move, now: datetime) -> None:
    """Take a step.  The round must be locked, and ``way`` read after that.

    Raises WayRefused with all that stands in its way, and MarksMissing.  What is published opens
    its complaints at once.
    """
    from_state = way.state
    way.state = move(
        from_state,
        step.to,
        roles=step.roles,
        paper=paper_of(step.document),
        reason=step.reason,
        facts=way_queries.facts_of(way, now),
        settings=way_queries.settings_of(way.round.contest),
    )
    way.since_at = now
    way.ranking_id = _ranking_after(way, from_state, now)
    way.published_at = _published_after(way, now)
    db.session.add(way)
    db.session.flush()
    _write_down(way, from_state, step, now)
    if way.state is State.PUBLISHED and way.round.contest.complaints is not None:
        take(way, Move(State.COMPLAINTS), now)


def make_provisional(round_: Round, judge: Account, now: datetime) -> None:
    """A judge who computes a closed round's result makes it provisional."""
    roles = frozenset({Role.JUDGE})
    audiences: list[ContestAudience | None] = [None]
    if round_.contest.ways_by_audience:
        audiences = list(round_.contest.audiences)
    for each in audiences:
        way = way_of(round_, each, now)
        if way.state is State.CLOSED:
            take(way, Move(State.PROVISIONAL, judge, roles), now)


def take_up(ranking: Ranking, now: datetime) -> None:
    """A provisional result is the newest computation; later ones stay what judges confirmed.

    A published one takes up the very same standings with every prize that passed on so far.  The
    round must be locked.
    """
    for way in ways.list_ways(ranking.round):
        db.session.refresh(way)
        if way.state is State.PROVISIONAL:
            way.ranking_id = ranking.id
        elif way.state in (State.PUBLISHED, State.COMPLAINTS) and _passes_on(way, ranking):
            way.ranking_id = ranking.id
            _write_down(way, way.state, Move(way.state), now)
    db.session.flush()


def _passes_on(way: Way, ranking: Ranking) -> bool:
    published = way_queries.ranking_of(way)
    if published is None or published.digest != ranking.digest:
        return False
    known = evidence_queries.passed_on(way.round.contest_id, way.round_id)
    return not known <= published.passed_on and known <= ranking.passed_on


def paper_of(document: OfficialDocument | None) -> Paper | None:
    """A document as the rules see it."""
    if document is None:
        return None
    has_file = document.sha256 is not None
    return Paper(document.number, document.issued_on, document.signer, has_file)


def _ranking_after(way: Way, from_state: State, now: datetime) -> int | None:
    """A result becomes provisional, again too, as it was computed last; then it stays that."""
    if way.state in (State.OPEN, State.CLOSED):
        return None
    if way.state is State.PROVISIONAL:
        ranking = queries.find_ranking(way.round.id)
        if ranking is None:
            queries.lock_round(way.round.id)
            ranking = write_all(computing_service.computed(way.round, now), now)
        return int(ranking.id)
    return way.ranking_id


def _published_after(way: Way, now: datetime) -> datetime | None:
    if way.state is State.PUBLISHED:
        return now
    keeps = way.state in (State.COMPLAINTS, State.FINAL, State.ANNULLED)
    return way.published_at if keeps else None


def _write_down(way: Way, from_state: State, step: Move, now: datetime) -> None:
    db.session.add(
        WayStep(
            way=way,
            number=way_queries.count_steps(way) + 1,
            from_state=from_state,
            to_state=way.state,
            ranking_id=way.ranking_id,
            document=step.document,
            reason=step.reason,
            done_by=step.by,
            done_at=now,
        )
    )
    db.session.flush()


def confirm(way: Way, judge: Account, digest: str, dissent: str, now: datetime) -> Ranking:
    """A judge agrees with the provisional result by its digest, or says in words why not.

    The newest word counts.  Raises WayRefused where there is no provisional result, or not that
    one: it was computed anew since the judge saw it.
    """
    ranking = way_queries.ranking_of(way)
    if way.state is not State.PROVISIONAL or ranking is None or ranking.digest != digest:
        raise WayRefused((Obstacle("way-other-result"),))
    found = way_queries.find_confirmation(ranking, judge)
    if found is None:
        found = Confirmation(ranking=ranking, judge=judge, digest=digest)
        db.session.add(found)
    found.dissent, found.at = dissent, now
    db.session.flush()
    return ranking


def end_by_clock(now: datetime) -> int:
    """Make final what nobody may complain of any more; a job's slice, of one result."""
    for way in way_queries.list_ending(now):
        queries.lock_round(way.round_id)
        db.session.refresh(way)
        if _try(way, now):
            return 1
    return 0


def _try(way: Way, now: datetime) -> bool:
    to = ORDER[ORDER.index(way.state) + 1]
    try:
        take(way, Move(to), now)
    except WayRefused:
        return False
    return True


def next_forward(steps: Iterable[Step]) -> Step | None:
    """The one step forward among those there are."""
    return next((each for each in steps if is_forward(each)), None)


def is_forward(step: Step) -> bool:
    if step.to_state is State.ANNULLED:
        return False
    return ORDER.index(step.to_state) > ORDER.index(step.from_state)
