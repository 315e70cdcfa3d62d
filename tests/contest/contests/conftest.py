"""An office whose organiser is signed in, at noon."""

import pytest

from contest.rules.roles import Role
from tests.contest.factories import NOON, make_account, make_host


@pytest.fixture
def host(client):
    return make_host()


@pytest.fixture
def organiser(host, log_in, at):
    at(NOON)
    account = make_account(host, Role.ORGANISER)
    log_in(account)
    return account
