"""Which options were chosen and what was earned, question by question, from sheets as kept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from contest.rules.drawing import LETTERS, Paper, PaperItem
from questions.distractors import OptionCount

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


def judged(item: PaperItem, choice: str | None) -> dict[int, bool]:
    """What a choice says of the options, by their positions as written; nothing of a blank one.

    A capital letter chooses the option shown under it, or judges a statement true; a small one
    judges it false.
    """
    shown = dict(zip(LETTERS, item.order, strict=False))
    letters = ((shown.get(each.upper()), each.isupper()) for each in choice or "")
    return {position: is_chosen for position, is_chosen in letters if position is not None}


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

    def choices(self) -> dict[int, Choices]:
        """What was chosen in the sheets that went by, by version."""
        shown: Counter[int] = Counter()
        blank: Counter[int] = Counter()
        told: dict[int, Counter[tuple[int, bool]]] = {}
        sizes: dict[int, int] = {}
        for (text, choice), count in self._chosen.items():
            item = Paper.decode(text).items[0]
            version = item.version_id
            found = judged(item, choice)
            sizes[version] = len(item.order)
            shown[version] += count
            blank[version] += 0 if found else count
            options = told.setdefault(version, Counter())
            for each in found.items():
                options[each] += count
        return {
            version: Choices(shown[version], blank[version], _options(told[version], size))
            for version, size in sizes.items()
        }


def _options(told: Mapping[tuple[int, bool], int], size: int) -> tuple[OptionCount, ...]:
    return tuple(
        OptionCount(told.get((at, True), 0), told.get((at, False), 0)) for at in range(size)
    )


class _Versions(dict[str, int]):
    """The version that an item's text names; each is read once."""

    def __missing__(self, text: str) -> int:
        self[text] = Paper.decode(text).items[0].version_id
        return self[text]
