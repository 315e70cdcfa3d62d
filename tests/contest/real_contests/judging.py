"""How a case is judged: computed, decided, published, complained of; what is seen meanwhile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from contest.attempts import extra_service
from contest.attempts.extra_models import Extra
from contest.clock import VIETNAM
from contest.contests import disclosure_queries, official_service, prize_queries
from contest.contests.models import Entry, Round
from contest.contests.official_models import OfficialDocument, OfficialKind
from contest.contests.prize_models import Prize
from contest.db import db
from contest.hosts.holiday_queries import calendar_of
from contest.hosts.models import Account
from contest.results import (
    check_service,
    committee_service,
    complaint_parts_queries,
    complaint_queries,
    complaint_service,
    queries,
    service,
    way_queries,
    way_service,
)
from contest.results.committee_service import Said
from contest.results.complaint_models import Complaint
from contest.results.complaint_service import Given
from contest.results.models import Ranking
from contest.results.way_service import Move
from contest.rules.complaints import Effect, Kind
from contest.rules.disclosure import What, Whom
from contest.rules.official_file import OfficialDetails
from contest.rules.result_way import State, WayRefused
from contest.rules.roles import Role
from contest.rules.verification import Checklist
from contest.rules.verification import State as Recognition
from tests.contest.factories import serial
from tests.contest.real_contests import reading
from tests.contest.real_contests.making import VAULT, Stage

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LOOKS = {
    "own-marks": (What.OWN_MARKS, Whom.SELF),
    "right-answers": (What.RIGHT_ANSWERS, Whom.SELF),
    "key": (What.KEY, Whom.PUBLIC),
    "bank": (What.BANK, Whom.PUBLIC),
    "look-up": (What.LOOK_UP, Whom.PUBLIC),
    "totals": (What.TOTALS, Whom.PUBLIC),
    "unit-table": (What.UNIT_TABLE, Whom.PUBLIC),
    "numbers": (What.NUMBERS, Whom.PUBLIC),
    "winners": (What.WINNERS, Whom.PUBLIC),
    "standings": (What.STANDINGS, Whom.PUBLIC),
}
USUALLY_SEEN = {
    "own-marks": "closed", "right-answers": "closed", "key": "never", "bank": "never",
    "look-up": "never", "totals": "published", "unit-table": "published", "numbers": "never",
    "winners": "published", "standings": "never",
}  # fmt: skip
FORWARD = {
    State.PROVISIONAL: Role.JUDGE,
    State.MINUTES: Role.JUDGE,
    State.DECISION: Role.ORGANISER,
    State.PUBLISHED: Role.ORGANISER,
}
PAPERS = {State.MINUTES: OfficialKind.MINUTES, State.DECISION: OfficialKind.DECISION}


@dataclass(slots=True)
class Judged:
    """Rankings, and what is published, by round; what was seen from when on; the complaints.

    ``complained`` are the faults of one complaint on the last day and one on the day after it;
    ``finals`` what stood in the way of the final result: on that last day, on the day after with
    the complaint unanswered, and at the end.
    """

    rankings: dict[int, Ranking] = field(default_factory=dict)
    published: dict[int, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    last_complaint: date | None = None
    complained: tuple[str, ...] = ()
    finals: tuple[str, ...] = ()


def judge(stage: Stage, entered: Mapping[str, Entry], sat: list[Round]) -> Judged:
    """Each round that was sat, in its order, and then the board over all of them."""
    found = Judged()
    _propose(stage)
    look(stage, sat[0], sat[0].opens_at + HOUR, found)
    for round_ in sat:
        after = round_.closes_at + HOUR
        if round_ is sat[0]:
            _leave_out(stage, entered, after)
            look(stage, round_, after, found)
        found.rankings[round_.number] = _compute(stage, round_, entered, after)
        _publish(stage, round_, found, is_first=round_ is sat[0])
    found.seen = {each: found.seen.get(each, "never") for each in LOOKS}
    _complain(stage, sat[0], entered, found)
    if prize_queries.has_board(stage.contest):
        service.compute_board(stage.contest, sat[-1].closes_at + 2 * DAY)
    return found


def _prizes(stage: Stage) -> list[Prize]:
    return prize_queries.list_prizes(stage.contest)


def look(stage: Stage, round_: Round, now: datetime, found: Judged) -> None:
    """Write down what is seen now and was not before; complaints open with the publication."""
    state = disclosure_queries.when(round_, None, now).state
    state = State.PUBLISHED if state is State.COMPLAINTS else state
    for name, (what, whom) in LOOKS.items():
        if name not in found.seen and disclosure_queries.may_see(what, whom, round_, None, now):
            found.seen[name] = state.value


def _leave_out(stage: Stage, entered: Mapping[str, Entry], now: datetime) -> None:
    """Whom a judge does not recognise."""
    nothing = Checklist(frozenset())
    for each in stage.described.entrants:
        if each.out:
            db.session.add(
                check_service.decide(
                    entered[each.name], Recognition.NOT_RECOGNISED, each.out, "Như thể lệ.",
                    nothing, stage.staff.judge, now,
                )
            )  # fmt: skip
    db.session.flush()


def _said(stage: Stage, now: datetime) -> Said:
    return Said("Ban Tổ chức", "Như biên bản họp.", stage.staff.organiser, now)


def _propose(stage: Stage) -> None:
    for title, unit in stage.described.committee.proposals:
        prizes = [each for each in _prizes(stage) if each.title == title]
        said = _said(stage, stage.opens_at)
        committee_service.propose(stage.contest, prizes[0], stage.units[unit], said)


def _compute(stage: Stage, round_: Round, entered: Mapping[str, Entry], now: datetime) -> Ranking:
    """Compute, with what the committee finds, and again where it orders equals."""
    committee, said = stage.described.committee, _said(stage, now)
    if round_.number in committee.truths:
        extra_service.record_truth(
            round_, Extra.FACT, committee.truths[round_.number], now,
            source="Biên bản của Ban Tổ chức", by=stage.staff.organiser,
        )  # fmt: skip
    criteria = prize_queries.list_criteria(stage.contest)
    for number, criterion, unit, points in committee.marks:
        if number == round_.number:
            committee_service.mark(criteria[criterion], round_, stage.units[unit], points, said)
    ranking = service.compute(round_, now)
    if round_.number in committee.orders:
        numbers = [entered[each].person.number for each in committee.orders[round_.number]]
        committee_service.settle(stage.contest, round_, stage.contest.audiences[0], numbers, said)
        ranking = service.compute(round_, now)
    return ranking


def _publish(stage: Stage, round_: Round, found: Judged, *, is_first: bool) -> None:
    """The way of a result, on the day on which the source says that it was published."""
    days = stage.described.published_after
    now = _day_after(round_.closes_at, days.fact if days else 1)
    for state, role in FORWARD.items():
        if state is State.MINUTES:
            _confirm(stage, round_, now)
        _take(stage, round_, Move(state, _by(stage, role), frozenset({role}),
                                  _paper(stage, state, now)), now)  # fmt: skip
        if is_first:
            look(stage, round_, now, found)
    found.published[round_.number] = reading.published(round_, now)


def _day_after(closes_at: datetime, days: int) -> datetime:
    """Nine o'clock so many days after the day on which a round closes."""
    last = (closes_at - timedelta(milliseconds=1)).astimezone(VIETNAM)
    return last.replace(hour=9, minute=0, second=0, microsecond=0) + days * DAY


