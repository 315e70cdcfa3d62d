"""What changed from one version of a text to another, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain, zip_longest

from questions.model import Option
from questions.pictures import MARK

_TOKEN = re.compile(rf"{MARK.pattern}|\s+|[^\s\[]+|\[")


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, and whether it is in both texts or in one."""

    text: str
    change: Change = Change.SAME


@dataclass(frozen=True, slots=True)
class Sides:
    """The earlier text with what went, and the later one with what came."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        return self.before == self.after


def compare(before: str, after: str) -> Sides:
    """Mark what was removed from the earlier text and what was added in the later one.

    Words and blanks are compared, a picture's mark as one word; joined, the pieces of a side are
    its text.
    """
    old, new = _tokens(before), _tokens(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, first, last, start, end in SequenceMatcher(None, old, new, False).get_opcodes():
        is_same = kind == "equal"
        left += _piece(old[first:last], Change.SAME if is_same else Change.REMOVED)
        right += _piece(new[start:end], Change.SAME if is_same else Change.ADDED)
    return Sides(tuple(left), tuple(right))


def compare_options(
    before: Sequence[Option], after: Sequence[Option]
) -> Iterator[tuple[Option | None, Option | None, Sides]]:
    """Pair the options by their places; one that has no partner is wholly new or wholly gone."""
    for old, new in zip_longest(before, after):
        yield old, new, compare(old.text if old else "", new.text if new else "")


def _tokens(text: str) -> list[str]:
    return [match[0] for match in _TOKEN.finditer(text)]


def _piece(tokens: Sequence[str], change: Change) -> Iterator[Piece]:
    if tokens:
        yield Piece("".join(chain(tokens)), change)
