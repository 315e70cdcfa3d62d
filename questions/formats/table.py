"""Questions in a table, one a row below a header: the same for workbooks and CSV."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from questions.formats.reading import At, Code, Item, Reading, Remark
from questions.formats.table_header import (
    MOST_TITLE_ROWS,
    Field,
    Header,
    header_of,
    meaning_of,
)
from questions.formats.table_row import Keys, RowReader
from questions.formats.text_file import BLANKS, first_words, refuse_too_many
from questions.model import Question

Row = tuple[int, Mapping[int, str]]  # its number from 1 on, its texts by their columns


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows below a header, which stands at an index of them and may take two rows."""

    rows: Sequence[Row]
    index: int
    header: Header
    headings: Mapping[int, str]
    place: Callable[[int], At]
    answers: Keys

    def read(self) -> Reading:
        refuse_too_many(sum(map(self._may_ask, self.rows[self.index + 1 :])))
        items: list[Item] = []
        refused: list[Remark] = []
        findings = [*self._titles(), *self._unknown_columns()]
        repeated = self.rows[self.index][1]
        answers = self._sure_answers(findings)
        table, counts_from_nought = self, self._counts_from_nought()
        for number, cells in self.rows[self.index + 1 :]:
            if cells == repeated:  # for the next page
                table = self
                continue
            if (header := header_of(cells)).is_one and header.options:
                table = replace(self, header=header, headings=cells)
                continue
            reader = replace(
                table._reader(number, cells),
                answers=answers,
                counts_from_nought=counts_from_nought,
            )
            found = reader.read()
            if isinstance(found, Question):
                items.append(Item(reader.at, found))
            if isinstance(found, Remark):
                refused.append(found)
            else:
                findings += reader.said
            refuse_too_many(len(items) + len(refused))
        return Reading(tuple(items), tuple(findings), tuple(refused))

    def _counts_from_nought(self) -> bool:
        """Whether a key is 0 where no option is: then no digit says from where it counts."""
        column = self.header.fields.get(Field.KEY, -1)
        return any(
            cells.get(column, "").strip() == "0"
            and "0" not in (cells.get(each, "").strip() for each in self.header.options.values())
            for _, cells in self.rows[self.index + 1 :]
        )

    def _may_ask(self, row: Row) -> bool:
        """Whether a row has more than words in one column: told before any is read."""
        return self.header.fields[Field.STEM] in row[1] and len(row[1]) > 1

    def _reader(self, number: int, cells: Mapping[int, str]) -> RowReader:
        return RowReader(self.place(number), self.header, self.headings, cells)

    def _sure_answers(self, findings: list[Remark]) -> Keys:
        """The answers that stand apart, of those numbers which one question has and no other."""
        readers = (self._reader(*row) for row in self.rows[self.index + 1 :] if self.answers)
        counts = Counter(reader.number for reader in readers)
        at = self.place(self.rows[self.index][0])
        for number, keys in self.answers.items():
            if counts[number] == 0:
                findings.append(Remark(at, Code.KEY_WITHOUT_QUESTION, {"number": number}))
            elif counts[number] > 1:
                words = first_words(f"Câu {number}: {', '.join(keys)}")
                findings.append(Remark(at, Code.TEXT_LEFT_OUT, {"text": words}))
        return {number: keys for number, keys in self.answers.items() if counts[number] == 1}

    def _titles(self) -> Iterator[Remark]:
        """What stands above the header."""
        above = self.rows[: self.index]
        if above and len(header_of(above[-1][1]).fields) > 1:  # the header's own first row
            above = above[:-1]
        for number, cells in above:
            if text := first_words(" ".join(cells.values())):
                yield Remark(self.place(number), Code.TEXT_LEFT_OUT, {"text": text})

    def _unknown_columns(self) -> Iterator[Remark]:
        number = self.rows[self.index][0]
        known = {*self.header.fields.values(), *self.header.options.values()}
        known |= set(self.header.more_keys)
        texts: dict[int, list[str]] = {}
        for _, cells in self.rows[self.index + 1 :]:
            for column, text in cells.items():
                if column not in known and text.strip(BLANKS):
                    texts.setdefault(column, []).append(text.strip(BLANKS))
        for column, found in sorted(texts.items()):
            heading = first_words(self.headings.get(column, ""))
            if heading or not _are_numbers(found):
                name = heading or _letters(column)
                yield Remark(self.place(number), Code.FIELD_LEFT_OUT, {"field": name})


def read_table(
    rows: Sequence[Row],
    place: Callable[[int], At] = lambda number: number,
    answers: Keys = MappingProxyType({}),
) -> Reading | None:
    """Read the rows below the best header among the first; None where there is none.

    Answers that stand apart are those of the questions' numbers.
    """
    found = max(_headers(rows), key=lambda each: (each[0].score, -each[1]), default=None)
    if found is None:
        return None
    header, index, headings = found
    header = _with_longest_stem(header, rows[index + 1 :])
    return _Table(rows, index, header, headings, place, answers).read()


def header_score(rows: Sequence[Row]) -> int:
    """How well the best header of the rows is understood; 0 where there is none."""
    return max((header.score for header, *_ in _headers(rows)), default=0)


def _headers(rows: Sequence[Row]) -> Iterator[tuple[Header, int, Mapping[int, str]]]:
    """The possible headers among the first rows, each with the index of its last row.

    One may take two rows: "Phương án" stands over A, B, C and D.
    """
    above: Mapping[int, str] = {}
    for index, (_, cells) in enumerate(rows[:MOST_TITLE_ROWS]):
        header = header_of(cells)
        if header.is_one:
            yield header, index, cells
        elif Field.STEM in header_of(above).fields:
            both = {**above, **_signs_below(above, cells)}
            found = header_of(both)
            if found.is_one and len(found.options) > 1:
                yield found, index, both
        above = cells


def _signs_below(above: Mapping[int, str], cells: Mapping[int, str]) -> Mapping[int, str]:
    """The second row of a header; 1, 2, 3 and 4 below "Phương án" are its options."""
    start = header_of(above).fields.get(Field.OPTIONS, -1)
    digits = {column: text for column, text in cells.items() if column not in above}
    digits |= {start: cells.get(start, "")}
    if start < 0 or [digits[each].strip() for each in sorted(digits)] != list(
        map(str, range(1, len(digits) + 1))
    ):
        return cells
    return {**cells, **{column: f"PA {text}" for column, text in digits.items()}}


def _with_longest_stem(header: Header, rows: Sequence[Row]) -> Header:
    """Of "Câu hỏi" and "Nội dung" that one holds the question which says more."""
    stems = [column for column, each in header.others.items() if meaning_of(each) is Field.STEM]
    if not stems:
        return header
    columns = [header.fields[Field.STEM], *stems]
    longest = max(columns, key=lambda each: sum(len(cells.get(each, "")) for _, cells in rows))
    return replace(header, fields={**header.fields, Field.STEM: longest})


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
