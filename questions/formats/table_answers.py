"""A table of answers alone: the numbers of questions and their keys, which another table asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from questions.formats.table_header import MOST_TITLE_ROWS, Field, header_of, meaning_of
from questions.formats.table_row import Keys, number_in
from questions.formats.text_file import BLANKS

Cells = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Answers:
    """The keys by their numbers, and the headings of columns that say something else."""

    keys: Keys
    others: tuple[str, ...]


def answers_in(rows: Sequence[tuple[int, Cells]]) -> Answers | None:
    """The keys of a table that holds nothing else; None for another table.

    They stand below "Câu" and "Đáp án", several times side by side perhaps, or behind them, a
    row of numbers above a row of keys.
    """
    for index, (_, cells) in enumerate(rows[:MOST_TITLE_ROWS]):
        below = [each for _, each in rows[index + 1 :]]
        pairs = list(_pairs(cells))
        entries = list(_below(pairs, below)) if pairs else list(_behind(cells, below[:1]))
        if entries and all(number for number, _ in entries):
            keys: dict[int, tuple[str, ...]] = {}
            for number, key in entries:
                keys[number] = (*keys.get(number, ()), key)
            return Answers(keys, tuple(_others(pairs, cells)))
    return None


def _others(pairs: list[tuple[int, int]], cells: Cells) -> Iterator[str]:
    known = {column for pair in pairs for column in pair}
    for column, heading in sorted(cells.items() if pairs else ()):
        if column not in known and meaning_of(heading) is not Field.NUMBER:
            yield heading


def _pairs(cells: Cells) -> Iterator[tuple[int, int]]:
    """The columns of numbers, each with that of the keys beside it, where there are no others."""
    if header_of(cells).options:
        return
    filled = sorted(column for column, text in cells.items() if text.strip(BLANKS))
    for column, beside in pairwise(filled):
        is_number = meaning_of(cells[column]) in (Field.NUMBER, Field.STEM)
        if is_number and meaning_of(cells[beside]) is Field.KEY:
            yield column, beside


def _below(pairs: list[tuple[int, int]], below: list[Cells]) -> Iterator[tuple[int, str]]:
    """Numbers and keys; a number is 0 where words stand instead."""
    for cells in below:
        for column, beside in pairs:
            words, key = (cells.get(each, "").strip(BLANKS) for each in (column, beside))
            if words and key:
                yield number_in(words), key


def _behind(cells: Cells, below: list[Cells]) -> Iterator[tuple[int, str]]:
    first = min(cells, default=0)
    for keys in below:
        is_list = meaning_of(cells.get(first, "")) in (Field.NUMBER, Field.STEM)
        if is_list and meaning_of(keys.get(first, "")) is Field.KEY:
            for column in sorted(set(cells) & set(keys) - {first}):
                yield number_in(cells[column]), keys[column].strip(BLANKS)
