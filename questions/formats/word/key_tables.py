"""Tables of keys: numbers above letters, beside them, or both in a cell; of one paper or more."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from questions.formats.reading import Code, Remark
from questions.formats.text_file import first_words
from questions.formats.word.answers import entries_of, key_prefix
from questions.formats.word.belonging import Names, name_below, names_of
from questions.formats.word.blocks import Cell, Table
from questions.formats.word.key_rows import NUMBER, Entries, KeyRows, grid_of, key_rows_of
from questions.formats.word.labels import is_keys_heading

_KEY = re.compile(
    r"[A-H](?:\s?[,;&]?\s?[A-H]){0,7}|[ĐS](?:\s?[,-]?\s?[ĐS]){0,7}|đúng|sai", re.IGNORECASE
)
_HEAD = re.compile(
    r"(?:stt|tt|câu|câu\shỏi|câu\ssố|số\scâu|đáp\sán|đ/?a|key|answer|mã\sđề|đề|chọn|phương\sán|kết\squả)"
    r"[\s:.]{0,3}(?:đúng|số|\d{1,4})?[\s:.]{0,3}",
    re.IGNORECASE,
)
_STATEMENT = re.compile(r"(?:ý\s)?([a-h])\s?[.)]?", re.IGNORECASE)
_TRUTH = re.compile(r"[ĐSđs]|đúng|sai", re.IGNORECASE)
_FEWEST = 2
_UNITS = ([*range(1, 11)], [*range(10)])
Places = Mapping[tuple[int, int], str]
Pair = tuple[tuple[int, str], tuple[int, int]]


def keys_of(table: Table) -> tuple[KeyRows, ...]:
    """The lists of keys in a table of them, with what is said beside each; () for others.

    A table for several papers or parts has a list for each, with its name.
    """
    title, table = _without_title(table)
    found = (
        _side_by_side(table)
        or _for_each(table)
        or _statements(table)
        or tuple(filter(None, (_one_list(table),)))
    )
    return tuple(replace(each, names=each.names or title) for each in found)


def _without_title(table: Table) -> tuple[Names, Table]:
    """What the first row names where it is the title of a table of keys, and the other rows."""
    filled = [cell.text for cell in table.rows[0] if cell.text] if table.rows else []
    if len(filled) == 1 and len(table.rows) > 1 and len(max(table.rows, key=len)) > 1:
        text = filled[0]
        if is_keys_heading(text) or (names_of(text) and len(table.rows) > 2):
            return names_of(text), Table(table.rows[1:])
    return frozenset(), table


def _side_by_side(table: Table) -> tuple[KeyRows, ...]:
    """The lists below the names of papers or parts, each of several columns."""
    heads = [cell for cell in table.rows[0] if cell.text] if table.rows else []
    names = [names_of(cell.text) for cell in heads]
    if len(heads) < _FEWEST or not all(names) or heads[0].column:
        return ()
    edges = [*(cell.column for cell in heads), 1_000]
    if any(end - start < _FEWEST for start, end in pairwise(edges)):
        return ()
    found = [_one_list(_columns(table.rows[1:], start, end)) for start, end in pairwise(edges)]
    if not all(found):
        return ()
    return tuple(replace(each, names=name) for each, name in zip(found, names, strict=True) if each)


def _columns(rows: Sequence[tuple[Cell, ...]], start: int, end: int) -> Table:
    return Table(
        tuple(
            tuple(
                replace(cell, column=cell.column - start)
                for cell in row
                if start <= cell.column < end
            )
            for row in rows
        )
    )


def _for_each(table: Table) -> tuple[KeyRows, ...]:
    """A list for each column or row that has a paper's or a part's name as its head.

    Codes may be numbers as well: those of the questions are the lower ones.
    """
    grid = grid_of(table)
    found = filter(None, (_for_columns(grid), _for_columns(_turned(grid))))
    return min(found, key=lambda each: each[0].entries[0][0], default=())


def _turned(grid: Places) -> Places:
    return {(column, row): text for (row, column), text in grid.items()}


def _for_columns(grid: Places) -> tuple[KeyRows, ...]:
    top = min((row for row, _ in grid), default=0)
    corner = grid.get((top, 0), "")
    heads = {column: text for (row, column), text in grid.items() if row == top and column}
    names = {column: name_below(text, corner) for column, text in heads.items()}
    below = {place: text for place, text in grid.items() if place[0] > top}
    if not names or not all(names.values()) or not all(_is_cell(*each) for each in below.items()):
        return ()
    if not any(column for _, column in below) or {column for _, column in below} - {0, *names}:
        return ()
    return tuple(
        KeyRows(_entries(below, column), names=name)
        for column, name in sorted(names.items())
        if _entries(below, column)
    )


def _is_cell(place: tuple[int, int], text: str) -> bool:
    return (NUMBER if place[1] == 0 else _KEY).fullmatch(text) is not None


def _entries(below: Places, column: int) -> Entries:
    return tuple(
        (_number(text), below[row, column].upper())
        for (row, at), text in sorted(below.items())
        if at == 0 and (row, column) in below
    )


def _number(text: str) -> int:
    match = NUMBER.fullmatch(text)
    return int(match[1]) if match else 0


def _statements(table: Table) -> tuple[KeyRows, ...]:
    """Keys of statements: a, b, c, d at one side, the numbers at the other, true or false."""
    grid = grid_of(table)
    for each in (grid, _turned(grid)):
        top = min((row for row, _ in each), default=0)
        letters = [text for (row, column), text in sorted(each.items()) if row > top and not column]
        numbers = {
            column: _number(text) for (row, column), text in each.items() if row == top and column
        }
        cells = {place: text for place, text in each.items() if place[0] > top and place[1]}
        signs = "".join(
            match[1].lower() for text in letters if (match := _STATEMENT.fullmatch(text))
        )
        is_table = len(letters) > 1 and signs == "abcdefgh"[: len(letters)]
        if is_table and numbers and all(numbers.values()) and _are_truths(cells.values()):
            return (KeyRows(tuple(_judged(cells, numbers, len(letters)))),)
    return ()


def _are_truths(texts: Collection[str]) -> bool:
    return bool(texts) and all(_TRUTH.fullmatch(text) for text in texts)


def _judged(cells: Places, numbers: Mapping[int, int], count: int) -> Iterator[tuple[int, str]]:
    for column, number in sorted(numbers.items()):
        truths = [text[0].upper() for (_, at), text in sorted(cells.items()) if at == column]
        if len(truths) == count:
            yield number, "".join(truths)


def _one_list(table: Table) -> KeyRows | None:
    """The keys of a table for one paper; those that may be for others are said, and none taken."""
    if entries := _by_tens(grid_of(table)):
        return KeyRows(entries, names=_names_in_cells(table))
    if bare := _bare_keys(table):
        return bare
    found = key_rows_of(table)
    return _unless_other_keys(table, found) if found else None


def _unless_other_keys(table: Table, found: KeyRows) -> KeyRows | None:
    """No keys where each of them has other letters beside it, of which one cannot tell whose."""
    grid = grid_of(table)
    numbered = {
        row for (row, column), text in grid.items() if not column and NUMBER.fullmatch(text)
    }
    keys = [text for (row, column), text in grid.items() if column and row in numbered]
    is_plain = not found.solutions or all(not each.lines for each in found.solutions)
    if (
        not (is_plain and numbered)
        or len(keys) < 2 * len(numbered)
        or not all(map(_KEY.fullmatch, keys))
    ):
        return found
    words = " ".join(cell.text for cell in table.rows[0])
    remark = Remark(found.at, Code.KEYS_OF_OTHERS, {"text": first_words(words)})
    return KeyRows((), left_out=(remark,), at=found.at)


def _by_tens(grid: Places) -> Entries:
    """Keys below the digits 1 to 10 and beside 0, 10, 20: the number is the sum of both."""
    top = min((row for row, _ in grid), default=0)
    units = {at: _number(text) for (row, at), text in grid.items() if row == top and at}
    tens = {row: text for (row, at), text in grid.items() if not at and row > top}
    rows = [int(text) for text in tens.values() if re.fullmatch(r"\d?\d?0", text, re.ASCII)]
    is_counted = sorted(rows) == [*range(0, len(tens) * 10, 10)] and len(tens) >= _FEWEST
    if sorted(units.values()) not in _UNITS or not is_counted:
        return ()
    cells = {place: text for place, text in grid.items() if place[0] > top and place[1]}
    if not all(row in tens and _KEY.fullmatch(text) for (row, _), text in cells.items()):
        return ()
    return tuple(
        (int(tens[row]) + units[at], text.upper()) for (row, at), text in sorted(cells.items())
    )


def _names_in_cells(table: Table) -> Names:
    texts = (cell.text for row in table.rows for cell in row)
    return frozenset().union(*(names_of(key_prefix(text)) for text in texts))


def _bare_keys(table: Table) -> KeyRows | None:
    """The numbers and keys of a table that holds nothing else; a key without a number is said."""
    places: dict[tuple[int, int], str] = {}
    together: list[tuple[int, str]] = []
    for place, text in grid_of(table).items():
        if NUMBER.fullmatch(text) or (_KEY.fullmatch(text) and not _HEAD.fullmatch(text)):
            places[place] = text
        elif _HEAD.fullmatch(text):
            continue
        elif entries := entries_of(text):
            together += entries
        else:
            return None
    found = _beside_or_below(places)
    entries = (*(entry for entry, _ in found), *together)
    if len(entries) < _FEWEST:
        return None
    lone = _keys_in(places) - {place for _, place in found}
    at = next((each.at for each in table.paragraphs), 0)
    words = " ".join(places[each] for each in sorted(lone))
    left_out = (Remark(at, Code.TEXT_LEFT_OUT, {"text": first_words(words)}),) if lone else ()
    return KeyRows(entries, left_out=left_out, names=_names_in_cells(table), at=at)


def _keys_in(places: Places) -> set[tuple[int, int]]:
    return {place for place, text in places.items() if not NUMBER.fullmatch(text)}


def _beside_or_below(places: Places) -> list[Pair]:
    below = _pairs(places, 1, 0)
    beside = _pairs(places, 0, 1)
    found = below if len(below) >= len(beside) else beside
    return found if len(found) >= len(_keys_in(places)) * 0.8 else []


def _pairs(places: Places, down: int, right: int) -> list[Pair]:
    """Numbers with the keys below or beside them, and where each key stands."""
    pairs = []
    for (row, column), text in places.items():
        number = NUMBER.fullmatch(text)
        place = (row + down, column + right)
        key = places.get(place, "")
        if number and key and not NUMBER.fullmatch(key):
            pairs.append(((int(number[1]), key.upper()), place))
    return pairs
