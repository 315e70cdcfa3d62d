"""Which rows of a list stand in an uploaded file, or in the text kept between pages?"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

import python_calamine

from contest.rules.unit_rows import Column, Row
from contest.rules.unit_search import key
from questions.text import clean_block

MOST_ROWS, MOST_BYTES, MOST_UNPACKED = 5_000, 1_000_000, 60_000_000
MOST_COLUMNS, LAST_ROW = 200, 20_000
HEADER_WITHIN = 20  # a title and the office's name may stand above the columns' names
WORKBOOK, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = ("\t", ";", ",")
NUMBER = "number"
# Where a cell or row stands; one that holds nothing but its looks is passed over.
_FILLED = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)([0-9]+)["'](?!(?:\s+s="[0-9]+")?\s*/>)""")
MARKS = " *:"  # what forms put after a column's name

SYNONYMS: dict[Column, tuple[str, ...]] = {
    Column.NAME: (
        "tên đơn vị",
        "tên",
        "đơn vị",
        "tên cơ quan",
        "tên cơ quan, đơn vị",
        "cơ quan, đơn vị",
        "tên trường",
        "tên thôn",
        "thôn",
    ),
    Column.CODE: ("mã", "mã đơn vị", "mã số", "mã định danh", "mã cơ quan"),
    Column.KIND: ("loại", "loại đơn vị", "loại hình"),
    Column.PARENT: (
        "trực thuộc",
        "thuộc",
        "đơn vị cấp trên",
        "cấp trên",
        "cơ quan chủ quản",
        "đơn vị chủ quản",
        "đơn vị cha",
    ),
    Column.BLOCK: ("khối", "nhóm", "cụm", "khối thi đua"),
    Column.COMMUNE: (
        "xã",
        "phường",
        "xã, phường",
        "xã, phường, đặc khu",
        "địa bàn",
        "nơi đặt trụ sở",
        "trụ sở",
    ),
    Column.ALIASES: ("tên khác", "tên gọi khác", "tên cũ", "tên viết tắt", "viết tắt"),
    Column.HEADCOUNT: (
        "tổng số",
        "số người",
        "tổng số người",
        "số lượng",
        "biên chế",
        "số cán bộ",
        "sĩ số",
        "số dân",
    ),
}
BY_HEADER = {key(text): column for column, texts in SYNONYMS.items() for text in texts} | {
    column.value: column for column in Column
}


class Trouble(StrEnum):
    """Why a whole file is refused."""

    UNREADABLE = "unreadable"
    NO_NAME_COLUMN = "no-name-column"
    COLUMN_TWICE = "column-twice"
    NO_ROWS = "no-rows"
    TOO_LONG = "too-long"


Sheet = list[list[str]]


def read_file(content: bytes) -> list[Row] | Trouble:
    """The rows of a workbook's first sheet that has a name column, or of a CSV file."""
    if len(content) > MOST_BYTES:
        return Trouble.TOO_LONG
    try:
        if is_workbook(content):
            return _first_read(read_sheets(content))
        return read_text(_decoded(content))
    except ValueError:
        return Trouble.UNREADABLE


def table_of_file(content: bytes) -> Sheet:
    """The cells of a workbook's first sheet, or of a CSV.  Raises ValueError when unreadable."""
    if len(content) > MOST_BYTES:
        raise ValueError("too long")
    if is_workbook(content):
        return next(read_sheets(content), [])[:MOST_ROWS]
    return table_of_text(_decoded(content))


def table_of_text(text: str) -> Sheet:
    """The cells of pasted lines; tabs part them, else semicolons, else commas.

    Raises ValueError for a cell without end.
    """
    lines = text.splitlines()[:MOST_ROWS]
    mark = next((each for each in DELIMITERS if any(each in line for line in lines)), "\t")
    try:
        rows = list(csv.reader(lines, delimiter=mark))
    except csv.Error as error:
        raise ValueError("a cell without end") from error
    return [[cleaned(each) for each in row] or [""] for row in rows]


def pasted(table: Sheet) -> str:
    """A table as a text that ``table_of_text`` reads as the same cells."""
    buffer = io.StringIO()
    lines = ([" ".join(cell.split()) for cell in row] for row in table)
    csv.writer(buffer, delimiter="\t", lineterminator="\n").writerows(lines)
    return buffer.getvalue()


def read_text(text: str) -> list[Row] | Trouble:
    """The rows of units of a CSV; its delimiter is the one that makes out the most columns."""
    try:
        tables = [_parsed(text, delimiter) for delimiter in DELIMITERS]
    except csv.Error:  # a cell without end, say
        return Trouble.UNREADABLE
    return _first_read(iter([max(tables, key=_columns_known)]))


