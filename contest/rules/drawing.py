"""Which questions a paper has and in which order: drawn by chance that anyone can repeat."""

import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from contest.rules.refusal import RuleRefused

LETTERS = "ABCDEFGH"
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_ITEM = re.compile(r"([1-9a-z][0-9a-z]*)\.([0-7]{1,8})", re.ASCII)
_WORD_BYTES = 4
_WORDS = 2 ** (8 * _WORD_BYTES)

_Thing = TypeVar("_Thing")
_Cell = tuple[int | str, str]


class PoolTooSmall(RuleRefused):
    """The pool has too few questions for a row of the blueprint."""

    def __init__(self, row: "BlueprintRow", wanted: int, available: int) -> None:
        super().__init__("pool-too-small")
        self.row = row
        self.wanted = wanted
        self.available = available


class PaperUnreadable(RuleRefused):
    """The text is not one that Paper.encode wrote."""

    def __init__(self) -> None:
        super().__init__("paper-unreadable")


@dataclass(frozen=True, slots=True)
class BlueprintRow:
    """So many questions of one topic and difficulty."""

    topic: int | str
    difficulty: str
    count: int


@dataclass(frozen=True, slots=True)
class PoolItem:
    """A version of a question that may be drawn; options that ``stay`` keep their place."""

    version_id: int
    topic: int | str
    difficulty: str
    option_count: int
    stays: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Shortage:
    """A row of a blueprint that the pool cannot fill."""

    row: BlueprintRow
    wanted: int
    available: int


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A question as one person sees it: ``order[place shown]`` is the position as written."""

    version_id: int
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The questions that one attempt is asked, in their order; positions count from 1."""

    items: tuple[PaperItem, ...]

    def encode(self) -> str:
        """Write the paper as evidence: ``version id in base 36 . option order``, with commas.

        ``1a.2031,7k.10`` is version 46 with its third, first, fourth and second option, then
        version 272 with its two options changed over.  Forty questions of four options are
        at most 400 bytes while ids have four digits in base 36 (to 1,679,615).
        """
        return ",".join(
            f"{_to_base36(each.version_id)}.{''.join(map(str, each.order))}" for each in self.items
        )

    @classmethod
    def decode(cls, text: str) -> "Paper":
        """Read what encode wrote; raises PaperUnreadable when it is anything else."""
        return cls(tuple(_read_item(each) for each in text.split(","))) if text else cls(())


def _to_base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _BASE36[digit] + digits
    return digits


def _read_item(text: str) -> PaperItem:
    match = _ITEM.fullmatch(text)
    if match is None or sorted(match[2]) != list("01234567"[: len(match[2])]):
        raise PaperUnreadable
    return PaperItem(int(match[1], 36), tuple(map(int, match[2])))


class Chance:
    """A stream of numbers that follows from its seed.

    Block n, from 0, is HMAC-SHA256 of n (8 bytes, big-endian) under the seed; each block
    gives eight 32-bit big-endian words, in order.  A number below n is the next word
    modulo n; words of the last, incomplete run of n (those from 2^32 - 2^32 mod n on) are
    skipped, so that every number is equally likely.
    """

    __slots__ = ("_block", "_blocks", "_offset", "_seed")

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._block = b""
        self._blocks = 0
        self._offset = 0

    def word(self) -> int:
        """Return the next 32 bits."""
        if self._offset == len(self._block):
            self._block = hmac.digest(self._seed, self._blocks.to_bytes(8, "big"), "sha256")
            self._blocks += 1
            self._offset = 0
        start, self._offset = self._offset, self._offset + _WORD_BYTES
        return int.from_bytes(self._block[start : self._offset], "big")

    def below(self, bound: int) -> int:
        """Return a number from 0 to ``bound`` - 1."""
        limit = _WORDS - _WORDS % bound
        word = self.word()
        while word >= limit:
            word = self.word()
        return word % bound

    def take(self, things: Sequence[_Thing], count: int) -> list[_Thing]:
        """Return ``count`` of the things in a random order: place by place, one of those left.

        For place i the thing at i + below(length - i) changes places with the one at i.
        """
        left = list(things)
        for place in range(count):
            other = place + self.below(len(left) - place)
            left[place], left[other] = left[other], left[place]
        return left[:count]


