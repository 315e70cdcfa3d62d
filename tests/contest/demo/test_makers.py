import unicodedata
from collections import Counter
from random import Random

from contest.demo import people, sittings
from contest.demo.names import made_up_name
from contest.demo.units import COMMUNE_LEVEL, OF_BEN_QUAN, OF_DEPARTMENT, stated_headcounts
from contest.rules.drawing import BlueprintRow, PoolItem
from contest.rules.identity import read_name
from contest.rules.numbers import is_contest_number
from contest.rules.timing import Allowance, Window
from questions.marking import Key

COMMUNES = ("18880", "19333", "19366", "19594", "19639")
DAY = sittings.DAY_MS
SHEET = sittings.Sheet(
    secret=bytes(32),
    blueprint=[BlueprintRow("a", "easy", 2), BlueprintRow("b", "hard", 1)],
    pool=[PoolItem(each, "a" if each < 6 else "b", "easy" if each < 6 else "hard", 4)
          for each in range(1, 10)],
    keys={each: Key(frozenset({each % 4})) for each in range(1, 10)},
    window=Window(0, 7 * DAY),
    allowance=Allowance(20 * sittings.MINUTE_MS),
    attempts_allowed=3,
    usual_guess=100,
)  # fmt: skip


def crowd(seed=1, count=300):
    chance = Random(seed)
    return people.of_province(chance, count, 2030, COMMUNES, ("00004",), OF_DEPARTMENT, ())


def all_sittings(count=300):
    chance = Random(2)
    return [list(sittings.sittings(chance, each, SHEET)) for each in crowd(count=count)]


def test_a_made_up_name_is_one_that_registration_takes():
    chance = Random(3)
    made = [made_up_name(chance) for _ in range(300)]
    assert [read_name(each) for each in made] == made
    assert all(unicodedata.is_normalized("NFC", each) for each in made)


def test_the_same_seed_makes_the_same_people():
    assert crowd() == crowd() != crowd(seed=2)


def test_each_person_has_a_contest_number_of_their_own():
    numbers = [each.number for each in crowd()]
    assert len(set(numbers)) == len(numbers)
    assert all(map(is_contest_number, numbers))


def test_everyone_lives_in_one_place():
    assert all((each.residence is None) != (each.country is None) for each in crowd())


def test_towns_send_more_people_than_the_highlands():
    found = Counter(each.residence for each in crowd(count=1000))
    assert found["19333"] > 5 * found["19594"] > 0


def test_officials_have_a_unit_and_citizens_none():
    assert all((each.unit is None) == (each.audience == people.CITIZENS) for each in crowd())


def test_no_unit_sends_more_people_than_it_has():
    sent = Counter(each.unit for each in crowd(count=2000))
    assert all(sent[each.code] <= each.headcount for each in OF_DEPARTMENT)


def test_a_parents_headcount_holds_those_below_it():
    own = {each.code: each.headcount for each in OF_DEPARTMENT}
    assert stated_headcounts(OF_DEPARTMENT)["SNV"] == own["SNV"] + own["TTLTLS"]


def test_two_dozen_units_in_three_blocks_stand_after_their_parents():
    codes = [each.code for each in OF_DEPARTMENT]
    assert len(codes) >= 24
    assert len({each.block for each in OF_DEPARTMENT}) == 3
    assert all(each.commune for each in OF_DEPARTMENT if each.block == COMMUNE_LEVEL)
    assert all(
        codes.index(each.parent) < codes.index(each.code) for each in OF_DEPARTMENT if each.parent
    )


def test_the_hamlets_are_marked_as_made_up():
    assert all(each.code.startswith("MAU-") for each in OF_BEN_QUAN)


def test_attempts_of_one_person_follow_one_another_within_the_round():
    for sat in all_sittings():
        assert [each.number for each in sat] == list(range(1, len(sat) + 1))
        ends = [0, *(each.handed_in_ms for each in sat)]
        assert all(each.times.started_ms >= end for each, end in zip(sat, ends, strict=False))
        assert all(each.handed_in_ms <= 7 * DAY for each in sat)


def test_answers_arrive_between_start_and_hand_in_in_order():
    for sat in all_sittings():
        for each in sat:
            arrived = [each.times.started_ms, *(one.received_ms for one in each.given)]
            assert sorted(arrived) == arrived
            assert arrived[-1] <= each.handed_in_ms <= each.times.deadline_ms


def test_an_attempt_takes_two_to_eighteen_minutes_or_all_the_time():
    taken = [each.handed_in_ms - each.times.started_ms for sat in all_sittings() for each in sat]
    minutes = [each / sittings.MINUTE_MS for each in taken]
    assert all(2 <= each <= 18.1 or each == 20 for each in minutes)


def test_evenings_are_fuller_than_nights():
    hours = Counter(
        each.times.started_ms // sittings.HOUR_MS % 24 for sat in all_sittings(1000) for each in sat
    )
    assert sum(hours[each] for each in (19, 20, 21)) > 5 * sum(hours[each] for each in range(5))


def test_the_last_answer_to_a_position_counts():
    given = tuple(sittings.Given(1, letter, at) for at, letter in enumerate("AB"))
    one = next(each[0] for each in all_sittings(20) if each)
    assert sittings.Sitting(1, one.times, one.handed_in_ms, one.paper, given).answers == {1: "B"}
