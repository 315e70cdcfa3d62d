from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.disclosure import Shown, may_see_figures, may_see_marks, may_see_right_answers

facts = st.fixed_dictionaries(
    {"attempt_over": st.booleans(), "round_over": st.booleans(), "is_published": st.booleans()}
)
whens = st.sampled_from(list(Shown))


@pytest.mark.parametrize(
    ("shown", "round_over", "is_published", "marks", "answers"),
    [
        (Shown.AT_ONCE, False, False, True, False),
        (Shown.AT_ONCE, True, False, True, True),
        (Shown.AFTER_CLOSING, False, False, False, False),
        (Shown.AFTER_CLOSING, True, False, True, True),
        (Shown.AFTER_PUBLICATION, True, False, False, False),
        (Shown.AFTER_PUBLICATION, True, True, True, True),
        (Shown.AFTER_PUBLICATION, False, True, False, False),
    ],
)
def test_when_marks_and_right_answers_are_seen(shown, round_over, is_published, marks, answers):
    given_ = {"attempt_over": True, "round_over": round_over, "is_published": is_published}
    assert may_see_marks(shown, **given_) is marks
    assert may_see_right_answers(shown, **given_) is answers


@given(whens, facts)
def test_nothing_is_seen_of_a_running_attempt(shown, given_):
    given_["attempt_over"] = False
    assert not may_see_marks(shown, **given_)
    assert not may_see_right_answers(shown, **given_)


@given(whens, facts)
def test_no_answer_is_seen_while_anyone_may_still_sit_the_round(shown, given_):
    given_["round_over"] = False
    assert not may_see_right_answers(shown, **given_)


@given(whens, facts)
def test_right_answers_are_never_seen_without_the_marks(shown, given_):
    assert may_see_marks(shown, **given_) or not may_see_right_answers(shown, **given_)


@given(whens, facts, st.sampled_from(["round_over", "is_published", "attempt_over"]))
def test_what_was_seen_stays_seen(shown, given_, later):
    if may_see_marks(shown, **given_):
        assert may_see_marks(shown, **given_ | {later: True})


@pytest.mark.parametrize(("has_prediction", "round_over"), [*product([True, False], repeat=2)])
def test_figures_wait_for_the_end_of_a_round_with_a_prediction(has_prediction, round_over):
    expected = round_over or not has_prediction
    assert may_see_figures(has_prediction=has_prediction, round_over=round_over) is expected
