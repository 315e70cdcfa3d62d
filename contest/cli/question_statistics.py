"""The command that works out the figures of items from a table of marks; it needs no database."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from fractions import Fraction
from math import lcm
from pathlib import Path

import click

from questions.statistics import Item, Statistics, analyse

SLOT = re.compile(r"slots\.(.+)\.mark")
NO_ITEM = frozenset(
    {"", "id", "attempt", "quizattempt", "person", "summarks", "sumgrades", "total"}
)
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?(e-?\d{1,2})?", re.ASCII | re.IGNORECASE)
ONE = Fraction(1)
MAXIMUM_ROWS = frozenset({"max", "maxmark"})


@click.command("statistics")
@click.argument("results", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write JSON there.")
@click.option("--max", "maxima", help="The most of each item, with commas; one for all: 1.")
@click.option("--drawn", multiple=True, help="An item that chance chose; may be given again.")
def statistics(results: Path, out: Path | None, maxima: str | None, drawn: Sequence[str]) -> None:
    """Work out the figures of a test from a table of marks in CSV.

    The first row names the columns.  Where some are called slots.N.mark these are the items;
    otherwise all are but a column of ids or of totals (id, attempt, quizattempt, person,
    summarks, sumgrades, total).  An empty cell is an item that the attempt was not asked.  The
    most of each item is 1, or what a second row that begins with "max" says, or --max.
    """
    names, rows = _read(results)
    marks, most = _split_maxima(names, rows)
    if maxima is not None:
        most = _spread(maxima, len(names))
    if wrong := sorted(set(drawn).difference(names)):
        raise click.BadParameter(f"there is no item {', '.join(wrong)}", param_hint="--drawn")
    text = json.dumps(_report(_analyse(names, marks, most, drawn)), indent=1) + "\n"
    if out:
        out.write_text(text, "utf-8")
        click.echo(f"{len(marks)} attempts, {len(names)} items")
    else:
        click.echo(text, nl=False)


def _read(results: Path) -> tuple[list[str], list[list[str]]]:
    """The items' names, and of each row its first cell, then the items' cells."""
    with results.open(encoding="utf-8-sig", newline="") as file:
        table = [row for row in csv.reader(file) if any(cell.strip() for cell in row)]
    if not table:
        raise click.ClickException("the file is empty")
    header = [cell.strip() for cell in table[0]]
    places = [at for at, cell in enumerate(header) if SLOT.fullmatch(cell)]
    places = places or [at for at, cell in enumerate(header) if cell.lower() not in NO_ITEM]
    names = [SLOT.sub(r"\1", header[at]) for at in places]
    if not names or len(set(names)) < len(names):
        raise click.ClickException("the first row must name each item once")
    rows = [row + [""] * (len(header) - len(row)) for row in table[1:]]
    return names, [[row[0], *(row[at] for at in places)] for row in rows]


def _split_maxima(
    names: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[list[list[Fraction | None]], list[Fraction]]:
    """The marks, and the maxima that the table itself states."""
    table = [[_mark(cell, line) for cell in row[1:]] for line, row in enumerate(rows, 2)]
    if rows and rows[0][0].strip().lower() in MAXIMUM_ROWS:
        stated, *table = table
        return table, [ONE if each is None else each for each in stated]
    return table, [ONE] * len(names)


def _spread(maxima: str, count: int) -> list[Fraction]:
    """``1,1,2``: one for each item; or one for all."""
    most = [_number(each) for each in maxima.split(",")]
    found = [each for each in most if each is not None]
    if len(found) < len(most) or len(found) not in (1, count):
        message = f"one number is expected, or {count} with commas"
        raise click.BadParameter(message, param_hint="--max")
    return found * count if len(found) == 1 else found


def _mark(cell: str, line: int) -> Fraction | None:
    """None for an empty cell: the item was not asked.  The first cell may be anything."""
    found = _number(cell)
    if found is None and cell.strip():
        raise click.ClickException(f"row {line}: {cell!r} is no mark")
    return found


def _number(text: str) -> Fraction | None:
    return Fraction(text.strip()) if NUMBER.fullmatch(text.strip()) else None


def _analyse(
    names: Sequence[str],
    rows: Iterable[Sequence[Fraction | None]],
    most: Sequence[Fraction],
    drawn: Sequence[str],
) -> Statistics[str]:
    """With marks as whole numbers of the greatest unit that all of them are made of."""
    table = list(rows)
    _refuse_above(names, table, most)
    every = [*most, *(mark for row in table for mark in row if mark is not None)]
    unit = lcm(*(each.denominator for each in every))
    items = {
        name: Item(int(each * unit), True if name in drawn else None)
        for name, each in zip(names, most, strict=True)
    }
    attempts = (
        {name: int(mark * unit) for name, mark in zip(names, row, strict=True) if mark is not None}
        for row in table
    )
    return analyse(attempts, items, unit)


def _refuse_above(
    names: Sequence[str], table: Sequence[Sequence[Fraction | None]], most: Sequence[Fraction]
) -> None:
    for row in table:
        for name, mark, limit in zip(names, row, most, strict=True):
            if mark is not None and mark > limit:
                message = f"item {name}: a mark is above its maximum, {limit}; see --max"
                raise click.ClickException(message)


def _report(found: Statistics[str]) -> dict[str, object]:
    items = [{"item": name} | asdict(each) for name, each in found.items.items()]
    return {"totals": asdict(found.totals), "items": items}
