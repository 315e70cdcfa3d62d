import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.extra import (
    AllRight,
    Counts,
    Definition,
    ExtraRefused,
    Fact,
    Figure,
    Judged,
    Scope,
    Truth,
    decode,
    encode,
    figures_that_reveal,
    is_withheld,
    next_truth,
    people_of,
)
from contest.rules.prediction import PersonSummary, Target

GUESS = Definition(Target.ALL_RIGHT)
extras = (
    st.builds(Judged, st.integers(1, 10_000))
    | st.just(Fact())
    | st.builds(
        Definition,
        st.sampled_from(Target),
        st.sampled_from(Scope),
        st.builds(Counts, st.booleans(), st.booleans(), st.booleans(), st.sampled_from(AllRight)),
    )
)


def refusal(call, *given_, **named):
    with pytest.raises(ExtraRefused) as refused:
        call(*given_, **named)
    return refused.value.code


def test_the_first_truth_of_a_prediction_needs_no_reason():
    assert next_truth(GUESS, [], 12, 99, round_over=True) == Truth(1, 12, 99)


def test_the_truth_of_an_open_round_is_never_found():
    assert refusal(next_truth, GUESS, [], 12, 99, round_over=False) == "extra-round-open"


def test_a_changed_truth_has_a_reason():
    versions = [Truth(1, 12, 99)]
    assert refusal(next_truth, GUESS, versions, 13, 99, round_over=True) == "extra-why-missing"


def test_a_changed_truth_is_the_next_version():
    versions = [Truth(1, 12, 99), Truth(2, 11, 99)]
    changed = next_truth(GUESS, versions, 13, 100, round_over=True, why="thêm bài", by="An")
    assert changed == Truth(3, 13, 100, "thêm bài", "", "An")


def test_the_committees_truth_has_a_source():
    assert refusal(next_truth, Fact(), [], 1975, 99, round_over=True) == "extra-source-missing"


def test_the_committees_truth_names_its_source():
    found = next_truth(Fact(), [], 1975, 99, round_over=True, source="Niên giám", by="An")
    assert (found.value, found.source) == (1975, "Niên giám")


def test_judges_give_at_most_the_most_points():
    assert [Judged(500).points(each) for each in (0, 500)] == [0, 500]


@pytest.mark.parametrize("given_", [-1, 501])
def test_judges_points_beyond_are_refused(given_):
    assert refusal(Judged(500).points, given_) == "extra-points"


def test_a_text_is_worth_something():
    assert refusal(Judged, 0) == "extra-most-points"


def test_over_a_contest_a_person_is_one_participant():
    weeks = [[PersonSummary(1, 2, False)], [PersonSummary(1, 1, True), PersonSummary(2, 1, False)]]
    assert people_of(weeks) == [PersonSummary(1, 3, True), PersonSummary(2, 1, False)]


@pytest.mark.parametrize("target", [Target.ALL_RIGHT, Target.PERCENT_ALL_RIGHT])
def test_how_many_take_part_gives_away_nothing_of_who_is_all_right(target):
    shown = set(Figure) - figures_that_reveal(target)
    assert shown == {Figure.PARTICIPANTS, Figure.ATTEMPTS, Figure.LIVE_COUNTERS}


@pytest.mark.parametrize("target", [Target.PARTICIPANTS, Target.ATTEMPTS])
def test_where_people_or_attempts_are_to_be_foreseen_only_the_number_of_all_right_is_shown(target):
    assert set(Figure) - figures_that_reveal(target) == {Figure.ALL_RIGHT}


@pytest.mark.parametrize(
    ("scope", "same_audience", "same_round", "expected"),
    [
        (Scope.AUDIENCE, True, True, True),
        (Scope.AUDIENCE, False, True, False),
        (Scope.AUDIENCE, True, False, False),
        (Scope.ROUND, False, True, True),
        (Scope.ROUND, True, False, False),
        (Scope.CONTEST, False, False, True),
    ],
)
def test_figures_of_the_scope_are_withheld(scope, same_audience, same_round, expected):
    prediction = Definition(Target.ALL_RIGHT, scope)
    where = {"same_audience": same_audience, "same_round": same_round}
    assert is_withheld(Figure.ALL_RIGHT, prediction, is_open=True, **where) is expected


@pytest.mark.parametrize(
    ("figure", "is_open"), [(Figure.ATTEMPTS, True), (Figure.ALL_RIGHT, False)]
)
def test_what_reveals_nothing_any_more_is_not_withheld(figure, is_open):
    where = {"same_audience": True, "same_round": True}
    assert not is_withheld(figure, GUESS, is_open=is_open, **where)


@given(extras)
def test_an_extra_question_is_read_as_it_was_written(extra):
    assert decode(encode(extra)) == extra


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "song"},
        {"kind": "text"},
        {"kind": "text", "most_points": "5"},
        {"kind": "prediction", "target": "rain"},
        encode(GUESS) | {"counts": {"all_right": "any", "dead": True}},
    ],
)
def test_what_no_question_wrote_is_refused(data):
    assert refusal(decode, data) == "extra-unreadable"
