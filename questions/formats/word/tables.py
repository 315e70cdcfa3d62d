"""A table that is neither a bank nor a list of keys, as the lines that it shows."""

from collections.abc import Iterator
from dataclasses import replace

from questions.formats.word.blocks import Table
from questions.formats.word.labels import option_label, stem_label
from questions.formats.word.paragraphs import Paragraph
from questions.formats.word.rich import joined


def flat(table: Table) -> Iterator[Paragraph]:
    """Its paragraphs one after the other; rows of mere words as a line, " | " between the cells."""
    is_layout = any(_begins_something(each) for each in table.paragraphs)
    for row in table.rows:
        cells = [each for cell in row for each in cell.paragraphs]
        filled = [each for each in cells if each.rich.text.strip()]
        if is_layout or len(filled) < 2 or len(row) == 1:
            yield from cells
        else:
            yield _joined(filled)


def _begins_something(paragraph: Paragraph) -> bool:
    text = paragraph.rich.text.strip()
    label = option_label(text)
    return stem_label(text) is not None or (label is not None and label.position < 2)


def _joined(paragraphs: list[Paragraph]) -> Paragraph:
    whole = joined([each.rich.stripped() for each in paragraphs], " | ")
    return replace(paragraphs[0], rich=whole, notes=(), label_length=0)
