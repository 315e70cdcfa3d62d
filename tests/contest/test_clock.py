import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest import clock
from contest.clock import SteadyClock


@pytest.fixture
def hands(monkeypatch):
    """The two clocks of the machine, to be set by the test."""
    hands = {"wall": 1000.0, "steady": 50.0}
    monkeypatch.setattr(time, "time", lambda: hands["wall"])
    monkeypatch.setattr(time, "monotonic", lambda: hands["steady"])
    return hands


def test_time_goes_on_with_the_steady_clock(hands):
    steady = SteadyClock()
    hands["steady"] += 5
    assert steady.seconds() == 1005


def test_a_wall_clock_set_back_does_not_take_time_back(hands):
    steady = SteadyClock()
    hands["steady"] += 90
    hands["wall"] -= 600
    assert steady.seconds() == 1090


def test_a_wall_clock_set_forward_is_followed_within_a_minute(hands):
    steady = SteadyClock()
    hands["steady"] += 61
    hands["wall"] += 600
    assert steady.seconds() == 1600


@given(st.integers(0, 4_000_000_000_000))
def test_milliseconds_and_instants_are_the_same_thing(milliseconds):
    assert clock.milliseconds(clock.instant(milliseconds)) == milliseconds


def test_what_is_under_a_millisecond_is_cut():
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=1999)
    assert clock.milliseconds(moment) == 1
