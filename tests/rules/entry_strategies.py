"""Conditions, and facts of people, as hypothesis makes them up."""

from datetime import date

from hypothesis import strategies as st

from contest.rules.conditions import (
    AgeFrom,
    AgeTo,
    AllOf,
    AnyOf,
    CitizenOf,
    Grade,
    Link,
    Linked,
    MemberOf,
    OnList,
)
from contest.rules.eligibility import Birth, Detail, Facts
from contest.rules.roles import Role

dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))
days = st.none() | dates
units = st.integers(1, 5)
countries = st.sampled_from(["VN", "LA", "FR"])
bodies = st.sampled_from(["union", "party"])
grades = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(lambda pair: Grade(*sorted(pair)))

leaves = st.one_of(
    st.builds(AgeFrom, st.integers(0, 120), days),
    st.builds(AgeTo, st.integers(0, 120), days),
    st.builds(
        Linked,
        st.frozensets(units, min_size=1),
        st.frozensets(st.sampled_from(Link), min_size=1),
    ),
    st.builds(OnList, st.integers(1, 3)),
    grades,
    st.builds(MemberOf, bodies),
    st.builds(CitizenOf, st.frozensets(countries, min_size=1)),
)


def _composed(parts):
    some = st.lists(parts, max_size=3).map(tuple)
    return st.builds(AllOf, some) | st.builds(AnyOf, some.filter(bool))


_pairs = leaves | _composed(leaves)
conditions = _pairs | _composed(_pairs)

births = st.one_of(
    st.builds(Birth, st.integers(1900, 2100)),
    st.builds(Birth, st.integers(1900, 2100), st.integers(1, 12)),
    dates.map(lambda day: Birth(day.year, day.month, day.day)),
)
paths = st.none() | st.lists(units, unique=True, max_size=3).map(tuple)
facts = st.builds(
    Facts,
    birth=st.none() | births,
    residence_path=paths,
    unit_path=paths,
    unit_link=st.sampled_from([None, Link.WORKS, Link.STUDIES]),
    grade=st.none() | st.integers(1, 12),
    citizenships=st.none() | st.frozensets(countries),
    lists=st.dictionaries(st.integers(1, 3), st.booleans()),
    bodies=st.dictionaries(bodies, st.booleans()),
    roles=st.frozensets(st.sampled_from(Role)),
    confirmed=st.frozensets(st.sampled_from(Detail)),
)
