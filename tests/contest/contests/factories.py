"""Contests for tests: one that is ready to be published, and its parts."""

from datetime import timedelta
from typing import Any

from contest.bank.models import Audience, Question, QuestionVersion, Topic
from contest.contests import publishing_service, service
from contest.contests.models import Contest, ContestAudience, Entry, Round
from contest.contests.official_models import OfficialDocument, OfficialKind
from contest.db import db
from contest.hosts.models import Host
from contest.people.list_models import ListedPerson, ListKind, PeopleList
from contest.people.models import Person
from contest.rules.ranking import PRESETS, Preset, Scheme
from contest.units.models import Unit, UnitKind
from questions.model import Difficulty, Kind
from questions.review import State
from questions.text import fold
from tests.contest.factories import NOON, build_account, keep, make_account, make_host, serial

SECRET = bytes(range(32))


def make_topic(**given: Any) -> Topic:
    usual = {"code": f"topic-{serial()}", "name": "Cải cách thủ tục hành chính", "name_en": ""}
    return keep(Topic(**usual | given))


def make_audience(**given: Any) -> Audience:
    usual = {"code": f"audience-{serial()}", "name": "Cán bộ, công chức", "name_en": ""}
    return keep(Audience(**usual | given))


def build_version(**given: Any) -> QuestionVersion:
    options = [{"text": text, "right": text == "B", "stays": text == "D"} for text in "ABCD"]
    usual = {
        "number": 1,
        "state": State.APPROVED,
        "kind": Kind.SINGLE,
        "stem": "Bộ phận Một cửa nhận hồ sơ ở đâu?",
        "folded": "bo phan mot cua nhan ho so o dau",
        "options": options,
        "difficulty": Difficulty.EASY,
        "explanation": "",
        "basis": [],
        "created_at": NOON,
        "reason": "",
    }
    return QuestionVersion(**usual | given)


def make_questions(
    count: int, host: Host, topic: Topic, audience: Audience, **given: Any
) -> list[QuestionVersion]:
    versions = []
    for _ in range(count):
        code = f"Q{serial()}"
        question = Question(public_id=code, host=host, code=code, created_at=NOON)
        version = build_version(question=question, topic=topic, audiences=[audience], **given)
        versions.append(keep(version))
    return versions


def build_details(**given: Any) -> service.ContestDetails:
    usual = {
        "title": "Tìm hiểu cải cách hành chính",
        "regulation": "# Thể lệ\n\nMỗi người một lượt.",
        "consent_wording": "Tôi đồng ý.",
    }
    return service.ContestDetails(**usual | given)


def build_round_details(**given: Any) -> service.RoundDetails:
    usual = {
        "title": "Tuần 1",
        "opens_at": NOON + timedelta(days=1),
        "closes_at": NOON + timedelta(days=8),
    }
    return service.RoundDetails(**usual | given)


def build_contest(host: Host, **given: Any) -> Contest:
    return service.create_contest(host, f"cuoc-thi-{serial()}", build_details(**given), NOON)


def make_contest(host: Host | None = None, **given: Any) -> Contest:
    return keep(build_contest(host or make_host(), **given))


def add_audience(contest: Contest, scheme: Scheme = PRESETS[Preset.B]) -> ContestAudience:
    audience = make_audience()
    return service.add_audience(contest, audience, audience.name, scheme)


def add_round(contest: Contest, **given: Any) -> Round:
    return service.add_round(contest, build_round_details(**given), SECRET)


def make_ready(host: Host | None = None, questions: int = 4, wanted: int = 3) -> Contest:
    """A contest with an audience, a round, a blueprint and a bank that can fill it."""
    contest = make_contest(host)
    contest_audience, round_ = add_audience(contest), add_round(contest)
    db.session.flush()
    topic = make_topic()
    make_questions(questions, contest.host, topic, contest_audience.audience)
    service.set_blueprint(round_, contest_audience, {(topic.id, Difficulty.EASY): wanted})
    db.session.commit()
    return contest


def make_published(host: Host | None = None, **given: Any) -> Contest:
    contest = make_ready(host, **given)
    publishing_service.publish(contest, NOON)
    db.session.commit()
    return contest


def build_person(host: Host, **given: Any) -> Person:
    usual = {
        "host": host,
        "number": f"{serial():09}",
        "name": "Lê Thị Hoa",
        "sort_key": "hoa",
        "code_hash": "",
        "created_at": NOON,
    }
    return Person(**usual | given)


def make_person(host: Host, **given: Any) -> Person:
    return keep(build_person(host, **given))


def build_entry(contest: Contest, person: Person, **given: Any) -> Entry:
    usual = {
        "contest": contest,
        "person": person,
        "contest_audience": contest.audiences[0],
        "created_at": NOON,
    }
    return Entry(**usual | given)


def make_entry(contest: Contest, person: Person | None = None, **given: Any) -> Entry:
    return keep(build_entry(contest, person or make_person(contest.host), **given))


def make_unit(host: Host | None, name: str, **given: Any) -> Unit:
    usual = {
        "public_id": f"unit-{serial()}",
        "host": host,
        "kind": UnitKind.AGENCY,
        "label": "",
        "name": name,
        "folded": name.lower(),
    }
    return keep(Unit(**usual | given))


def make_people_list(host: Host, *names: str, **given: Any) -> PeopleList:
    """A list of people of the host; who stands on it is known by name and birth."""
    usual = {
        "public_id": f"list-{serial()}",
        "kind": ListKind.STAFF,
        "title": "Cán bộ Sở Nội vụ",
        "made_at": NOON,
    }
    made = keep(PeopleList(host=host, made_by_id=make_account().id, **usual | given))
    for number, name in enumerate(names, 1):
        keep(
            ListedPerson(
                list_id=made.id, number=number, name=name, folded=fold(name), birth_year=1980
            )
        )
    return made


def address(contest, rest=""):
    return f"/hosts/{contest.host.public_id}/contests/{contest.public_id}{rest}"


def make_official(contest: Contest, **given: Any) -> OfficialDocument:
    """A decision of the committee, without a file."""
    usual = {
        "public_id": f"official-{serial()}",
        "kind": OfficialKind.DECISION,
        "number": "148/QĐ-BTC",
        "issued_on": NOON.date(),
        "signer": "Nguyễn Văn An",
        "added_by": build_account(),
        "added_at": NOON,
    }
    return keep(OfficialDocument(contest=contest, **usual | given))
