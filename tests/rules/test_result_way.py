from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.official_paper import Paper, PaperFault, PaperKind
from contest.rules.result_way import (
    ORDER,
    Confirmation,
    Facts,
    Settings,
    State,
    WayFault,
    WayRefused,
    find_step,
    furthest_behind,
    has_reached,
    missing_confirmations,
    move,
    next_steps,
    obstacles,
    state_now,
)
from contest.rules.roles import Role

TODAY = date(2026, 11, 24)
PAPER = Paper("148/QĐ-BTC", TODAY, "Nguyễn Văn An")
READY = Facts(
    today=TODAY,
    judges=frozenset({1, 2}),
    digest="d",
    confirmations=(Confirmation(1, "d"), Confirmation(2, "d")),
    complaints_until=date(2026, 11, 23),
)
USUAL = Settings()
SHORT = Settings(has_complaints=False)

# Who takes each step there is, and by which paper: written down by hand.
# J judge, O organiser, C the clock too; m minutes, d decision; r a reason.
EXPECTED = {
    ("open", "closed"): "OC",
    ("closed", "provisional"): "J",
    ("provisional", "minutes"): "Jm",
    ("minutes", "decision"): "Od",
    ("decision", "published"): "O",
    ("published", "complaints"): "OC",
    ("complaints", "final"): "OC",
    ("closed", "open"): "Odr",
    ("provisional", "closed"): "Jr",
    ("minutes", "provisional"): "Jr",
    ("decision", "provisional"): "Odr",
    ("published", "provisional"): "Odr",
    ("complaints", "provisional"): "Odr",
    ("decision", "minutes"): "Odr",
    ("published", "minutes"): "Odr",
    ("complaints", "minutes"): "Odr",
    **{(state.value, "annulled"): "Odr" for state in State if state is not State.ANNULLED},
}
PAIRS = [*product(State, repeat=2)]


def taken(state, to, settings=USUAL, **given_):
    usual = {
        "roles": [Role.JUDGE, Role.ORGANISER],
        "paper": PAPER,
        "reason": "Sai đáp án câu 7.",
        "facts": READY,
    }
    return move(state, to, settings=settings, **usual | given_)


def found(state, to, settings=USUAL, **given_):
    usual = {
        "roles": [Role.JUDGE, Role.ORGANISER],
        "paper": PAPER,
        "reason": "Sai đáp án câu 7.",
        "facts": READY,
    }
    return [each.code for each in obstacles(state, to, settings=settings, **usual | given_)]


def described(step):
    letters = "J" if step.roles == {Role.JUDGE} else "O"
    letters += "C" * step.is_by_clock
    letters += {None: "", PaperKind.MINUTES: "m", PaperKind.DECISION: "d"}[step.paper]
    return letters + "r" * step.needs_reason


@pytest.mark.parametrize(("state", "to"), PAIRS)
def test_every_step_that_there_is_and_no_other(state, to):
    step = find_step(state, to, Settings())
    assert (described(step) if step else None) == EXPECTED.get((state.value, to.value))


@pytest.mark.parametrize(("state", "to"), PAIRS)
def test_a_step_is_taken_where_all_stands_and_refused_where_there_is_none(state, to):
    if (state.value, to.value) in EXPECTED:
        assert taken(state, to) is to
    else:
        assert found(state, to) == [WayFault.NO_SUCH_STEP]


@pytest.mark.parametrize(("state", "to"), PAIRS)
@pytest.mark.parametrize("role", Role)
def test_no_other_role_takes_a_step(state, to, role):
    letter = {Role.JUDGE: "J", Role.ORGANISER: "O"}.get(role, "-")
    expected = EXPECTED.get((state.value, to.value))
    if expected is not None:
        refused = WayFault.ROLE_NOT_ALLOWED in found(state, to, roles=[role])
        assert refused is (letter not in expected)


@pytest.mark.parametrize(("state", "to"), PAIRS)
def test_the_clock_closes_the_round_and_opens_and_ends_the_complaints_and_nothing_else(state, to):
    expected = EXPECTED.get((state.value, to.value))
    if expected is not None:
        is_refused = WayFault.ROLE_NOT_ALLOWED in found(state, to, roles=None)
        assert is_refused is ("C" not in expected)


@pytest.mark.parametrize(("state", "to"), PAIRS)
def test_no_step_back_without_a_reason(state, to):
    if to in ORDER and state in ORDER and ORDER.index(to) < ORDER.index(state):
        codes = found(state, to, reason="  ")
        assert codes in ([WayFault.REASON_MISSING], [WayFault.NO_SUCH_STEP])


@pytest.mark.parametrize(("state", "to"), PAIRS)
def test_a_step_by_a_paper_needs_it_with_its_number(state, to):
    expected = EXPECTED.get((state.value, to.value), "")
    needs = "m" in expected or "d" in expected
    assert (PaperFault.MISSING in found(state, to, paper=None)) is needs
    codes = found(state, to, paper=replace(PAPER, number=""))
    assert (PaperFault.NUMBER_MISSING in codes) is needs


def test_from_what_is_final_only_the_annulment_leads():
    assert [each.to_state for each in next_steps(State.FINAL, Role, Settings())] == [State.ANNULLED]


def test_from_an_annulled_round_nothing_leads():
    assert next_steps(State.ANNULLED, Role, Settings()) == ()


def test_the_steps_offered_are_those_of_the_role():
    steps = next_steps(State.PROVISIONAL, [Role.JUDGE], Settings())
    assert [each.to_state for each in steps] == [State.MINUTES, State.CLOSED]
    assert next_steps(State.PROVISIONAL, [Role.SECRETARY], Settings()) == ()


