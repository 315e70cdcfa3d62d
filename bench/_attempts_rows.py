"""Rows for measuring attempts: an open round of 20 questions, people with devices, papers."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from flask import Flask, session
from flask_migrate import upgrade
from flask_wtf.csrf import generate_csrf
from sqlalchemy import insert

from contest import clock
from contest.app import create_app
from contest.attempts import service
from contest.attempts.models import Answer, Attempt
from contest.attempts.saving_service import PageToken
from contest.contests import publishing_service
from contest.contests.models import Entry, Round
from contest.db import begin_writing, db
from contest.people.models import Device, Person
from contest.web.current import vault
from tests.contest.attempts.factories import filling, make_draft_round
from tests.settings import settings

QUESTIONS = 20


@dataclass(frozen=True)
class Sat:
    """An attempt as its page knows it."""

    id: int
    public_id: str
    cookie: str
    token: str


@dataclass(frozen=True)
class Prepared:
    """What the requests are made of."""

    start_path: str
    csrf: str
    session_cookie: str
    newcomers: list[str]  # the devices' cookies of people who have not started
    sitting: list[Sat]


def prepare(database_url: str, newcomers: int, sitting: int) -> Prepared:
    """Migrate the database and fill it; it is a new one, and nobody serves it yet."""
    app = create_app(settings(database_url))
    with app.app_context():
        upgrade()
        with filling():
            round_ = open_round()
            path = f"/c/{round_.contest.public_id}/r/{round_.number}/start"
            entries = list(islice(people(round_), newcomers + sitting))
            db.session.add_all(entries)
            db.session.commit()
        cookies = [cookie_of(number) for number in range(newcomers + sitting)]
        started = list(start_all(round_.id, [each.id for each in entries[newcomers:]]))
        db.session.remove()
        sat = [
            Sat(id_, public_id, cookie, token)
            for (id_, public_id, token), cookie in zip(started, cookies[newcomers:], strict=True)
        ]
        csrf, cookie = signed_form(app)
        db.engine.dispose()
    return Prepared(path, csrf, cookie, cookies[:newcomers], sat)


def open_round() -> Round:
    now = clock.now()
    times = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=7)}
    round_ = make_draft_round(pool=60, asked=QUESTIONS, minutes=600, **times)
    publishing_service.publish(round_.contest, now - timedelta(hours=2))
    db.session.commit()
    return round_


def cookie_of(number: int) -> str:
    return f"device-{number:032}"


def people(round_: Round) -> Iterator[Entry]:
    contest, number, now = round_.contest, 0, clock.now()
    while True:
        person = Person(
            host=contest.host, number=f"{number + 500_000_000:09}", name="Lê Thị Hoa",
            sort_key="hoa", code_hash="", created_at=now,
        )  # fmt: skip
        token_hash = hashlib.sha256(cookie_of(number).encode()).hexdigest()
        db.session.add(Device(person=person, token_hash=token_hash, created_at=now))
        yield Entry(
            contest=contest, person=person, contest_audience=contest.audiences[0], created_at=now
        )
        number += 1


def start_all(round_id: int, entry_ids: list[int]) -> Iterator[tuple[int, str, str]]:
    """Start an attempt for each, with an answer to every question saved already."""
    begin_writing()
    round_ = db.session.get_one(Round, round_id)
    for number, entry_id in enumerate(entry_ids):
        entry = db.session.get_one(Entry, entry_id)
        device = db.session.query(Device).filter_by(person_id=entry.person_id).one()
        name = f"bench-{number:016}"
        attempt = service.start(round_, entry, device, clock.now(), name, number)
        db.session.flush()
        put_answers(attempt)
        key = PageToken(attempt.round_id, attempt.id, attempt.person_id, attempt.sitting)
        yield attempt.id, name, key.seal(vault())
    db.session.commit()


def put_answers(attempt: Attempt) -> None:
    key = {"round_id": attempt.round_id, "attempt_id": attempt.id, "sitting": 1}
    rows = [
        key | {"number": n, "position": n, "choice": "A", "received_ms": attempt.started_ms}
        for n in range(1, QUESTIONS + 1)
    ]
    db.session.execute(insert(Answer), rows)


def signed_form(app: Flask) -> tuple[str, str]:
    """A form's token, and the session cookie that it belongs to."""
    with app.test_request_context():
        token = generate_csrf()
        signer = app.session_interface.get_signing_serializer(app)
        return token, signer.dumps(dict(session))
