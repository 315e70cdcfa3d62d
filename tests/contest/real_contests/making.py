"""How a described contest comes to stand, through the services that its organisers use."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from contest.bank import service as bank
from contest.bank.models import Audience, QuestionVersion, ReportingGroup, Topic
from contest.contests import (
    condition_service,
    disclosure_service,
    password_service,
    prize_service,
    publishing_service,
    service,
)
from contest.contests.condition_service import ConditionDetails
from contest.contests.disclosure_service import WayTerms
from contest.contests.models import Ask, BirthAsk, Contest, ContestAudience, Round
from contest.contests.prize_service import PrizeDetails
from contest.db import db
from contest.hosts import service as hosts
from contest.hosts.models import Account, Host, HostKind
from contest.people import list_service
from contest.people.list_models import ListKind
from contest.results import complaint_service
from contest.rules import complaint_terms, extra
from contest.rules.extra import Definition
from contest.rules.people_rows import PlannedPerson
from contest.rules.ranking import PRESETS, Preset
from contest.rules.roles import Role
from contest.rules.unit_lists import plan
from contest.rules.unit_rows import Row
from contest.rules.working_days import Days
from contest.units import queries as units
from contest.units import service as unit_service
from contest.units.models import Unit
from contest.units.tables_service import Tables, load_tables
from contest.vault import Vault
from questions.legal import Law, Register
from questions.model import Difficulty, LegalBasis, Option
from questions.review import THREE_STEPS
from tests.contest.factories import serial
from tests.contest.real_contests.description import (
    ELSEWHERE,
    EVERYONE,
    FAR,
    HERE,
    TOWN,
    VILLAGE,
    Extra,
    Often,
    Opened,
    Places,
    PrizePlan,
    RealContest,
    Who,
    at,
)

VAULT = Vault([bytes(32)])
SECRET = bytes(range(32))
USUAL_TIMES = ((at("2024-03-04 00:00"), at("2024-03-10 24:00")),)
USUAL_SCHEME = PRESETS[Preset.B]
USUAL_MINUTES = 20
RIGHT = 1  # where the right option stands as it was written
ROLES = (
    Role.WRITER, Role.APPROVER, Role.ORGANISER, Role.JUDGE, Role.SECRETARY, Role.REVIEWER,
)  # fmt: skip
PROVINCES = {HERE: "91", ELSEWHERE: "92"}
COMMUNES = {VILLAGE: ("90001", HERE), TOWN: ("90002", HERE), FAR: ("90003", ELSEWHERE)}


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works on a contest."""

    writer: Account
    approver: Account
    organiser: Account
    judge: Account
    secretary: Account
    reviewer: Account


@dataclass(frozen=True, slots=True)
class Stage:
    """A contest that stands, with all that its entrants and its judges need."""

    described: RealContest
    host: Host
    contest: Contest
    staff: Staff
    units: dict[str, Unit]
    groups: dict[str, ReportingGroup]
    opens_at: datetime

    @property
    def audiences(self) -> dict[str, ContestAudience]:
        return {each.title: each for each in self.contest.audiences}


def load_nation(now: datetime) -> None:
    """Two provinces with their communes."""
    provinces = [_place(name, code) for name, code in PROVINCES.items()]
    communes = [
        _place(name, code) | {"province_code": PROVINCES[above]}
        for name, (code, above) in COMMUNES.items()
    ]
    load_tables(Tables(provinces, communes, [], [], []), now)


def _place(full_name: str, code: str) -> dict[str, str]:
    kind, _, name = full_name.partition(" ")
    return {"code": code, "kind": kind, "name": name}


def times_of(described: RealContest) -> tuple[tuple[datetime, datetime], ...]:
    return described.times.fact.rounds if described.times else USUAL_TIMES


def stand(described: RealContest) -> Stage:
    """The contest, published ten days before it opens; the caller commits."""
    opens_at = times_of(described)[0][0]
    now = opens_at - timedelta(days=10)
    host = hosts.create_host(
        f"host-{serial()}", "Ban Tổ chức", HostKind.DEPARTMENT, now, province_code="91"
    )
    if described.appraised:
        hosts.set_review_steps(host, THREE_STEPS)
    db.session.add(host)
    db.session.flush()
    staff = _staff(host, now)
    listed = _units(host, described, now)
    contest = _contest(host, described, now)
    lists = _lists(host, described, staff, now)
    places = Places({name: each.id for name, each in listed.items()}, lists)
    _audiences(contest, host, described, places)
    _rounds(contest, described)
    db.session.flush()
    _bank(contest, described, staff, now)
    _terms(contest, described, listed, now)
    groups = _groups(host, described)
    publishing_service.publish(contest, now, staff.organiser)
    db.session.flush()
    return Stage(described, host, contest, staff, listed, groups, opens_at)


