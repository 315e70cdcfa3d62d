"""Tables as files: workbooks and CSV that open right in the offices' programs."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from rustpy_xlsxwriter import write_worksheets

Cell = str | int | Decimal | datetime | None
BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
SHEET_NAME_LENGTH = 31
NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
WIDEST = 60.0


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; its rows are made one by one as they are asked for."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[tuple[Cell, ...]]]


def guarded(cell: Cell) -> str:
    """A cell as text that no program takes for a formula; numbers stay as they are."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M:%S}"
    text = str(cell)
    if isinstance(cell, str) and text.startswith(FORMULA_STARTS):
        return f"'{text}"
    return text


def csv_lines(table: Table) -> Iterator[str]:
    """The table in UTF-8's CSV, with the mark by which Excel knows it, a line at a time."""
    yield BOM
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in _with_header(table):
        writer.writerow([guarded(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _with_header(table: Table) -> Iterator[tuple[Cell, ...]]:
    yield table.columns
    yield from table.rows()


def workbook(tables: Iterable[Table], facts: Mapping[str, Cell]) -> bytes:
    """All tables as sheets of one workbook; the first sheet says what they are of.

    Text is written as text, never as a formula.
    """
    listed = list(tables)
    names = _sheet_names(listed)
    first = "Thông tin"
    sheets: list[tuple[str, Any]] = [
        (first, [{"Mục": name, "Nội dung": _plain(cell)} for name, cell in facts.items()])
    ]
    sheets += [(name, _records(table)) for name, table in zip(names, listed, strict=True)]
    widths: dict[str, dict[str, float] | list[float]] = {first: [30.0, WIDEST] if facts else []}
    widths |= {name: _widths(table) for name, table in zip(names, listed, strict=True)}
    target = io.BytesIO()
    write_worksheets(
        sheets,
        target,
        bold_headers=True,
        freeze_panes={"general": {"row": 1, "col": 0}},
        column_widths=widths,
        datetime_format="dd/mm/yyyy hh:mm:ss",
    )
    return target.getvalue()


def _sheet_names(tables: list[Table]) -> list[str]:
    """Titles cut to what a sheet's name may hold, each of them once."""
    names: list[str] = []
    for table in tables:
        name = table.title.translate(NOT_IN_SHEET_NAMES)[:SHEET_NAME_LENGTH].strip()
        if name in names:
            mark = f" {len(names)}"
            name = name[: SHEET_NAME_LENGTH - len(mark)] + mark
        names.append(name)
    return names


def _records(table: Table) -> Iterable[dict[str, Any]]:
    """Rows by column; a table without rows keeps its header by one empty row."""
    is_empty = True
    for row in table.rows():
        is_empty = False
        yield dict(zip(table.columns, map(_plain, row), strict=True))
    if is_empty:
        yield dict.fromkeys(table.columns)


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell


def _widths(table: Table) -> list[float]:
    return [min(max(len(each) + 2.0, 12.0), WIDEST) for each in table.columns]
