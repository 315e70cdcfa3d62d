import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.boards import Combine, keys_of, of_unit, whole_contest
from contest.rules.extra import Definition
from contest.rules.placing import Decision
from contest.rules.prediction import Target
from contest.rules.ranking import PRESETS, Key, Preset, Scheme
from tests.rules.tallying import attempt, count

SPEED, NEAREST = PRESETS[Preset.B], PRESETS[Preset.A]
FORESEEN = Definition(Target.PARTICIPANTS)


def week(*attempts, scheme=SPEED, **known):
    """The standings of a round; its prediction, if any, was of how many take part."""
    return count(attempts, schemes={1: scheme}, prediction=FORESEEN, **known).standings[1]


def board(*weeks, combine=Combine.SUM, scheme=SPEED, **given_):
    rows = whole_contest(weeks, combine, scheme, **given_)
    return {each.season.person: each.place.place for each in rows}


def season(*weeks, combine=Combine.SUM, scheme=SPEED):
    [row] = whole_contest(weeks, combine, scheme)
    return row.season


TWICE = week(attempt(1, 5, started_ms=7)), week(attempt(1, 6, started_ms=3, handed_in_ms=90_000))


def test_marks_of_all_rounds_add_up():
    found = season(*TWICE)
    assert (found.rounds, found.right, found.points) == (2, 11, 1_100)


def test_the_start_is_the_earliest_and_the_hand_in_the_latest():
    found = season(*TWICE)
    assert (found.started, found.handed_in) == (3, 90_000)


def test_durations_add_up_as_they_are_printed():
    found = season(week(attempt(1, duration_ms=1_999)), week(attempt(1, duration_ms=2_999)))
    assert found.duration == 3_000


def test_distances_add_up():
    weeks = [week(attempt(1, guess=5)), week(attempt(1, guess=3))]
    assert season(*weeks).prediction == 4 + 2


def test_who_left_a_prediction_open_has_no_sum_of_distances():
    weeks = [
        week(attempt(1, guess=5), attempt(2, guess=90)),
        week(attempt(1), attempt(2, guess=90)),
    ]
    assert board(*weeks, scheme=NEAREST) == {2: 1, 1: 2}


def test_a_round_that_asked_nothing_adds_no_distance():
    assert season(week(attempt(1, guess=5)), week(attempt(1))).prediction == 4


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        (({11: 300}, {11: 250}), 550),
        (({}, {11: 250}), 250),
        (({11: 300}, {}), 300),
        (({}, {}), None),
    ],
)
def test_the_judges_points_add_up_and_a_missing_one_adds_nothing(given_, expected):
    weeks = [week(attempt(1), text_points=each) for each in given_]
    assert season(*weeks).text == expected


def test_a_missing_round_adds_no_marks():
    assert board(week(attempt(1, 5), attempt(2, 8)), week(attempt(1, 6))) == {1: 1, 2: 2}


def test_with_equal_marks_who_took_part_in_more_rounds_comes_before_the_quicker_one():
    weeks = week(attempt(1, 5), attempt(2, 10, duration_ms=1_000)), week(attempt(1, 5))
    assert board(*weeks) == {1: 1, 2: 2}


def test_the_number_of_rounds_is_named_as_the_reason():
    weeks = week(attempt(1, 5), attempt(2, 10)), week(attempt(1, 5))
    reason = whole_contest(weeks, Combine.SUM, SPEED)[0].place.reason
    assert (reason.key, reason.mine, reason.theirs) == ("rounds", 2, 1)


def test_rounds_decide_just_before_distances_and_durations():
    assert keys_of(SPEED, Combine.SUM) == ("right", "rounds", "duration", "started")


@pytest.mark.parametrize(
    ("scheme", "combine"), [(SPEED, Combine.BEST), (Scheme.of(Key.RIGHT), Combine.SUM)]
)
def test_elsewhere_the_number_of_rounds_decides_nothing(scheme, combine):
    assert keys_of(scheme, combine) == scheme.keys


def test_the_best_round_may_stand_for_all():
    found = season(week(attempt(1, 9)), week(attempt(1, 7)), combine=Combine.BEST)
    assert (found.rounds, found.right) == (1, 9)


def test_of_equal_rounds_the_earlier_stands_for_all():
    weeks = [week(attempt(1, 9, handed_in_ms=at)) for at in (5, 6)]
    assert season(*weeks, combine=Combine.BEST).handed_in == 5


def test_the_best_round_without_a_guess_has_no_distance():
    found = season(week(attempt(1, 9)), combine=Combine.BEST, scheme=NEAREST)
    assert found.prediction is None


def test_lots_of_the_contest_separate_equals():
    scheme = Scheme.of(Key.RIGHT, Key.LOT)
    weeks = [week(attempt(1), attempt(2), scheme=scheme)]
    assert board(*weeks, scheme=scheme, lots={"000000001": 9, "000000002": 4}) == {2: 1, 1: 2}


def test_without_lots_equals_stay_so():
    scheme = Scheme.of(Key.RIGHT, Key.LOT)
    assert board(week(attempt(1), attempt(2), scheme=scheme), scheme=scheme) == {1: 1, 2: 1}


def test_the_committee_decides_among_equals_of_the_contest():
    scheme = Scheme.of(Key.RIGHT, Key.COMMITTEE)
    decision = Decision(("000000002", "000000001"), "Ban Tổ chức", "lý do")
    weeks = [week(attempt(1), attempt(2), scheme=scheme)]
    assert board(*weeks, scheme=scheme, decisions=[decision]) == {2: 1, 1: 2}


people = st.lists(
    st.builds(attempt, st.integers(1, 20), st.integers(0, 3), duration_ms=st.integers(0, 3_000)),
    unique_by=lambda each: each.person,
)


@given(people, people, st.sets(st.integers(1, 20)), st.sampled_from(Combine))
def test_the_board_of_a_unit_is_the_board_of_its_members_alone(one, other, members, combine):
    def places(keep):
        weeks = [week(*(each for each in given_ if keep(each))) for given_ in (one, other)]
        return [each.place for each in whole_contest(weeks, combine, SPEED)]

    numbers = {f"{each:09}" for each in members}
    alone = tuple(places(lambda each: each.person in members))
    everybody = places(lambda _: True)
    assert of_unit(everybody, numbers, keys_of(SPEED, combine)) == alone