def _staff(host: Host, now: datetime) -> Staff:
    return Staff(*(_member(host, role, now) for role in ROLES))


def _member(host: Host, role: Role, now: datetime) -> Account:
    """The account with that role: the same person at each host."""
    email, number = f"{role}@example.vn", serial()
    account, _ = hosts.account_for(email, role, f"account-{number}", bytes(16), now)
    grant(host, account, role, now)
    return account


def grant(host: Host, account: Account, role: Role, now: datetime) -> None:
    granted = hosts.grant_role(f"grant-{serial()}", account, host, role, (), by=None, now=now)
    db.session.add(granted)


def _units(host: Host, described: RealContest, now: datetime) -> dict[str, Unit]:
    """The host's list, brought in as from a file, and the nation's places."""
    rows = [
        Row(number, each.name, kind=_kind(each.name), block=each.block or None,
            parent=each.parent or None, commune=VILLAGE)
        for number, each in enumerate(described.units, 1)
    ]  # fmt: skip
    planned = plan(rows, [], lambda _: (COMMUNES[VILLAGE][0], False))
    assert not any(each.is_refused for each in planned), planned
    done = unit_service.apply(host, planned, {}, {}, lambda: f"unit-{serial()}", now.date())
    made = {each.details.full_name: unit for each, unit in done}
    db.session.add_all(made.values())
    db.session.flush()
    unit_service.place(done, units.ids_of(unit_service.named_places(planned)))
    db.session.flush()
    return _nation() | made


def _kind(name: str) -> str:
    return "trường học" if name.startswith("Trường") else "cơ quan"


def _nation() -> dict[str, Unit]:
    query = db.select(Unit).where(Unit.host_id.is_(None))
    return {each.full_name: each for each in db.session.scalars(query)}


def _lists(host: Host, described: RealContest, staff: Staff, now: datetime) -> dict[str, int]:
    found = {}
    for title, names in described.lists.items():
        made = list_service.bring_list(
            host, f"list-{serial()}", ListKind.MEMBERS, title, None, staff.secretary, now
        )
        born = {each.name: each.birth for each in described.entrants}
        people = [PlannedPerson(at, (), name, born.get(name)) for at, name in enumerate(names, 1)]
        list_service.put_on(made, people, VAULT)
        found[title] = made.id
    return found


def _groups(host: Host, described: RealContest) -> dict[str, ReportingGroup]:
    found: dict[str, ReportingGroup] = {}
    for name in described.groups:
        taken = [each.code for each in found.values()]
        found[name] = bank.add_line(ReportingGroup, host, name, "", taken)
    db.session.add_all(found.values())
    return found


def _contest(host: Host, described: RealContest, now: datetime) -> Contest:
    who = described.who.fact if described.who else Who()
    often = described.often.fact if described.often else Often()
    details = service.ContestDetails(
        described.name,
        regulation="# Thể lệ",
        consent_wording="Tôi đồng ý.",
        asks_birth=BirthAsk.DAY,
        asks_citizen_number=who.citizen_number,
        asks_group=Ask.OPTIONAL if described.groups else Ask.NO,
        people_per_phone=who.people_per_phone,
        attempts_allowed=often.in_contest,
    )
    contest = service.create_contest(host, f"cuoc-thi-{serial()}", details, now)
    db.session.add(contest)
    return contest


def _audiences(contest: Contest, host: Host, described: RealContest, places: Places) -> None:
    """Its audiences with a ranking and conditions each, and what is asked of everybody."""
    scheme = described.scheme.fact if described.scheme else USUAL_SCHEME
    taken: list[str] = []
    who = described.who.fact if described.who else Who()
    condition_service.set_conditions(
        contest,
        ConditionDetails(
            who.asks(places), who.bars(places), who.wrong_audience, False, who.declaration
        ),
    )
    for each in described.audiences.fact if described.audiences else (EVERYONE,):
        line = bank.add_line(Audience, host, each.title, "", taken)
        taken.append(line.code)
        added = service.add_audience(contest, line, each.title, scheme)
        condition_service.set_audience_conditions(added, each.asks(places))
    password_service.set_password(contest, who.password)


