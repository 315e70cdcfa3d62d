import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.paper_answers import Difference, Typed, TypingRefused, compare, settled

FIRST = Typed(1, {1: "A", 2: "B", 3: None, 5: "120"})
SECOND = Typed(2, {1: "A", 2: "C", 4: "D", 5: "120"})

papers = st.dictionaries(st.integers(1, 6), st.sampled_from(["A", "B", "AbD", None]))


def test_two_people_are_compared_position_by_position():
    assert compare(FIRST, SECOND) == (Difference(2, "B", "C"), Difference(4, None, "D"))


def test_blank_and_not_typed_are_the_same():
    assert compare(Typed(1, {3: None}), Typed(2, {})) == ()


def test_a_third_settles_where_two_differ():
    assert settled(FIRST, SECOND, Typed(3, {2: "B", 4: None})) == {
        1: "A",
        2: "B",
        3: None,
        4: None,
        5: "120",
    }


@pytest.mark.parametrize(
    ("second", "third", "code", "positions"),
    [
        pytest.param(SECOND, None, "typing-not-settled", (2, 4), id="nobody-settled"),
        pytest.param(SECOND, Typed(3, {4: "D"}), "typing-not-settled", (2,), id="not-all"),
        pytest.param(
            SECOND,
            Typed(3, {1: "B", 2: "B", 4: "D"}),
            "typing-nothing-to-settle",
            (1,),
            id="more-than-differs",
        ),
        pytest.param(
            SECOND, Typed(1, {2: "B", 4: "D"}), "typing-same-typist", (), id="third-is-the-first"
        ),
        pytest.param(
            SECOND, Typed(2, {2: "B", 4: "D"}), "typing-same-typist", (), id="third-is-the-second"
        ),
        pytest.param(Typed(1, {}), None, "typing-same-typist", (), id="second-is-the-first"),
    ],
)
def test_answers_are_not_taken_over_unless_two_read_the_same(second, third, code, positions):
    with pytest.raises(TypingRefused) as refused:
        settled(FIRST, second, third)
    assert (refused.value.code, refused.value.positions) == (code, positions)


def test_what_is_no_answer_is_named_by_its_positions():
    with pytest.raises(TypingRefused) as refused:
        Typed(1, {0: "A", 2: "?", 1: "B", 3: "BA"})
    assert (refused.value.code, refused.value.positions) == ("typing-not-an-answer", (0, 2, 3))


@given(papers)
def test_who_reads_the_same_needs_nobody_else(answers):
    assert settled(Typed(1, answers), Typed(2, answers)) == answers


@given(papers, papers)
def test_it_does_not_matter_who_typed_first(one, other):
    first, second = Typed(1, one), Typed(2, other)
    positions = [each.position for each in compare(first, second)]
    third = Typed(3, dict.fromkeys(positions, "A"))
    read, again = settled(first, second, third), settled(second, first, third)
    assert {at: answer for at, answer in read.items() if answer} == {
        at: answer for at, answer in again.items() if answer
    }
