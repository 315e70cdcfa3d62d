"""Which options were chosen and what was earned, question by question, from sheets as kept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from contest.rules.drawing import BlueprintRow, Paper, PoolItem
from contest.rules.responses import response_of
from questions.distractors import OptionCount
from questions.marking import Response
from questions.model import Kind

Sheet = tuple[str, str, str | None]
"""A paper as ``Paper.encode`` wrote it; a letter of outcome for each question, in its order; and
the answers in the order in which they count, ``position:choice;position:choice``, or None."""

MOST_POSITIONS = 2_000
_POSITIONS = tuple(str(position) for position in range(1, MOST_POSITIONS + 1))


@dataclass(frozen=True, slots=True)
class Choices:
    """How often a version was shown, left blank, and its options chosen, as written."""

    shown: int
    blank: int
    options: tuple[OptionCount, ...]


def always_asked(blueprint: Iterable[BlueprintRow], pool: Iterable[PoolItem]) -> frozenset[int]:
    """A question stands on every paper where its row asks for all that the pool has.

    Every other one is drawn by chance, even where all who came happened to draw it.
    """
    wanted: Counter[tuple[int | str, str]] = Counter()
    for row in blueprint:
        wanted[row.topic, row.difficulty] += row.count
    items = list(pool)
    there = Counter((each.topic, each.difficulty) for each in items)
    full = {cell for cell, count in there.items() if wanted[cell] >= count}
    return frozenset(each.version_id for each in items if (each.topic, each.difficulty) in full)


class SheetCounts:
    """Counts the choices of sheets as they go by, and tells what each earned.

    ``marks`` says what a letter of outcome earns.
    """

    def __init__(self, marks: Mapping[str, int]) -> None:
        self._marks = marks
        self._versions = _Versions()
        self._chosen: Counter[tuple[str, str | None]] = Counter()

    def each_earned(self, sheets: Iterable[Sheet]) -> Iterator[dict[int, int]]:
        """What each sheet earned, by version."""
        version_of, mark_of = self._versions.__getitem__, self._marks.__getitem__
        for paper, outcomes, answers in sheets:
            items = paper.split(",") if paper else []
            chosen = dict(each.split(":", 1) for each in answers.split(";")) if answers else {}
            self._chosen.update(zip(items, map(chosen.get, _POSITIONS)))  # noqa: B905  # of the items
            yield dict(zip(map(version_of, items), map(mark_of, outcomes), strict=True))

    def choices(self, kinds: Mapping[int, Kind]) -> dict[int, Choices]:
        """What was chosen in the sheets that went by, by version; ``kinds`` are the versions'."""
        found: dict[int, _Told] = {}
        for (text, choice), times in self._chosen.items():
            item = Paper.decode(text).items[0]
            told = found.setdefault(item.version_id, _Told(len(item.order)))
            told.add(response_of(choice, kinds[item.version_id], item.order), times)
        return {version: told.choices for version, told in found.items()}


class _Told:
    """What was said of one version."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._shown = self._blank = 0
        self._chosen: Counter[int] = Counter()
        self._rejected: Counter[int] = Counter()

    def add(self, response: Response, times: int) -> None:
        self._shown += times
        self._blank += times if response.is_blank else 0
        for position in response.chosen:
            self._chosen[position] += times
        for position in response.rejected:
            self._rejected[position] += times

    @property
    def choices(self) -> Choices:
        places = range(self._size)
        options = tuple(OptionCount(self._chosen[at], self._rejected[at]) for at in places)
        return Choices(self._shown, self._blank, options)


class _Versions(dict[str, int]):
    """The version that an item's text names; each is read once."""

    def __missing__(self, text: str) -> int:
        self[text] = Paper.decode(text).items[0].version_id
        return self[text]
