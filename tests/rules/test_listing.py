import pytest

from contest.rules.eligibility import Birth
from contest.rules.listing import Line, Who, stands_on

AN = "nguyen van an"
BORN = Birth(1980, 5, 3)


@pytest.mark.parametrize(
    ("line", "who", "expected"),
    [
        pytest.param(Line(AN, BORN), Who(AN, BORN), True, id="name-and-birth"),
        pytest.param(Line(AN, Birth(1980)), Who(AN, BORN), True, id="name-and-year"),
        pytest.param(Line(AN, Birth(1981)), Who(AN, BORN), False, id="another-year"),
        pytest.param(Line(AN), Who(AN, BORN), None, id="a-name-alone"),
        pytest.param(Line("b", BORN), Who(AN, BORN), False, id="another-name"),
        pytest.param(
            Line("b", None, "c1"), Who(AN, None, frozenset({"c1"})), True, id="citizen-number"
        ),
        pytest.param(
            Line(AN, BORN, "c1"), Who(AN, BORN, frozenset({"c2"})), False, id="another-number"
        ),
        pytest.param(
            Line(AN, None, None, "p1"),
            Who(AN, None, frozenset(), frozenset({"p1"})),
            True,
            id="name-and-phone",
        ),
        pytest.param(
            Line("b", None, None, "p1"),
            Who(AN, None, frozenset(), frozenset({"p1"})),
            None,
            id="a-familys-phone",
        ),
    ],
)
def test_who_is_on_a_list_is_known_by_numbers_or_name_and_birth(line, who, expected):
    assert stands_on([line], who) is expected


def test_one_sure_line_is_enough():
    assert stands_on([Line(AN), Line(AN, BORN)], Who(AN, BORN)) is True


def test_nobody_stands_on_an_empty_list():
    assert stands_on([], Who(AN, BORN)) is False
