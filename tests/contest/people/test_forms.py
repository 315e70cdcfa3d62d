import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.people.forms import read_who
from contest.rules.numbers import CONTEST_NUMBERS, NumberFault, contest_number
from contest.rules.refusal import RuleRefused


@given(st.integers(0, CONTEST_NUMBERS - 1), st.sampled_from(["", " ", ".", "-"]))
def test_a_contest_number_is_known_however_it_is_grouped(part, mark):
    number = contest_number(part)
    assert read_who(mark.join((number[:3], number[3:6], number[6:]))) == ("number", number)


@pytest.mark.parametrize("typed", ["0912345678", "0912 345 678", "+84 912 345 678", "84912345678"])
def test_a_phone_is_known_however_it_is_written(typed):
    assert read_who(typed) == ("phone", "+84912345678")


def test_a_mistyped_contest_number_is_said_to_be_one():
    number = contest_number(4711)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    with pytest.raises(RuleRefused) as refused:
        read_who(wrong)
    assert refused.value.code == NumberFault.NUMBER_MISTYPED