def _by(stage: Stage, role: Role) -> Account:
    return stage.staff.judge if role is Role.JUDGE else stage.staff.organiser


def _confirm(stage: Stage, round_: Round, now: datetime) -> None:
    way = way_service.way_of(round_, None, now)
    ranking = way_queries.ranking_of(way)
    assert ranking is not None
    way_service.confirm(way, stage.staff.judge, ranking.digest, "", now)


def _paper(stage: Stage, state: State, now: datetime) -> OfficialDocument | None:
    if state not in PAPERS:
        return None
    details = OfficialDetails(f"{serial()}/QĐ-BTC", now.date(), "Trưởng Ban Tổ chức")
    return official_service.keep(
        stage.contest, PAPERS[state], details, f"paper-{serial()}", stage.staff.organiser, now
    )


def _take(stage: Stage, round_: Round, step: Move, now: datetime) -> str:
    """Take a step; what stands in its way, or ""."""
    queries.lock_round(round_.id)
    try:
        way_service.take(way_service.way_of(round_, None, now), step, now)
    except WayRefused as refused:
        return " ".join(each.code for each in refused.obstacles)
    return ""


def _complain(stage: Stage, round_: Round, entered: Mapping[str, Entry], found: Judged) -> None:
    """Somebody complains on the last day, and on the day after it."""
    calendar = calendar_of(stage.host.id)
    published = complaint_queries.published_on(round_)
    assert published is not None
    found.last_complaint = complaint_service.term_of(stage.contest, round_, None, calendar).last
    last = found.last_complaint or published
    if stage.described.complaints is None:
        found.finals = (_end(stage, round_, last),)
    brought = [_receive(stage, round_, entered, last + late * DAY) for late in (0, 1)]
    found.complained = tuple(each.fault for each in brought)
    if stage.described.complaints is not None:
        found.finals = tuple(_finals(stage, round_, brought, last))


def _receive(stage: Stage, round_: Round, entered: Mapping[str, Entry], on: date) -> Complaint:
    """Of the first entrant who sat the round, about the first attempt."""
    people = [each.person for each in entered.values()]
    attempt = next(
        attempt
        for person in people
        for attempt in complaint_queries.list_attempts(stage.contest, person)
        if attempt.round_id == round_.id
    )
    given = Given(
        Kind.RESULT, "Xin xem lại bài.", attempt.person, on, about=attempt.person, round=round_,
        attempt_id=attempt.id,
    )  # fmt: skip
    return complaint_service.receive(
        stage.contest, given, f"complaint-{serial()}", VAULT, calendar_of(stage.host.id),
        _noon(on), stage.staff.secretary,
    )  # fmt: skip


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def _end(stage: Stage, round_: Round, day: date) -> str:
    step = Move(State.FINAL, stage.staff.organiser, frozenset({Role.ORGANISER}))
    return _take(stage, round_, step, _noon(day))


def _finals(stage: Stage, round_: Round, brought: list[Complaint], last: date) -> Iterator[str]:
    """The one in time is answered, the late one is not taken up, by somebody who took no part."""
    yield _end(stage, round_, last)
    yield _end(stage, round_, last + DAY)
    by, helper, now = stage.staff.organiser, stage.staff.secretary, _noon(last + DAY)
    in_time, late = brought
    parts = complaint_parts_queries.involvements(in_time)
    complaint_service.assign(in_time, helper, parts, by, now)
    complaint_service.answer(in_time, Effect.NONE, "Bài được chấm đúng.", parts, helper, now)
    complaint_service.leave(late, parts, "Quá thời hạn.", helper, now)
    db.session.flush()
    yield _end(stage, round_, last + DAY)
