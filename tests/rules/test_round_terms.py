"""What else the regulation sets around rounds: groups, registration, unanswered questions."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules import groups, registration, voiding
from contest.rules.data import DataUnreadable
from contest.rules.groups import Group, GroupRefused, Member, calendar_for
from contest.rules.registration import (
    PreRegistration,
    RegistrationRefusal,
    RegistrationRefused,
    may_register,
    refusal,
)
from contest.rules.timing import Window
from contest.rules.voiding import Blanks, uses_chance, voids
from contest.rules.windows import Calendar

GENERAL, LATER, LATEST = (Calendar((Window(day, day + 1),)) for day in range(3))
POWERLESS = Group(units=frozenset({30}))
PUPILS = Group(audiences=frozenset({2}), lists=frozenset({7}))
OWN = [(POWERLESS, LATER), (PUPILS, LATEST)]

ids = st.frozensets(st.integers(1, 9), max_size=3)
some_groups = st.tuples(ids, ids, ids).filter(any).map(lambda parts: Group(*parts))
times = st.integers(0, 100)
registrations = st.builds(
    lambda opens, length: PreRegistration(opens, length and opens + length),
    times,
    st.none() | st.integers(1, 100),
)


@pytest.mark.parametrize(
    ("member", "calendar"),
    [
        pytest.param(Member(), GENERAL, id="in-no-group"),
        pytest.param(Member(1, frozenset({31}), frozenset({8})), GENERAL, id="in-others"),
        pytest.param(Member(units=frozenset({31, 30})), LATER, id="by-unit"),
        pytest.param(Member(audience=2), LATEST, id="by-audience"),
        pytest.param(Member(lists=frozenset({7})), LATEST, id="by-list"),
        pytest.param(Member(2, frozenset({30})), LATER, id="in-both"),
    ],
)
def test_a_groups_own_windows_stand_in_place_of_the_general_ones(member, calendar):
    assert calendar_for(OWN, member, GENERAL) == calendar


def test_a_group_of_nobody_is_refused():
    with pytest.raises(GroupRefused) as refused:
        Group()
    assert refused.value.code == "group-empty"


@pytest.mark.parametrize(
    ("asked", "now_ms", "expected"),
    [
        pytest.param(None, 0, None, id="no-registration-beforehand"),
        pytest.param(PreRegistration(10, 20), 9, RegistrationRefusal.TOO_EARLY, id="early"),
        pytest.param(PreRegistration(10, 20), 10, None, id="at-the-opening"),
        pytest.param(PreRegistration(10, 20), 19, None, id="last-instant"),
        pytest.param(PreRegistration(10, 20), 20, RegistrationRefusal.OVER, id="late"),
        pytest.param(PreRegistration(10), 10**9, None, id="without-a-closing"),
    ],
)
def test_nobody_registers_before_or_after_the_time_for_it(asked, now_ms, expected):
    assert refusal(asked, now_ms) is expected
    assert may_register(asked, now_ms) is (expected is None)


def test_registration_closes_after_it_opens():
    with pytest.raises(RegistrationRefused) as refused:
        PreRegistration(10, 10)
    assert refused.value.code == "registration-backwards"


@pytest.mark.parametrize(
    ("blanks", "answered", "is_void"),
    [
        (Blanks(), 0, False),
        (Blanks(must_answer_all=True), 9, True),
        (Blanks(must_answer_all=True), 10, False),
    ],
)
def test_an_unanswered_question_voids_the_paper_where_all_must_be_answered(
    blanks, answered, is_void
):
    assert voids(blanks, answered, asked=10) is is_void


@pytest.mark.parametrize(
    ("void_uses", "is_void", "uses"),
    [(True, True, True), (False, True, False), (False, False, True)],
)
def test_a_void_attempt_uses_up_a_chance_unless_the_regulation_says_otherwise(
    void_uses, is_void, uses
):
    assert uses_chance(Blanks(True, void_uses), is_void=is_void) is uses


@pytest.mark.parametrize(
    ("module", "values"),
    [
        (groups, some_groups),
        (registration, registrations),
        (voiding, st.builds(Blanks, st.booleans(), st.booleans())),
    ],
)
@given(st.data())
def test_a_setting_is_read_as_it_was_written(module, values, data):
    value = data.draw(values)
    assert module.decode(json.loads(json.dumps(module.encode(value)))) == value


@pytest.mark.parametrize(
    ("module", "wrong"),
    [
        (groups, {"audiences": [], "units": ["30"], "lists": []}),
        (registration, {"opens_ms": None, "closes_ms": None}),
        (voiding, {"must_answer_all": 1, "void_uses_chance": True}),
        (voiding, []),
    ],
)
def test_what_is_no_such_setting_is_not_read(module, wrong):
    with pytest.raises(DataUnreadable):
        module.decode(wrong)
