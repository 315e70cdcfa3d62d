"""All real contests on one database, each set up when it is first asked for."""

from collections.abc import Iterator

import pytest

from tests.contest.real_contests.description import RealContest
from tests.contest.real_contests.table import CONTESTS
from tests.contest.real_contests.world import World, Worlds, begin


@pytest.fixture(scope="session")
def worlds(databases, engine) -> Iterator[Worlds]:
    with databases.own(engine) as app:
        yield begin(app)


@pytest.fixture(params=CONTESTS, ids=lambda each: each.name)
def contest(request) -> RealContest:
    return request.param


@pytest.fixture
def world(worlds, contest) -> World:
    return worlds.of(contest)
