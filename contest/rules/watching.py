"""What organisers watch while a round is sat: people by unit, hours without gaps, who is silent."""

from collections.abc import Mapping
from dataclasses import dataclass

HOUR_MS = 3_600_000
HOURS_SHOWN = 24
SILENT_MS = (5 * 60_000, 15 * 60_000)
"""For so long nothing came of an attempt that runs: somebody should look, somebody must."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Attempts begun; of these, people, those that run, and those that ended by hand-in or clock.

    A person who may try again counts once among ``people`` and each time elsewhere.  An attempt
    handed in within the grace counts as ended by the clock: it ends at its deadline.
    """

    started: int = 0
    people: int = 0
    sitting: int = 0
    handed_in: int = 0

    @property
    def by_clock(self) -> int:
        return self.started - self.sitting - self.handed_in

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.started + other.started,
            self.people + other.people,
            self.sitting + other.sitting,
            self.handed_in + other.handed_in,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's line; ``unit`` is None for people of whom none is known."""

    unit: int | None
    registered: int
    counts: Counts


def folded(
    unit: int | None, parents: Mapping[int, int | None], above: frozenset[int]
) -> int | None:
    """The highest unit over it that stands below ``above``: a hamlet counts in its commune.

    ``above`` are the provinces and, where a commune runs the contest, that commune: its people
    are told apart by hamlets.  A unit of ``above`` itself stays what it is.
    """
    seen = {unit}
    while unit is not None and unit not in above:
        parent = parents.get(unit)
        if parent is None or parent in above or parent in seen:
            return unit
        seen.add(parent)
        unit = parent
    return unit


def lines(
    registered: Mapping[int | None, int],
    counts: Mapping[int | None, Counts],
    parents: Mapping[int, int | None],
    above: frozenset[int],
) -> list[Line]:
    """A line a unit, those with most people first, those of no known unit last.

    Nothing where no unit is known of anybody: the contest did not ask.
    """
    people: dict[int | None, int] = {}
    found: dict[int | None, Counts] = {}
    for unit, count in registered.items():
        at = folded(unit, parents, above)
        people[at] = people.get(at, 0) + count
    for unit, each in counts.items():
        at = folded(unit, parents, above)
        found[at] = found.get(at, Counts()) + each
    units = {*people, *found}
    if not units - {None}:
        return []
    made = [Line(unit, people.get(unit, 0), found.get(unit, Counts())) for unit in units]
    return sorted(made, key=_most_first)


def _most_first(line: Line) -> tuple[bool, int, int, int]:
    return (line.unit is None, -line.counts.started, -line.registered, line.unit or 0)


def hours_shown(opens_ms: int, closes_ms: int, now_ms: int) -> range:
    """The hours of the round, the last 24 of them, since 1970; none before it opens."""
    last = min(now_ms, closes_ms - 1) // HOUR_MS
    return range(max(opens_ms // HOUR_MS, last - HOURS_SHOWN + 1), last + 1)


def top_of(values: list[int]) -> int:
    """Where a chart's axis ends: the first of 4, 10, 20, 40, 100, 200 … that holds them all."""
    highest, top = max(values, default=0), 4
    step = 0
    while top < highest:
        step += 1
        top = (4, 10, 20)[step % 3] * 10 ** (step // 3)
    return top
