import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contest.rules.numbers import (
    CODES,
    CONTEST_NUMBERS,
    NumberRefused,
    code_from,
    contest_number,
    format_code,
    format_contest_number,
    is_contest_number,
    read_code,
    read_contest_number,
)

numbers = st.integers(0, CONTEST_NUMBERS - 1).map(contest_number)
codes = st.integers(0, CODES - 1).map(code_from)
separators = st.sampled_from(["", " ", "  ", ".", "-", "\u00a0", "\t"])


def spaced(digits, data):
    return "".join(f"{data.draw(separators)}{digit}" for digit in digits)


@pytest.mark.parametrize(
    ("random_part", "number"),
    [(0, "100000006"), (1, "100000011"), (CONTEST_NUMBERS - 1, "999999999")],
)
def test_contest_numbers(random_part, number):
    assert contest_number(random_part) == number


@pytest.mark.parametrize("random_part", [-1, CONTEST_NUMBERS])
def test_a_random_part_beyond_the_contest_numbers_is_a_mistake(random_part):
    with pytest.raises(ValueError, match="CONTEST_NUMBERS"):
        contest_number(random_part)


@pytest.mark.parametrize("random_part", [-1, CODES])
def test_a_random_part_beyond_the_codes_is_a_mistake(random_part):
    with pytest.raises(ValueError, match="CODES"):
        code_from(random_part)


@pytest.mark.parametrize("text", ["", "12345678", "012345674", "１２３４５６７８９", "12345678a"])
def test_what_is_no_contest_number(text):
    assert not is_contest_number(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number-missing"),
        (" - ", "number-missing"),
        ("số 12", "number-not-digits"),
        ("1234 5678", "number-wrong-length"),
        ("123 456 7890", "number-wrong-length"),
        ("100 000 000", "number-mistyped"),
        ("000 000 000", "number-mistyped"),
    ],
)
def test_what_is_typed_wrongly_is_refused(text, code):
    with pytest.raises(NumberRefused) as refused:
        read_contest_number(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  ", "code-missing"),
        ("1234 567O", "code-not-digits"),
        ("1234 567", "code-wrong-length"),
        ("1234 56789", "code-wrong-length"),
    ],
)
def test_a_code_typed_wrongly_is_refused(text, code):
    with pytest.raises(NumberRefused) as refused:
        read_code(text)
    assert refused.value.code == code


def test_numbers_are_shown_in_groups():
    assert format_contest_number("123456789") == "123 456 789"
    assert format_code("12345678") == "1234 5678"


def test_digits_of_a_wide_keyboard_are_digits():
    assert read_code("１２３４ ５６７８") == "12345678"


@given(numbers)
def test_every_contest_number_is_one(number):
    assert is_contest_number(number)
    assert len(number) == 9


@given(st.integers(0, CONTEST_NUMBERS - 1), st.integers(0, CONTEST_NUMBERS - 1))
def test_two_random_parts_make_two_numbers(one, other):
    assert (contest_number(one) == contest_number(other)) == (one == other)


@given(numbers, st.integers(0, 8), st.integers(1, 9))
def test_a_wrong_digit_is_found(number, place, shift):
    wrong = str((int(number[place]) + shift) % 10)
    assert not is_contest_number(number[:place] + wrong + number[place + 1 :])


@given(numbers, st.integers(0, 7))
def test_two_neighbours_changed_over_are_found(number, place):
    assume(number[place] != number[place + 1])
    changed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert not is_contest_number(changed)


@given(numbers, st.data())
def test_a_contest_number_is_read_however_it_is_spaced(number, data):
    assert read_contest_number(spaced(number, data)) == number
    assert read_contest_number(format_contest_number(number)) == number


@given(codes, st.data())
def test_a_code_is_read_however_it_is_spaced(code, data):
    assert read_code(spaced(code, data)) == code
    assert read_code(format_code(code)) == code
