"""The key never reaches a browser before the regulation shows it."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count, cycle
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from contest.bank.models import QuestionVersion
from contest.contests import publishing_service
from contest.db import db
from contest.rules.disclosure import Shown
from questions.model import Kind
from tests.contest.attempts.factories import (
    Browser,
    filling,
    make_browser,
    make_device,
    make_draft_round,
)
from tests.contest.conftest import TOKEN
from tests.contest.contests.factories import make_entry
from tests.contest.factories import NOON

HOUR = timedelta(hours=1)
SECRET = "Lời giải thích chỉ được xem sau cuộc thi"
LAW = "Văn bản chỉ được xem sau cuộc thi"
KINDS = (Kind.SINGLE, Kind.SEVERAL, Kind.STATEMENTS)
DEVICES = ("máy thứ nhất", "máy thứ hai")
ATTEMPT = "an-attempt-of-the-test"
Seen = tuple[str, int, list[tuple[str, str]], bytes]


@contextmanager
def world(databases: Any, engine: str, right: str, shown: Shown) -> Iterator[Flask]:
    """A database whose every row is the same, but for the option that is right."""
    with databases.own(engine) as app, app.app_context():
        with filling():
            round_ = make_draft_round(asked=4, pool=6, shown=shown)
            round_.contest.public_id = "cuoc-thi"
            versions = db.session.scalars(select(QuestionVersion).order_by(QuestionVersion.id))
            for kind, version in zip(cycle(KINDS), versions, strict=False):
                version.kind = kind
                version.options = [
                    {"text": f"Phương án {text}", "right": text == right, "stays": False}
                    for text in "ABCD"
                ]
                version.explanation = SECRET
                version.basis = [{"document": LAW, "article": "Điều 1"}]
            db.session.commit()
            publishing_service.publish(round_.contest, NOON - HOUR)
            person = make_entry(round_.contest).person
            for device in DEVICES:
                token_hash = hashlib.sha256(cookie(device).encode()).hexdigest()
                make_device(person, token_hash=token_hash)
        yield app


def cookie(device: str) -> str:
    return hashlib.sha256(device.encode()).hexdigest()


class Walk:
    """A browser, and all that it was answered."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.seen: list[Seen] = []
        self.client = self.browser(DEVICES[0])

    def browser(self, device: str) -> Browser:
        client = make_browser(self.app, cookie(device))
        with client.session_transaction() as session:
            session["csrf_token"] = "always the same"
        return client

    def ask(self, method: str, path: str, **given: Any) -> str:
        answer = self.client.open(path, method=method, **given)
        self.seen.append(
            (f"{method} {path}", answer.status_code, list(answer.headers), answer.data)
        )
        return answer.text

    def page(self) -> str:
        """The attempt's page; returns its token."""
        text = self.ask("GET", f"/attempts/{ATTEMPT}")
        return text.partition('data-token="')[2].partition('"')[0]

    def save(self, token: str, *answers: list[Any]) -> None:
        body = json.dumps({"token": token, "answers": list(answers)})
        self.ask("POST", "/attempts/answers", data=body, content_type="application/json")


def sit(walk: Walk) -> None:
    """Start, answer by script and by form, change devices, hand in, look at what there is."""
    found = TOKEN.search(walk.ask("GET", "/c/cuoc-thi"))
    walk.ask("POST", "/c/cuoc-thi/r/1/start", data={"csrf_token": found[1] if found else ""})
    token = walk.page()
    assert token
    walk.save(token, [1, 1, "A"], [2, 2, "B"])
    walk.save(token, [1, 1, "A"])
    walk.save(token, [1, 1, "C"], [3, 9, "A"])
    walk.save(token, [4, 1, "AB"], [6, 2, "aBcD"])
    walk.ask("POST", f"/attempts/{ATTEMPT}/save", data={"token": token, "q3": "C"})
    walk.client = walk.browser(DEVICES[1])
    walk.page()
    token = walk.page()
    walk.ask("GET", f"/attempts/{ATTEMPT}/receipt")
    walk.ask("GET", f"/attempts/{ATTEMPT}/result")
    hand_in = f"/attempts/{ATTEMPT}/hand-in"
    walk.ask("POST", hand_in, data={"token": token, "q1": "B"})
    walk.ask("POST", hand_in, data={"token": token, "sure": "1"})
    walk.save(token, [5, 4, "D"])
    for path in (f"/attempts/{ATTEMPT}", f"/attempts/{ATTEMPT}/receipt", "/me/attempts", "/me"):
        walk.ask("GET", path)


@pytest.fixture
def walks(databases, engine, monkeypatch, at):
    """Sit the same paper in two worlds that differ in the key alone, at the same instants."""

    def walks(shown: Shown) -> Iterator[Walk]:
        for right in "AC":
            monkeypatch.setattr("tests.contest.factories._serial", count(1))
            monkeypatch.setattr(secrets, "token_urlsafe", lambda _length: ATTEMPT)
            monkeypatch.setattr(secrets, "randbits", lambda _bits: 7)
            at(NOON)
            with (
                world(databases, engine, right, shown) as app,
                time_machine.travel(NOON, tick=False),
            ):
                walk = Walk(app)
                sit(walk)
                if shown is not Shown.AT_ONCE:
                    walk.ask("GET", f"/attempts/{ATTEMPT}/result")
                yield walk

    return walks


@pytest.mark.parametrize("shown", list(Shown))
def test_two_keys_answer_with_the_same_bytes(walks, shown):
    first, second = (walk.seen for walk in walks(shown))
    for one, other in zip(first, second, strict=True):
        assert one == other


def test_no_answer_holds_the_explanation_or_its_basis_even_with_marks_shown_at_once(walks):
    for walk in walks(Shown.AT_ONCE):
        walk.ask("GET", f"/attempts/{ATTEMPT}/result")
        text = "".join(answer[-1].decode() for answer in walk.seen)
        assert ("Số câu đúng" in text, SECRET in text, LAW in text) == (True, False, False)


def test_after_the_closing_the_key_is_seen(walks, at):
    """So the tests above would see it, too."""
    seen = []
    for walk in walks(Shown.AFTER_CLOSING):
        at(NOON + timedelta(days=8))
        seen.append(walk.ask("GET", f"/attempts/{ATTEMPT}/result"))
    assert SECRET in seen[0]
    assert seen[0] != seen[1]
