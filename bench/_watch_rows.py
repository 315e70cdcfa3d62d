"""Rows for measuring the watch: a round of 100,000 attempts, 10,000 of them under way."""

import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from flask_migrate import upgrade

from contest import clock
from contest.attempts.models import Answer, Attempt
from contest.attempts.watch_models import MinuteCount
from contest.bulk import insert_rows
from contest.clock import milliseconds
from contest.contests import publishing_service
from contest.contests.models import Entry, Round
from contest.db import begin_writing, db
from contest.people.models import Person
from contest.units.models import UnitKind
from tests.contest.attempts.factories import filling, make_draft_round
from tests.contest.contests.factories import make_unit

QUESTIONS, COMMUNES, OFFICES, MINUTE_MS = 20, 170, 60, 60_000
PAPER = "x" * 380
ATTEMPT_COLUMNS = (
    "round_id", "id", "public_id", "person_id", "contest_audience_id", "number", "paper",
    "question_count", "sitting", "started_ms", "deadline_ms", "closes_ms", "handed_in_ms",
    "residence_id", "unit_id",
)  # fmt: skip


def prepare(attempts: int, running: int) -> int:
    """Migrate the app's database, fill it, and return the id of a round that is open."""
    upgrade()
    with filling():
        round_ = _round()
        places = _places(round_)
        db.session.commit()
        round_id = round_.id
        begin_writing()
        _fill(round_, places, attempts, running)
        db.session.commit()
    db.session.remove()
    return round_id


def _round() -> Round:
    now = clock.now()
    hours = timedelta(hours=10)
    round_ = make_draft_round(
        pool=60, asked=QUESTIONS, minutes=30, opens_at=now - hours, closes_at=now + hours
    )
    publishing_service.publish(round_.contest, now - hours)
    return round_


def _places(round_: Round) -> tuple[list[int], list[int]]:
    province = make_unit(None, "Quảng Trị", code="44", kind=UnitKind.PROVINCE, label="tỉnh")
    given: dict[str, Any] = {"kind": UnitKind.COMMUNE, "label": "xã", "parent_id": province.id}
    communes = [make_unit(None, f"Số {at}", code=f"9{at:04}", **given) for at in range(COMMUNES)]
    offices = [make_unit(round_.contest.host, f"Sở {at}", code=f"so-{at}") for at in range(OFFICES)]
    return [each.id for each in communes], [each.id for each in offices]


def _fill(round_: Round, places: tuple[list[int], list[int]], attempts: int, running: int) -> None:
    contest, now = round_.contest, f"{clock.now():%Y-%m-%d %H:%M:%S}.000000"
    communes, offices = places
    audience = contest.audiences[0].id
    first = (db.session.query(Person.id).order_by(Person.id.desc()).first() or [0])[0] + 1
    lives = [
        (communes[min(at % COMMUNES, at % 37)], offices[at % OFFICES] if at % 3 == 0 else None)
        for at in range(attempts)
    ]
    insert_rows(
        Person.__table__,
        ("id", "host_id", "number", "name", "sort_key", "folded", "hamlet_name", "unit_name",
         "wrong_codes", "code_hash", "created_at", "residence_id", "unit_id"),
        (
            (first + at, contest.host_id, f"{600_000_000 + at}", "Lê Thị Hoa", "hoa", "le thi hoa",
             "", "", 0, hashlib.sha256(b"%d" % at).hexdigest(), now, *lives[at])
            for at in range(attempts)
        ),
    )  # fmt: skip
    insert_rows(
        Entry.__table__,
        ("contest_id", "person_id", "contest_audience_id", "bodies", "regulation_version",
         "unchecked", "state", "state_ground", "state_why", "created_at"),
        (
            (contest.id, first + at, audience, "[]", 1, "[]", "eligible", "", "", now)
            for at in range(attempts)
        ),
    )  # fmt: skip
    rows = [
        (round_.id, key, f"watch-{at}", first + at, audience, 1, PAPER, QUESTIONS, 1,
         start, start + 30 * MINUTE_MS, start + 30 * MINUTE_MS + 10_000, handed_in, *lives[at])
        for at, (key, start, handed_in) in enumerate(_times(attempts, running))
    ]  # fmt: skip
    insert_rows(Attempt.__table__, ATTEMPT_COLUMNS, rows)
    insert_rows(
        Answer.__table__,
        ("round_id", "attempt_id", "sitting", "number", "position", "choice", "received_ms"),
        _answers(rows),
    )
    insert_rows(
        MinuteCount.__table__, ("minute", "round_id", "code", "status", "count"), _counts(round_.id)
    )


def _times(attempts: int, running: int) -> Iterator[tuple[int, int, int | None]]:
    """An id by chance, as the application makes them; the start; the hand-in."""
    chance, now = random.Random(1), milliseconds(clock.now())
    for at in range(attempts):
        key = chance.getrandbits(62)
        if at < running:
            yield key, now - chance.randrange(25 * MINUTE_MS), None
        else:
            start = now - 30 * MINUTE_MS - int(chance.triangular(0, 9 * 60, 120) * MINUTE_MS)
            yield key, start, start + (30 if at % 9 == 0 else 10 + at % 17) * MINUTE_MS


def _answers(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    for round_id, key, *rest in rows:
        for number in range(1, QUESTIONS + 1):
            yield round_id, key, 1, number, number, "B", rest[7] + number * 20_000


def _counts(round_id: int) -> Iterator[tuple[Any, ...]]:
    minute, chance = milliseconds(clock.now()) // MINUTE_MS, random.Random(2)
    for back in range(24 * 60):
        yield minute - back, round_id, "saved", 200, 6_000 + chance.randrange(2_000)
        yield minute - back, round_id, "too-early", 409, 3
        yield minute - back, 0, "database-busy", 503, 1
