from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from contest.attempts.forms import read_paper_form, read_shown, write_shown
from contest.rules.prediction import Target

answers = st.dictionaries(st.integers(1, 60), st.sampled_from("ABCDEFGH"))


def chosen(target=None, count=3, **fields):
    return read_paper_form(MultiDict(fields), count, target).chosen


def test_what_is_chosen_is_read():
    assert chosen(q1="A", q3="B") == {1: "A", 3: "B"}


def test_what_the_page_showed_is_not_sent_again():
    assert chosen(q1="A", q2="B", shown="1:A;2:C") == {2: "B"}


def test_a_prediction_that_was_shown_is_not_sent_again():
    assert chosen(Target.ALL_RIGHT, q3="1.234", shown="3:1.234") == {}


def test_a_page_that_does_not_say_what_it_showed_sends_all():
    assert chosen(q1="A") == {1: "A"}


@given(answers)
def test_what_a_page_shows_is_read_as_it_was_written(shown):
    assert read_shown(write_shown(shown)) == shown


@given(st.text())
def test_any_text_is_read_as_shown(text):
    assert isinstance(read_shown(text), dict)
