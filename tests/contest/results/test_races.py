"""What holds when many compute at once: real threads, on a database of their own."""

import threading

import pytest
from sqlalchemy import select

from contest.contests.models import Round
from contest.db import begin_writing, db
from contest.results import service
from contest.results.models import Ranking
from tests.contest.attempts.factories import filling, make_round
from tests.contest.results.factories import CLOSED

pytestmark = pytest.mark.slow
THREADS = 8


def test_each_of_many_that_compute_at_once_is_a_version_of_its_own(own_database):
    with own_database.app_context(), filling():
        round_id = make_round().id
    gate = threading.Barrier(THREADS)

    def compute() -> None:
        gate.wait(60)
        with own_database.app_context():
            begin_writing()
            service.compute(db.session.get_one(Round, round_id), CLOSED)
            db.session.commit()

    threads = [threading.Thread(target=compute) for _ in range(THREADS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    with own_database.app_context():
        versions = db.session.scalars(select(Ranking.version).order_by(Ranking.version))
        assert list(versions) == list(range(1, THREADS + 1))
