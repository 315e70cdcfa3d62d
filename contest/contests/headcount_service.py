"""Which rows of a list of headcounts are understood, and what each would change."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from contest.rules.unit_search import key
from contest.units.models import Unit

LARGEST = 1_000_000
LONGEST = 20  # Python reads no number of thousands of digits
_GROUPED = re.compile(r"(?<=\d)[., \u00a0](?=\d{3}(?!\d))")


class Trouble(StrEnum):
    """Why a row is not taken over."""

    HEADING = "heading"
    NO_UNIT = "no-unit"
    UNKNOWN_UNIT = "unknown-unit"
    SEVERAL_UNITS = "several-units"
    NO_NUMBER = "no-number"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row as it was written, the unit and number that it means, or the trouble with it."""

    number: int
    name: str
    written: str
    unit: Unit | None = None
    count: int | None = None
    before: int | None = None
    trouble: Trouble | None = None


def read_count(text: str) -> int | None:
    """45, 1.234 or 1 234; None for what is no whole number of people."""
    plain = _GROUPED.sub("", text.strip())
    plain = re.sub(r"[.,]0+$", "", plain)
    if not (plain.isascii() and plain.isdecimal()) or len(plain) > LONGEST:
        return None
    return int(plain) if int(plain) <= LARGEST else None


def plan(
    rows: Iterable[Sequence[str]], units: Iterable[Unit], stated: Mapping[int, int]
) -> list[PlannedRow]:
    """Say of each row, empty ones aside, what it changes or why it is not taken over.

    A unit is named by its code, its name with or without its label, or an alias.  ``stated`` are
    the numbers so far by the unit's id.  Of two rows about one unit neither is taken over.
    """
    names = _by_name(units)
    planned = [
        _read(number, row, names, stated)
        for number, row in enumerate(rows, 1)
        if any(cell.strip() for cell in row)
    ]
    times = Counter(each.unit.id for each in planned if each.unit)
    return [
        replace(each, trouble=Trouble.TWICE) if each.unit and times[each.unit.id] > 1 else each
        for each in planned
    ]


def _by_name(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    names: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        aliases = [each.name for each in unit.aliases]
        every = (unit.code or "", unit.full_name, unit.name, *aliases)
        for name in {key(each) for each in every} - {""}:
            names[name].append(unit)
    return names


def _read(
    number: int, row: Sequence[str], names: Mapping[str, list[Unit]], stated: Mapping[int, int]
) -> PlannedRow:
    cells = [" ".join(cell.split()) for cell in row]
    name, written = cells[0], next((cell for cell in cells[1:] if cell), "")
    found = names.get(key(name), [])
    count = read_count(written)
    planned = PlannedRow(number, name, written)
    if len(found) == 1 and count is not None:
        (unit,) = found
        return replace(planned, unit=unit, count=count, before=stated.get(unit.id))
    return replace(planned, trouble=_trouble(number, name, written, found, count))


def _trouble(
    number: int, name: str, written: str, found: Sequence[Unit], count: int | None
) -> Trouble:
    if not name:
        return Trouble.NO_UNIT
    if len(found) > 1:
        return Trouble.SEVERAL_UNITS
    if found:
        return Trouble.NO_NUMBER
    is_heading = number == 1 and count is None and not any(map(str.isdecimal, written))
    return Trouble.HEADING if is_heading else Trouble.UNKNOWN_UNIT
