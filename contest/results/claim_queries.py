"""Prizes that are published, whose they are, and how far each has come to its winner, read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from contest.clock import VIETNAM
from contest.contests import way_queries as ways
from contest.contests.models import Contest, Entry, Round
from contest.db import db
from contest.errors import NotFound
from contest.hosts.holiday_queries import calendar_of
from contest.people.models import Person
from contest.results import award_queries, evidence_queries
from contest.results.award_models import Award, Board
from contest.results.award_queries import Head
from contest.results.claim_models import PrizeClaim
from contest.results.models import Ranking
from contest.rules.claims import Claim, State, Terms, decode, last_day, state_of
from contest.rules.result_way import State as WayState
from contest.rules.result_way import has_reached
from contest.rules.working_days import WorkCalendar


@dataclass(frozen=True, slots=True)
class Published:
    """A list of prizes that is public: of a round or (None) of the whole contest.

    ``audience_id`` of None: of all audiences together.  ``versions`` are the computations that
    were published, the first one first, each with when.  A final one passes nothing on.
    """

    round: Round | None
    head: Head
    audience_id: int | None
    versions: list[tuple[int, datetime]]
    is_final: bool


@dataclass(frozen=True, slots=True)
class Won:
    """A person's prize of a round or of the whole contest; ``award`` of None: not theirs now."""

    contest: Contest
    round: Round | None
    person: Person
    award: Award | None
    row: PrizeClaim | None
    claim: Claim
    state: State
    is_final: bool

    @property
    def number(self) -> int:
        """The round's number; 0 for the whole contest."""
        return self.round.number if self.round else 0

    @property
    def owed(self) -> int:
        """Whole đồng of the prize that are not handed over yet."""
        return max(self.award.amount - paid(self.row), 0) if self.award else 0


def terms_of(contest: Contest) -> Terms | None:
    """What the thể lệ says of claims; None where winners are not asked."""
    return None if contest.claims is None else decode(contest.claims)


def each_published(contest: Contest, now: datetime) -> Iterator[Published]:
    """The public lists of prizes, round by round, that of the whole contest last.

    The latter is public as soon as the results of all rounds are.
    """
    dates = []
    for round_ in contest.rounds:
        is_final = evidence_queries.is_final(round_.id)
        for way in ways.list_ways(round_):
            if way.state not in ways.PUBLISHED or way.published_at is None:
                continue
            ranking = db.session.get(Ranking, way.ranking_id) if way.ranking_id else None
            if ranking is not None:
                versions = ways.list_published(way) or [(ranking.id, way.published_at)]
                dates.append(versions[0][1])
                yield Published(round_, ranking, way.contest_audience_id, versions, is_final)
    board = award_queries.find_board(contest.id) if contest.combined else None
    if board is not None and dates and _all_public(contest, now):
        yield Published(None, board, None, _boards(contest, max(dates)), is_final=False)


def _boards(contest: Contest, public_at: datetime) -> list[tuple[int, datetime]]:
    """The boards that were public: since then each one as soon as it was computed."""
    query = select(Board.id, Board.computed_at).where(
        Board.contest_id == contest.id, Board.version > 0
    )
    rows = db.session.execute(query.order_by(Board.version)).all()
    before = [(row.id, public_at) for row in rows if row.computed_at <= public_at]
    return before[-1:] + [(row.id, row.computed_at) for row in rows if row.computed_at > public_at]


def _all_public(contest: Contest, now: datetime) -> bool:
    states = [ways.state_of(each, None, now) for each in contest.rounds if not each.annulled_at]
    return all(
        has_reached(each, WayState.PUBLISHED) for each in states if each is not WayState.ANNULLED
    )


def list_won(contest: Contest, now: datetime, person: Person | None = None) -> list[Won]:
    """Every person's prize that is public, in the order of the lists; then those that were.

    Of one person alone where one is named.
    """
    rows = {(each.round_id, each.person_id): each for each in _rows(contest, person)}
    terms, calendar, today = (
        terms_of(contest), calendar_of(contest.host_id), now.astimezone(VIETNAM).date()
    )  # fmt: skip
    found = [
        _won(contest, each, award, rows.pop(key, None), (terms, calendar, today), since)
        for each in each_published(contest, now)
        for award, since in _awards(each, person)
        if (key := (each.round.id if each.round else None, award.person_id or 0))
    ]
    return found + [_gone(contest, row, (terms, calendar, today)) for row in rows.values()]


