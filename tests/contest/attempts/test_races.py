"""What holds when fifty come at once: real threads, on a database of their own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from flask import Flask
from sqlalchemy import func, select

from contest.attempts import service
from contest.attempts.handing_service import HandedIn
from contest.attempts.models import Answer, Attempt, Mark
from contest.contests.models import Entry, Round
from contest.db import begin_writing, db
from contest.rules.answers import SavedAnswer, current
from contest.rules.scoring import score
from tests.contest.attempts.factories import (
    Sitting,
    answer,
    filling,
    make_round,
    start,
)
from tests.contest.contests.factories import build_entry, build_person, make_entry
from tests.contest.factories import NOON

pytestmark = pytest.mark.slow
THREADS = 50
PEOPLE = 6  # who start fifty times at once
ATTEMPTS = 1000
SAVERS = 6
QUESTIONS = 10


def at_once(works: list[Callable[[], None]]) -> None:
    """Run each in a thread, all let go together; the first error is raised here."""
    errors: list[BaseException] = []
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], None]) -> None:
        try:
            gate.wait(60)
            work()
        except BaseException as error:  # raised below, in the test's own thread
            errors.append(error)
            gate.abort()

    threads = [threading.Thread(target=run, args=(each,)) for each in works]
    for each in threads:
        each.start()
    for each in threads:
        each.join(300)
    if errors:
        raise errors[0]


@contextmanager
def round_of(app: Flask, **given: int | None) -> Iterator[Round]:
    with app.app_context(), filling():
        yield make_round(**given)


def test_fifty_that_start_at_once_make_one_attempt(own_database):
    with round_of(own_database, attempts_allowed=3) as round_:
        entries = [make_entry(round_.contest).id for _ in range(PEOPLE)]
        round_id = round_.id
    seen: list[tuple[int, str]] = []

    def start_one(entry_id: int) -> None:
        with own_database.app_context():
            begin_writing()
            entry = db.session.get_one(Entry, entry_id)
            attempt = start(db.session.get_one(Round, round_id), entry)
            seen.append((entry_id, attempt.public_id))
            db.session.remove()

    for entry_id in entries:
        at_once([lambda entry_id=entry_id: start_one(entry_id)] * THREADS)
    assert len(seen) == PEOPLE * THREADS
    assert len(set(seen)) == PEOPLE
    with own_database.app_context():
        assert db.session.scalar(select(func.count()).select_from(Attempt)) == PEOPLE


def test_fifty_that_start_at_once_use_no_more_than_is_allowed(own_database):
    with round_of(own_database, attempts_allowed=1) as round_:
        entry_id, round_id = make_entry(round_.contest).id, round_.id

    def start_one() -> None:
        with own_database.app_context():
            begin_writing()
            start(db.session.get_one(Round, round_id), db.session.get_one(Entry, entry_id))
            db.session.remove()

    at_once([start_one] * THREADS)
    with own_database.app_context():
        assert list(db.session.scalars(select(Attempt.number))) == [1]


@dataclass
class Rush:
    """An attempt that some answer while others hand it in."""

    sitting: Sitting
    acknowledged: set[SavedAnswer] = field(default_factory=set)
    endings: list[HandedIn] = field(default_factory=list)

    def save_until_over(self, saver: int, began: threading.Event) -> None:
        """Each saver has its own numbers, as one device's requests on their way have."""
        turn = 0
        while True:
            first = 1 + saver + SAVERS * turn * 2
            sent = [
                answer(number, 1 + number % QUESTIONS, "ABCD"[number % 4])
                for number in (first, first + SAVERS)
            ]
            result = self.sitting.save(*sent)
            kept = set(result.saved)
            self.acknowledged.update(
                SavedAnswer(1, each.number, each.position, each.choice)
                for each in sent
                if each.number in kept
            )
            began.set()
            if result.refused:
                assert set(result.refused.values()) == {"attempt-over"}
                return
            turn += 1


@pytest.fixture
def rushes(own_database) -> list[Rush]:
    with round_of(own_database, pool=12, asked=QUESTIONS) as round_:
        people = [build_person(round_.contest.host) for _ in range(ATTEMPTS)]
        entries = [build_entry(round_.contest, each) for each in people]
        db.session.add_all(entries)
        db.session.commit()
        with db.session.no_autoflush:
            attempts = [
                service.start(round_, each, None, NOON, f"rush-{number}", number)
                for number, each in enumerate(entries)
            ]
        db.session.commit()
        return [Rush(Sitting.of(each)) for each in attempts]


def rush_all(rushes: list[Rush]) -> None:
    """Fifty threads hand each attempt in, once the first of its savers has begun."""
    begun = [threading.Event() for _ in rushes]
    turn = threading.Barrier(THREADS + SAVERS)

    def hand_in_each() -> None:
        for rush, began in zip(rushes, begun, strict=True):
            turn.wait(60)
            began.wait(60)
            rush.endings.append(rush.sitting.hand_in())

    def save_each(saver: int) -> None:
        for rush, began in zip(rushes, begun, strict=True):
            turn.wait(60)
            rush.save_until_over(saver, began)

    savers = [lambda saver=saver: save_each(saver) for saver in range(SAVERS)]
    at_once([hand_in_each] * THREADS + savers)


def test_fifty_hand_ins_make_one_result_that_has_every_acknowledged_save(own_database, rushes):
    rush_all(rushes)
    with own_database.app_context():
        marks = {each.attempt_id: each for each in db.session.scalars(select(Mark))}
        stored: dict[int, set[SavedAnswer]] = {}
        columns = (Answer.attempt_id, Answer.sitting, Answer.number, Answer.position, Answer.choice)
        for attempt_id, *saved in db.session.execute(select(*columns)):
            stored.setdefault(attempt_id, set()).add(SavedAnswer(*saved))
    assert len(marks) == ATTEMPTS
    for rush in rushes:
        known = rush.sitting.handing
        assert sorted(each.was_before for each in rush.endings) == [False] + [True] * 49
        assert stored[known.attempt_id] == rush.acknowledged
        expected = score(known.paper, current(rush.acknowledged), known.keys)
        mark = marks[known.attempt_id]
        assert (mark.right_count, mark.answered_count) == (
            expected.right_count,
            expected.answered_count,
        )
