from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from contest.rules.prediction import Target
from contest.rules.ranking import PRESETS, Counting, Key, Preset, Scheme
from contest.rules.tally import MarkedAttempt, digest, lot, tally
from contest.rules.units import Paths, totals, whole

SECRET = b"s" * 32
STAGED = {1: PRESETS[Preset.E], 2: PRESETS[Preset.B]}


def attempt(person: int, right: int = 5, **given) -> MarkedAttempt:
    usual = {
        "attempt_id": person * 10 + given.get("ordinal", 1),
        "person": person,
        "contest_number": f"{person:09}",
        "audience": 1,
        "ordinal": 1,
        "started_ms": 0,
        "handed_in_ms": 60_000,
        "duration_ms": 60_000,
        "right_count": right,
        "question_count": 10,
        "points": right * 100,
        "guess": None,
    }
    return MarkedAttempt(**usual | given)


def order(found, audience=1):
    return [each.attempt.person for each in found.standings[audience]]


attempts = st.builds(
    attempt,
    st.integers(1, 12),
    st.integers(0, 10),
    audience=st.just(1),
    ordinal=st.integers(1, 3),
    duration_ms=st.integers(0, 9_000),
    guess=st.none() | st.integers(0, 20),
    residence_path=st.sampled_from([(), (1, 44), (2, 44), (3, 45)]),
    unit_path=st.sampled_from([(), (7, "block:A"), (8, "block:A")]),
)
rounds = st.lists(attempts, unique_by=lambda each: (each.person, each.ordinal))


def count(given, which=Counting.BEST, target=Target.ALL_RIGHT):
    return tally(given, STAGED, which, target, SECRET)


def test_nobody_gives_empty_boards():
    assert count([]).standings == {1: (), 2: ()}


def test_the_best_attempt_of_a_person_counts():
    found = count([attempt(1, 4), attempt(1, 9, ordinal=2), attempt(1, 6, ordinal=3)])
    assert found.standings[1][0].attempt.right_count == 9


def test_where_the_last_one_counts_a_worse_one_takes_the_place():
    found = count([attempt(1, 9), attempt(1, 4, ordinal=2)], Counting.LAST)
    assert found.standings[1][0].attempt.right_count == 4


def test_the_truth_counts_people_who_have_all_right():
    found = count([attempt(1, 10), attempt(2, 10), attempt(2, 10, ordinal=2), attempt(3, 9)])
    assert found.truth == 2


def test_the_nearest_prediction_stands_first_among_equals():
    found = count([attempt(1, 10, guess=90), attempt(2, 10, guess=3), attempt(3, 10, guess=1)])
    assert order(found) == [2, 3, 1]


def test_without_a_prediction_question_there_is_no_truth():
    assert count([attempt(1)], target=None).truth is None


def test_each_audience_has_its_board():
    found = count([attempt(1), attempt(2, audience=2)])
    assert (order(found, 1), order(found, 2)) == ([1], [2])


def test_a_lot_separates_whom_nothing_else_does():
    found = count([attempt(number) for number in range(1, 9)])
    assert [each.place.place for each in found.standings[1]] == list(range(1, 9))


def test_a_lot_can_be_drawn_again_by_anyone_who_knows_the_secret():
    assert lot(SECRET, "123456789") == lot(SECRET, "123456789") != lot(SECRET, "123456780")


def test_a_scheme_without_a_lot_leaves_true_ties():
    found = tally([attempt(1), attempt(2)], {1: Scheme((Key.RIGHT,))}, Counting.BEST, None, SECRET)
    assert all(each.place.is_shared for each in found.standings[1])


@given(rounds, st.randoms())
def test_the_order_of_entry_has_no_influence(given, random):
    shuffled = random.sample(given, len(given))
    assert digest(count(shuffled).standings) == digest(count(given).standings)


@given(rounds)
def test_everybody_stands_once(given):
    standings = count(given).standings[1]
    assert sorted(each.attempt.person for each in standings) == sorted({e.person for e in given})


@given(rounds)
def test_the_units_of_each_table_sum_up_to_the_whole(given):
    entrants = count(given).entrants
    lines = totals(entrants, Paths.RESIDENCE)
    homeless = [each for each in entrants if not each.residence_path]
    provinces = sum(line.entrants for unit, line in lines.items() if unit in (44, 45))
    assert provinces + len(homeless) == whole(entrants).entrants


def test_another_mark_gives_another_digest():
    before, after = count([attempt(1, 5)]), count([replace(attempt(1, 5), right_count=6)])
    assert digest(before.standings) != digest(after.standings)
