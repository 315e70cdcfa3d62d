"""A document's body in its order: paragraphs, and tables with their cells."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from questions.formats.word.names import MC, W
from questions.formats.word.paragraphs import Paragraph, Reader, chosen_of
from questions.formats.word.styles import value

_WRAPPERS = frozenset(
    [f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")]
)
_MOST_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by the columns that it covers; a lower part of a merged one is ``is_continued``."""

    column: int
    span: int
    is_continued: bool
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """All that it says, on one line."""
        return " ".join(" ".join(each.rich.text for each in self.paragraphs).split())


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        return (each for row in self.rows for cell in row for each in cell.paragraphs)


Block = Paragraph | Table


def blocks_of(body: etree._Element, reader: Reader) -> Iterator[Block]:
    """Read a body; paragraphs are counted from 1 in their order, those in cells too."""
    for each in body:
        if each.tag == f"{W}p":
            yield reader.read(each)
        elif each.tag == f"{W}tbl":
            yield _table(each, reader)
        elif each.tag in _WRAPPERS:
            yield from blocks_of(each, reader)
        elif each.tag == f"{MC}AlternateContent" and (chosen := chosen_of(each)) is not None:
            yield from blocks_of(chosen, reader)


def _table(element: etree._Element, reader: Reader) -> Table:
    rows = [tuple(_cells(row, reader)) for row in _children(element, f"{W}tr")]
    return Table(tuple(rows))


def _children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, in content controls too."""
    for each in element:
        if each.tag == tag:
            yield each
        elif each.tag in _WRAPPERS:
            yield from _children(each, tag)


def _cells(row: etree._Element, reader: Reader) -> Iterator[Cell]:
    column = _whole(value(row, "trPr", "gridBefore"), 0)
    for element in _children(row, f"{W}tc"):
        properties = element.find(f"{W}tcPr")
        span = max(1, _whole(value(properties, "gridSpan"), 1))
        merge = None if properties is None else properties.find(f"{W}vMerge")
        is_continued = merge is not None and value(properties, "vMerge") != "restart"
        yield Cell(column, span, is_continued, tuple(_paragraphs(element, reader)))
        column += span


def _paragraphs(element: etree._Element, reader: Reader) -> Iterator[Paragraph]:
    for block in blocks_of(element, reader):
        if isinstance(block, Table):
            yield from block.paragraphs
        else:
            yield block


def _whole(text: str, otherwise: int) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) < 4
    return min(int(text), _MOST_COLUMNS) if is_number else otherwise
