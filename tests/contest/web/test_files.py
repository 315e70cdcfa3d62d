import csv
import io
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from contest.web.files import BOM, Table, csv_lines, guarded, workbook

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))


def table(*rows, columns=("Họ và tên", "Số câu đúng"), title="Bảng") -> Table:
    return Table("table", title, columns, lambda: rows)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_program_might_compute_is_guarded(start):
    assert guarded(f"{start}1+1") == f"'{start}1+1"


def test_a_negative_number_stays_a_number():
    assert guarded(-5) == "-5"


def test_nothing_is_an_empty_cell():
    assert guarded(None) == ""


def test_an_instant_is_written_as_vietnamese_write_it():
    assert guarded(datetime(2026, 11, 24, 9, 5, 7)) == "24/11/2026 09:05:07"  # noqa: DTZ001  # local


def test_a_csv_begins_with_the_mark_by_which_excel_knows_utf_8():
    assert "".join(csv_lines(table())).startswith(BOM)


def test_headers_are_guarded_too():
    assert "'=cmd" in "".join(csv_lines(table(columns=("=cmd", "b"))))


@given(st.lists(st.tuples(CELLS, st.integers())))
def test_what_a_csv_holds_can_be_read_again(rows):
    text = "".join(csv_lines(table(*rows))).removeprefix(BOM)
    read = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert read == [[guarded(name), str(count)] for name, count in rows]


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers():
    body = workbook([table(("=1+1", Decimal("8.75")))], {"Cuộc thi": "Thử"})
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_name("Bảng")
    assert sheet.to_python() == [["Họ và tên", "Số câu đúng"], ["=1+1", 8.75]]


def test_long_and_equal_titles_give_sheets_of_different_names():
    title = "Bảng xếp hạng: cán bộ, công chức, viên chức"
    body = workbook([table(title=title), table(title=title)], {})
    names = CalamineWorkbook.from_filelike(io.BytesIO(body)).sheet_names
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)
