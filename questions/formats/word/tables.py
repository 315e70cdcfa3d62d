"""A table that is neither a bank nor a list of keys, as the lines that it shows."""

import re
from collections.abc import Iterator
from dataclasses import replace

from questions.formats.word.blocks import Cell, Table
from questions.formats.word.labels import option_label, stem_label
from questions.formats.word.paragraphs import Paragraph
from questions.formats.word.rich import Rich, joined
from questions.text import fold

CROSSES = ("x", "✓", "✔", "√", "d", "s", "dung", "sai")
_NAME = re.compile(
    r"(?P<letter>[A-H])|(?:câu|question)(?:\s(?:hỏi|số))?\s\d{1,4}|đáp\sán(?:\sđúng)?"
    r"|(?:giải\sthích|căn\scứ|mức\sđộ|chủ\sđề|lời\sgiải)",
    re.IGNORECASE,
)


def flat(table: Table) -> Iterator[Paragraph]:
    """Its lines, known as a table's own."""
    return (replace(each, is_cell=True) for each in _flat(table))


def _flat(table: Table) -> Iterator[Paragraph]:
    """Its paragraphs one after the other; rows of mere words as a line, " | " between the cells.

    A row of a name and what it names ("A", "Đáp án") is such a line; so is a statement with its
    cross below "Đúng" or "Sai".
    """
    judged = _judged_columns(table)
    if judged:
        yield from _statements(table, *judged)
        return
    is_layout = any(_begins_something(each) for each in table.paragraphs)
    for row in table.rows:
        cells = [each for cell in row for each in cell.paragraphs]
        filled = [each for each in cells if each.rich.text.strip()]
        if (name := _name(row)) is not None:
            yield _with_text(filled, joined([Rich(name), *(each.rich for each in filled[1:])], " "))
        elif is_layout or len(filled) < 2 or len(row) == 1:
            yield from cells
        else:
            yield _with_text(filled, joined([each.rich.stripped() for each in filled], " | "))


def words_in(table: Table) -> str:
    """A line for each row, " | " between its cells."""
    return "\n".join(" | ".join(cell.text for cell in row if cell.text) for row in table.rows)


def _begins_something(paragraph: Paragraph) -> bool:
    text = paragraph.rich.text.strip()
    label = option_label(text)
    return stem_label(text) is not None or (label is not None and label.position < 2)


def _with_text(paragraphs: list[Paragraph], rich: Rich) -> Paragraph:
    return replace(paragraphs[0], rich=rich, notes=(), label_length=0)


def _name(row: tuple[Cell, ...]) -> str | None:
    """The label that the first of two cells makes for the second."""
    if len(row) != 2 or not row[1].text:
        return None
    match = _NAME.fullmatch(row[0].text.strip(" .:)"))
    if match is None:
        return None
    return f"{match['letter']}." if match["letter"] else f"{match[0]}:"


def _judged_columns(table: Table) -> tuple[int, int] | None:
    """The columns "Đúng" and "Sai" of a table of statements."""
    heads = {fold(cell.text): cell.column for cell in (table.rows[0] if table.rows else ())}
    true, false = heads.get("dung", heads.get("d")), heads.get("sai", heads.get("s"))
    if true is None or false is None or min(map(len, table.rows)) < 3:
        return None
    return true, false


def _statements(table: Table, true: int, false: int) -> Iterator[Paragraph]:
    for number, row in enumerate(table.rows[1:]):
        said = {cell.column: fold(cell.text) in CROSSES for cell in row}
        words = [cell for cell in row if cell.column not in (true, false) and cell.text]
        if not words:
            continue
        paragraphs = [each for cell in words for each in cell.paragraphs]
        rich = joined([each.rich.stripped() for each in paragraphs], " ")
        if option_label(rich.text) is None:
            rich = joined([Rich(f"{chr(ord('a') + number % 26)})"), rich], " ")
        crosses = (said.get(true, False), said.get(false, False))
        verdict = {(True, False): " (Đ)", (False, True): " (S)"}.get(crosses, "")
        yield _with_text(paragraphs, joined([rich, Rich(verdict)]))
