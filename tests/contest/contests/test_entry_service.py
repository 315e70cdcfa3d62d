from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.contests import entry_service
from contest.contests.entry_service import EntryFault, Others
from contest.contests.models import BirthAsk, Contest
from contest.rules.eligibility import Birth
from contest.rules.timing import RoundPhase

TODAY = date(2030, 5, 4)


def build(**given):
    usual = {"asks_birth": BirthAsk.DAY, "people_per_phone": 2, "least_age": 14}
    return Contest(**usual | given)


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        pytest.param(Birth(2016, 5, 4), (), id="fourteen-today"),
        pytest.param(Birth(2016, 5, 5), (EntryFault.TOO_YOUNG,), id="fourteen-tomorrow"),
        pytest.param(Birth(2016), (EntryFault.TOO_YOUNG,), id="a-year-is-its-last-day"),
        pytest.param(None, (), id="not-said"),
    ],
)
def test_the_least_age_is_reached_on_the_birthday(birth, expected):
    assert entry_service.faults(build(), birth, Others(), TODAY) == expected


def test_without_a_birth_asked_nobody_is_too_young():
    contest = build(asks_birth=BirthAsk.NO)
    assert not entry_service.faults(contest, Birth(2029), Others(), TODAY)


@given(st.integers(1, 20), st.integers(0, 40))
def test_a_phone_is_full_from_the_number_that_the_regulation_sets(allowed, there):
    found = entry_service.faults(
        build(people_per_phone=allowed), None, Others(on_phone=there), TODAY
    )
    assert (EntryFault.PHONE_FULL in found) == (there >= allowed)


def test_a_citizen_number_enters_once():
    found = entry_service.faults(build(), None, Others(of_citizen_number=1), TODAY)
    assert found == (EntryFault.ENTERED_BEFORE,)


def test_no_more_of_a_birth_is_kept_than_is_asked():
    assert entry_service.kept_birth(build(asks_birth=BirthAsk.YEAR), Birth(1980, 5, 3)) == Birth(
        1980
    )


def test_open_rounds_come_first():
    phases = sorted(RoundPhase, key=entry_service.round_order)
    assert phases == [
        RoundPhase.OPEN,
        RoundPhase.PAUSED,
        RoundPhase.EARLY,
        RoundPhase.OVER,
    ]
