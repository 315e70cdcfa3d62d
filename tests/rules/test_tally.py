import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contest.rules.extra import AllRight, Counts, Definition, Scope, people_of
from contest.rules.lots import Draw
from contest.rules.placing import Decision
from contest.rules.prediction import Target, truth
from contest.rules.ranking import PRESETS, Counting, CountingRule, Equals, Key, Preset, Scheme
from contest.rules.tally import Findings, TallyRules, digest, taking_part, tally
from contest.rules.units import Paths, totals, whole
from tests.rules.tallying import STAGED, attempt, count, order, places, rounds

DRAW = Draw(bytes(32), bytes(32), "04213")
COMMITTEE = {1: Scheme.of(Key.RIGHT, Key.COMMITTEE)}
FACT = {1: Scheme.of(Key.RIGHT, Key.FACT)}
TEXT = {1: Scheme.of(Key.TEXT)}


def counted(**given_):
    return Definition(Target.PARTICIPANTS, counts=Counts(**given_))


def number(person):
    return f"{person:09}"


def test_nobody_gives_empty_boards():
    assert count([]).standings == {1: (), 2: ()}


def test_the_best_attempt_of_a_person_counts():
    found = count([attempt(1, 4), attempt(1, 9, ordinal=2), attempt(1, 6, ordinal=3)])
    assert found.standings[1][0].attempt.right_count == 9


def test_where_the_last_one_counts_a_worse_one_takes_the_place():
    found = count([attempt(1, 9), attempt(1, 4, ordinal=2)], Counting.LAST)
    assert found.standings[1][0].attempt.right_count == 4


def test_the_last_one_is_so_in_whatever_order_they_come():
    found = count([attempt(1, 4, ordinal=2), attempt(1, 9)], Counting.LAST)
    assert found.standings[1][0].attempt.right_count == 4


def test_the_truth_counts_people_who_have_all_right():
    found = count([attempt(1, 10), attempt(2, 10), attempt(2, 10, ordinal=2), attempt(3, 9)])
    assert found.truths == {1: 2, 2: 2}


def test_the_nearest_prediction_stands_first_among_equals():
    found = count([attempt(1, 10, guess=90), attempt(2, 10, guess=3), attempt(3, 10, guess=1)])
    assert order(found) == [2, 3, 1]


def test_of_equally_good_attempts_the_one_with_the_nearest_prediction_counts():
    several = [attempt(1, 9, guess=7), attempt(1, 9, ordinal=2, guess=0)]
    found = count(several, equals=Equals.NEAREST)
    assert found.standings[1][0].attempt.ordinal == 2


def test_without_a_prediction_question_there_is_no_truth():
    assert count([attempt(1)], prediction=None).truths == {}


def test_each_audience_has_its_board():
    found = count([attempt(1), attempt(2, audience=2)])
    assert (order(found, 1), order(found, 2)) == ([1], [2])


def test_a_truth_may_be_counted_over_each_audience():
    prediction = Definition(Target.PARTICIPANTS, Scope.AUDIENCE)
    given_ = [attempt(1), attempt(2), attempt(3, audience=2)]
    assert count(given_, prediction=prediction).truths == {1: 2, 2: 1}


def test_a_truth_over_the_contest_is_not_known_by_one_round():
    prediction = Definition(Target.PARTICIPANTS, Scope.CONTEST)
    found = count([attempt(1, guess=1)], prediction=prediction)
    assert (found.truths, found.standings[1][0].guess_distance) == ({}, None)


def test_a_truth_over_the_contest_is_counted_over_those_who_take_part_in_any_round():
    prediction = Definition(Target.PARTICIPANTS, Scope.CONTEST)
    weeks = [[attempt(1), attempt(2)], [attempt(2), attempt(3)]]
    sat = [count(each, prediction=prediction).taking_part for each in weeks]
    assert truth(Target.PARTICIPANTS, people_of(sat)) == 3