def written(rows: Sequence[Row]) -> str:
    """The rows as a text that ``read_text`` reads as the same rows, numbers too."""
    columns = [each for each in Column if any(getattr(row, each.value) is not None for row in rows)]
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n")
    writer.writerow([NUMBER, *(each.value for each in columns)])
    for row in rows:
        writer.writerow([row.number, *(getattr(row, each.value) or "" for each in columns)])
    return buffer.getvalue()


def _decoded(content: bytes) -> str:
    if content.startswith(UTF_16):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1258")  # an old Vietnamese Windows wrote it


def _parsed(text: str, delimiter: str) -> Sheet:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [[cleaned(each) for each in row] for row in lines]


def is_workbook(content: bytes) -> bool:
    return content.startswith((WORKBOOK, OLD_WORKBOOK))


def read_sheets(content: bytes) -> Iterator[Sheet]:
    """The sheets of a workbook, their cells cleaned.  Raises ValueError when it cannot be read."""
    try:
        if content.startswith(WORKBOOK):
            _refuse_bombs(content)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + HEADER_WITHIN + 1)
            yield [[cleaned(each) for each in row] for row in rows]
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,  # zipfile's word for a packing that it does not know
        RuntimeError,  # and for a password
        python_calamine.CalamineError,
        python_calamine.ZipError,
        python_calamine.XmlError,
    ) as error:
        raise ValueError("no workbook that can be read") from error


def _refuse_bombs(content: bytes) -> None:
    """Raises ValueError for what would fill the memory once it is unpacked.

    The reader makes room for every cell up to the last one: two cells of 1.5 KB, one of them in
    XFD1048576, end the whole server.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if sum(each.file_size for each in parts.infolist()) > MOST_UNPACKED:
            raise ValueError("unpacks to too much")
        if any(map(_has_cells_far_away, map(parts.read, parts.namelist()))):
            raise ValueError("a cell far away")


def _has_cells_far_away(part: bytes) -> bool:
    return b"sheetData" in part and any(
        int(row[:9]) > LAST_ROW or _column_number(column) > MOST_COLUMNS
        for column, row in _FILLED.findall(part)
    )


def _column_number(letters: bytes) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters.upper()[:4]:
        number = number * 26 + letter - ord("A") + 1
    return number


def cleaned(value: Any) -> str:
    """A sheet's number is a float there, whatever it counts."""
    whole = isinstance(value, float) and value.is_integer()
    return clean_block(str(int(value) if whole else value)).strip()


def _first_read(sheets: Iterator[Sheet]) -> list[Row] | Trouble:
    trouble = Trouble.NO_NAME_COLUMN
    for sheet in sheets:
        rows = _rows(sheet)
        if not isinstance(rows, Trouble):
            return rows
        if rows is not Trouble.NO_NAME_COLUMN:
            trouble = rows
    return trouble


def _columns_known(sheet: Sheet) -> int:
    return max((len(_header(row)) for row in sheet[:HEADER_WITHIN]), default=0)


def _header(cells: Sequence[str]) -> list[tuple[int, Column]]:
    """Where each column stands, if these cells are the columns' names."""
    named = [(at, BY_HEADER.get(key(cell.strip(MARKS)))) for at, cell in enumerate(cells)]
    return [(at, column) for at, column in named if column]


def _rows(sheet: Sheet) -> list[Row] | Trouble:
    for at, cells in enumerate(sheet[:HEADER_WITHIN]):
        columns = _header(cells)
        if Column.NAME in [column for _, column in columns]:
            return _rows_below(sheet[at + 1 :], at + 2, columns, _number_at(cells))
    return Trouble.NO_NAME_COLUMN


def _number_at(cells: Sequence[str]) -> int | None:
    return 0 if cells[0] == NUMBER else None


def _rows_below(
    lines: Sheet, first: int, columns: list[tuple[int, Column]], number_at: int | None
) -> list[Row] | Trouble:
    if len({column for _, column in columns}) < len(columns):
        return Trouble.COLUMN_TWICE
    rows = []
    for number, cells in enumerate(lines, first):
        given = {column.value: _at(cells, at) for at, column in columns}
        if number_at is not None and _at(cells, number_at).isdecimal():
            rows.append(Row(int(_at(cells, number_at)), **given))
        elif any(given.values()):
            rows.append(Row(number, **given))
    if len(rows) > MOST_ROWS or len(written(rows).encode()) > MOST_BYTES:
        return Trouble.TOO_LONG
    return rows or Trouble.NO_ROWS


def _at(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""
