"""Every row of a host's list is accepted or refused, and says what it changes and why not."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.unit_lists import plan
from contest.rules.unit_rows import (
    Change,
    Details,
    Finding,
    Kind,
    Known,
    Planned,
    Row,
    aliases_of,
    headcount_of,
    kind_of,
)

COMMUNES = {"xã bến quan": "19366", "bến quan": "19366", "19366": "19366", "vĩnh linh": "19363"}


def find_commune(text: str) -> tuple[str, bool] | Finding:
    """A small country: Bến Quan and Vĩnh Linh, hồ xá as an old name, tân thành twice."""
    name = text.strip().lower()
    if name == "tân thành":
        return Finding.SEVERAL_COMMUNES
    if name == "hồ xá":
        return "19363", True
    return (COMMUNES[name], False) if name in COMMUNES else Finding.NO_SUCH_COMMUNE


def planned(*rows: Row, known: tuple[Known, ...] = (), **given: Any) -> tuple[Planned, ...]:
    return plan(rows, known, find_commune, **given)


def one(known: tuple[Known, ...] = (), only: Known | None = None, **cells: str) -> Planned:
    return planned(Row(2, **cells), known=known, only=only)[0]


def findings(each: Planned) -> set[Finding]:
    return {found.finding for found in each.found}


def known(mark: str, name: str, **given: Any) -> Known:
    return Known(
        mark, Details(given.pop("kind", Kind.AGENCY), given.pop("label", ""), name, **given)
    )


def test_a_new_name_is_added():
    each = one(name="Sở  Nội vụ", code="SNV", kind="Cơ quan", headcount="1.104")
    assert each.change is Change.ADD
    assert each.details == Details(Kind.AGENCY, "", "Sở Nội vụ", code="SNV", headcount=1104)


@pytest.mark.parametrize(
    ("cells", "finding"),
    [
        ({"name": "  "}, Finding.NO_NAME),
        ({"name": "a" * 201}, Finding.TOO_LONG),
        ({"name": "A", "code": "1" * 21}, Finding.TOO_LONG),
        ({"name": "A", "kind": "phi thuyền"}, Finding.UNKNOWN_KIND),
        ({"name": "A", "headcount": "nhiều"}, Finding.NOT_A_NUMBER),
        ({"name": "A", "headcount": "-5"}, Finding.NOT_A_NUMBER),
        ({"name": "A", "commune": "Không Có"}, Finding.NO_SUCH_COMMUNE),
        ({"name": "A", "commune": "Tân Thành"}, Finding.SEVERAL_COMMUNES),
        ({"name": "A", "parent": "Không Có"}, Finding.NO_SUCH_PARENT),
        ({"name": "A", "parent": "Tân Thành"}, Finding.SEVERAL_PARENTS),
        ({"name": "A", "parent": "a"}, Finding.ABOVE_ITSELF),
    ],
)
def test_a_wrong_cell_refuses_its_row(cells, finding):
    each = one(**cells)
    assert each.change is Change.REFUSED
    assert finding in findings(each)


def test_an_old_name_of_a_commune_is_understood_and_said():
    each = one(name="Sở A", commune="hồ xá")
    assert (each.details.commune, each.change) == ("19363", Change.ADD)
    assert Finding.OLD_COMMUNE in findings(each)


@pytest.mark.parametrize(
    ("typed", "name", "expected"),
    [
        ("", "Thôn Khe Hó", (Kind.HAMLET, "thôn", "Khe Hó")),
        ("", "Tổ dân phố 3", (Kind.HAMLET, "tổ dân phố", "3")),
        ("Bản", "Khe Trăng", (Kind.HAMLET, "bản", "Khe Trăng")),
        ("bản", "Bản Cát", (Kind.HAMLET, "bản", "Cát")),
        ("", "Trường Tiểu học Bến Quan", (Kind.SCHOOL, "", "Trường Tiểu học Bến Quan")),
        ("trường học", "THPT Bến Hải", (Kind.SCHOOL, "", "THPT Bến Hải")),
        ("", "Khu Kinh tế Lao Bảo", (Kind.AGENCY, "", "Khu Kinh tế Lao Bảo")),
        ("Cơ quan", "Thôn tin", (Kind.AGENCY, "", "Thôn tin")),
    ],
)
def test_the_kind_is_read_off_its_column_or_the_name(typed, name, expected):
    assert kind_of(typed, name) == expected


def test_a_hamlet_stands_under_its_commune():
    assert one(name="Thôn 1", commune="Bến Quan").details.parent == "19366"


def test_a_hamlet_that_names_no_commune_stands_under_the_hosts_own():
    each = planned(Row(2, name="Thôn 1"), home="19366")[0]
    assert each.details.parent == "19366"


def test_the_same_code_is_the_same_unit():
    unit = known("u1", "Sở Nội vụ", code="SNV")
    each = one(known=(unit,), name="Sở Nội vụ Quảng Trị", code="snv", kind="cơ quan")
    assert (each.known, each.change) == (unit, Change.UPDATE)


def test_without_a_code_the_same_name_is_the_same_unit_and_this_is_said():
    unit = known("u1", "Sở Nội vụ", code="SNV", block="Khối A")
    each = one(known=(unit,), name="so noi vu", kind="cơ quan", block="Khối B")
    assert (each.known, each.details.code) == (unit, "SNV")
    assert Finding.KNOWN_BY_NAME in findings(each)


def test_what_the_list_has_no_column_for_stays():
    unit = known("u1", "Sở A", code="A", block="Khối A", headcount=7, aliases=("SA",))
    each = one(known=(unit,), name="Sở A", code="A", kind="cơ quan")
    assert each.change is Change.SAME


def test_a_list_read_again_changes_nothing():
    rows = (Row(2, "Sở A", code="A", kind="cơ quan"), Row(3, "Phòng B", code="B", parent="A"))
    units = (known("u1", "Sở A", code="A"), known("u2", "Phòng B", code="B", parent="u1"))
    assert [each.change for each in planned(*rows, known=units)] == [Change.SAME, Change.SAME]


def test_a_hamlet_of_another_commune_is_another_hamlet():
    unit = known("u1", "1", kind=Kind.HAMLET, label="thôn", parent="19363")
    each = one(known=(unit,), name="Thôn 1", commune="Bến Quan")
    assert (each.known, each.change) == (None, Change.ADD)


def test_a_hamlet_is_known_again_by_the_commune_in_the_parents_column():
    there = known("u1", "1", kind=Kind.HAMLET, label="thôn", parent="19363")
    here = known("u2", "1", kind=Kind.HAMLET, label="thôn", parent="19366")
    row = Row(1, name="Thôn 1", parent="Vĩnh Linh")
    assert planned(row, known=(there, here), home="19366")[0].known is there


def test_of_two_known_of_one_name_the_one_under_the_same_parent_is_meant():
    units = (
        known("a", "Sở A"),
        known("b", "Sở B"),
        known("u1", "Văn phòng", parent="a"),
        known("u2", "Văn phòng", parent="b"),
    )
    assert one(known=units, name="Văn phòng", parent="Sở B").known == units[3]


def test_a_parent_is_found_in_the_list_itself_whatever_the_order():
    child, parent = planned(Row(2, "Phòng B", parent="Sở A"), Row(3, "Sở A"))
    assert (child.parent_row, parent.parent_row) == (3, None)
    assert not child.is_refused


def test_a_parent_is_found_among_the_known_units_by_code_or_name():
    unit = known("u1", "Sở A", code="SA")
    parents = [one(known=(unit,), name="B", parent=text).details.parent for text in ("sa", "sở a")]
    assert parents == ["u1", "u1"]


def test_a_parent_may_be_a_commune():
    assert one(name="Trạm Y tế", parent="Xã Bến Quan").details.parent == "19366"


def test_a_parent_of_which_there_are_several_is_asked_for():
    units = (known("u1", "Văn phòng", parent="a"), known("u2", "Văn phòng", parent="b"))
    assert Finding.SEVERAL_PARENTS in findings(one(known=units, name="Tổ C", parent="Văn phòng"))


@pytest.mark.parametrize("length", [2, 3, 5])
def test_a_circle_of_parents_is_refused(length):
    rows = [Row(n, f"Đơn vị {n}", parent=f"Đơn vị {(n + 1) % length}") for n in range(length)]
    assert all(Finding.ABOVE_ITSELF in findings(each) for each in planned(*rows))


def test_a_circle_through_known_units_is_refused():
    units = (known("u1", "Sở A", code="A"), known("u2", "Phòng B", code="B", parent="u1"))
    each = one(known=units, name="Sở A", code="A", parent="B")
    assert Finding.ABOVE_ITSELF in findings(each)


def test_a_row_under_a_refused_row_is_refused_with_it():
    rows = (Row(2, "Sở A", headcount="?"), Row(3, "Phòng B", parent="Sở A"))
    rows += (Row(4, "Tổ C", parent="Phòng B"),)
    first, *others = planned(*rows)
    assert first.is_refused
    assert all(Finding.PARENT_REFUSED in findings(each) for each in others)


def test_a_code_counts_once():
    first, second = planned(Row(2, "A", code="X"), Row(3, "B", code="x"))
    assert (first.is_refused, findings(second)) == (False, findings(second) | {Finding.CODE_TWICE})


def test_a_name_counts_once_under_one_parent():
    rows = (Row(2, "Văn phòng", parent="bến quan"), Row(3, "Văn phòng", parent="vĩnh linh"))
    rows += (Row(4, "văn phòng", parent="Bến Quan"),)
    assert [each.is_refused for each in planned(*rows)] == [False, False, True]


def test_the_code_of_another_unit_is_refused_in_the_form():
    units = (known("u1", "A", code="A"), known("u2", "B", code="B"))
    each = one(known=units, only=units[0], name="A", code="B")
    assert Finding.CODE_OF_ANOTHER in findings(each)


def test_the_form_changes_the_unit_that_it_is_about():
    units = (known("u1", "A", code="A"), known("u2", "B"))
    each = one(known=units, only=units[0], name="B", code="A", kind="cơ quan")
    assert (each.known, each.change) == (units[0], Change.UPDATE)


@pytest.mark.parametrize(
    ("typed", "count"),
    [("", None), ("45", 45), ("1.234", 1234), ("1 234", 1234), ("12,345", 12345), ("45.0", 45)],
)
def test_headcounts_are_read_as_people_write_them(typed, count):
    assert headcount_of(typed) == count


@pytest.mark.parametrize("typed", ["khoảng 40", "4,5", "-1", "9999999", "²"])
def test_what_is_no_number_of_people_is_refused(typed):
    with pytest.raises(ValueError, match=re.escape(typed)):
        headcount_of(typed)


def test_other_names_stand_between_semicolons_each_once():
    assert aliases_of("UBND xã;  Ủy ban | UBND xã\nxã") == ("UBND xã", "Ủy ban", "xã")


WORDS = st.sampled_from(["", "A", "B", "Sở A", "Thôn 1", "bến quan", "tân thành", "7", "x" * 210])
ROWS = st.lists(
    st.tuples(WORDS, WORDS, st.sampled_from(["", "cơ quan", "thôn", "?"]), WORDS, WORDS), max_size=8
)


def built(cells: list[tuple[str, ...]]) -> tuple[Planned, ...]:
    units = (known("u1", "Sở A", code="A"), known("u2", "B", parent="u1"))
    rows = [Row(n, a, b, c, d, None, e) for n, (a, b, c, d, e) in enumerate(cells, 2)]
    return planned(*rows, known=units)


@given(ROWS)
def test_no_row_is_dropped(cells):
    assert [each.row.number for each in built(cells)] == list(range(2, len(cells) + 2))


@given(ROWS)
def test_what_is_accepted_stands_under_no_refused_row_and_never_above_itself(cells):
    rows = {each.row.number: each for each in built(cells) if not each.is_refused}
    for each in rows.values():
        at, steps = each, 0
        while at.parent_row is not None and steps <= len(cells):
            at, steps = rows[at.parent_row], steps + 1
        assert steps <= len(cells)


@given(ROWS)
def test_a_refused_row_says_why(cells):
    assert all(each.found for each in built(cells) if each.is_refused)