def test_a_truth_that_is_held_is_not_counted_again():
    found = count([attempt(1, guess=7)], truths={1: 10, 2: 10})
    assert (found.truths, found.standings[1][0].guess_distance) == ({1: 10, 2: 10}, 3)


def test_the_truth_of_an_audience_that_holds_none_is_counted():
    given_ = [attempt(1, guess=7), attempt(2, audience=2)]
    prediction = Definition(Target.PARTICIPANTS, Scope.AUDIENCE)
    assert count(given_, prediction=prediction, truths={1: 10}).truths == {1: 10, 2: 1}


def test_who_is_not_recognised_is_left_out_and_the_next_moves_up():
    given_ = [attempt(1, 9), attempt(2, 8), attempt(3, 7)]
    assert places(count(given_, not_recognised={1})) == {2: 1, 3: 2}


def test_who_practises_only_has_no_place():
    assert order(count([attempt(1, 9), attempt(2, 8)], practising={1})) == [2]


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        (counted(), 1),
        (counted(disqualified=True), 2),
        (counted(practising=True), 2),
        (counted(void=True), 2),
        (counted(disqualified=True, practising=True, void=True), 4),
    ],
)
def test_who_counts_for_the_truth_is_said_by_the_definition(definition, expected):
    given_ = [attempt(1), attempt(2), attempt(3), attempt(4, is_void=True)]
    found = count(given_, prediction=definition, not_recognised={2}, practising={3})
    assert found.truths[1] == expected


@pytest.mark.parametrize(("which", "expected"), [(AllRight.COUNTING, 0), (AllRight.ANY, 1)])
def test_all_right_is_the_counting_attempt_or_any_one(which, expected):
    prediction = Definition(Target.ALL_RIGHT, counts=Counts(all_right=which))
    given_ = [attempt(1, 10), attempt(1, 4, ordinal=2)]
    assert count(given_, Counting.LAST, prediction=prediction).truths[1] == expected


def test_a_void_attempt_is_not_ranked():
    found = count([attempt(1, 9, is_void=True), attempt(1, 4, ordinal=2)])
    [standing] = found.standings[1]
    assert (standing.attempt.right_count, standing.attempt_count) == (4, 1)


def test_who_has_only_void_attempts_has_no_place():
    assert order(count([attempt(1, is_void=True), attempt(2)])) == [2]


@pytest.mark.parametrize(("counts", "expected"), [(Counts(), []), (Counts(void=True), [(1, 2)])])
def test_whether_units_count_void_attempts_is_set(counts, expected):
    given_ = [attempt(1, is_void=True), attempt(1, ordinal=2, is_void=True)]
    found = count(given_, unit_counts=counts)
    assert [(each.person, each.attempts) for each in found.entrants] == expected


@pytest.mark.parametrize(
    ("counts", "expected"), [(Counts(), [2]), (Counts(disqualified=True), [1, 2])]
)
def test_whether_units_count_those_not_recognised_is_set(counts, expected):
    found = count([attempt(1), attempt(2)], unit_counts=counts, not_recognised={1})
    assert [each.person for each in found.entrants] == expected


def test_the_committees_truth_makes_the_distances_of_its_question():
    given_ = [attempt(1, fact=1970), attempt(2, fact=1976), attempt(3)]
    found = count(given_, schemes=FACT, facts={1: 1975})
    shown = [(each.attempt.person, each.fact_distance) for each in found.standings[1]]
    assert shown == [(2, 1), (1, 5), (3, None)]


def test_the_judges_points_rank():
    found = count([attempt(1), attempt(2)], schemes=TEXT, text_points={11: 300, 21: 450})
    shown = [(each.attempt.person, each.text_points) for each in found.standings[1]]
    assert shown == [(2, 450), (1, 300)]


def test_lots_separate_whom_nothing_else_does():
    found = count([attempt(person) for person in range(1, 9)], draw=DRAW)
    assert sorted(places(found).values()) == list(range(1, 9))