def seed(secret: bytes, contest_number: str, attempt_number: int) -> bytes:
    """The seed of a paper is HMAC-SHA256 of "contest number/attempt number" under the secret.

    The round's secret is committed to before the opening, so nobody can draw again until
    it suits, and nobody can foresee a paper.
    """
    return hmac.digest(secret, f"{contest_number}/{attempt_number}".encode(), "sha256")


def shortages(blueprint: Iterable[BlueprintRow], pool: Iterable[PoolItem]) -> tuple[Shortage, ...]:
    """A blueprint can be drawn when each of its rows, in turn, finds enough questions left."""
    left = {cell: len(items) for cell, items in _cells(pool).items()}
    found: list[Shortage] = []
    for row in blueprint:
        available = left.get((row.topic, row.difficulty), 0)
        left[row.topic, row.difficulty] = max(0, available - row.count)
        if available < row.count:
            found.append(Shortage(row, row.count, available))
    return tuple(found)


def draw(
    blueprint: Iterable[BlueprintRow],
    pool: Iterable[PoolItem],
    seed: bytes,
    seen: Mapping[int, int] | None = None,
    *,
    shuffles_questions: bool = True,
    shuffles_options: bool = True,
) -> Paper:
    """A paper has, for each row of the blueprint, that many questions, and none twice.

    Those that this person has seen least often are taken first, and chance decides among
    equals.  The questions are then shuffled, and so are the options of each, except
    options that stay where they were written.  A regulation may keep the order: of the
    questions (row by row, by version id) or of the options (as written).  The order of the
    pool has no influence: it is put in order of version id first.

    Chance is used in this order: the rows as they stand, each by the number of times seen
    from few to many; the order of the questions; the options, question by question.

    Raises PoolTooSmall when the pool cannot fill a row.
    """
    chance = Chance(seed)
    questions = _questions(chance, blueprint, _cells(pool), seen or {})
    if shuffles_questions:
        questions = chance.take(questions, len(questions))
    arrange = _shuffled_options if shuffles_options else _options_as_written
    return Paper(tuple(PaperItem(each.version_id, arrange(chance, each)) for each in questions))


def _cells(pool: Iterable[PoolItem]) -> dict[_Cell, dict[int, PoolItem]]:
    cells: dict[_Cell, dict[int, PoolItem]] = {}
    for item in sorted(pool, key=lambda each: each.version_id):
        cells.setdefault((item.topic, item.difficulty), {})[item.version_id] = item
    return cells


def _questions(
    chance: Chance,
    blueprint: Iterable[BlueprintRow],
    cells: Mapping[_Cell, dict[int, PoolItem]],
    seen: Mapping[int, int],
) -> list[PoolItem]:
    questions: list[PoolItem] = []
    for row in blueprint:
        left = cells.get((row.topic, row.difficulty), {})
        if len(left) < row.count:
            raise PoolTooSmall(row, row.count, len(left))
        taken = _least_seen(chance, left.values(), row.count, seen)
        questions += sorted((left.pop(version_id) for version_id in taken), key=_version_id)
    return questions


def _version_id(item: PoolItem) -> int:
    return item.version_id


def _least_seen(
    chance: Chance, items: Iterable[PoolItem], count: int, seen: Mapping[int, int]
) -> list[int]:
    def times_seen(version_id: int) -> int:
        return seen.get(version_id, 0)

    taken: list[int] = []
    in_order = sorted((each.version_id for each in items), key=times_seen)
    for _, equals in groupby(in_order, key=times_seen):
        group = list(equals)
        taken += chance.take(group, min(count - len(taken), len(group)))
    return taken


def _shuffled_options(chance: Chance, item: PoolItem) -> tuple[int, ...]:
    free = [place for place in range(item.option_count) if place not in item.stays]
    order = list(range(item.option_count))
    for place, position in zip(free, chance.take(free, len(free)), strict=True):
        order[place] = position
    return tuple(order)


def _options_as_written(_chance: Chance, item: PoolItem) -> tuple[int, ...]:
    return tuple(range(item.option_count))
