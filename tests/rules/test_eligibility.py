from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.conditions import (
    ANYONE,
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
from contest.rules.eligibility import (
    Birth,
    Detail,
    EntryRefusal,
    Facts,
    Refusal,
    Verdict,
    age_on,
    greatest_age_on,
    judge,
    link_to_unit,
    may_enter,
    refusals,
    unchecked,
)
from tests.rules.entry_strategies import conditions, dates, facts

DAY = date(2026, 11, 24)
HUE, VY_DA, SCHOOL = 46, 460, 4601
LIVES = Linked(frozenset({HUE}), frozenset({Link.LIVES}))
TIED = Linked(frozenset({HUE}), frozenset(Link))
ALL = frozenset(Detail)
NOT_MET, UNCHECKED, MET = Verdict


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
    ("condition", "known", "verdict"),
    [
        pytest.param(ANYONE, Facts(), MET, id="nothing-asked"),
        pytest.param(AgeFrom(18), Facts(), UNCHECKED, id="birth-unknown"),
        pytest.param(AgeFrom(18), Facts(Birth(2008, 11, 24), confirmed=ALL), MET, id="18-today"),
        pytest.param(AgeFrom(18), Facts(Birth(2008, 11, 24)), UNCHECKED, id="only-declared"),
        pytest.param(AgeFrom(18), Facts(Birth(2008, 11, 25)), NOT_MET, id="18-tomorrow"),
        pytest.param(AgeFrom(18), Facts(Birth(2008), confirmed=ALL), NOT_MET, id="by-31-12"),
        pytest.param(AgeFrom(18, date(2026, 12, 31)), Facts(Birth(2008)), UNCHECKED, id="named"),
        pytest.param(AgeTo(30), Facts(), UNCHECKED, id="upper-birth-unknown"),
        pytest.param(AgeTo(30), Facts(Birth(1995, 11, 25), confirmed=ALL), MET, id="30-still"),
        pytest.param(AgeTo(30), Facts(Birth(1995, 11, 24)), NOT_MET, id="31-today"),
        pytest.param(AgeTo(30), Facts(Birth(1995), confirmed=ALL), UNCHECKED, id="straddles"),
        pytest.param(AgeTo(30), Facts(Birth(1996), confirmed=ALL), MET, id="no-day-is-too-old"),
        pytest.param(AgeTo(30, date(2025, 1, 1)), Facts(Birth(1995)), UNCHECKED, id="upper-named"),
        pytest.param(LIVES, Facts(), UNCHECKED, id="residence-unknown"),
        pytest.param(LIVES, Facts(residence_path=(VY_DA, HUE)), UNCHECKED, id="says-so"),
        pytest.param(
            LIVES, Facts(residence_path=(VY_DA, HUE), confirmed=ALL), MET, id="card-says-so"
        ),
        pytest.param(LIVES, Facts(residence_path=(44,)), NOT_MET, id="elsewhere"),
        pytest.param(LIVES, Facts(residence_path=()), NOT_MET, id="abroad"),
        pytest.param(
            LIVES, Facts(residence_path=(), unit_path=(HUE,)), NOT_MET, id="works-do-not-count"
        ),
        pytest.param(
            TIED, Facts(residence_path=(44,), unit_path=()), NOT_MET, id="neither-lives-nor-works"
        ),
        pytest.param(TIED, Facts(residence_path=(44,)), UNCHECKED, id="perhaps-works-here"),
        pytest.param(
            Linked(frozenset({HUE}), frozenset({Link.STUDIES})),
            Facts(unit_path=(SCHOOL, HUE), unit_link=Link.WORKS, confirmed=ALL),
            NOT_MET,
            id="a-teacher-does-not-study",
        ),
        pytest.param(
            Linked(frozenset({HUE}), frozenset({Link.STUDIES})),
            Facts(unit_path=(SCHOOL, HUE), unit_link=Link.STUDIES, confirmed=ALL),
            MET,
            id="a-pupil-studies",
        ),
        pytest.param(
            Linked(frozenset({HUE}), frozenset({Link.STUDIES})),
            Facts(unit_path=(SCHOOL, HUE), confirmed=ALL),
            UNCHECKED,
            id="teacher-or-pupil",
        ),
        pytest.param(OnList(3), Facts(lists={3: True}), MET, id="on-the-list"),
        pytest.param(OnList(3), Facts(lists={3: False}), NOT_MET, id="not-on-it"),
        pytest.param(OnList(3), Facts(), UNCHECKED, id="could-not-be-looked-up"),
        pytest.param(Grade(10, 12), Facts(grade=10), UNCHECKED, id="grade-declared"),
        pytest.param(Grade(10, 12), Facts(grade=12, confirmed=ALL), MET, id="grade-confirmed"),
        pytest.param(Grade(10, 12), Facts(grade=9), NOT_MET, id="lower-grade"),
        pytest.param(Grade(10, 12), Facts(), UNCHECKED, id="grade-unknown"),
        pytest.param(MemberOf("union"), Facts(bodies={"union": True}), UNCHECKED, id="says-member"),
        pytest.param(MemberOf("union"), Facts(bodies={"union": False}), NOT_MET, id="no-member"),
        pytest.param(
            MemberOf("union"), Facts(bodies={"union": True}, confirmed=ALL), MET, id="member"
        ),
        pytest.param(CitizenOf(frozenset({"VN"})), Facts(), UNCHECKED, id="citizenship-unknown"),
        pytest.param(
            CitizenOf(frozenset({"VN", "LA"})),
            Facts(citizenships=frozenset({"LA", "FR"}), confirmed=ALL),
            MET,
            id="one-of-two-citizenships",
        ),
        pytest.param(
            CitizenOf(frozenset({"VN"})),
            Facts(citizenships=frozenset({"LA"})),
            NOT_MET,
            id="other-citizen",
        ),
    ],
)
def test_each_condition_is_met_not_met_or_cannot_be_checked(condition, known, verdict):
    assert judge(condition, known, DAY) is verdict


