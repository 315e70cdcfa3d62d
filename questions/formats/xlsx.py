"""Questions in workbooks, as offices keep them; written as a workbook that people fill on."""

import io
from collections.abc import Callable, Iterator, Sequence

from rustpy_xlsxwriter import write_worksheets

from questions.formats import FormatRefused
from questions.formats.reading import At, Code, Reading, Remark, Written
from questions.formats.table import Row, header_score, read_table
from questions.formats.table_answers import answers_in
from questions.formats.table_row import Keys
from questions.formats.table_writer import table_of
from questions.formats.text_file import first_words, refuse_too_many
from questions.formats.workbook import Workbook, open_workbook
from questions.model import Question

_SHEET = "Câu hỏi"
_WIDE = frozenset({"Câu hỏi", "Giải thích", "Văn bản"})
_MOST_SAID = 20  # rows: more never fit into what is said


def read(content: bytes) -> Reading:
    """Read each sheet that has a header; ``at`` is the row, with its sheet from the second on.

    Numbers, dates and per cents are read as they show, formulas by their last value.  Answers on
    a sheet of their own are those of the only other sheet's questions; sheets without a header,
    pictures and comments are named.  Raises FormatRefused: no-header, and what ``open_workbook``
    and ``read_table`` raise.
    """
    workbook = open_workbook(content)
    sheets = [(name, rows, answers_in(rows)) for name, rows in workbook.sheets]
    asking = [rows for _, rows, answers in sheets if answers is None and header_score(rows)]
    answers = _joined([each.keys for *_, each in sheets if each]) if len(asking) == 1 else {}
    readings: list[Reading] = []
    findings: list[Remark] = []
    for name, rows, listed in sheets:
        reading = None if listed else read_table(rows, _places(name, not readings), answers)
        if reading is not None:
            readings.append(reading)
            refuse_too_many(sum(len(each.items) for each in readings))
            findings += reading.findings
        elif listed and answers:
            said = ({"field": first_words(heading)} for heading in listed.others)
            findings += (Remark(name, Code.FIELD_LEFT_OUT, each) for each in said)
        else:
            findings += _unread(name, rows)
    if not readings:
        raise FormatRefused("no-header")
    items = tuple(item for each in readings for item in each.items)
    refused = tuple(remark for each in readings for remark in each.refused)
    return Reading(items, (*findings, *_parts(workbook)), refused)


def _joined(lists: Sequence[Keys]) -> Keys:
    """The answers of several sheets: a question may be answered on each."""
    numbers = dict.fromkeys(number for keys in lists for number in keys)
    return {
        number: tuple(key for keys in lists for key in keys.get(number, ())) for number in numbers
    }


def _places(sheet: str, is_first: bool) -> Callable[[int], At]:
    return lambda number: number if is_first else f"{sheet}!{number}"


def _unread(sheet: str, rows: Sequence[Row]) -> Iterator[Remark]:
    """A sheet with words that no question is read from."""
    if texts := [text for _, cells in rows[:_MOST_SAID] for text in cells.values()]:
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
