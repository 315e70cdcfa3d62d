"""The parts of a workbook as they are fed to a reader: strings, formats of numbers, cells.

No tree is built, cells that are empty are not kept, and texts that cells share are shared.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from questions.formats import FormatRefused

MOST_ROWS = 50_000  # with something in them
MOST_COLUMNS = 16_384  # Excel's own
MOST_FILLED = 200_000  # cells that only a merged one speaks for
MOST_CHARACTERS = 32 * 1024 * 1024  # of all cells as they show
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile(r'"[^"]*+"|\[[^\]]*+\]|\\.')
_DATES = {*range(14, 23), *range(45, 48)}  # built-in formats of numbers
_PERCENTS = {9, 10}
_DAY_ZERO, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_DAY = 2_958_465  # 31.12.9999

Row = tuple[int, dict[int, str]]  # number from 1 on; texts by their columns from 0 on


def local(name: str) -> str:
    """A name without its namespace; strict workbooks have other namespaces than usual ones."""
    return name.rpartition("}")[2]


@dataclass(slots=True)
class Strings:
    """Reads the shared strings."""

    texts: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    is_text: bool = False
    phonetic: int = 0

    def start(self, name: str, _: object) -> None:
        match local(name):
            case "si":
                self.pieces = []
            case "rPh":  # how an East Asian word is spoken
                self.phonetic += 1
            case "t":
                self.is_text = not self.phonetic

    def data(self, text: str) -> None:
        if self.is_text:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        match local(name):
            case "si":
                self.texts.append(unescaped("".join(self.pieces)))
            case "rPh":
                self.phonetic -= 1
            case "t":
                self.is_text = False

    def close(self) -> None:
        """Asked for by the parser."""


@dataclass(slots=True)
class Styles:
    """Reads which styles show a number as a date or in per cent."""

    is_1904: bool = False
    kinds: list[str] = field(default_factory=list)  # by the style's index
    own: dict[str, str] = field(default_factory=dict)  # formats that the workbook defines
    is_cells: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "numFmt":
                self.own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:200]
            case "cellXfs":
                self.is_cells = True
            case "xf" if self.is_cells:
                self.kinds.append(self._kind(attributes.get("numFmtId", "")))

    def end(self, name: str) -> None:
        if local(name) == "cellXfs":
            self.is_cells = False

    def data(self, _: str) -> None:
        """Asked for by the parser."""

    def close(self) -> None:
        """Asked for by the parser."""

    def kind(self, style: str) -> str:
        at = int(style) if re.fullmatch(r"[0-9]{1,6}", style) else -1
        return self.kinds[at] if 0 <= at < len(self.kinds) else ""

    def _kind(self, number: str) -> str:
        if number in self.own:
            code = _QUOTED.sub("", self.own[number])
            if "%" in code:
                return "percent"
            return "date" if re.search(r"[dy]", code, re.IGNORECASE) else ""
        known = int(number) if re.fullmatch(r"[0-9]{1,4}", number) else 0
        if known in _PERCENTS:
            return "percent"
        return "date" if known in _DATES else ""

    def shown(self, number: str, style: str) -> str:
        """A number as people see it: 5.0 is 5, a date is d/m/y, 0.25 in per cent is 25%."""
        try:
            value = float(number)
        except ValueError:
            return number
        kind = self.kind(style)
        if kind == "percent":
            return f"{value * 100:.12g}%"
        if kind == "date" and 0 < value <= _LAST_DAY:
            first = _DAY_ZERO_1904 if self.is_1904 else _DAY_ZERO
            day = first + timedelta(days=int(value))
            return f"{day:%d/%m/%Y}"
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"


@dataclass(slots=True)
class Sheet:
    """Reads a worksheet's cells that have something in them."""

    strings: list[str]
    styles: Styles
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    number: int = 0
    column: int = -1
    kind: str = ""
    style: str = ""
    pieces: list[str] = field(default_factory=list)
    is_text: bool = False
    phonetic: int = 0
    character_count: int = 0
    filled_count: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition("}")[2]:
            case "row":
                number = attributes.get("r", "")
                is_told = number.isdecimal() and len(number) < 8
                self.number, self.column = int(number) if is_told else self.number + 1, -1
            case "c":
                self._start_cell(attributes)
            case "t" | "v":
                self.is_text = not self.phonetic
            case "rPh":
                self.phonetic += 1
            case "mergeCell" if len(self.merged) < MOST_ROWS:
                self.merged.append(attributes.get("ref", ""))

    def data(self, text: str) -> None:
        if self.is_text:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        match name.rpartition("}")[2]:
            case "c":
                self._end_cell()
            case "t" | "v":
                self.is_text = False
            case "rPh":
                self.phonetic -= 1

    def close(self) -> None:
        """Asked for by the parser."""

    def _start_cell(self, attributes: dict[str, str]) -> None:
        letters = attributes.get("r", "").rstrip("0123456789")
        self.column = _column(letters) if letters else self.column + 1
        self.kind = attributes.get("t", "n")
        self.style = attributes.get("s", "0")
        self.pieces = []

    def _end_cell(self) -> None:
        text = self._shown("".join(self.pieces)) if self.pieces else ""
        if not text or not 0 <= self.column < MOST_COLUMNS:
            return
        self.rows.setdefault(self.number, {})[self.column] = text
        self.character_count += len(text)
        if len(self.rows) > MOST_ROWS:
            raise FormatRefused("too-many-rows")
        if self.character_count > MOST_CHARACTERS:
            raise FormatRefused("too-large")

    def _shown(self, value: str) -> str:
        match self.kind:
            case "s":
                at = int(value) if re.fullmatch(r"\s*[0-9]{1,8}\s*", value) else -1
                return self.strings[at] if 0 <= at < len(self.strings) else ""
            case "n":
                return self.styles.shown(value.strip(), self.style)
            case "b":
                return "TRUE" if value.strip() in ("1", "true") else "FALSE"
            case "d":
                return value[:10]
            case _:
                return unescaped(value)

    def filled(self) -> tuple[Row, ...]:
        """The rows in their order; a cell merged downwards says in each row what it says once."""
        for ref in self.merged:
            first, _, last = ref.partition(":")
            start, end = _place(first), _place(last)
            if start and end and start[1] < end[1]:
                self._fill(start, end)
        return tuple(sorted(self.rows.items()))

    def _fill(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        column, first = start
        text = self.rows.get(first, {}).get(column, "")
        for number in range(first + 1, end[1] + 1) if text else ():
            cells = self.rows.get(number)
            if cells is None or column in cells:
                break
            cells[column] = text
            self.filled_count += 1
            if self.filled_count > MOST_FILLED:
                raise FormatRefused("too-many-rows")


def unescaped(text: str) -> str:
    """Decode ``_x000A_``, by which workbooks write what XML cannot; all line ends are one."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(ref: str) -> tuple[int, int] | None:
    """A cell's column from 0 on and its row from 1 on."""
    match = _CELL.fullmatch(ref)
    return (_column(match[1]), int(match[2])) if match else None


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """A column's number from 0 on; one that Excel cannot have is beyond all."""
    if not re.fullmatch(r"[A-Z]{1,3}", letters):
        return MOST_COLUMNS
    column = 0
    for each in letters:
        column = column * 26 + ord(each) - ord("A") + 1
    return column - 1
