"""Attempts under way on a database of their own, since saves have connections of their own."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from contest.contests.models import Round
from contest.db import db
from tests.contest.attempts.entrants import Entrant, known_browser
from tests.contest.attempts.factories import Sitting, filling, make_attempt, make_round
from tests.contest.contests.factories import make_entry
from tests.contest.factories import NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def open_round(databases, engine) -> Iterator[tuple[Flask, int]]:
    """An app, and the round of its database; each test sits its own attempt."""
    with databases.own(engine) as app:
        with app.app_context(), filling():
            round_id = make_round().id
        yield app, round_id


@pytest.fixture
def sitting(open_round) -> Iterator[Sitting]:
    """Four questions, twenty minutes, started at noon."""
    app, round_id = open_round
    with app.app_context():
        with filling():
            found = Sitting.of(make_attempt(db.session.get(Round, round_id)))
        yield found


@pytest.fixture
def enter(open_round, at) -> Iterator[Any]:
    """Make somebody who has entered a new round, or ``round_id``; it is five past twelve."""
    app, _ = open_round
    at(NOON + 5 * MINUTE)
    with app.app_context():

        def enter(round_id: int = 0, **details: Any) -> Entrant:
            with filling():
                round_ = db.session.get(Round, round_id) if round_id else make_round(**details)
                person = make_entry(round_.contest).person
                client = known_browser(app, person)
                return Entrant(client, round_.id, round_.contest.public_id, person.id)

        yield enter


@pytest.fixture
def entrant(enter, open_round) -> Entrant:
    return enter(open_round[1])
