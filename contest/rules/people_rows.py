"""Which lines of a list of people are understood, and as whom?  Nothing is dropped in silence."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from contest.rules.eligibility import Birth
from contest.rules.identity import read_birth, read_citizen_number, read_name, read_phone
from contest.rules.refusal import RuleRefused
from questions.text import fold

_Read = TypeVar("_Read")
HEADER_WITHIN = 20  # the office's name and a title may stand above the columns' names
LONGEST_NOTE = 200
CITIZEN_DIGITS, PHONE_DIGITS = 12, 10
_MIDNIGHT = re.compile(r"[ T]00:00(:00)?$")


class Column(StrEnum):
    NAME = "name"
    BIRTH = "birth"
    CITIZEN_NUMBER = "citizen-number"
    PHONE = "phone"
    NOTE = "note"


class Finding(StrEnum):
    """What is to be said of a line beside the faults of identity; only the last two let it in."""

    ABOVE = "above"  # stands above the columns' names, or is them
    TWICE = "twice"
    NOTE_TOO_LONG = "note-too-long"
    CELL_LEFT_OVER = "cell-left-over"
    ZERO_PUT_BACK = "zero-put-back"  # a spreadsheet takes 0912… for a number
    NAME_ALONE = "name-alone"


_HARMLESS = frozenset({Finding.ZERO_PUT_BACK, Finding.NAME_ALONE})
_SYNONYMS: Mapping[Column, tuple[str, ...]] = MappingProxyType(
    {
        Column.NAME: ("họ và tên", "họ tên", "tên", "họ tên học sinh", "họ và tên học sinh"),
        Column.BIRTH: ("ngày sinh", "năm sinh", "ngày tháng năm sinh", "ngày, tháng, năm sinh"),
        Column.CITIZEN_NUMBER: (
            "số căn cước", "căn cước", "cccd", "số cccd", "số định danh", "số định danh cá nhân",
            "số căn cước công dân",
        ),
        Column.PHONE: ("số điện thoại", "điện thoại", "sđt", "số đt"),
        Column.NOTE: ("ghi chú", "lớp", "chức vụ", "đơn vị", "lý do"),
    }
)  # fmt: skip
_BY_HEADER = {fold(text): column for column, texts in _SYNONYMS.items() for text in texts}
_COUNTING = frozenset(fold(text) for text in ("stt", "tt", "số tt", "số thứ tự"))


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """A line as it was written, who is meant, and what is to be said of it.

    ``findings`` are Findings and codes of contest.rules.identity.IdentityFault.
    """

    number: int
    cells: tuple[str, ...]
    name: str = ""
    birth: Birth | None = None
    citizen_number: str | None = None
    phone: str | None = None
    note: str = ""
    findings: tuple[str, ...] = field(default=())

    @property
    def is_taken(self) -> bool:
        return all(each in _HARMLESS for each in self.findings)


@dataclass(frozen=True, slots=True)
class Plan:
    """The lines, and the names of the columns that are not kept."""

    people: tuple[PlannedPerson, ...]
    columns_left: tuple[str, ...] = ()

    @property
    def taken(self) -> tuple[PlannedPerson, ...]:
        return tuple(each for each in self.people if each.is_taken)


def plan(table: Sequence[Sequence[str]], today: date) -> Plan:
    """Say of each line that is not empty who is meant, or why nobody is.

    The columns are known by their names; without names they are name, birth, citizen number,
    phone and note.  The second of two lines about the same person is not taken.
    """
    at, columns, left = _columns(table)
    lines = [
        _read(number, cells, columns, today) if number > at else _above(number, cells)
        for number, cells in enumerate(table, 1)
        if any(cell.strip() for cell in cells)
    ]
    return Plan(tuple(_without_repeats(lines)), left)


def _columns(
    table: Sequence[Sequence[str]],
) -> tuple[int, dict[int, Column | None], tuple[str, ...]]:
    """The number of the line of names, 0 for none; what stands at each place; what is left."""
    for number, cells in enumerate(table[:HEADER_WITHIN], 1):
        found: dict[int, Column | None] = {}
        for place, cell in enumerate(cells):
            column = _BY_HEADER.get(fold(cell.strip(" *:")))
            found[place] = None if column in found.values() else column
        if Column.NAME in found.values():
            named = [(cells[at], column) for at, column in found.items() if cells[at].strip()]
            left = tuple(
                cell for cell, column in named if not column and fold(cell) not in _COUNTING
            )
            return number, found, left
    return 0, dict(enumerate(Column)), ()


def _above(number: int, cells: Sequence[str]) -> PlannedPerson:
    return PlannedPerson(number, tuple(cells), findings=(Finding.ABOVE,))


def _read(
    number: int, cells: Sequence[str], columns: Mapping[int, Column | None], today: date
) -> PlannedPerson:
    given = {
        column: " ".join(cells[at].split())
        for at, column in columns.items()
        if column and at < len(cells)
    }
    reading = _Reading()
    birth = _MIDNIGHT.sub("", given.get(Column.BIRTH, ""))
    number_text = reading.whole(given.get(Column.CITIZEN_NUMBER, ""), CITIZEN_DIGITS)
    phone = reading.whole(given.get(Column.PHONE, ""), PHONE_DIGITS)
    planned = PlannedPerson(
        number,
        tuple(cells),
        name=reading.read(read_name, given.get(Column.NAME, "")) or "",
        birth=reading.read(lambda text: read_birth(text, today), birth) if birth else None,
        citizen_number=reading.read(read_citizen_number, number_text) if number_text else None,
        phone=reading.read(read_phone, phone) if phone else None,
        note=given.get(Column.NOTE, "")[:LONGEST_NOTE],
    )
    if len(given.get(Column.NOTE, "")) > LONGEST_NOTE:
        reading.found.append(Finding.NOTE_TOO_LONG)
    if any(cell.strip() for at, cell in enumerate(cells) if at not in columns):
        reading.found.append(Finding.CELL_LEFT_OVER)
    if planned.name and not (planned.birth or planned.citizen_number or planned.phone):
        reading.found.append(Finding.NAME_ALONE)
    return replace(planned, findings=tuple(dict.fromkeys(reading.found)))


class _Reading:
    """Reads cell after cell and notes what is to be said of them."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def read(self, rule: Callable[[str], _Read], text: str) -> _Read | None:
        try:
            return rule(text)
        except RuleRefused as refused:
            self.found.append(refused.code)
            return None

    def whole(self, text: str, digits: int) -> str:
        """Put back the zero that a spreadsheet took from the front of a number."""
        if text.isascii() and text.isdecimal() and len(text) == digits - 1 and text[0] != "0":
            self.found.append(Finding.ZERO_PUT_BACK)
            return f"0{text}"
        return text


def _without_repeats(lines: Iterable[PlannedPerson]) -> Iterator[PlannedPerson]:
    seen: set[object] = set()
    for each in lines:
        marks = _marks(each) if each.is_taken else set()
        is_repeat = not seen.isdisjoint(marks)
        yield replace(each, findings=(*each.findings, Finding.TWICE)) if is_repeat else each
        seen |= marks


def _marks(person: PlannedPerson) -> set[object]:
    """By what a line is the same as another: the citizen number, or all else alike.

    Namesakes born on the same day with different numbers are two people.
    """
    if person.citizen_number:
        return {person.citizen_number}
    return {(fold(person.name), person.birth, person.phone)}
