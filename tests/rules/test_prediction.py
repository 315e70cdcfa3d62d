import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.prediction import (
    COUNT_LIMIT,
    PERCENT_LIMIT,
    GuessRefused,
    PersonSummary,
    Target,
    distance,
    format_guess,
    read_guess,
    truth,
)

COUNTS = [Target.ALL_RIGHT, Target.PARTICIPANTS, Target.ATTEMPTS]
PERCENT = Target.PERCENT_ALL_RIGHT

people = st.lists(
    st.builds(PersonSummary, st.integers(1, 9), st.integers(0, 4), st.booleans()), max_size=40
)


@pytest.mark.parametrize("target", COUNTS)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234", 1234),
        ("1.234", 1234),
        ("1 234", 1234),
        ("1,234", 1234),
        ("1\u00a0234", 1234),
        (" 12.345.678 ", 12_345_678),
        ("１２３４", 1234),
        ("0", 0),
        ("007", 7),
    ],
)
def test_a_count_may_be_grouped_in_threes(target, text, value):
    assert read_guess(text, target) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("87,65432", 8_765_432),
        ("87.65432", 8_765_432),
        ("87", 8_700_000),
        ("87,5 %", 8_750_000),
        ("87.5%", 8_750_000),
        ("0,00001", 1),
        ("100", PERCENT_LIMIT),
        ("12.345", 1_234_500),
    ],
)
def test_a_percentage_takes_a_comma_or_a_dot(text, value):
    assert read_guess(text, PERCENT) == value


@pytest.mark.parametrize(
    ("text", "target", "code"),
    [
        ("", Target.ATTEMPTS, "guess-missing"),
        (" \t", PERCENT, "guess-missing"),
        ("1.23", Target.ATTEMPTS, "guess-ambiguous"),
        ("1.234,567", Target.ATTEMPTS, "guess-ambiguous"),
        ("1234.567", Target.ATTEMPTS, "guess-ambiguous"),
        ("1,", Target.ATTEMPTS, "guess-ambiguous"),
        ("1.234,5", PERCENT, "guess-ambiguous"),
        ("-5", Target.ATTEMPTS, "guess-not-a-number"),
        ("1e3", Target.ATTEMPTS, "guess-not-a-number"),
        ("nhiều", PERCENT, "guess-not-a-number"),
        ("khoảng một nghìn người", PERCENT, "guess-not-a-number"),
        ("٣", Target.ATTEMPTS, "guess-not-a-number"),
        ("1.000.000.000", Target.ATTEMPTS, "guess-too-large"),
        ("9" * 5_000, Target.ATTEMPTS, "guess-too-large"),
        ("100,00001", PERCENT, "guess-too-large"),
        ("87,654321", PERCENT, "guess-too-many-decimals"),
    ],
)
def test_what_is_no_guess_is_refused(text, target, code):
    with pytest.raises(GuessRefused) as refused:
        read_guess(text, target)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("value", "target", "text"),
    [
        (1_234_567, Target.ATTEMPTS, "1.234.567"),
        (999, Target.PARTICIPANTS, "999"),
        (8_765_432, PERCENT, "87,65432"),
        (8_750_000, PERCENT, "87,5"),
        (PERCENT_LIMIT, PERCENT, "100"),
        (1, PERCENT, "0,00001"),
        (0, PERCENT, "0"),
    ],
)
def test_numbers_are_written_the_vietnamese_way(value, target, text):
    assert format_guess(value, target) == text


PEOPLE = [
    PersonSummary(1, 2, True),
    PersonSummary(2, 1, False),
    PersonSummary(3, 3, False),
    PersonSummary(4, 0, False),
]


@pytest.mark.parametrize(
    ("target", "value"),
    [
        (Target.PARTICIPANTS, 3),
        (Target.ATTEMPTS, 6),
        (Target.ALL_RIGHT, 1),
        (PERCENT, 3_333_333),
    ],
)
def test_the_truth_counts_who_handed_something_in(target, value):
    assert truth(target, PEOPLE) == value


def test_a_percentage_is_rounded_half_up():
    assert (
        truth(PERCENT, [PersonSummary(0, 1, True)] * 2 + [PersonSummary(2, 1, False)]) == 6_666_667
    )


@pytest.mark.parametrize("target", Target)
def test_when_nobody_takes_part_the_truth_is_nothing(target):
    assert truth(target, []) == 0


@pytest.mark.parametrize(("guess", "expected"), [(7, 3), (13, 3), (10, 0), (None, None)])
def test_distance(guess, expected):
    assert distance(guess, 10) == expected


@given(st.integers(0, COUNT_LIMIT), st.sampled_from(COUNTS))
def test_a_count_is_read_as_it_is_written(value, target):
    assert read_guess(format_guess(value, target), target) == value


@given(st.integers(0, PERCENT_LIMIT))
def test_a_percentage_is_read_as_it_is_written(value):
    assert read_guess(format_guess(value, PERCENT), PERCENT) == value


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789., %")), max_size=25))
def test_whatever_is_typed_is_a_guess_within_limits_or_refused(text):
    for target in Target:
        try:
            value = read_guess(text, target)
        except GuessRefused:
            continue
        assert 0 <= value <= (PERCENT_LIMIT if target is PERCENT else COUNT_LIMIT)


@given(people, st.randoms(use_true_random=False), st.sampled_from(list(Target)))
def test_the_order_of_people_does_not_matter(given_, random, target):
    assert truth(target, random.sample(given_, len(given_))) == truth(target, given_)


@given(people)
def test_no_more_are_all_right_than_take_part(given_):
    all_right, taking_part, attempts = (truth(target, given_) for target in COUNTS)
    assert all_right <= taking_part <= attempts
    assert 0 <= truth(PERCENT, given_) <= PERCENT_LIMIT