Asked = tuple[Terms | None, WorkCalendar, date]


def _won(
    contest: Contest,
    published: Published,
    award: Award,
    row: PrizeClaim | None,
    asked: Asked,
    since: datetime,
) -> Won:
    terms, calendar, today = asked
    won_on = since.astimezone(VIETNAM).date()
    extended_to = row.extended_to if row else None
    last = last_day(terms, won_on, calendar, extended_to) if terms else None
    claim = Claim(
        last,
        is_claimed=row is not None and row.handing is not None,
        ended=row.ended if row else None,
        is_handed_over=bool(row and row.payments) and not _has_grown(award, row),
    )
    person = award.person or db.session.get_one(Person, award.person_id)
    return Won(
        contest, published.round, person, award, row, claim, state_of(claim, today),
        published.is_final,
    )  # fmt: skip


def _has_grown(award: Award, row: PrizeClaim | None) -> bool:
    """Whether the prize is more than what was handed over: in money, or a higher one."""
    payments = row.payments if row else []
    best = min((each.prize.rank for each in payments), default=award.prize.rank)
    return award.amount > paid(row) or award.prize.rank < best


def paid(row: PrizeClaim | None) -> int:
    """Whole đồng that were handed over so far."""
    return sum(each.amount for each in row.payments) if row else 0


def _gone(contest: Contest, row: PrizeClaim, asked: Asked) -> Won:
    """Of a prize that is not the person's by the results as they are published now."""
    claim = Claim(
        None,
        is_won=False,
        is_claimed=row.handing is not None,
        ended=row.ended,
        is_handed_over=bool(row.payments),
    )
    state = state_of(claim, asked[2])
    return Won(contest, row.round, row.person, None, row, claim, state, is_final=False)


def _rows(contest: Contest, person: Person | None) -> list[PrizeClaim]:
    query = (
        select(PrizeClaim)
        .where(PrizeClaim.contest_id == contest.id)
        .options(joinedload(PrizeClaim.person), selectinload(PrizeClaim.payments))
        .order_by(PrizeClaim.id)
    )
    if person is not None:
        query = query.where(PrizeClaim.person_id == person.id)
    return list(db.session.scalars(query))


def _awards(published: Published, person: Person | None) -> list[tuple[Award, datetime]]:
    """The people's awards of a list, each with the publication by which it became theirs."""
    head = published.head
    column = Award.ranking_id if isinstance(head, Ranking) else Award.board_id
    query = (
        select(Award)
        .where(column == head.id, Award.person_id.is_not(None))
        .options(joinedload(Award.person), joinedload(Award.prize))
        .order_by(Award.position, Award.id)
    )
    if published.audience_id is not None:
        query = query.where(Award.contest_audience_id == published.audience_id)
    if person is not None:
        query = query.where(Award.person_id == person.id)
    since = _since(column, published.versions)
    _, newest = published.versions[-1]
    return [(each, since.get(each.person_id, newest)) for each in db.session.scalars(query)]


def _since(
    column: InstrumentedAttribute[int | None], versions: list[tuple[int, datetime]]
) -> dict[int | None, datetime]:
    """Since when each has some prize of the round, or of the whole contest: the first one of the
    publications that follow each other without one in which they have none.
    """
    query = select(column, Award.person_id).where(
        column.in_({version for version, _ in versions}), Award.person_id.is_not(None)
    )
    winners: dict[int | None, set[int | None]] = {}
    for version, person in db.session.execute(query):
        winners.setdefault(version, set()).add(person)
    found: dict[int | None, datetime] = {}
    for version, at in versions:
        found = {person: found.get(person, at) for person in winners.get(version, ())}
    return found


def list_own(person: Person, now: datetime) -> list[Won]:
    """One's own prizes that are public, of every contest that one entered."""
    if db.session.scalar(select(Award.id).where(Award.person_id == person.id).limit(1)) is None:
        return []
    entered = select(Contest).join(Entry, Entry.contest_id == Contest.id)
    mine = db.session.scalars(entered.where(Entry.person_id == person.id).order_by(Contest.id))
    found = (won for contest in mine for won in list_won(contest, now, person))
    return [won for won in found if won.award is not None]


def get_won(contest: Contest, number: int, person: Person, now: datetime) -> Won:
    """The person's prize of the round of that number, or (0) of the whole contest.

    Raises NotFound where there is none and never was.
    """
    for won in list_won(contest, now, person):
        if won.number == number:
            return won
    raise NotFound