def test_where_there_are_no_complaints_a_published_result_is_final_at_once():
    facts = replace(READY, complaints_until=None)
    assert taken(State.PUBLISHED, State.FINAL, SHORT, facts=facts) is State.FINAL
    assert found(State.PUBLISHED, State.COMPLAINTS, SHORT) == [WayFault.NO_SUCH_STEP]


@pytest.mark.parametrize(
    ("state", "to", "facts", "code", "values"),
    [
        (State.OPEN, State.CLOSED, {"is_round_over": False}, WayFault.ROUND_NOT_OVER, {}),
        (State.CLOSED, State.PROVISIONAL, {"unmarked": 3}, WayFault.MARKS_MISSING, {"count": 3}),
        (
            State.PROVISIONAL,
            State.MINUTES,
            {"judges": frozenset(), "confirmations": ()},
            WayFault.TOO_FEW_JUDGES,
            {"count": 0, "least": 1},
        ),
        (
            State.PROVISIONAL,
            State.MINUTES,
            {"digest": "another"},
            WayFault.CONFIRMATIONS_MISSING,
            {"count": 2, "judges": "1,2"},
        ),
        (State.MINUTES, State.DECISION, {"to_verify": 2}, WayFault.TO_VERIFY, {"count": 2}),
        (
            State.COMPLAINTS,
            State.FINAL,
            {"open_complaints": 1},
            WayFault.COMPLAINTS_OPEN,
            {"count": 1},
        ),
        (State.COMPLAINTS, State.FINAL, {"open_claims": 2}, WayFault.CLAIMS_OPEN, {"count": 2}),
        (
            State.COMPLAINTS,
            State.FINAL,
            {"uncounted_claims": 1},
            WayFault.CLAIMS_UNCOUNTED,
            {"count": 1},
        ),
        (
            State.COMPLAINTS,
            State.FINAL,
            {"complaints_until": TODAY},
            WayFault.COMPLAINT_DAYS_NOT_OVER,
            {"until": "2026-11-24"},
        ),
        (
            State.COMPLAINTS,
            State.FINAL,
            {"complaints_until": None},
            WayFault.COMPLAINT_DAYS_NOT_OVER,
            {},
        ),
    ],
)
def test_what_must_stand_before_a_step(state, to, facts, code, values):
    with pytest.raises(WayRefused) as refused:
        taken(state, to, facts=replace(READY, **facts))
    assert refused.value.code == code
    assert [each.values for each in refused.value.obstacles] == [values]


@pytest.mark.parametrize("dissent", ["", "Câu 7 có hai đáp án."])
def test_each_judge_confirms_the_very_result_or_dissents_from_it(dissent):
    confirmations = (Confirmation(1, "old", dissent), Confirmation(2, "d", dissent))
    facts = replace(READY, confirmations=confirmations)
    assert missing_confirmations(facts) == {1}


def test_who_is_no_judge_confirms_nothing():
    assert missing_confirmations(replace(READY, judges=frozenset({9}))) == {9}


def test_a_paper_is_not_older_than_what_it_speaks_of():
    facts = replace(READY, paper_not_before=TODAY)
    early = replace(PAPER, date=date(2026, 11, 23))
    assert found(State.MINUTES, State.DECISION, facts=facts, paper=early) == [PaperFault.TOO_EARLY]


def test_the_scan_is_needed_where_the_regulation_says_so():
    strict = Settings(needs_files=True)
    assert found(State.MINUTES, State.DECISION, strict) == [PaperFault.FILE_MISSING]


def test_all_that_stands_in_the_way_is_told_at_once():
    codes = found(State.FINAL, State.ANNULLED, roles=[Role.WRITER], paper=None, reason="")
    assert codes == [WayFault.ROLE_NOT_ALLOWED, WayFault.REASON_MISSING, PaperFault.MISSING]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([State.FINAL, State.MINUTES], State.MINUTES),
        ([State.ANNULLED, State.PUBLISHED], State.PUBLISHED),
        ([State.ANNULLED, State.ANNULLED], State.ANNULLED),
    ],
)
def test_a_round_is_as_far_as_its_last_audience(states, expected):
    assert furthest_behind(states) is expected


def test_a_round_without_an_audience_is_nowhere():
    with pytest.raises(ValueError, match="has an audience"):
        furthest_behind([])


@given(st.lists(st.sampled_from(State), max_size=12), st.booleans())
def test_whatever_is_tried_nothing_comes_back_from_the_end(tries, has_complaints):
    state, settings = State.OPEN, Settings(has_complaints=has_complaints)
    passed = [state]
    for to in tries:
        if not found(state, to, settings):
            state = to
            passed.append(state)
    if State.FINAL in passed:
        assert set(passed[passed.index(State.FINAL) :]) <= {State.FINAL, State.ANNULLED}
    assert passed.count(State.ANNULLED) <= 1


@pytest.mark.parametrize(
    ("kept", "is_over", "expected"),
    [
        (None, False, State.OPEN),
        (None, True, State.CLOSED),
        (State.OPEN, True, State.CLOSED),
        (State.MINUTES, True, State.MINUTES),
    ],
)
def test_a_round_that_is_over_is_closed_without_anybody(kept, is_over, expected):
    assert state_now(kept, is_round_over=is_over) is expected


@pytest.mark.parametrize("state", State)
def test_published_are_those_that_have_come_so_far(state):
    published = {State.PUBLISHED, State.COMPLAINTS, State.FINAL}
    assert has_reached(state, State.PUBLISHED) is (state in published)