def _rounds(contest: Contest, described: RealContest) -> None:
    often = described.often.fact if described.often else Often()
    asked = described.extra.fact if described.extra else Extra()
    opened = described.opened.fact if described.opened else Opened()
    daily = described.times.fact.daily if described.times else None
    counts = Definition(asked.target, counts=asked.counts) if asked.counts else None
    for number, (opens_at, closes_at) in enumerate(times_of(described), 1):
        details = service.RoundDetails(
            f"Đợt {number}",
            opens_at,
            closes_at,
            minutes=described.minutes.fact if described.minutes else USUAL_MINUTES,
            daily_from=daily[0] if daily else None,
            daily_to=daily[1] if daily else None,
            attempts_allowed=often.in_round,
            attempts_a_week=often.in_week,
            must_answer_all=often.must_answer_all,
            counting=often.counting,
            equals=often.equals,
            shown=opened.shown,
            prediction_target=asked.target,
            prediction_text=asked.words,
            prediction_counts=extra.encode(counts) if counts else None,
            fact_text=asked.fact,
        )
        service.add_round(contest, details, SECRET)


def _bank(contest: Contest, described: RealContest, staff: Staff, now: datetime) -> None:
    """Questions of each audience, written by one person and approved by another.

    Each round has questions of its own where its sources say so; else all draw from the same.
    """
    taken: list[str] = []
    for audience in contest.audiences:
        topic = None
        for round_ in contest.rounds:
            if topic is None or described.themed:
                topic = bank.add_line(Topic, contest.host, f"Chủ đề {audience.title}", "", taken)
                taken.append(topic.code)
                db.session.add(topic)
                db.session.flush()
                count = described.asked + (described.spare.fact if described.spare else 0)
                _write(contest.host, topic, audience.audience, count, staff, now)
            service.set_blueprint(round_, audience, {(topic.id, Difficulty.EASY): described.asked})
    db.session.flush()


def _write(
    host: Host, topic: Topic, audience: Audience, count: int, staff: Staff, now: datetime
) -> None:
    for number in range(1, count + 1):
        stem = f"Câu {number} của {topic.name}: hồ sơ nộp ở đâu?"
        options = tuple(
            Option(f"Nơi {letter}", is_right=at == RIGHT) for at, letter in enumerate("ABCD")
        )
        text = bank.Text(
            stem, options, topic, Difficulty.EASY, (audience,),
            basis=(LegalBasis("Nghị quyết số 76/NQ-CP", f"Điều {number}"),),
        )  # fmt: skip
        code = f"Q{serial()}"
        question = bank.write_question(code, host, code, text, staff.writer, now)
        db.session.add(question)
        db.session.flush()
        version: QuestionVersion = question.latest
        law = Law(Register(()), now.date())
        bank.submit(version)
        if host.review_steps == THREE_STEPS:
            bank.pass_review(version, staff.reviewer, now, law)
        bank.approve(version, staff.approver, now, law)


def _terms(
    contest: Contest, described: RealContest, listed: dict[str, Unit], now: datetime
) -> None:
    """Prizes, what units are ranked by, what is opened when, complaints, headcounts."""
    plans = described.prizes.fact if described.prizes else ()
    for rank, each in enumerate(plans, 1):
        prize_service.add_prize(contest, _prize(contest, each, rank))
    prize_service.set_terms(contest, described.edge, described.repeat, None, "")
    if described.unit_scheme:
        prize_service.set_unit_scheme(contest, described.unit_scheme.fact)
    for number, title in enumerate(described.committee.criteria):
        prize_service.add_criterion(contest, title, 1000, number)
    if described.opened and described.opened.fact.opens is not None:
        terms = WayTerms(least_judges=1, needs_signed_files=False, ways_by_audience=False)
        disclosure_service.set_disclosure(contest, described.opened.fact.opens, terms)
    if described.complaints:
        said = described.complaints.fact
        terms_of = complaint_terms.Settings(said.window, Days(10), said.awarding)
        complaint_service.set_terms(contest, terms_of)
    counts = {
        listed[each.name]: each.headcount for each in described.units if each.headcount is not None
    }
    for round_ in contest.rounds:
        service.set_headcounts(round_, None, [], counts, now)


def _prize(contest: Contest, given: PrizePlan, rank: int) -> PrizeDetails:
    rounds: Iterable[Round | None] = [None] if given.of_contest else contest.rounds
    of = {each.title: each for each in contest.audiences}
    return PrizeDetails(
        tuple(rounds), of.get(given.audience), given.for_units, given.by_proposal, given.block,
        rank, given.title, given.count, given.amount,
    )  # fmt: skip
