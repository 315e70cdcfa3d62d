import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.eligibility import Birth
from contest.rules.signals import (
    WEIGHT,
    Kind,
    Known,
    Pace,
    Sex,
    Sitting,
    Strength,
    Told,
    device_signals,
    identity_signals,
    speed_signals,
    told_by,
)

STRONG, MEDIUM, WEAK = Strength
PACE = Pace(words_a_second=10, least_ms=1_000, least_right_percent=80)


def known(person, **given_):
    return Known(person, **{"folded_name": f"ten {person}"} | given_)


def found(people, **given_):
    signals = identity_signals(people, **given_)
    return [(each.kind, each.strength, each.people) for each in signals]


@pytest.mark.parametrize(
    ("number", "year", "sex"),
    [
        ("001098456789", 1998, Sex.MALE),
        ("001188456789", 1988, Sex.FEMALE),
        ("044205000001", 2005, Sex.MALE),
        ("044310000001", 2010, Sex.FEMALE),
        ("044999000001", 2399, Sex.FEMALE),
    ],
)
def test_what_a_citizen_number_tells(number, year, sex):
    assert told_by(number) == Told(year, sex)


def test_the_same_citizen_number_is_a_strong_sign():
    people = [known(2, citizen_number="h"), known(1, citizen_number="h"), known(3)]
    assert found(people) == [(Kind.SAME_CITIZEN_NUMBER, STRONG, (1, 2))]


@pytest.mark.parametrize(
    ("people_per_phone", "strength"), [(1, MEDIUM), (2, MEDIUM), (3, WEAK), (None, WEAK)]
)
def test_a_shared_phone_is_as_strong_a_sign_as_the_regulation_makes_it(people_per_phone, strength):
    people = [known(each, phone="h") for each in (1, 2, 3)]
    assert found(people, people_per_phone=people_per_phone) == [
        (Kind.SAME_PHONE, strength, (1, 2, 3))
    ]


@pytest.mark.parametrize(
    ("births", "expected"),
    [
        pytest.param([Birth(1980, 5, 3)] * 2, [(MEDIUM, (1, 2))], id="the-same-day"),
        pytest.param([Birth(1980, 5, 3), Birth(1980, 5, 4)], [], id="another-day"),
        pytest.param([Birth(1980, 5, 3), Birth(1981, 5, 3)], [], id="another-year"),
        pytest.param([Birth(1980), Birth(1980)], [(WEAK, (1, 2))], id="the-year-alone"),
        pytest.param([Birth(1980, 1, 1)] * 2, [(WEAK, (1, 2))], id="the-first-of-january"),
        pytest.param([Birth(1980), Birth(1980, 5, 3)], [(WEAK, (1, 2))], id="one-by-the-year"),
        pytest.param([Birth(1980, 5), Birth(1980, 5, 3)], [(WEAK, (1, 2))], id="by-the-month"),
        pytest.param(
            [Birth(1980, 5, 3), Birth(1980, 5, 3), Birth(1980)],
            [(MEDIUM, (1, 2)), (WEAK, (1, 2, 3))],
            id="two-the-same-and-one-by-the-year",
        ),
        pytest.param([None, None], [], id="no-birth-known"),
    ],
)
def test_the_same_name_and_birth(births, expected):
    people = [
        known(person, folded_name="nguyen van an", birth=birth)
        for person, birth in enumerate(births, 1)
    ]
    same = [(strength, group) for _, strength, group in found(people)]
    assert same == expected


def test_another_name_is_no_sign():
    assert found([known(1, birth=Birth(1980, 5, 3)), known(2, birth=Birth(1980, 5, 3))]) == []


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ({"birth": Birth(1988, 5, 3), "sex": Sex.FEMALE}, []),
        ({"birth": Birth(1989)}, [(Kind.NUMBER_AGAINST_BIRTH, STRONG, (1,))]),
        ({"sex": Sex.MALE}, [(Kind.NUMBER_AGAINST_SEX, MEDIUM, (1,))]),
        ({}, []),
    ],
)
def test_a_citizen_number_that_tells_something_else(given_, expected):
    assert found([known(1, told=told_by("001188456789"), **given_)]) == expected


