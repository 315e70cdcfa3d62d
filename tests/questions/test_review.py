import pytest

from questions.review import (
    Act,
    ReviewRefused,
    State,
    may_approve,
    next_state,
    open_acts,
    refuse_own_work,
)


@pytest.mark.parametrize(
    ("state", "acts"),
    [
        (State.DRAFT, {Act.REVISE: State.DRAFT, Act.SUBMIT: State.SUBMITTED}),
        (
            State.SUBMITTED,
            {Act.REVISE: State.DRAFT, Act.SEND_BACK: State.DRAFT, Act.APPROVE: State.APPROVED},
        ),
        (State.APPROVED, {Act.REVISE: State.DRAFT, Act.RETIRE: State.RETIRED}),
        (State.RETIRED, {Act.REVISE: State.DRAFT}),
    ],
)
def test_what_can_be_done_in_each_state(state, acts):
    assert {act: next_state(state, act) for act in open_acts(state)} == acts


@pytest.mark.parametrize("state", State)
def test_any_other_act_is_refused(state):
    for act in set(Act) - set(open_acts(state)):
        with pytest.raises(ReviewRefused) as refused:
            next_state(state, act)
        assert refused.value.code == "act-not-open"


def test_a_question_is_approved_by_way_of_submission_alone():
    into = {state for state in State for act in open_acts(state) if act is Act.APPROVE}
    assert into == {State.SUBMITTED}


def test_nobody_approves_what_they_wrote():
    assert (may_approve(7, 7), may_approve(7, 8), may_approve(None, 8)) == (False, True, True)


def test_approving_ones_own_work_is_refused():
    with pytest.raises(ReviewRefused) as refused:
        refuse_own_work("an", "an")
    assert refused.value.code == "own-work"


def test_approving_anothers_work_is_not():
    refuse_own_work("an", "bình")
