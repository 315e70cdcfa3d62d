from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.eligibility import (
    Birth,
    Conditions,
    EntryRefusal,
    Facts,
    age_on,
    entry_refusals,
    may_enter,
)

DAY = date(2026, 11, 24)

dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))
limits = st.one_of(st.none(), st.integers(0, 120))


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        pytest.param(Birth(2008, 11, 24), DAY, 18, id="on-the-birthday"),
        pytest.param(Birth(2008, 11, 25), DAY, 17, id="a-day-before"),
        pytest.param(Birth(2008), DAY, 17, id="year-alone"),
        pytest.param(Birth(2008), date(2026, 12, 31), 18, id="year-alone-on-the-last-day"),
        pytest.param(Birth(2008, 11), DAY, 17, id="month-and-year"),
        pytest.param(Birth(2008, 11), date(2026, 11, 30), 18, id="month-on-its-last-day"),
        pytest.param(Birth(2008, 2, 29), date(2026, 2, 28), 17, id="leap-day-before-march"),
        pytest.param(Birth(2008, 2, 29), date(2026, 3, 1), 18, id="leap-day-in-march"),
        pytest.param(Birth(2026, 11, 24), DAY, 0, id="today"),
    ],
)
def test_ages(birth, day, age):
    assert age_on(birth, day) == age


@pytest.mark.parametrize(
    ("conditions", "birth", "refusals"),
    [
        (Conditions(), None, ()),
        (Conditions(18), None, (EntryRefusal.BIRTH_MISSING,)),
        (Conditions(18), Birth(2008, 11, 24), ()),
        (Conditions(18), Birth(2008, 11, 25), (EntryRefusal.TOO_YOUNG,)),
        (Conditions(None, 30), Birth(1995, 11, 25), ()),
        (Conditions(None, 30), Birth(1995, 11, 24), (EntryRefusal.TOO_OLD,)),
        (Conditions(14, 17), Birth(2010), ()),
    ],
)
def test_who_may_enter(conditions, birth, refusals):
    assert entry_refusals(conditions, Facts(birth), DAY) == refusals
    assert may_enter(conditions, Facts(birth), DAY) is (refusals == ())


@given(dates, st.integers(0, 120))
def test_on_a_birthday_one_is_as_old_as_the_years_between(born, years):
    leap_day = (born.month, born.day) == (2, 29)
    birthday = date(born.year + years, 3, 1) if leap_day else born.replace(year=born.year + years)
    assert age_on(Birth(born.year, born.month, born.day), birthday) == years


@given(dates, dates)
def test_one_never_grows_younger(born, day):
    birth = Birth(born.year, born.month, born.day)
    assert age_on(birth, day) <= age_on(birth, day + timedelta(days=1)) <= age_on(birth, day) + 1


@given(dates, dates)
def test_less_known_is_never_older(born, day):
    known = [Birth(born.year), Birth(born.year, born.month), Birth(born.year, born.month, born.day)]
    ages = [age_on(each, day) for each in known]
    assert ages == sorted(ages)


@given(limits, limits, dates, dates)
def test_whoever_may_enter_is_within_the_limits(low, high, born, day):
    birth = Birth(born.year, born.month, born.day)
    within = (low is None or age_on(birth, day) >= low) and (
        high is None or age_on(birth, day) <= high
    )
    assert may_enter(Conditions(low, high), Facts(birth), day) is within
