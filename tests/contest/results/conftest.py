"""A round that five people have sat."""

import pytest

from tests.contest.results.factories import Sat, make_sat_round


@pytest.fixture
def sat(rows) -> Sat:
    return make_sat_round()
