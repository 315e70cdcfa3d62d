"""Browsers of people who have entered a round."""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select

from contest.attempts.models import Answer, Attempt
from contest.db import db
from contest.people.models import Person
from contest.rules.answers import SavedAnswer, current
from tests.contest.attempts.factories import Browser, make_browser, make_device
from tests.contest.conftest import TOKEN
from tests.contest.factories import serial


@dataclass
class Entrant:
    """A browser that is signed in for somebody who has entered a round."""

    client: Browser
    round_id: int
    contest_id: str
    person_id: int

    def start(self) -> str:
        """Press the button; returns the attempt's address."""
        found = TOKEN.search(self.client.get(f"/c/{self.contest_id}").text)
        data = {"csrf_token": found[1] if found else ""}
        answer = self.client.post(f"/c/{self.contest_id}/r/1/start", data=data)
        return answer.headers.get("Location", "")

    def token(self, address: str) -> str:
        found = re.search(r'data-token="([^"]+)"', self.client.get(address).text)
        assert found
        return found[1]

    def save(self, token: str, *answers: list[Any]) -> Any:
        body = json.dumps({"token": token, "answers": answers})
        return self.client.post("/attempts/answers", data=body, content_type="application/json")

    def sit(self) -> tuple[str, str]:
        """Start, and open the page: its address and token."""
        address = self.start()
        return address, self.token(address)

    def attempts(self) -> list[Attempt]:
        db.session.rollback()
        return list(db.session.scalars(select(Attempt).where(Attempt.person_id == self.person_id)))

    def answers(self) -> dict[int, str | None]:
        [attempt] = self.attempts()
        columns = (Answer.sitting, Answer.number, Answer.position, Answer.choice)
        rows = db.session.execute(select(*columns).where(Answer.attempt_id == attempt.id))
        return current(SavedAnswer(*row) for row in rows)


def known_browser(app: Flask, person: Person) -> Browser:
    """A browser on which that person is signed in."""
    cookie = f"cookie-{serial()}"
    make_device(person, token_hash=hashlib.sha256(cookie.encode()).hexdigest())
    return make_browser(app, cookie)
