"""Tables of keys: numbers above letters, beside them, or both in one cell."""

import re
from collections.abc import Mapping

from questions.formats.word.answers import entries_of
from questions.formats.word.blocks import Table
from questions.formats.word.key_rows import NUMBER, KeyRows, key_rows_of

_KEY = re.compile(
    r"[A-H](?:\s?[,;&]?\s?[A-H]){0,7}|[ĐS](?:\s?[,-]?\s?[ĐS]){0,7}|đúng|sai", re.IGNORECASE
)
_HEAD = re.compile(
    r"(?:stt|tt|câu|câu\shỏi|câu\ssố|số\scâu|đáp\sán|đ/?a|key|answer|mã\sđề|đề|chọn|phương\sán|kết\squả)"
    r"[\s:.]{0,3}(?:đúng|số|\d{1,4})?[\s:.]{0,3}",
    re.IGNORECASE,
)
_FEWEST = 2
_CODE = re.compile(
    r"(?:mã\s{1,3})?đề(?:\s{1,3}(?:thi|số|gốc))?\s{0,3}:?\s{0,3}(\d{3,4})(?!\d)", re.IGNORECASE
)
_LONGEST_CODE = 300
Places = Mapping[tuple[int, int], str]


def paper_code(text: str) -> str:
    """The code of the paper that a line names ("Mã đề 102"), or "" """
    match = _CODE.search(text[:_LONGEST_CODE])
    return match[1] if match else ""


def keys_of(table: Table, code: str = "") -> KeyRows | None:
    """The keys of a table of them, with what is said beside each; None for any other table."""
    entries = _bare_keys(table, code)
    return KeyRows(entries) if entries else key_rows_of(table)


def _bare_keys(table: Table, code: str) -> tuple[tuple[int, str], ...]:
    """The numbers and keys of a table that holds nothing else; () for any other table.

    Of a table for several papers those of the paper with that code.
    """
    places: dict[tuple[int, int], str] = {}
    together: list[tuple[int, str]] = []
    for row, cells in enumerate(table.rows):
        for cell in cells:
            text = cell.text
            if not text or cell.is_continued:
                continue
            if NUMBER.fullmatch(text) or (_KEY.fullmatch(text) and not _HEAD.fullmatch(text)):
                places[row, cell.column] = text
            elif _HEAD.fullmatch(text):
                continue
            elif entries := entries_of(text):
                together += entries
            else:
                return ()
    found = _of_paper(places, code) or (_beside_or_below(places) if places else [])
    return tuple(found + together) if len(found + together) >= _FEWEST else ()


def _of_paper(places: Places, code: str) -> list[tuple[int, str]]:
    """The column below a paper's code, with the numbers at the left."""
    codes = [place for place, text in places.items() if code and text == code]
    if len(codes) != 1:
        return []
    top, column = codes[0]
    pairs = []
    for (row, at), text in places.items():
        number = NUMBER.fullmatch(text)
        key = places.get((row, column), "")
        if number and at == 0 and row > top and key and not NUMBER.fullmatch(key):
            pairs.append((int(number[1]), key.upper()))
    return pairs


def _beside_or_below(places: Places) -> list[tuple[int, str]]:
    below = _pairs(places, 1, 0)
    beside = _pairs(places, 0, 1)
    found = below if len(below) >= len(beside) else beside
    letters = sum(NUMBER.fullmatch(text) is None for text in places.values())
    return found if len(found) >= letters * 0.8 else []


def _pairs(places: Places, down: int, right: int) -> list[tuple[int, str]]:
    pairs = []
    for (row, column), text in places.items():
        number = NUMBER.fullmatch(text)
        key = places.get((row + down, column + right), "")
        if number and key and not NUMBER.fullmatch(key):
            pairs.append((int(number[1]), key.upper()))
    return pairs