def test_a_signal_has_the_numbers_of_its_sentence():
    (signal,) = identity_signals([known(1, told=Told(1988, Sex.MALE), birth=Birth(1990))])
    assert signal.values == {"year": 1990, "number_year": 1988}


def test_many_people_on_a_device_are_a_sign():
    uses = [("d", person) for person in (4, 3, 2, 1, 1)] + [("e", 1)]
    (signal,) = device_signals(uses)
    assert (signal.kind, signal.people) == (Kind.MANY_ON_DEVICE, (1, 2, 3, 4))
    assert signal.values == {"count": 4, "most": 3}


def test_a_household_on_a_device_is_none():
    assert device_signals([("d", person) for person in (1, 2, 3)]) == ()


def test_a_machine_set_up_for_many_is_none():
    assert device_signals([("d", person) for person in range(50)], shared={"d"}) == ()


def sitting(duration_ms, right=4, words=(20, 20, 20, 5), times=()):
    return Sitting(1, duration_ms, words, right, times)


@pytest.mark.parametrize(
    ("given_", "strength"),
    [
        pytest.param(sitting(6_999), MEDIUM, id="faster-than-it-can-be-read"),
        pytest.param(sitting(7_000), None, id="as-fast-as-it-can-be-read"),
        pytest.param(sitting(100, right=3), None, id="tapped-through-blindly"),
        pytest.param(sitting(0, right=0, words=()), None, id="a-paper-without-questions"),
        pytest.param(sitting(60_000, times=(500, 500, 500, 58_500)), WEAK, id="most-of-it"),
        pytest.param(sitting(60_000, times=(500, 500, 29_000, 30_000)), None, id="half-of-it"),
        pytest.param(sitting(60_000, times=(500, None, None, None)), None, id="one-known"),
        pytest.param(sitting(60_000, times=(500, 500, 500, None)), WEAK, id="three-known"),
    ],
)
def test_times_that_no_reader_reaches(given_, strength):
    assert [each.strength for each in speed_signals([given_], PACE)] == (
        [strength] if strength else []
    )


def test_a_short_question_takes_its_least_time():
    assert PACE.needed_ms(5) == 1_000
    assert PACE.needed_ms(25) == 2_500


def test_a_stronger_sign_weighs_more_than_several_weaker_ones():
    assert WEIGHT[STRONG] > 4 * WEIGHT[MEDIUM] > 16 * WEIGHT[WEAK]


people = st.lists(
    st.builds(
        Known,
        st.integers(1, 99),
        st.sampled_from(["", "an", "binh"]),
        st.none() | st.builds(Birth, st.integers(1980, 1982), st.integers(1, 2), st.integers(1, 2)),
        st.none() | st.sampled_from("ab"),
        st.none() | st.sampled_from("cd"),
    ),
    unique_by=lambda each: each.person,
    max_size=12,
)


@given(people, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(given_, chance):
    def told(each):
        return (each.kind, each.people, each.strength)

    shuffled = chance.sample(given_, len(given_))
    assert sorted(identity_signals(given_), key=told) == sorted(
        identity_signals(shuffled), key=told
    )


@given(people)
def test_two_who_share_a_value_stand_in_one_signal(given_):
    signals = identity_signals(given_)
    for kind, name in ((Kind.SAME_PHONE, "phone"), (Kind.SAME_CITIZEN_NUMBER, "citizen_number")):
        groups = [set(each.people) for each in signals if each.kind is kind]
        for first in given_:
            sharing = {
                each.person
                for each in given_
                if getattr(first, name) is not None and getattr(each, name) == getattr(first, name)
            }
            assert (sharing in groups) is (len(sharing) > 1)
