"""The right options as people write them: a letter, several letters, a digit."""

import re

_LONGEST = 100
_BETWEEN = re.compile(r"(?:\s|[,;/&+.)(\-–:]|\bvà\b|\band\b)+", re.IGNORECASE)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_CHANGED = re.compile(
    r"(?i:sửa|đổi|thay|chuyển|chỉnh|đính\schính|thành|hoặc|hay|mới|nay\slà|đúng\s(?:là|ra|phải)"
    r"|phải\slà|[→➔⇒]|[=-]>)[^.;]{0,30}?(?<![^\W_])"
    r"(?<!(?i:điểm)\s)(?<!(?i:luật)\s)(?<!(?i:mẫu)\s)(?<!(?i:từ)\s)(?<!(?i:cho)\s)"
    r"(?P<letter>[A-H])(?![^\W_])"
)


def letter(position: int) -> str:
    """The capital letter of an option, counted from 0."""
    return _LETTERS[position]


def positions_of(key: str) -> tuple[int, ...] | None:
    """The positions that letters name (A is 0): "B", "b.", "ABC", "A, C", "A và C".

    They come in their order, each once; None where the text is no letters at all.
    """
    if len(key) > _LONGEST or not key.isprintable():
        return None
    words = [word.upper() for word in _BETWEEN.split(key) if word]
    letters = "".join(words)
    if not letters or any(each not in _LETTERS for each in letters):
        return None
    if len(words) > 1 and len(letters) > len(words):  # "B. hai" is B and its words
        return None
    if len(set(letters)) < len(letters):  # a word, or a letter twice
        return None
    return tuple(sorted(map(_LETTERS.index, letters)))


def written(positions: tuple[int, ...]) -> str:
    """The letters of right options, as every reader knows them."""
    return ", ".join(map(letter, positions))


def other_letter(rest: str) -> int | None:
    """The option that takes the place of the letter before it: "(sửa thành C)", "hoặc D"."""
    changed = _CHANGED.search(rest[:_LONGEST])
    return _LETTERS.index(changed["letter"]) if changed else None
