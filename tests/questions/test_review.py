from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.review import (
    THREE_STEPS,
    TWO_STEPS,
    Act,
    ReviewRefused,
    State,
    may_take_step,
    next_state,
    open_acts,
    refuse_second_step,
)

OF_REVIEWED = {Act.REVISE: State.DRAFT, Act.SEND_BACK: State.DRAFT, Act.APPROVE: State.APPROVED}
OF_APPROVED = {Act.REVISE: State.DRAFT, Act.RETIRE: State.RETIRED, Act.RECALL: State.SUBMITTED}
steps = st.sampled_from([TWO_STEPS, THREE_STEPS])


def moves(state, count):
    return {act: next_state(state, act, count) for act in open_acts(state, count)}


@pytest.mark.parametrize("count", [TWO_STEPS, THREE_STEPS])
@pytest.mark.parametrize(
    ("state", "acts"),
    [
        (State.DRAFT, {Act.REVISE: State.DRAFT, Act.SUBMIT: State.SUBMITTED}),
        (State.REVIEWED, OF_REVIEWED),
        (State.APPROVED, OF_APPROVED),
        (State.RETIRED, {Act.REVISE: State.DRAFT}),
    ],
)
def test_what_can_be_done_in_each_state(state, acts, count):
    assert moves(state, count) == acts


@pytest.mark.parametrize(
    ("count", "act", "state"),
    [
        pytest.param(TWO_STEPS, Act.APPROVE, State.APPROVED, id="two-steps"),
        pytest.param(THREE_STEPS, Act.REVIEW, State.REVIEWED, id="three-steps"),
    ],
)
def test_what_is_submitted_is_approved_or_first_appraised(count, act, state):
    back = {Act.REVISE: State.DRAFT, Act.SEND_BACK: State.DRAFT}
    assert moves(State.SUBMITTED, count) == back | {act: state}


@given(st.sampled_from(State), st.sampled_from(Act), steps)
def test_any_other_act_is_refused(state, act, count):
    if act not in open_acts(state, count):
        with pytest.raises(ReviewRefused) as refused:
            next_state(state, act, count)
        assert refused.value.code == "act-not-open"


@given(st.lists(st.sampled_from(Act)), steps)
def test_whatever_is_done_a_draft_is_approved_after_its_submission_alone(acts, count):
    state, was_submitted = State.DRAFT, False
    for act in acts:
        if act in open_acts(state, count):
            state = next_state(state, act, count)
            was_submitted = was_submitted or act is Act.SUBMIT
        assert was_submitted or state is State.DRAFT


@pytest.mark.parametrize(
    ("person", "writers", "reviewer", "may"),
    [
        pytest.param("an", {"bình"}, None, True, id="a-stranger-to-it"),
        pytest.param("an", {"an"}, None, False, id="who-wrote-it"),
        pytest.param("an", {"bình", "an"}, "chi", False, id="who-wrote-a-part"),
        pytest.param("an", {"bình"}, "an", False, id="who-passed-it"),
        pytest.param("an", {"bình"}, "chi", True, id="the-third-person"),
        pytest.param("an", set(), None, True, id="nobody-here-wrote-it"),
    ],
)
def test_nobody_takes_two_steps(person, writers, reviewer, may):
    assert may_take_step(person, writers, reviewer) is may


@pytest.mark.parametrize(
    ("act", "person", "is_refused"),
    [
        pytest.param(Act.REVIEW, "writer", True, id="writer-reviews"),
        pytest.param(Act.APPROVE, "writer", True, id="writer-approves"),
        pytest.param(Act.SEND_BACK, "writer", True, id="writer-sends-back"),
        pytest.param(Act.SUBMIT, "writer", False, id="writer-submits"),
        pytest.param(Act.RETIRE, "writer", False, id="writer-retires"),
        pytest.param(Act.APPROVE, "reviewer", True, id="reviewer-approves"),
        pytest.param(Act.SEND_BACK, "reviewer", False, id="reviewer-thinks-again"),
        pytest.param(Act.APPROVE, "third", False, id="a-third-approves"),
    ],
)
def test_a_second_step_is_refused(act, person, is_refused):
    expected = pytest.raises(ReviewRefused, match="own-work") if is_refused else nullcontext()
    with expected:
        refuse_second_step(act, person, {"writer"}, "reviewer")
