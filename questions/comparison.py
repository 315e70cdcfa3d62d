"""What changed from one version of a text to another, word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, zip_longest
from operator import attrgetter

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

    Words and blanks are compared, a picture's mark as one word; a blank between two changes is
    changed with them.  Joined, the pieces of a side are its text.
    """
    old, new = _tokens(before), _tokens(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for is_same, runs in groupby(_runs(old, new), key=attrgetter("is_same")):
        whole = list(runs)
        left += _piece((each.old for each in whole), Change.SAME if is_same else Change.REMOVED)
        right += _piece((each.new for each in whole), Change.SAME if is_same else Change.ADDED)
    return Sides(tuple(left), tuple(right))


def compare_options(
    before: Sequence[Option], after: Sequence[Option]
) -> Iterator[tuple[Option | None, Option | None, Sides]]:
    """Pair the options by their places; one that has no partner is wholly new or wholly gone."""
    for old, new in zip_longest(before, after):
        yield old, new, compare(old.text if old else "", new.text if new else "")


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring words of both texts, the same in both or not."""

    old: str
    new: str
    is_same: bool


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[_Run]:
    matches = SequenceMatcher(None, old, new, False).get_opcodes()
    for at, (kind, first, last, start, end) in enumerate(matches):
        before, after = "".join(old[first:last]), "".join(new[start:end])
        is_between = 0 < at < len(matches) - 1
        yield _Run(before, after, kind == "equal" and not (is_between and before.isspace()))


def _tokens(text: str) -> list[str]:
    return [match[0] for match in _TOKEN.finditer(text)]


def _piece(texts: Iterable[str], change: Change) -> Iterator[Piece]:
    if text := "".join(texts):
        yield Piece(text, change)
