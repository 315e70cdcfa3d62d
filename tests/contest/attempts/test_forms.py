import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from contest.attempts.forms import read_paper_form, read_shown, write_shown
from contest.rules.answers import is_choice
from contest.rules.extra_answers import Extras
from contest.rules.prediction import Target

several = st.sets(st.sampled_from("ABCDEFGH"), min_size=1).map(lambda found: "".join(sorted(found)))
statements = st.tuples(*(st.sampled_from(["", each, each.lower()]) for each in "ABCD")).map("".join)
answers = st.dictionaries(st.integers(1, 60), several | statements.filter(bool))


def chosen(target=None, count=3, **fields):
    return read_paper_form(MultiDict(fields), count, Extras(target)).chosen


def test_what_is_chosen_is_read():
    assert chosen(q1="A", q3="B") == {1: "A", 3: "B"}


def test_what_the_page_showed_is_not_sent_again():
    assert chosen(q1="A", q2="B", shown="1:A;2:C") == {2: "B"}


def test_a_prediction_that_was_shown_is_not_sent_again():
    assert chosen(Target.ALL_RIGHT, q3="1.234", shown="3:1.234") == {}


def test_boxes_are_read_in_their_order():
    assert chosen(q1=["C", "A"], several="1") == {1: "AC"}


def test_statements_are_read_one_by_one():
    assert chosen(q1A="A", q1B="b", q1D="D") == {1: "AbD"}


@pytest.mark.parametrize(
    "field", [{"q1": "AB"}, {"q1": "a"}, {"q1": "Z"}, {"q1A": "B"}, {"q1A": "aa"}, {"q9": "A"}]
)
def test_what_no_page_of_ours_sends_is_left_out(field):
    assert chosen(**field) == {}


def test_unchecking_the_last_box_takes_back_what_the_page_showed():
    assert chosen(several=["1", "2"], shown="1:AB;3:A") == {1: None}


def test_unchecking_one_of_two_boxes_is_a_change():
    assert chosen(q1="B", several="1", shown="1:AB") == {1: "B"}


@given(answers)
def test_a_plain_form_reads_what_was_chosen_on_its_page(shown):
    fields = MultiDict()
    for position, choice in shown.items():
        for letter in choice:
            fields.add(f"q{position}", letter)
            fields.add(f"q{position}{letter.upper()}", letter)
    assert read_paper_form(fields, 60, Extras()).chosen == shown


@given(st.lists(st.tuples(st.sampled_from(["q1", "q1A", "q1C"]), st.sampled_from("AaCcZ1"))))
def test_all_that_is_read_of_any_form_is_an_answer(fields):
    read = read_paper_form(MultiDict(fields), 1, Extras()).chosen
    assert all(map(is_choice, read.values()))


def test_a_page_that_does_not_say_what_it_showed_sends_all():
    assert chosen(q1="A") == {1: "A"}


@given(answers)
def test_what_a_page_shows_is_read_as_it_was_written(shown):
    assert read_shown(write_shown(shown)) == shown


@given(st.text())
def test_any_text_is_read_as_shown(text):
    assert isinstance(read_shown(text), dict)


def written(text, shown=""):
    fields = MultiDict({"q2": text, "shown_text": shown})
    return read_paper_form(fields, 2, Extras(has_text=True))


def test_a_text_is_kept_with_plain_ends_of_lines_and_composed_letters():
    assert written(" Vie\u0323\u0302c\r\ncông ").chosen == {2: "=Vi\u1ec7c\ncông"}


def test_a_text_that_the_page_showed_is_not_sent_again():
    assert written("Một\r\nhai", shown="Một\nhai").chosen == {}


def test_who_empties_the_text_takes_it_back():
    assert written("  ", shown="Một").chosen == {2: None}


def test_a_text_that_is_too_long_is_refused_and_kept_on_the_page():
    form = written("a" * 1001)
    assert (form.chosen, form.typed[2]) == ({}, "a" * 1001)
    assert "1001" in form.errors[2]


def test_a_number_for_the_fact_is_read_as_a_count():
    extras = Extras(Target.PERCENT_ALL_RIGHT, has_fact=True)
    form = read_paper_form(MultiDict({"q2": "87,65432", "q3": "1.23"}), 3, extras)
    assert (form.chosen, list(form.errors)) == ({2: "87,65432"}, [3])


def test_a_text_stays_out_of_the_field_of_choices():
    assert write_shown({1: "A", 2: "=Một;3:B"}) == "1:A"


@pytest.fixture(autouse=True)
def words(app):
    with app.test_request_context():
        yield
