"""Questions in CSV, as Excel, LibreOffice and others write it; written so that Excel opens it."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from questions.formats import FormatRefused
from questions.formats.reading import Reading, Written
from questions.formats.sheet_cells import MOST_COLUMNS, MOST_ROWS
from questions.formats.table import Row, header_score, read_table
from questions.formats.table_writer import table_of
from questions.formats.text_file import MOST_LINES, decode, refuse_too_many_lines
from questions.model import Question

_SIGNS = ",;\t|"
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # by which Excel tells the sign
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_LINE_END = re.compile(r"\r\n?|\n")
_SOUGHT_ROWS = 300  # among which the header is, empty ones counted
_BOM = "\ufeff"


def read(content: bytes) -> Reading:
    """Read a table whose columns are parted by a comma, a semicolon, a tab or a bar.

    ``at`` is the row's number.  An apostrophe before what could be a formula is a guard and taken
    off.  Raises FormatRefused: empty-file, too-large, not-utf-8, not-csv with the line, no-header,
    too-many-rows, too-many-lines, too-many-columns, too-many-items.
    """
    text = decode(content)
    refuse_too_many_lines(text)
    hint = _HINT.match(text)
    sign = hint[1] if hint and hint[1] in _SIGNS else _best_sign(text)
    reading = read_table(list(_filled(_rows(text, sign))))
    if reading is None:
        raise FormatRefused("no-header")
    return reading


def _best_sign(text: str) -> str:
    """The sign with which the header is understood best."""
    scores: dict[str, int] = {}
    for sign in _SIGNS:
        try:
            first = islice(_rows(text, sign), _SOUGHT_ROWS)
            scores[sign] = header_score([row for row in first if row[1]])
        except FormatRefused:
            continue
    best = max(scores, key=lambda sign: scores[sign], default=",")
    return best if scores.get(best) else ","


def _filled(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows that say something.  Raises FormatRefused (too-many-rows)."""
    count = 0
    for number, cells in rows:
        count += bool(cells)
        if count > MOST_ROWS or number > MOST_LINES:
            raise FormatRefused("too-many-rows")
        if cells:
            yield number, cells


def _rows(text: str, sign: str) -> Iterator[Row]:
    """All rows by their numbers.  Raises FormatRefused (not-csv, too-many-columns)."""
    reader = csv.reader(_lines(text, sign), delimiter=sign, strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            if len(cells) > MOST_COLUMNS:
                raise FormatRefused("too-many-columns")
            yield number, {at: unguarded(cell) for at, cell in enumerate(cells) if cell}
    except csv.Error as error:
        raise FormatRefused("not-csv", f"line {reader.line_num}") from error


def _lines(text: str, sign: str) -> Iterator[str]:
    """Lines with their ends, cut one by one; raises FormatRefused (too-many-columns)."""
    start = 0
    while start < len(text):
        found = _LINE_END.search(text, start)
        end = found.end() if found else len(text)
        if text.count(sign, start, end) > MOST_COLUMNS:
            raise FormatRefused("too-many-columns")
        yield text[start:end]
        start = end


def write(questions: Sequence[Question]) -> Written:
    """Write a table with commas in UTF-8 with the mark by which Excel knows it."""
    table = table_of(questions)
    target = io.StringIO()
    target.write(_BOM)
    writer = csv.writer(target)
    writer.writerows([guarded(cell) for cell in row] for row in (table.columns, *table.rows))
    return Written(target.getvalue().encode(), table.left_out)


def guarded(cell: str) -> str:
    """A cell that no program takes for a formula; one that looks guarded is guarded once more."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    return text[1:] if _GUARDED.match(text) else text
