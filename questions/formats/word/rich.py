"""Text with the marks that its letters carry: bold, underlined, coloured, italic, struck."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

Marks = frozenset[str]
PLAIN: Marks = frozenset()
WEAK: Marks = frozenset({"italic", "strike"})  # names and formulas have them as well
MOSTLY = 0.55  # of the letters: a mark on so many is a mark on the whole

WHOLLY = 0.85  # as many are marked as where a sign or a blank was left out


@dataclass(frozen=True, slots=True)
class Rich:
    """A text, and the stretches of it that are marked: where from, where to, how."""

    text: str
    spans: tuple[tuple[int, int, Marks], ...] = ()

    def cut(self, start: int, end: int | None = None) -> "Rich":
        """A part of it, by positions as in a slice, none of them negative."""
        stop = len(self.text) if end is None else min(end, len(self.text))
        if not self.spans:
            return Rich(self.text[start:stop])
        spans = tuple(
            (max(one, start) - start, min(other, stop) - start, marks)
            for one, other, marks in self.spans
            if one < stop and other > start
        )
        return Rich(self.text[start:stop], spans)

    def stripped(self) -> "Rich":
        """Without the blanks around it."""
        text = self.text
        start = len(text) - len(text.lstrip())
        return self if start == 0 == len(text) - len(text.rstrip()) else self._trimmed(start)

    def _trimmed(self, start: int) -> "Rich":
        return self.cut(start, max(start, len(self.text.rstrip())))

    def marks(self) -> Marks:
        """The marks that most of its letters carry; blanks do not count."""
        return self._marks_of(MOSTLY)

    def whole_marks(self) -> Marks:
        """The marks that all its letters carry, or all but one or two."""
        return self._marks_of(WHOLLY)

    def any_marks(self) -> Marks:
        """The marks that any of its letters carries."""
        return self._marks_of(0)

    def _marks_of(self, share: float) -> Marks:
        if not self.spans:
            return PLAIN
        letters = _letters(self.text)
        counts: dict[str, int] = {}
        for start, end, marks in self.spans:
            count = _letters(self.text[start:end])
            for mark in marks if count else ():
                counts[mark] = counts.get(mark, 0) + count
        return frozenset(mark for mark, count in counts.items() if count >= share * letters)


def joined(parts: Iterable[Rich], between: str = "") -> Rich:
    """Texts one after the other, with the same between them."""
    texts: list[str] = []
    spans: list[tuple[int, int, Marks]] = []
    length = 0
    for part in parts:
        if texts:
            texts.append(between)
            length += len(between)
        spans += [(one + length, end + length, marks) for one, end, marks in part.spans]
        texts.append(part.text)
        length += len(part.text)
    return Rich("".join(texts), tuple(spans))


def _letters(text: str) -> int:
    return sum(map(len, text.split()))


# The families of colours: one person's red is another's dark red.
_HUES = ("red", "orange", "yellow", "green", "cyan", "blue", "purple", "red")
_HUE_ENDS = (15, 50, 70, 165, 200, 265, 345, 361)


@lru_cache(maxsize=512)
def colour_name(value: str) -> str:
    """The family of a colour RRGGBB; "" for black, white, greys and what is no colour."""
    try:
        red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return ""
    most, least = max(red, green, blue), min(red, green, blue)
    if most < 0x50 or most - least < 0x28:
        return ""
    return _hue_name(red, green, blue)


def _hue_name(red: int, green: int, blue: int) -> str:
    most, spread = max(red, green, blue), max(red, green, blue) - min(red, green, blue)
    if most == red:
        degrees = 60 * ((green - blue) / spread) % 360
    elif most == green:
        degrees = 60 * ((blue - red) / spread) + 120
    else:
        degrees = 60 * ((red - green) / spread) + 240
    return next(name for name, end in zip(_HUES, _HUE_ENDS, strict=True) if degrees < end)
