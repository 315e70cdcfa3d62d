"""Whether the bank has enough questions for a blueprint, topic by topic and in all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Topic = TypeVar("Topic")
Level = TypeVar("Level")


@dataclass(frozen=True, slots=True)
class Cover:
    """How many questions there are, how many a paper asks, and how many are missing."""

    available: int
    needed: int
    missing: int

    @property
    def is_empty(self) -> bool:
        return not (self.available or self.needed)


@dataclass(frozen=True, slots=True)
class CoverLine(Generic[Topic]):
    """A topic, its levels in their order, and all of them together."""

    topic: Topic
    cells: tuple[Cover, ...]
    whole: Cover


@dataclass(frozen=True, slots=True)
class Coverage(Generic[Topic]):
    """A line a topic, and all topics together, level by level."""

    lines: tuple[CoverLine[Topic], ...]
    totals: tuple[Cover, ...]
    whole: Cover


def cover(available: int, needed: int) -> Cover:
    return Cover(available, needed, max(needed - available, 0))


def together(covers: Iterable[Cover]) -> Cover:
    """Too many of one kind do not make up for too few of another: what is missing adds up."""
    listed = list(covers)
    return Cover(
        sum(each.available for each in listed),
        sum(each.needed for each in listed),
        sum(each.missing for each in listed),
    )


def coverage(
    topics: Sequence[Topic],
    levels: Sequence[Level],
    available: Mapping[tuple[Topic, Level], int],
    needed: Mapping[tuple[Topic, Level], int],
) -> Coverage[Topic]:
    """Each topic with each level; where a paper asks for none, none are missing."""
    lines = [
        tuple(
            cover(available.get((topic, level), 0), needed.get((topic, level), 0))
            for level in levels
        )
        for topic in topics
    ]
    totals = tuple(map(together, zip(*lines, strict=True))) or (cover(0, 0),) * len(levels)
    return Coverage(
        tuple(
            CoverLine(topic, cells, together(cells))
            for topic, cells in zip(topics, lines, strict=True)
        ),
        totals,
        together(totals),
    )
