import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.answers import is_choice
from contest.rules.extra_answers import Extras, is_text, plain_text, text_choice
from contest.rules.prediction import Target
from contest.rules.responses import response_of
from questions.marking import NOTHING
from questions.model import Kind

ALL = Extras(Target.PERCENT_ALL_RIGHT, has_fact=True, has_text=True)


def test_extra_questions_stand_after_those_asked_in_one_order():
    assert (ALL.count, ALL.guess_at(20), ALL.fact_at(20), ALL.text_at(20)) == (3, 21, 22, 23)


def test_what_is_not_asked_takes_no_place():
    only = Extras(has_text=True)
    assert (only.count, only.guess_at(20), only.fact_at(20), only.text_at(20)) == (
        1,
        None,
        None,
        21,
    )


def test_each_is_read_in_its_own_way():
    answers = {3: "87,65432", 4: "1.234", 5: "=Vì dân"}
    found = (ALL.guess(answers, 2), ALL.fact(answers, 2), ALL.text(answers, 2))
    assert found == (8765432, 1234, "Vì dân")


def test_what_cannot_be_read_is_none():
    answers = {3: "A", 4: "1.23", 5: "B"}
    assert (ALL.guess(answers, 2), ALL.fact(answers, 2), ALL.text(answers, 2)) == (None, None, "")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=1000))
def test_every_text_of_a_keyboard_is_an_answer(text):
    choice = text_choice(text)
    if choice is not None:
        assert is_choice(choice)
        assert plain_text(choice) == text


@pytest.mark.parametrize("text", ["=", "=" + "a" * 1001, "=a\x00b", "=a\ud800", "a", "=\x7f"])
def test_what_is_too_long_or_no_text_is_no_answer(text):
    assert not is_text(text)


def test_a_text_may_have_lines():
    assert is_text("=Một\nHai")


def test_nothing_but_blanks_is_no_answer():
    assert text_choice(" \n ") is None


@pytest.mark.parametrize("kind", list(Kind))
def test_a_text_is_no_choice_of_options(kind):
    assert response_of("=AB", kind, (0, 1, 2, 3)) == NOTHING
