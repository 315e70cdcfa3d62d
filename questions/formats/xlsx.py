"""Questions in workbooks, as offices keep them; written as a workbook that people fill on."""

import io
from collections.abc import Callable, Iterator, Sequence

from rustpy_xlsxwriter import write_worksheets

from questions.formats import FormatRefused
from questions.formats.reading import At, Code, Item, Reading, Remark, Written
from questions.formats.table import read_table
from questions.formats.table_writer import table_of
from questions.formats.text_file import first_words
from questions.formats.workbook import Workbook, open_workbook
from questions.model import Question

_SHEET = "Câu hỏi"
_WIDE = frozenset({"Câu hỏi", "Giải thích", "Văn bản"})


def read(content: bytes) -> Reading:
    """Read each sheet that has a header; ``at`` is the row, with its sheet from the second on.

    Numbers, dates and per cents are read as they show, formulas by their last value; sheets
    without a header, pictures and comments are named.  Raises FormatRefused: no-header, and what
    ``open_workbook`` and ``read_table`` raise.
    """
    workbook = open_workbook(content)
    items: list[Item] = []
    refused: list[Remark] = []
    findings: list[Remark] = []
    is_first = True
    for name, rows in workbook.sheets:
        reading = read_table(rows, _places(name, is_first))
        if reading is None:
            findings += _unread(name, [text for _, cells in rows[:1] for text in cells.values()])
            continue
        is_first = False
        items += reading.items
        refused += reading.refused
        findings += reading.findings
    if is_first:
        raise FormatRefused("no-header")
    return Reading(tuple(items), (*findings, *_parts(workbook)), tuple(refused))


def _places(sheet: str, is_first: bool) -> Callable[[int], At]:
    return lambda number: number if is_first else f"{sheet}!{number}"


def _unread(sheet: str, texts: list[str]) -> Iterator[Remark]:
    """A sheet with words and without a header."""
    if texts:
        yield Remark(sheet, Code.TEXT_LEFT_OUT, {"text": first_words(" ".join(texts))})


def _parts(workbook: Workbook) -> Iterator[Remark]:
    for name in workbook.pictures:
        yield Remark(name, Code.PICTURE_LEFT_OUT, {"why": "picture-format"})
    for name in workbook.comments:
        yield Remark(name, Code.FIELD_LEFT_OUT, {"field": "comments"})


def write(questions: Sequence[Question]) -> Written:
    """Write one sheet with its header kept in sight; all cells are text."""
    table = table_of(questions)
    rows = table.rows or (("",) * len(table.columns),)
    records = (dict(zip(table.columns, row, strict=True)) for row in rows)
    target = io.BytesIO()
    write_worksheets(
        [(_SHEET, records)],
        target,
        bold_headers=True,
        freeze_panes={"general": {"row": 1, "col": 0}},
        column_widths={_SHEET: [60.0 if each in _WIDE else 18.0 for each in table.columns]},
    )
    return Written(target.getvalue(), table.left_out)
