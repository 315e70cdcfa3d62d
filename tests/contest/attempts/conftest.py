"""Attempts under way on a database of their own, since saves have connections of their own."""

from collections.abc import Iterator

import pytest
from flask import Flask

from contest.contests.models import Round
from contest.db import db
from tests.contest.attempts.factories import Sitting, filling, make_attempt, make_round


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