def test_before_lots_are_drawn_equals_are_true_ties():
    found = count([attempt(1), attempt(2)])
    assert all(each.place.is_shared for each in found.standings[1])


def test_the_committee_decides_among_equals():
    decision = Decision((number(2), number(1)), "Ban Tổ chức", "bài viết tay rõ hơn")
    found = count([attempt(1), attempt(2), attempt(3)], schemes=COMMITTEE, decisions=[decision])
    assert places(found) == {2: 1, 1: 2, 3: 3}


def test_striking_one_out_does_not_make_a_decision_bind_others():
    decisions = [
        Decision((number(1), number(2)), "Ban Tổ chức", "lý do"),
        Decision((number(3), number(9)), "Ban Tổ chức", "lý do"),
    ]
    given_ = [attempt(1), attempt(2), attempt(3), attempt(9, 4)]
    found = count(given_, schemes=COMMITTEE, decisions=decisions, not_recognised={3})
    assert places(found) == {1: 1, 2: 1, 9: 3}


def test_without_findings_nothing_is_known_beside_the_attempts():
    found = tally([attempt(1)], TallyRules({1: PRESETS[Preset.B]}))
    assert order(found) == [1]


@given(rounds, st.sampled_from(Equals), st.sampled_from(Counting), st.randoms())
def test_the_order_of_entry_has_no_influence(given_, equals, which, random):
    shuffled = random.sample(given_, len(given_))
    once, again = (count(each, which, equals) for each in (given_, shuffled))
    assert digest(once.standings) == digest(again.standings)


@given(rounds)
def test_everybody_with_a_valid_attempt_stands_once(given_):
    valid = sorted({each.person for each in given_ if not each.is_void})
    assert sorted(order(count(given_))) == valid


@given(rounds, st.data())
def test_with_the_truth_held_disqualifying_one_swaps_no_two_others(given_, data):
    assume(given_)
    gone = data.draw(st.sampled_from([each.person for each in given_]))
    decision = Decision((number(3), number(1), number(2)), "Ban Tổ chức", "lý do")
    known = {"schemes": COMMITTEE, "decisions": [decision], "prediction": None}
    for more in (known, {"draw": DRAW}, {}):
        before = count(given_, **more)
        after = count(given_, not_recognised={gone}, truths=before.truths, **more)
        assert order(after) == [each for each in order(before) if each != gone]


@given(rounds, st.data())
def test_with_the_truth_held_no_place_gets_worse_by_anothers_disqualification(given_, data):
    assume(given_)
    gone = data.draw(st.sampled_from([each.person for each in given_]))
    before = count(given_)
    after = places(count(given_, not_recognised={gone}, truths=before.truths))
    assert all(after[person] <= place for person, place in places(before).items() if person != gone)


@given(rounds)
def test_the_units_of_each_table_sum_up_to_the_whole(given_):
    entrants = count(given_).entrants
    lines = totals(entrants, Paths.RESIDENCE)
    homeless = [each for each in entrants if not each.residence_path]
    provinces = sum(line.entrants for unit, line in lines.items() if unit in (44, 45))
    assert provinces + len(homeless) == whole(entrants).entrants


def test_another_mark_gives_another_digest():
    before, after = count([attempt(1, 5)]), count([attempt(1, 5, right_count=6)])
    assert digest(before.standings) != digest(after.standings)


def test_each_round_tells_who_counts_for_a_prediction_over_the_contest():
    prediction = Definition(Target.PARTICIPANTS, Scope.CONTEST)
    rules = TallyRules(STAGED, CountingRule(Counting.BEST, Equals.SCHEME), prediction)
    first = taking_part([attempt(1), attempt(2)], rules, Findings())
    second = taking_part([attempt(2), attempt(3)], rules, Findings())
    assert truth(Target.PARTICIPANTS, people_of([first, second])) == 3
