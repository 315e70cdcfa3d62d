"""What Word's own numbering puts before a paragraph: the text of it is nowhere in the document."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from questions.formats.word.names import W
from questions.formats.word.styles import Look, look_of, value

_DEEPEST = 9
_MOST = 10_000  # numbers beyond are written as digits, whatever the list says
_LETTERS = ("upperLetter", "lowerLetter")
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how its numbers look, the text around them."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    look: Look = field(default_factory=dict)
    restarts_after: int | None = None  # the level whose number starts this one again; 0: none
    is_legal: bool = False  # all numbers in it are written in digits


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph."""

    text: str
    is_bullet: bool
    look: Look


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: Mapping[str, str] = field(default_factory=dict)  # from a list's id to what it counts by
    levels: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    changed: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)  # by a list's id
    restarts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    counted: str = ""  # the list that wrote the last number in digits

    def next_label(self, num_id: str, level_name: str) -> Label | None:
        """Count on; None for a list that is not there, or that numbers nothing."""
        at = int(level_name) if level_name.isdecimal() else 0
        level = self._level(num_id, at)
        if level is None:
            return None
        counts = self.counts.setdefault(self.lists[num_id], [None] * _DEEPEST)
        self._start_letters_again(num_id, at, level, counts)
        self._count_on(num_id, at, counts)
        if level.form == "bullet":
            return Label("", True, level.look)
        if level.form == "none" and "%" not in level.text:
            return Label(level.text, False, level.look)
        return Label(self._text(num_id, level, counts), False, level.look)

    def _start_letters_again(
        self, num_id: str, at: int, level: Level, counts: list[int | None]
    ) -> None:
        """Letters begin anew behind another list's number: they are the next question's options.

        Word lets them run on, E for the first option of the second question, where whoever typed
        the paper did not start the list again; no paper means it.
        """
        own = self.lists[num_id]
        if level.form in _LETTERS and self.counted not in ("", own):
            counts[at] = None
        if level.form == "decimal":
            self.counted = own
        elif level.form in _LETTERS:
            self.counted = ""

    def _level(self, num_id: str, at: int) -> Level | None:
        if num_id not in self.lists or not 0 <= at < _DEEPEST:
            return None
        own = self.changed.get(num_id, {}).get(at)
        return own or self.levels.get(self.lists[num_id], {}).get(at)

    def _count_on(self, num_id: str, at: int, counts: list[int | None]) -> None:
        for above in range(at):
            if counts[above] is None:
                counts[above] = self._start(num_id, above)
        restart = self.restarts.get(num_id, {}).get(at)
        if restart is not None and (num_id, at) not in self.begun:
            counts[at] = restart
        else:
            before = counts[at]
            counts[at] = self._start(num_id, at) if before is None else before + 1
        self.begun.add((num_id, at))
        for below in range(at + 1, _DEEPEST):
            level = self._level(num_id, below)
            after = None if level is None else level.restarts_after
            if after is None or (after and at < after):
                counts[below] = None

    def _start(self, num_id: str, at: int) -> int:
        level = self._level(num_id, at)
        return level.start if level else 1

    def _text(self, num_id: str, level: Level, counts: list[int | None]) -> str:
        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = self._level(num_id, at) or Level()
            count = counts[at]
            form = "decimal" if level.is_legal else other.form
            return number_text(other.start if count is None else count, form)

        return _PLACE.sub(number, level.text)


def number_text(number: int, form: str) -> str:
    """A number as a list writes it; forms that we do not know are digits."""
    if not 0 < number < _MOST:
        return str(number) if form != "none" else ""
    match form:
        case "upperLetter" | "lowerLetter":
            letters = chr(ord("A") + (number - 1) % 26) * min(9, (number - 1) // 26 + 1)
            return letters if form == "upperLetter" else letters.lower()
        case "upperRoman" | "lowerRoman":
            return _roman(number) if form == "upperRoman" else _roman(number).lower()
        case "decimalZero":
            return f"{number:02}"
        case "none" | "bullet":
            return ""
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        while number >= worth:
            written, number = written + letters, number - worth
    return written


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists of ``numbering.xml``; none where there is no such part."""
    if root is None:
        return Numbering()
    kinds = {each.get(f"{W}abstractNumId", ""): each for each in root.iter(f"{W}abstractNum")}
    linked = {value(each, "styleLink"): name for name, each in kinds.items()}
    numbers = {each.get(f"{W}numId", ""): each for each in root.iter(f"{W}num")}
    lists = {}
    for num_id, each in numbers.items():
        name = value(each, "abstractNumId")
        link = value(kinds.get(name), "numStyleLink")
        lists[num_id] = linked.get(link, name) if link else name
    return Numbering(
        lists,
        {name: _levels(each) for name, each in kinds.items()},
        {num_id: _changed(each) for num_id, each in numbers.items()},
        {num_id: _restarts(each) for num_id, each in numbers.items()},
    )


def _levels(element: etree._Element) -> Mapping[int, Level]:
    return {
        _whole(each.get(f"{W}ilvl", ""), 0): _read_level(each) for each in element.iter(f"{W}lvl")
    }


def _changed(element: etree._Element) -> Mapping[int, Level]:
    return _levels(element)


def _restarts(element: etree._Element) -> Mapping[int, int]:
    return {
        _whole(each.get(f"{W}ilvl", ""), 0): _whole(value(each, "startOverride"), 1)
        for each in element.iter(f"{W}lvlOverride")
        if each.find(f"{W}startOverride") is not None
    }


def _read_level(element: etree._Element) -> Level:
    restart = value(element, "lvlRestart")
    legal = element.find(f"{W}isLgl")
    return Level(
        _whole(value(element, "start"), 1),
        value(element, "numFmt") or "decimal",
        value(element, "lvlText"),
        look_of(element.find(f"{W}rPr")),
        _whole(restart, 0) if restart else None,
        legal is not None and value(element, "isLgl") not in ("0", "false"),
    )


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else otherwise
