"""Tables of keys that say more than numbers and letters: reasons, marks, crosses in a grid."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from questions.formats.reading import Code, Remark
from questions.formats.table_header import Field, meaning_of
from questions.formats.text_file import first_words
from questions.formats.word.answers import answer_of
from questions.formats.word.basis import split_bases
from questions.formats.word.belonging import NOBODY, Names
from questions.formats.word.blocks import Table
from questions.formats.word.drafts import Solution
from questions.formats.word.key_lines import begins_with_letters

NUMBER = re.compile(r"(?:câu(?:\shỏi)?(?:\ssố)?\s{0,2})?(\d{1,4})[.):]?", re.IGNORECASE)
_CROSS = re.compile(r"[xX×✓✔√☑☒vV*●⚫]")
_LETTER = re.compile(r"(?:(?:phương\sán|đáp\sán)\s)?([A-Ha-h])[.)]?", re.IGNORECASE)
_FEWEST = 2
_HEAD_ROWS = 3
_REASONS = frozenset({Field.EXPLANATION, Field.DOCUMENT, Field.ARTICLE})
Grid = Mapping[tuple[int, int], str]  # what the cells say by row and column, without empty ones
Entries = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class KeyRows:
    """Keys by number, what else is said of each, and what belongs to none of them."""

    entries: Entries
    solutions: tuple[Solution, ...] = ()
    left_out: tuple[Remark, ...] = ()
    names: Names = NOBODY  # of the paper and part that they are for
    at: int = 0


def key_rows_of(table: Table) -> KeyRows | None:
    """The keys of rows of a number, letters and more; None for any other table."""
    grid = grid_of(table)
    crossed = _crossed(grid) or _crossed(
        {(column, row): each for (row, column), each in grid.items()}
    )
    if crossed:
        return KeyRows(crossed)
    width = max((column for _, column in grid), default=0) + 1
    starts = [column for column in range(width) if _is_key_column(grid, column)]
    if not starts or starts[0] != 0:
        return None
    found = [
        (row, start, end)
        for start, end in zip(starts, [*starts[1:], width], strict=True)
        for row in sorted({row for row, _ in grid})
        if _is_pair(grid, row, start)
    ]
    entries = tuple((_number(grid[row, start]), grid[row, start + 1]) for row, start, _ in found)
    is_twice = len({number for number, _ in entries}) < len(entries)
    if is_twice or (_are_options(entries) and not _has_reasons(grid, starts, width)):
        return None
    at = next((each.at for each in table.paragraphs), 0)
    return _with_others(at, grid, found, entries)


def grid_of(table: Table) -> Grid:
    """What the cells of a table say."""
    return {
        (row, cell.column): cell.text
        for row, cells in enumerate(table.rows)
        for cell in cells
        if cell.text and not cell.is_continued
    }


def _number(text: str) -> int:
    match = NUMBER.fullmatch(text)
    return int(match[1]) if match else 0


def _is_pair(grid: Grid, row: int, column: int) -> bool:
    key = grid.get((row, column + 1), "")
    is_key = answer_of(key).positions or answer_of(key).truths
    is_written = begins_with_letters(key) or (len(key) < 30 and not key[:1].isdigit())
    return bool(NUMBER.fullmatch(grid.get((row, column), "")) and is_key and is_written)


def _is_key_column(grid: Grid, column: int) -> bool:
    """Whether a column holds numbers with keys at their right, but for its head."""
    filled = [row for row, at in grid if at == column]
    pairs = sum(_is_pair(grid, row, column) for row in filled)
    return pairs >= _FEWEST and pairs >= len(filled) - _HEAD_ROWS


def _are_options(entries: Entries) -> bool:
    """Whether the letters only count on beside the numbers: a list of options."""
    letters = [key.strip(" .)").upper() for _, key in entries]
    return letters == list("ABCDEFGH"[: len(letters)])


def _has_reasons(grid: Grid, starts: list[int], width: int) -> bool:
    """Whether the first row calls the letters keys, and what stands beside them reasons."""
    heads = {column: meaning_of(grid.get((0, column), "")) for column in range(width)}
    others = {heads[each] for each in heads if each not in starts and each - 1 not in starts}
    are_keys = all(heads.get(each + 1) is Field.KEY for each in starts)
    return are_keys and bool(others) and others <= _REASONS


def _with_others(
    at: int, grid: Grid, found: list[tuple[int, int, int]], entries: Entries
) -> KeyRows:
    solutions: list[Solution] = []
    unknown: dict[int, str] = {}
    first = min(row for row, _, _ in found)
    for (row, start, end), (number, _key) in zip(found, entries, strict=True):
        solution = Solution(at, number, is_open=False)
        for column in range(start + 2, end):
            text = grid.get((row, column), "")
            head = next(
                (grid[above, column] for above in range(first) if (above, column) in grid), ""
            )
            match meaning_of(head) if text else None:
                case Field.DOCUMENT | Field.ARTICLE:
                    solution.basis += split_bases(text)
                case Field.EXPLANATION:
                    solution.lines.append(text)
                case None if text and not head:
                    solution.lines.append(text)
                case _ if text:
                    unknown.setdefault(column, f"{head}: {text}")
        solutions.append(solution)
    said = (
        Remark(at, Code.TEXT_LEFT_OUT, {"text": first_words(each)}) for each in unknown.values()
    )
    return KeyRows(entries, tuple(solutions), (*said, *_stray(at, grid, found)), at=at)


def _stray(at: int, grid: Grid, found: list[tuple[int, int, int]]) -> Iterator[Remark]:
    """Rows among the keys that hold none."""
    rows = {row for row, _, _ in found}
    for row in range(min(rows), max(row for row, _ in grid) + 1):
        texts = [text for (at_row, _), text in sorted(grid.items()) if at_row == row]
        if row not in rows and texts:
            yield Remark(at, Code.TEXT_LEFT_OUT, {"text": first_words(" ".join(texts))})


def _crossed(grid: Grid) -> Entries:
    """The keys of a grid with letters above, numbers at the left, and crosses; () for others."""
    for top in range(_HEAD_ROWS):
        letters = {
            column: match[1].upper()
            for (row, column), text in grid.items()
            if row == top and column and (match := _LETTER.fullmatch(text))
        }
        if sorted(letters.values()) == list("ABCDEFGH"[: len(letters)]) and len(letters) > 1:
            return _crosses(grid, top, letters)
    return ()


def _crosses(grid: Grid, top: int, letters: Mapping[int, str]) -> Entries:
    found: dict[int, str] = {}
    for (row, column), text in sorted(grid.items()):
        if row <= top:
            continue
        number = _number(grid.get((row, 0), ""))
        if column and (column not in letters or not number or not _CROSS.fullmatch(text)):
            return ()
        if column:
            found[number] = f"{found.get(number, '')}{letters[column]}"
    return tuple(found.items()) if len(found) >= _FEWEST else ()
