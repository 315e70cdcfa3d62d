import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.roles import ALLOWED, INCOMPATIBLE, Action, Role, conflicts, may

roles = st.sampled_from(list(Role))
several = st.frozensets(roles)
actions = st.sampled_from(list(Action))
READING = {
    Action.SEE_HOST,
    Action.SEE_AUDIT,
    Action.SEE_UNITS,
    Action.SEE_HEADCOUNTS,
    Action.SEE_CONTESTS,
    Action.SEE_PAPERS,
    Action.SEE_RESULTS,
    Action.SEE_WAY,
}
PERSONAL = {Action.SEE_ENTRANTS, Action.HELP_ENTRANTS, Action.SEE_PRIVATE_DATA}


def allowed_to(role):
    return {action for action in Action if may({role}, action)}


def test_the_table_names_every_action():
    assert set(ALLOWED) == set(Action)


def test_somebody_may_do_each_thing():
    assert all(ALLOWED.values())


@pytest.mark.parametrize("action", Action)
def test_who_holds_no_role_may_do_nothing(action):
    assert not may((), action)


def test_an_observer_only_reads():
    assert allowed_to(Role.OBSERVER) == READING


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.WRITER, Role.REVIEWER, Role.APPROVER])
def test_who_knows_the_keys_sees_no_entrant(role):
    assert not allowed_to(role) & PERSONAL


@pytest.mark.parametrize("role", [Role.JUDGE, Role.SECRETARY, Role.CONTACT, Role.OBSERVER])
def test_who_is_near_the_entrants_sees_no_question(role):
    assert Action.SEE_QUESTIONS not in allowed_to(role)


def test_a_judge_sees_results_and_no_private_data():
    assert allowed_to(Role.JUDGE) & (PERSONAL | {Action.SEE_RESULTS}) == {Action.SEE_RESULTS}


def test_a_contact_person_sees_totals_and_no_names():
    seen = allowed_to(Role.CONTACT)
    assert Action.SEE_RESULTS in seen
    assert not seen & (PERSONAL | {Action.SEE_STANDINGS, Action.EXPORT_RESULTS})


def test_the_administrator_sees_neither_questions_nor_entrants_nor_results():
    hidden = PERSONAL | {
        Action.SEE_QUESTIONS,
        Action.SEE_RESULTS,
        Action.SEE_STANDINGS,
        Action.RANK,
    }
    assert not allowed_to(Role.ADMINISTRATOR) & hidden


@pytest.mark.parametrize(
    ("held", "new", "expected"),
    [
        (set(), Role.JUDGE, set()),
        ({Role.WRITER, Role.APPROVER}, Role.JUDGE, {Role.WRITER, Role.APPROVER}),
        ({Role.ADMINISTRATOR, Role.ORGANISER}, Role.WRITER, set()),
        ({Role.ADMINISTRATOR}, Role.JUDGE, {Role.ADMINISTRATOR}),
        ({Role.CONTACT}, Role.SECRETARY, {Role.CONTACT}),
        ({Role.SECRETARY}, Role.WRITER, {Role.SECRETARY}),
        ({Role.OBSERVER}, Role.CONTACT, {Role.OBSERVER}),
        ({Role.OBSERVER}, Role.OBSERVER, set()),
    ],
)
def test_conflicts(held, new, expected):
    assert conflicts(held, new) == expected


def test_each_pair_is_two_roles():
    assert {len(pair) for pair in INCOMPATIBLE} == {2}


@given(roles, roles)
def test_a_conflict_is_mutual(one, other):
    assert bool(conflicts({one}, other)) == bool(conflicts({other}, one))


@given(several, roles, actions)
def test_a_further_role_takes_nothing_away(held, new, action):
    assert may(held | {new}, action) == (may(held, action) or may({new}, action))


@given(several, roles)
def test_the_seeing_of_keys_and_of_entrants_never_meet(held, new):
    everything = held | {new}
    if all(not conflicts(everything, role) for role in everything):
        assert not (may(everything, Action.SEE_QUESTIONS) and may(everything, Action.SEE_ENTRANTS))
