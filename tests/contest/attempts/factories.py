"""Rounds that are open, and attempts that are being sat."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from contest.attempts import service
from contest.attempts.handing_service import HandedIn, Handing, hand_in
from contest.attempts.models import Answer, Attempt, Mark
from contest.attempts.saving_service import PageToken, Saved, save
from contest.attempts.wire_queries import AnyWire, wire
from contest.contests import publishing_service
from contest.contests import service as contests
from contest.contests.models import Entry, Round
from contest.db import begin_writing, db
from contest.hosts.models import Host
from contest.people.models import Device, Person
from contest.rules.answers import SavedAnswer, SentAnswer
from contest.rules.drawing import LETTERS, Paper
from contest.rules.ranking import PRESETS, Preset
from contest.rules.timing import AttemptTimes
from questions.model import Difficulty
from tests.contest.contests.factories import (
    SECRET,
    build_contest,
    build_round_details,
    make_audience,
    make_entry,
    make_questions,
    make_topic,
)
from tests.contest.factories import NOON, keep, make_host, serial

MINUTE_MS = 60_000


@contextmanager
def filling() -> Iterator[None]:
    """On a database of its own: every transaction of the session writes, as in ``rows``."""
    db.session.rollback()
    db.engine.update_execution_options(writes=True)
    yield
    db.session.commit()
    db.engine.update_execution_options(writes=False)


def make_draft_round(
    host: Host | None = None, pool: int = 6, asked: int = 4, **details: Any
) -> Round:
    """A round that opens at noon, for an audience whose pool can fill its papers."""
    contest = build_contest(host or make_host())
    audience, topic = make_audience(), make_topic()
    contest_audience = contests.add_audience(contest, audience, audience.name, PRESETS[Preset.B])
    usual = {"opens_at": NOON, "closes_at": NOON + timedelta(days=7)}
    round_ = contests.add_round(contest, build_round_details(**usual | details), SECRET)
    keep(contest)
    make_questions(pool, contest.host, topic, audience)
    contests.set_blueprint(round_, contest_audience, {(topic.id, Difficulty.EASY): asked})
    db.session.commit()
    return round_


def make_round(host: Host | None = None, **given: Any) -> Round:
    """The same, published: its pool is pinned."""
    round_ = make_draft_round(host, **given)
    publishing_service.publish(round_.contest, NOON - timedelta(days=1))
    db.session.commit()
    return round_


class Browser(FlaskClient):
    """A client whose every request has a fresh ``g`` and session, as a server's have."""

    def open(self, *args: Any, **given: Any) -> Any:
        with self.application.app_context():
            return super().open(*args, **given)


def make_browser(app: Flask, cookie: str) -> Browser:
    """The browser that has this cookie of a device."""
    browser = Browser(app, app.response_class)
    browser.set_cookie("device", cookie)
    return browser


def make_device(person: Person, **given: Any) -> Device:
    usual = {"person": person, "token_hash": f"{serial():064}", "created_at": NOON}
    return keep(Device(**usual | given))


def start(
    round_: Round, entry: Entry, now: datetime = NOON, device: Device | None = None
) -> Attempt:
    """Start as a route does, and commit."""
    begin_writing()
    number = serial()
    attempt = service.start(round_, entry, device, now, f"attempt-{number}", number)
    db.session.commit()
    return attempt


def make_attempt(round_: Round | None = None, now: datetime = NOON) -> Attempt:
    """Somebody's attempt, started at noon."""
    found = round_ or make_round()
    return start(found, make_entry(found.contest), now)


def answer(number: int, position: int, choice: str | None = "A") -> SentAnswer:
    return SentAnswer(number, position, choice)


def right_letter(paper: Paper, position: int) -> str:
    """The letter under which the right option (the second as written) is shown."""
    return LETTERS[paper.items[position - 1].order.index(1)]


@dataclass(frozen=True)
class Sitting:
    """An attempt under way, as its page knows it; it needs no session."""

    wire: AnyWire
    handing: Handing
    times: AttemptTimes

    @classmethod
    def of(cls, attempt: Attempt) -> "Sitting":
        url = attempt_database()
        return cls(wire(url), service.handing_of(attempt), attempt.times)

    @property
    def token(self) -> PageToken:
        return self.token_of()

    def token_of(self, sitting: int = 1, person_id: int | None = None) -> PageToken:
        known = self.handing
        return PageToken(known.round_id, known.attempt_id, person_id or known.person_id, sitting)

    def save(
        self, *answers: SentAnswer, at_ms: int | None = None, token: PageToken | None = None
    ) -> Saved:
        now_ms = self.times.started_ms + MINUTE_MS if at_ms is None else at_ms
        return save(self.wire, token or self.token, answers, now_ms)

    def hand_in(
        self, at_ms: int | None = None, chosen: Mapping[int, str | None] | None = None
    ) -> HandedIn:
        now_ms = self.times.started_ms + 2 * MINUTE_MS if at_ms is None else at_ms
        return self.wire.transact(
            lambda run: hand_in(run, self.handing, now_ms, self.token, chosen)
        )

    def answers(self) -> list[SavedAnswer]:
        """What is stored, read on a fresh transaction."""
        db.session.rollback()
        rows = select(Answer.sitting, Answer.number, Answer.position, Answer.choice)
        mine = Answer.attempt_id == self.handing.attempt_id
        return [SavedAnswer(*each) for each in db.session.execute(rows.where(mine))]

    def marks(self) -> list[Mark]:
        db.session.rollback()
        mine = Mark.attempt_id == self.handing.attempt_id
        return list(db.session.scalars(select(Mark).where(mine)))


def attempt_database() -> str:
    """The address of the database in use, with its password."""
    return db.engine.url.render_as_string(hide_password=False)
