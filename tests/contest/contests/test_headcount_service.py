import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.contests.headcount_service import Trouble, plan, read_count
from contest.units.models import Unit, UnitAlias

UNITS = [
    Unit(id=1, code="19366", label="xã", name="Bến Quan", aliases=[]),
    Unit(id=2, code=None, label="", name="Sở Tài chính", aliases=[UnitAlias(name="STC")]),
    Unit(id=3, code=None, label="xã", name="Tân Thành", aliases=[]),
    Unit(id=4, code=None, label="phường", name="Tân Thành", aliases=[]),
]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("45", 45, id="plain"),
        pytest.param("1.234", 1234, id="a-dot-between-thousands"),
        pytest.param("1 234 567", None, id="more-than-a-country-has"),
        pytest.param("45,0", 45, id="as-a-sheet-writes-it"),
        pytest.param("1,5", None, id="no-half-people"),
        pytest.param("-3", None, id="not-negative"),
        pytest.param("9" * 5000, None, id="without-end"),
        pytest.param("", None, id="empty"),
        pytest.param("٣", None, id="other-figures"),
    ],
)
def test_a_number_of_people_is_read_as_people_write_it(text, count):
    assert read_count(text) == count


@pytest.mark.parametrize(
    ("row", "unit_id"),
    [
        pytest.param(["19366", "5"], 1, id="by-code"),
        pytest.param(["xã Bến Quan", "5"], 1, id="by-full-name"),
        pytest.param(["ben quan", "5"], 1, id="without-marks"),
        pytest.param(["stc", "5"], 2, id="by-alias"),
        pytest.param(["phường Tân Thành", "5"], 4, id="by-label-where-names-are-equal"),
        pytest.param(["Sở Tài chính", "", "5"], 2, id="with-an-empty-column-between"),
    ],
)
def test_a_unit_is_found_by_what_people_call_it(row, unit_id):
    (planned,) = plan([row], UNITS, {})
    assert (planned.trouble, planned.unit.id, planned.count) == (None, unit_id, 5)


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        pytest.param(["Sở Lạ", "5"], Trouble.UNKNOWN_UNIT, id="unknown"),
        pytest.param(["Tân Thành", "5"], Trouble.SEVERAL_UNITS, id="never-picked-of-several"),
        pytest.param(["Sở Tài chính", "nhiều"], Trouble.NO_NUMBER, id="no-number"),
        pytest.param(["", "5"], Trouble.NO_UNIT, id="no-unit"),
        pytest.param(["Đơn vị", "Số người"], Trouble.HEADING, id="heading"),
    ],
)
def test_a_row_that_is_not_taken_says_why(row, trouble):
    (planned,) = plan([row], UNITS, {})
    assert planned.trouble is trouble


def test_of_two_rows_about_one_unit_neither_is_taken():
    planned = plan([["STC", "5"], ["Sở Tài chính", "6"]], UNITS, {})
    assert [each.trouble for each in planned] == [Trouble.TWICE, Trouble.TWICE]


def test_a_row_knows_the_number_of_before():
    (planned,) = plan([["STC", "5"]], UNITS, {2: 4})
    assert planned.before == 4


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=3), max_size=12))
def test_no_row_that_holds_anything_is_dropped(rows):
    filled = [at for at, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    assert [each.number for each in plan(rows, UNITS, {})] == filled
