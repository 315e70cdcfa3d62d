"""Rows are read from the files that offices have: workbooks and every usual kind of CSV."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.unit_rows import Row
from contest.units import files_service
from contest.units.files_service import Trouble, read_file, read_text, written
from contest.web import files
from contest.web.files import Table

TEXT = "Tên đơn vị,Mã,Số người\nSở Nội vụ,01,12\n"
ROWS = [Row(2, name="Sở Nội vụ", code="01", headcount="12")]


def workbook(*tables):
    """A sheet of notes, then one for each table, its first row on top."""
    sheets = [
        Table("t", f"Bảng {number}", tuple(top), lambda rows=rows: map(tuple, rows))
        for number, (top, *rows) in enumerate(tables)
    ]
    return files.workbook(sheets, {"Cách ghi": "Mỗi dòng một đơn vị."})


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="utf-8-with-bom"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16"),
        pytest.param(TEXT.replace(",", ";").encode(), id="semicolons"),
        pytest.param(TEXT.replace(",", "\t").encode(), id="tabs"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="windows-lines"),
        pytest.param("TEN DON VI,ma,so nguoi\nSở Nội vụ,01,12".encode(), id="header-without-marks"),
        pytest.param("Tên đơn vị (*):,STT,Mã,Số người\nSở Nội vụ,1,01,12".encode(), id="more"),
        pytest.param(
            workbook([["Tên đơn vị", "Mã", "Số người"], ["Sở Nội vụ", "01", 12]]), id="workbook"
        ),
        pytest.param(
            workbook([["Ghi chú"]], [["Tên", "Mã", "Tổng số"], ["Sở Nội vụ", "01", 12]]),
            id="second-sheet",
        ),
    ],
)
def test_a_file_is_read(content):
    assert read_file(content) == ROWS


def test_an_old_vietnamese_windows_is_read():
    decomposed = "Tên,Ma\u0303\nSơ\u0309 Nô\u0323i vu\u0323,1\n"  # as code page 1258 has the tones
    assert read_file(decomposed.encode("cp1258")) == [Row(2, name="Sở Nội vụ", code="1")]


def test_titles_and_blank_lines_are_passed_over_and_numbers_are_those_of_the_file():
    text = "ỦY BAN NHÂN DÂN\n\nTên\nSở A\n\nSở B\n"
    assert [(row.number, row.name) for row in read_text(text)] == [(4, "Sở A"), (6, "Sở B")]


def test_a_row_without_a_name_is_kept():
    assert read_text("Tên,Mã\n,X1\n") == [Row(2, code="X1")]


def test_a_short_row_lacks_its_last_cells():
    assert read_text("Tên,Mã\nSở A\n") == [Row(2, name="Sở A", code="")]


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(files_service, "MOST_UNPACKED", 10)
    assert read_file(workbook([["Tên"], ["A"]])) is Trouble.UNREADABLE


def test_a_large_file_is_refused_unread():
    assert read_file(b"x" * 1_000_001) is Trouble.TOO_LONG


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe\x00\xd8"])
def test_a_broken_file_is_refused(start):
    assert read_file(start + b"nonsense") is Trouble.UNREADABLE


def test_a_workbook_without_sheets_of_cells_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as parts:
        parts.writestr("x.txt", "x")
    assert read_file(target.getvalue()) is Trouble.UNREADABLE


CELLS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8))
def test_what_is_carried_to_the_next_page_is_read_as_the_same_rows(cells):
    clean = files_service.cleaned
    rows = [
        Row(number, name=clean(name), code=clean(code), aliases=clean(aliases))
        for number, (name, code, aliases) in enumerate(cells, 3)
    ]
    assert read_text(written(rows)) == rows


def far_away(cell, row, content="<v>1</v>"):
    """A workbook of a name and one more cell, as small as can be."""
    whole = io.BytesIO(workbook([["Tên"], ["Sở A"]]))
    target = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            more = f'<row r="{row}"><c r="{cell}" s="0"{content}</row></sheetData>'
            body = old.read(part)
            if part.startswith("xl/worksheets/"):
                body = body.replace(b"</sheetData>", more.encode())
            new.writestr(part, body)
    return target.getvalue()


@pytest.mark.parametrize("place", [("XFD1048576", 1048576), ("XFD9", 9), ("A90000", 90000)])
def test_a_cell_far_away_ends_no_server(place):
    assert read_file(far_away(*place, content="><v>1</v></c>")) is Trouble.UNREADABLE


def test_a_cell_far_away_that_only_has_a_look_does_not_matter():
    rows = read_file(far_away("XFD9", 9, content="/>"))
    assert [each.name for each in rows] == ["Sở A"]


def test_a_cell_without_end_is_unreadable():
    assert read_text('Tên\n"' + "x" * 200_000) is Trouble.UNREADABLE