IN, OUT, OPEN = OnList(1), OnList(2), OnList(3)
LISTS = Facts(lists={1: True, 2: False})


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        (AllOf((IN, IN)), MET),
        (AllOf((IN, OPEN)), UNCHECKED),
        (AllOf((IN, OPEN, OUT)), NOT_MET),
        (AnyOf((OUT, OUT)), NOT_MET),
        (AnyOf((OUT, OPEN)), UNCHECKED),
        (AnyOf((OUT, OPEN, IN)), MET),
        (AllOf((IN, AnyOf((OUT, AllOf((OPEN,)))))), UNCHECKED),
    ],
)
def test_of_all_the_worst_decides_and_of_any_the_best(condition, verdict):
    assert judge(condition, LISTS, DAY) is verdict


def test_a_refusal_names_the_conditions_that_are_the_reason_and_no_others():
    condition = AllOf((IN, OPEN, AnyOf((OUT, AgeFrom(18))), AnyOf((OUT, IN))))
    young = Facts(Birth(2015, 1, 1), lists=LISTS.lists)
    assert refusals(condition, young, DAY) == (
        Refusal(EntryRefusal.NOT_ON_LIST, OUT, DAY),
        Refusal(EntryRefusal.TOO_YOUNG, AgeFrom(18), DAY),
    )


def test_a_reason_is_said_once():
    assert len(refusals(AllOf((OUT, OUT)), LISTS, DAY)) == 1


@pytest.mark.parametrize(
    ("condition", "known", "code"),
    [
        (AgeFrom(18), Facts(Birth(2010)), "too-young"),
        (AgeFrom(18), Facts(Birth(2008)), "maybe-too-young"),
        (AgeTo(30), Facts(Birth(1980)), "too-old"),
        (LIVES, Facts(residence_path=(44,)), "not-linked"),
        (OnList(3), Facts(lists={3: False}), "not-on-list"),
        (Grade(6, 9), Facts(grade=10), "other-grade"),
        (MemberOf("union"), Facts(bodies={"union": False}), "not-a-member"),
        (CitizenOf(frozenset({"VN"})), Facts(citizenships=frozenset()), "other-citizenship"),
    ],
)
def test_each_condition_has_a_refusal_of_its_own(condition, known, code):
    assert [each.code for each in refusals(condition, known, DAY)] == [code]


def test_a_refusal_by_age_says_for_which_day_it_was_judged():
    on = date(2026, 3, 15)
    (refusal,) = refusals(AgeFrom(18, on), Facts(Birth(2015, 1, 1)), DAY)
    assert refusal.day == on


def test_what_the_check_of_winners_is_left_with():
    condition = AllOf((IN, OPEN, AnyOf((AgeFrom(18), OUT)), AnyOf((IN, OPEN))))
    assert unchecked(condition, LISTS, DAY) == (OPEN, AgeFrom(18))


@pytest.mark.parametrize(
    ("is_school", "said", "link"),
    [
        (False, None, Link.WORKS),
        (False, Link.STUDIES, Link.WORKS),
        (True, Link.STUDIES, Link.STUDIES),
        (True, Link.WORKS, Link.WORKS),
        (True, None, None),
    ],
)
def test_only_of_a_school_the_person_says_whether_they_work_or_study(is_school, said, link):
    assert link_to_unit(is_school=is_school, said=said) is link


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
def test_less_known_is_never_older_and_may_always_be_older(born, day):
    known = [Birth(born.year), Birth(born.year, born.month), Birth(born.year, born.month, born.day)]
    ages = [age_on(each, day) for each in known]
    greatest = [greatest_age_on(each, day) for each in known]
    assert [*ages, *reversed(greatest)] == sorted(ages + greatest)


@given(conditions, facts, dates)
def test_a_person_is_refused_exactly_when_a_reason_can_be_named(condition, known, day):
    assert may_enter(condition, known, day) is not bool(refusals(condition, known, day))


@given(conditions, facts, dates)
def test_something_is_left_to_check_exactly_when_the_verdict_says_so(condition, known, day):
    is_open = judge(condition, known, day) is UNCHECKED
    assert bool(unchecked(condition, known, day)) is is_open


@given(conditions, facts, dates)
def test_a_confirmation_never_changes_who_may_enter(condition, known, day):
    sure = Facts(**{name: getattr(known, name) for name in Facts.__slots__} | {"confirmed": ALL})
    assert may_enter(condition, sure, day) is may_enter(condition, known, day)


@given(dates, st.integers(0, 120), dates)
def test_between_two_limits_of_age_is_everybody_who_is_neither_too_young_nor_too_old(
    born, years, day
):
    known = Facts(Birth(born.year, born.month, born.day))
    age = age_on(known.birth, day)
    assert may_enter(AllOf((AgeFrom(years), AgeTo(years))), known, day) is (age == years)
