"""Questions in a table, one a row below a header: the same for workbooks and CSV."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from questions.formats.reading import At, Code, Item, Reading, Remark
from questions.formats.table_header import MOST_TITLE_ROWS, Header, header_of
from questions.formats.table_row import RowReader
from questions.formats.text_file import BLANKS, first_words, refuse_too_many
from questions.model import Question

Row = tuple[int, Mapping[int, str]]  # its number from 1 on, its texts by their columns


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows below a header, which stands at an index of them."""

    rows: Sequence[Row]
    index: int
    header: Header
    place: Callable[[int], At]

    def read(self) -> Reading:
        items: list[Item] = []
        refused: list[Remark] = []
        findings = [*self._titles(), *self._unknown_columns()]
        headings = self.rows[self.index][1]
        for number, cells in self.rows[self.index + 1 :]:
            if cells == headings:  # repeated for the next page
                continue
            reader = RowReader(self.place(number), self.header, headings, cells)
            found = reader.read()
            if isinstance(found, Question):
                items.append(Item(reader.at, found))
                findings += reader.said
            elif found:
                refused.append(found)
            refuse_too_many(len(items) + len(refused))
        return Reading(tuple(items), tuple(findings), tuple(refused))

    def _titles(self) -> Iterator[Remark]:
        """What stands above the header."""
        for number, cells in self.rows[: self.index]:
            text = first_words(" ".join(cells.values()))
            if text:
                yield Remark(self.place(number), Code.TEXT_LEFT_OUT, {"text": text})

    def _unknown_columns(self) -> Iterator[Remark]:
        number, headings = self.rows[self.index]
        known = {*self.header.fields.values(), *self.header.options.values()}
        texts: dict[int, list[str]] = {}
        for _, cells in self.rows[self.index + 1 :]:
            for column, text in cells.items():
                if column not in known and text.strip(BLANKS):
                    texts.setdefault(column, []).append(text.strip(BLANKS))
        for column, found in sorted(texts.items()):
            heading = first_words(headings.get(column, ""))
            if heading or not _are_numbers(found):
                name = heading or _letters(column)
                yield Remark(self.place(number), Code.FIELD_LEFT_OUT, {"field": name})


def read_table(
    rows: Sequence[Row], place: Callable[[int], At] = lambda number: number
) -> Reading | None:
    """Read the rows below the best header among the first; None where there is none."""
    headers = [(header_of(cells), index) for index, (_, cells) in enumerate(rows[:MOST_TITLE_ROWS])]
    possible = [(header.score, -index, header) for header, index in headers if header.is_one]
    if not possible:
        return None
    _, index, header = max(possible, key=lambda each: each[:2])
    return _Table(rows, -index, header, place).read()


def header_score(rows: Sequence[Row]) -> int:
    """How well the best header of the rows is understood; 0 where there is none."""
    headers = (header_of(cells) for _, cells in rows[:MOST_TITLE_ROWS])
    return max((header.score for header in headers if header.is_one), default=0)


def _are_numbers(texts: list[str]) -> bool:
    """Whether a column without a heading only counts the rows."""
    return all(text == str(at) for at, text in enumerate(texts, 1))


def _letters(column: int) -> str:
    """A column's name as spreadsheets show it."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
