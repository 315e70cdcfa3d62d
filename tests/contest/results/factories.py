"""A small round that people have sat, known by heart: places, communes and totals."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from contest.attempts import service as attempts
from contest.attempts.handing_service import hand_in
from contest.attempts.models import Answer, Attempt
from contest.bank.models import QuestionVersion
from contest.clock import milliseconds
from contest.contests import publishing_service, way_queries
from contest.contests.models import Contest, ContestAudience, Entry, Headcount, Round
from contest.contests.way_models import Way
from contest.db import begin_writing, db
from contest.people.models import Person
from contest.results import queries, service
from contest.results.check_models import FoundSignal, SignalPerson
from contest.results.item_models import ItemStatistic, PaperStatistic
from contest.results.models import Ranking
from contest.results.way_models import WayStep
from contest.rules.numbers import contest_number
from contest.rules.result_way import State, has_reached
from contest.rules.signals import Kind, Strength
from contest.units.models import Unit, UnitKind
from questions.statistics import Item, analyse
from questions.text import name_sort_key
from tests.contest.attempts.factories import make_draft_round, right_letter, start
from tests.contest.contests.factories import make_entry, make_person, make_unit
from tests.contest.factories import NOON, keep, serial

CLOSED = NOON + timedelta(days=8)
ASKED = 4


def make_entrant(round_: Round, name: str = "Lê Thị Hoa", **given: Any) -> Person:
    """Somebody who has entered the round's contest under this name."""
    usual = {"number": contest_number(serial()), "sort_key": name_sort_key(name)}
    person = make_person(round_.contest.host, name=name, **usual | given)
    make_entry(round_.contest, person)
    return person


def sit(
    round_: Round, person: Person, right: int, seconds: int, started_at: datetime = NOON
) -> Attempt:
    """An attempt with so many right answers, handed in after so many seconds."""
    entry = db.session.query(Entry).filter_by(person=person).one()
    attempt = start(round_, entry, started_at)
    begin_writing()
    for position in range(1, right + 1):
        answer = Answer(
            round_id=attempt.round_id, attempt_id=attempt.id, sitting=1, number=position,
            position=position, choice=right_letter(attempt.drawn, position),
            received_ms=attempt.started_ms,
        )  # fmt: skip
        db.session.add(answer)
    db.session.flush()
    handed_in_ms = milliseconds(started_at + timedelta(seconds=seconds))
    hand_in(attempts.session_run(), attempts.handing_of(attempt), handed_in_ms)
    db.session.commit()
    db.session.refresh(attempt)
    return attempt


@dataclass(frozen=True)
class Sat:
    """The round, and where its people live."""

    round: Round
    ben_quan: Unit
    cam_lo: Unit


# Name, right answers, seconds, whether of Bến Quan; in the order of their places 1, 2, 2, 4, 5.
PEOPLE = (
    ("Đỗ Thị Ánh", 4, 60, True),
    ("Trần Văn Đức", 3, 90, True),
    ("Lê Thị Ân", 3, 90, False),
    ("Nguyễn Văn Dũng", 3, 95, False),
    ("=Phạm Thị Bình", 0, 30, True),
)
BY_NAME = ["Đỗ Thị Ánh", "Lê Thị Ân", "=Phạm Thị Bình", "Nguyễn Văn Dũng", "Trần Văn Đức"]
PLACES = [1, 2, 2, 4, 5]


def make_sat_round(opens_at: datetime = NOON) -> Sat:
    """Five people of two communes; the first has a second, worse attempt."""
    round_ = make_draft_round(
        asked=ASKED, attempts_allowed=2, opens_at=opens_at, closes_at=opens_at + timedelta(days=7)
    )
    publishing_service.publish(round_.contest, opens_at)
    province = make_unit(
        None, "Quảng Trị", kind=UnitKind.PROVINCE, label="tỉnh", code=f"p{serial()}"
    )
    ben_quan, cam_lo = (
        make_unit(
            None, name, kind=UnitKind.COMMUNE, label="xã", parent_id=province.id,
            code=f"c{serial()}",
        )
        for name in ("Bến Quan", "Cam Lộ")
    )  # fmt: skip
    people = []
    for name, right, seconds, is_of_ben_quan in PEOPLE:
        people.append(make_entrant(round_, name, residence=ben_quan if is_of_ben_quan else cam_lo))
        sit(round_, people[-1], right, seconds, opens_at)
    sit(round_, people[0], 1, 20, opens_at + timedelta(days=1))
    for unit, count in ((ben_quan, 8), (cam_lo, 1)):
        db.session.add(Headcount(round_id=round_.id, unit_id=unit.id, count=count))
    db.session.commit()
    return Sat(round_, ben_quan, cam_lo)


def compute(round_: Round, now: datetime = CLOSED) -> Ranking:
    """Compute as a route does for a judge: the result is provisional; and commit."""
    begin_writing()
    ranking = service.compute(round_, now)
    if not way_queries.list_ways(round_):
        set_state(round_, State.PROVISIONAL, now)
    db.session.commit()
    return ranking


def make_signal(contest: Contest, person: Person) -> FoundSignal:
    """A sign about somebody."""
    found = keep(
        FoundSignal(
            contest_id=contest.id, kind=Kind.SAME_PHONE, strength=Strength.WEAK,
            values={"count": 2}, digest=f"{serial():064}", found_at=NOON,
        )
    )  # fmt: skip
    keep(SignalPerson(signal_id=found.id, person_id=person.id))
    return found


def set_state(
    round_: Round,
    state: State,
    now: datetime = CLOSED,
    audience: ContestAudience | None = None,
) -> Way:
    """The round's result stands there, of its newest computation, however it came to it."""
    way = way_queries.find_way(round_, audience.id if audience else None)
    ranking = queries.find_ranking(round_.id)
    if way is None or (audience and way.contest_audience_id is None):
        way = Way(round=round_, contest_audience=audience)
    way.state, way.since_at = state, now
    way.ranking_id = ranking.id if ranking else None
    way.published_at = now if has_reached(state, State.PUBLISHED) else None
    keep(way)
    number = db.session.query(WayStep).filter_by(way_id=way.id).count() + 1
    keep(
        WayStep(
            way=way, number=number, from_state=state, to_state=state, done_at=now,
            ranking_id=way.ranking_id,
        )
    )  # fmt: skip
    return way


def make_statistics(
    ranking: Ranking, audience: ContestAudience, version: QuestionVersion, **given: Any
) -> ItemStatistic:
    """Figures of one version that four were asked, of whom three were right."""
    found = analyse([{1: 100}, {1: 100}, {1: 100}, {1: 0}], {1: Item(100)}, 100)
    key = {"ranking_id": ranking.id, "contest_audience_id": audience.id}
    charts = {"facility": "<svg/>", "discrimination": "<svg/>"}
    keep(
        PaperStatistic(
            attempt_count=4, is_fixed=False, figures=asdict(found.totals), charts=charts, **key
        )
    )
    usual = {
        "shown_count": 4, "blank_count": 0, "facility": 7500, "discrimination": None,
        "figures": asdict(found.items[1]) | {"guess_score": 0.25},
        "options": [[3 if each.get("right") else 0, 0] for each in version.options],
        "chart": "<svg/>",
    }  # fmt: skip
    return keep(ItemStatistic(version_id=version.id, **key, **usual | given))
