"""One of each thing that an address of a page names."""

from datetime import timedelta
from typing import Any

from contest.attempts import care_service
from contest.attempts.care_models import PaperSitting
from contest.attempts.key_models import KeyVersion
from contest.attempts.models import Attempt
from contest.bank.models import QuestionVersion, Topic
from contest.contests import group_service
from contest.contests.models import Contest, Entry, PoolQuestion, Round
from contest.contests.notice_service import tell
from contest.contests.prize_models import Prize
from contest.db import db
from contest.results.award_models import Board
from contest.results.claim_models import PrizeClaim
from contest.results.models import Chart, Ranking
from contest.rules.care import Extra
from contest.rules.prediction import Target
from contest.rules.roles import Role
from tests.contest.bank.factories import (
    make_approved,
    make_document,
    make_import,
    make_loan,
)
from tests.contest.contests.factories import (
    make_entry,
    make_official,
    make_people_list,
    make_published,
    make_unit,
)
from tests.contest.factories import (
    NOON,
    keep,
    make_account,
    make_appraiser,
    make_grant,
    make_host,
)
from tests.contest.results.complaint_factories import build_holiday, make_complaint
from tests.contest.results.factories import make_signal, make_statistics

FIGURES: dict[str, Any] = {
    "bands": dict.fromkeys(("whole", "high", "middle", "low", "none"), 0),
    "histogram": [],
    "days": [],
    "groups": [],
    "audiences": [],
    "all_right": 0,
}


def make_prize(contest: Contest) -> Prize:
    """A prize of the whole contest, and a board over its rounds."""
    prize = keep(
        Prize(
            public_id="prize", contest_id=contest.id, is_for_units=False, is_by_proposal=False,
            rank=1, title="Nhất", count=1, amount=0,
        )
    )  # fmt: skip
    figures: dict[str, Any] = {"prizes": [], "audiences": []}
    keep(
        Board(
            contest_id=contest.id, version=1, computed_at=NOON, rankings={"1": 1}, digest="0" * 64,
            figures=figures,
        )
    )  # fmt: skip
    return prize


def make_correction(round_: Round, version: QuestionVersion) -> None:
    """A correction of the round's keys, the version in its pool; and extra questions."""
    audience = round_.contest.audiences[0]
    round_.fact_text, round_.text_question, round_.text_points = "Bao nhiêu?", "Vì sao?", 100
    round_.prediction_target = Target.ALL_RIGHT
    keep(PoolQuestion(round_id=round_.id, contest_audience_id=audience.id, version_id=version.id))
    keep(
        KeyVersion(
            round_id=round_.id, version=2, why="Lý do", written_at=NOON,
            written_by_id=make_account().id,
        )
    )  # fmt: skip


def running(contest: Any) -> dict[str, Any]:
    """What addresses of acts upon a running contest name."""
    round_, audience = contest.rounds[0], contest.audiences[0]
    group = group_service.add(round_, "Ca sáng", audience, NOON, NOON + timedelta(days=1))
    notice = tell(contest, "Mời xem lịch.", "notice-1", make_account(), NOON)
    db.session.commit()
    return {"group_id": group.id, "notice": notice.public_id, **of_care(contest)}


def of_care(contest: Contest) -> dict[str, Any]:
    """What addresses of the care for single people name."""
    round_, entry, account = contest.rounds[0], make_entry(contest), make_account()
    asked = Extra(entry.person_id, 60_000, "Mất điện")
    extra = care_service.give(round_, entry.person, asked, account, NOON)
    attempt = keep(
        Attempt(
            round_id=round_.id, id=1, public_id="attempt", person_id=entry.person_id,
            contest_audience_id=entry.contest_audience_id, number=1, paper="[]", question_count=0,
            sitting=1, started_ms=0, deadline_ms=1, closes_ms=1, handed_in_ms=1,
        )
    )  # fmt: skip
    keep(
        PaperSitting(
            public_id="SHEET", round_id=round_.id, attempt_id=attempt.id, entry_id=entry.id,
            printed_by_id=account.id, printed_at=NOON,
        )
    )  # fmt: skip
    return {"sheet": "SHEET", "extra_id": extra.id, "attempt_id": attempt.public_id}


def of_regulation(contest: Contest, entry: Entry) -> dict[str, Any]:
    """What the regulation, its committee and its judges add to the addresses."""
    host = contest.host
    prize = make_prize(contest)
    keep(PrizeClaim(contest=contest, round=contest.rounds[0], person=entry.person))
    return {
        "other": make_entry(contest).person.number,
        "signal_id": make_signal(contest, entry.person).id,
        "person_number": entry.person.number,
        "people_list_id": make_people_list(host).public_id,
        "prize_id": prize.public_id,
        "complaint_id": make_complaint(contest, entry.person).public_id,
        "day": keep(build_holiday(host)).day.isoformat(),
        "kind": "running",
        "official_id": make_official(contest).public_id,
        "to": "provisional",
        "key_version": 2,
        "extra": "fact",
        **running(contest),
    }


def make_world() -> dict[str, Any]:
    """One of each thing that an address names."""
    contest = make_published(make_host())
    host, audience = contest.host, contest.audiences[0]
    entry = make_entry(contest)
    ranking = keep(
        Ranking(
            round_id=contest.rounds[0].id, version=1, computed_at=NOON, truth=None,
            entrant_count=0, attempt_count=0, digest="0" * 64, figures=FIGURES,
        )
    )  # fmt: skip
    keep(Chart(ranking_id=ranking.id, name="histogram", svg="<svg/>", drawn_at=NOON))
    topic = keep(Topic(host_id=host.id, code="own-topic", name="Chủ đề riêng", name_en=""))
    grant = make_grant(account=make_account(), host=host, role=Role.OBSERVER)
    own = make_grant(account=make_account(), host=host, role=Role.OBSERVER, contest_id=contest.id)
    question = make_approved(host=host)
    make_statistics(ranking, audience, question.latest)
    make_correction(contest.rounds[0], question.latest)
    invited = make_appraiser(host)
    borrower = make_host()
    make_loan(question=question, host=borrower)
    unit = make_unit(host, "Trường Thử")
    brought = make_import(host, make_account(), b"Ai?{=A ~B}", "bank.gift")
    return {
        "host": host,
        "stranger": make_host(),
        "host_id": host.public_id,
        "contest_id": contest.public_id,
        "number": 1,
        "entrant": entry.person.number,
        "audience": audience.audience.code,
        "question_id": question.public_id,
        "import_id": brought.public_id,
        "ending": "xlsx",
        "list_id": "topics",
        "code": topic.code,
        "borrower_id": borrower.public_id,
        "grant_id": grant.public_id,
        "appraiser_id": invited.public_id,
        "appraisal_id": invited.public_id,
        "contest_grant_id": own.public_id,
        "unit_id": unit.public_id,
        "document_id": make_document(host).public_id,
        "name": "histogram",
        "chart": "facility",
        "version": question.latest.number,
    } | of_regulation(contest, entry)
