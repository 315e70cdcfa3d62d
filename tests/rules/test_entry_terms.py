"""What else stands between a person and an entry: phone, declaration, guardian, audience."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.audiences import Settled, WrongAudience, fitting, settle_audience
from contest.rules.conditions import ANYONE, OnList
from contest.rules.declarations import Declaration, may_enter_declared
from contest.rules.eligibility import Birth, Facts, age_on
from contest.rules.guardians import (
    GuardianConsent,
    may_be_ranked,
    may_tick_paper,
    needs_guardian,
)
from contest.rules.phones import Phones, PhonesRefused
from contest.rules.roles import Role
from tests.rules.entry_strategies import births, dates

DAY = date(2026, 11, 24)
CHILD = Birth(2012, 1, 1)
DECLARATION = Declaration("Tôi không thuộc diện không được dự thi.", 2)


@given(st.integers(1, 20), st.integers(0, 40))
def test_a_phone_takes_people_up_to_the_number_that_the_regulation_sets(allowed, others):
    assert Phones(allowed).takes_another(others) is (others + 1 <= allowed)


@given(st.integers(0, 10**6))
def test_without_a_limit_a_phone_takes_everybody(others):
    assert Phones(None).takes_another(others)


def test_a_phone_is_usually_one_persons():
    assert not Phones().takes_another(1)


def test_a_phone_with_which_nobody_may_enter_is_refused():
    with pytest.raises(PhonesRefused) as refused:
        Phones(0)
    assert refused.value.code == "phones-nobody"


@pytest.mark.parametrize(
    ("asked", "declared", "may"),
    [
        pytest.param(None, None, True, id="not-asked"),
        pytest.param(DECLARATION, None, False, id="not-ticked"),
        pytest.param(DECLARATION, 1, False, id="another-wording"),
        pytest.param(DECLARATION, 2, True, id="ticked"),
    ],
)
def test_where_a_declaration_is_asked_for_nobody_enters_without(asked, declared, may):
    assert may_enter_declared(asked, declared) is may


@pytest.mark.parametrize(
    ("birth", "needs"),
    [
        pytest.param(Birth(2008, 11, 24), False, id="18-today"),
        pytest.param(Birth(2008, 11, 25), True, id="18-tomorrow"),
        pytest.param(Birth(2008), True, id="perhaps-17"),
        pytest.param(None, False, id="not-asked"),
    ],
)
def test_who_is_under_eighteen_needs_a_guardian(birth, needs):
    assert needs_guardian(birth, DAY) is needs


@given(births, dates)
def test_a_guardian_is_needed_as_long_as_somebody_may_be_under_eighteen(birth, day):
    assert needs_guardian(birth, day) is (age_on(birth, day) < 18)


@pytest.mark.parametrize(
    ("birth", "consent", "is_ranked"),
    [
        (CHILD, GuardianConsent.NONE, False),
        (CHILD, GuardianConsent.WITHDRAWN, False),
        (CHILD, GuardianConsent.ONLINE, True),
        (CHILD, GuardianConsent.ON_PAPER, True),
        (Birth(1980), GuardianConsent.NONE, True),
        (None, GuardianConsent.NONE, True),
    ],
)
def test_without_the_consent_that_is_needed_nobody_is_ranked(birth, consent, is_ranked):
    assert may_be_ranked(birth, DAY, consent) is is_ranked


@pytest.mark.parametrize(
    ("roles", "own", "may"),
    [
        pytest.param({Role.ORGANISER}, set(), True, id="organiser"),
        pytest.param({Role.CONTACT}, {4601}, True, id="contact-of-the-school"),
        pytest.param({Role.CONTACT}, {9}, False, id="contact-of-another"),
        pytest.param({Role.JUDGE}, {4601}, False, id="judge"),
    ],
)
def test_a_printed_form_is_ticked_in_by_the_organiser_or_the_contact_of_the_class(roles, own, may):
    assert may_tick_paper(roles, frozenset(own), (4601, 46)) is may


@pytest.mark.parametrize(
    ("fits", "consequence", "settled"),
    [
        pytest.param((1, 2), "moved", Settled(1, "fits"), id="chosen-fits"),
        pytest.param((2, 3), "moved", Settled(2, "moved"), id="moved-to-the-first-that-fits"),
        pytest.param((2,), "not-recognised", Settled(None, "not-recognised"), id="not-recognised"),
        pytest.param((), "moved", Settled(None, "none-fits"), id="nowhere-to-move"),
        pytest.param((), "not-recognised", Settled(None, "none-fits"), id="none-fits"),
    ],
)
def test_the_wrong_audience_has_the_consequence_that_the_regulation_states(
    fits, consequence, settled
):
    assert settle_audience(1, fits, WrongAudience(consequence)) == settled


def test_audiences_that_are_surely_a_persons_come_before_those_that_nobody_checked():
    asked = {5: OnList(3), 2: OnList(2), 9: OnList(1), 4: ANYONE, 1: OnList(4)}
    assert fitting(asked, Facts(lists={1: True, 2: False}), DAY) == (9, 4, 5, 1)
