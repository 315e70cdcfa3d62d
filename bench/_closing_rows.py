"""Rows for measuring the closing of a round: 250,000 attempts of 200,000 people in one database."""

import hashlib
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask_migrate import upgrade

from contest import clock
from contest.attempts.models import Attempt, Mark
from contest.bulk import insert_rows
from contest.clock import milliseconds
from contest.contests import publishing_service
from contest.contests.models import Entry, Headcount, Round
from contest.contests.prize_models import Prize
from contest.db import begin_writing, db
from contest.people.models import Person
from contest.rules.boards import Combine
from contest.rules.ranking import PRESETS, Preset, encode
from contest.rules.unit_schemes import UnitScheme
from contest.rules.unit_schemes import encode as encode_units
from contest.units.models import UnitKind
from tests.contest.attempts.factories import filling, make_draft_round
from tests.contest.contests.factories import make_unit

QUESTIONS, UNITS = 20, 600
TITLES = (("Nhất", 1), ("Nhì", 3), ("Ba", 5), ("Khuyến khích", 20))


def prepare(attempts: int, people: int) -> int:
    """Migrate the app's database, fill it, and return the id of a round that is over."""
    upgrade()
    with filling():
        round_ = _round()
        units = [_unit(round_, at) for at in range(UNITS)]
        db.session.commit()
        round_id = round_.id
        begin_writing()
        _fill(round_, units, attempts, people)
        db.session.commit()
    db.session.remove()
    return round_id


def _round() -> Round:
    now = clock.now()
    round_ = make_draft_round(
        pool=60, asked=QUESTIONS, attempts_allowed=2, minutes=30,
        opens_at=now - timedelta(days=8), closes_at=now - timedelta(days=1),
    )  # fmt: skip
    contest = round_.contest
    publishing_service.publish(contest, now - timedelta(days=9))
    contest.combined, contest.unit_scheme = Combine.SUM, encode_units(UnitScheme.of("rate", "mean"))
    contest.audiences[0].scheme = encode(PRESETS[Preset.B])
    for rank, (title, count) in enumerate(TITLES, 1):
        for for_units in (False, True):
            db.session.add(
                Prize(
                    public_id=f"prize-{rank}-{for_units}", contest_id=contest.id,
                    round_id=round_.id, is_for_units=for_units, is_by_proposal=False, rank=rank,
                    title=title, count=count, amount=1_000_000 // rank,
                )
            )  # fmt: skip
    return round_


def _unit(round_: Round, at: int) -> int:
    unit = make_unit(round_.contest.host, f"Sở {at}", kind=UnitKind.AGENCY, code=f"so-{at}")
    db.session.add(Headcount(round_id=round_.id, unit_id=unit.id, count=400))
    return unit.id


def _fill(round_: Round, units: list[int], attempts: int, people: int) -> None:
    chance, contest = random.Random(1), round_.contest
    audience = contest.audiences[0].id
    opens, now = milliseconds(round_.opens_at), f"{clock.now():%Y-%m-%d %H:%M:%S}.000000"
    first = (db.session.query(Person.id).order_by(Person.id.desc()).first() or [0])[0] + 1
    _insert(
        Person,
        (
            "id", "host_id", "number", "name", "sort_key", "folded", "hamlet_name", "unit_name",
            "wrong_codes", "code_hash", "created_at",
        ),
        (
            (first + at, contest.host_id, f"{600_000_000 + at}", "Lê Thị Hoa", "hoa",
             "le thi hoa", "", "", 0, hashlib.sha256(b"%d" % at).hexdigest(), now)
            for at in range(people)
        ),
    )  # fmt: skip
    _insert(
        Entry,
        ("contest_id", "person_id", "contest_audience_id", "bodies", "regulation_version",
         "unchecked", "state", "state_ground", "state_why", "created_at"),
        (
            (contest.id, first + at, audience, "[]", 1, "[]", "eligible", "", "", now)
            for at in range(people)
        ),
    )  # fmt: skip
    starts = [opens + chance.randrange(6 * 86_400_000) for _ in range(attempts)]
    _insert(
        Attempt,
        ("round_id", "id", "public_id", "person_id", "contest_audience_id", "number", "paper",
         "question_count", "sitting", "started_ms", "deadline_ms", "closes_ms", "handed_in_ms",
         "unit_id"),
        (
            (round_.id, at + 1, f"closing-{at}", first + at % people, audience,
             at // people + 1, "", QUESTIONS, 1, start, start + 1_800_000, start + 1_860_000,
             start + 60_000 + at % 1_000_000, units[at % people % UNITS])
            for at, start in enumerate(starts)
        ),
    )  # fmt: skip
    _insert(
        Mark,
        ("round_id", "attempt_id", "key_version", "question_count", "answered_count",
         "right_count", "points", "outcomes", "duration_ms", "marked_ms"),
        _marks(chance, round_.id, starts),
    )  # fmt: skip


def _marks(chance: random.Random, round_id: int, starts: list[int]) -> Iterator[tuple[Any, ...]]:
    for at, start in enumerate(starts):
        right = QUESTIONS if chance.random() < 0.5 else chance.randrange(QUESTIONS)
        outcomes = "r" * right + "w" * (QUESTIONS - right)
        duration = 60_000 + at % 1_000_000
        yield (
            round_id, at + 1, 1, QUESTIONS, QUESTIONS, right, right * 50, outcomes,
            duration, start + duration,
        )  # fmt: skip


def _insert(model: Any, columns: tuple[str, ...], rows: Any) -> None:
    insert_rows(model.__table__, columns, rows)
