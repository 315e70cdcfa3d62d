"""A round that five people have sat; one whose results may be complained of."""

import pytest

from contest.contests.models import Entry
from contest.db import db
from contest.results import complaint_queries as queries
from contest.rules.roles import Role
from contest.web.entrants import _hash
from tests.contest.attempts.factories import make_device
from tests.contest.factories import make_account
from tests.contest.results.complaint_factories import TUESDAY, publish, set_terms
from tests.contest.results.factories import Sat, make_sat_round


@pytest.fixture
def sat(rows) -> Sat:
    return make_sat_round()


@pytest.fixture
def complained(rows, at):
    found = make_sat_round().round
    set_terms(found.contest)
    publish(found)
    at(TUESDAY)
    return found


@pytest.fixture
def attempt(complained):
    person = db.session.query(Entry).filter_by(contest=complained.contest).first().person
    return queries.list_attempts(complained.contest, person)[0]


@pytest.fixture
def known(client, attempt):
    """The browser knows the first entrant."""
    make_device(attempt.person, token_hash=_hash("known"))
    client.set_cookie("device", "known")
    return attempt.person


@pytest.fixture
def organiser(complained):
    return make_account(complained.contest.host, Role.ORGANISER)
