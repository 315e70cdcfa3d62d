"""What Word's styles say of letters and of numbers: styles inherit, and the nearest word counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from questions.formats.word.names import VAL, W
from questions.formats.word.rich import PLAIN, Marks, colour_name

# How letters look, by the names of Word's elements: b, u, i, strike, color, highlight, shd, vanish
# and vertAlign.
Look = Mapping[str, str]
_OFF = ("0", "false", "off", "none")
_LONGEST_CHAIN = 20  # styles that inherit from one another; more would be a circle
_SIMPLE = {
    f"{W}{name}": name
    for name in ("b", "u", "i", "strike", "dstrike", "highlight", "vertAlign", "vanish")
}
_COLOUR, _SHADE = f"{W}color", f"{W}shd"
_THEME = f"{W}themeColor"
_DARK_THEMES = ("text1", "dark1", "background1", "light1", "")


@dataclass
class Style:
    """One style as it is written, without what it inherits."""

    based_on: str
    name: str
    look: Look
    num_id: str | None
    level: str | None


@dataclass
class Styles:
    """A document's styles by their ids."""

    by_id: Mapping[str, Style] = field(default_factory=dict)
    usual: Look = field(default_factory=dict)
    usual_paragraph: str = ""
    looks: dict[str, Look] = field(default_factory=dict)

    def look(self, style_id: str) -> Look:
        """How letters of that style look, all that it inherits included."""
        if style_id not in self.looks:
            merged: dict[str, str] = {}
            for style in reversed(list(self._chain(style_id))):
                merged |= style.look
            self.looks[style_id] = merged
        return self.looks[style_id]

    def numbering(self, style_id: str) -> tuple[str | None, str | None]:
        """The list that a style numbers its paragraphs by, and the level in it."""
        num_id = level = None
        for style in self._chain(style_id):
            num_id = style.num_id if num_id is None else num_id
            level = style.level if level is None else level
        return num_id, level

    def name(self, style_id: str) -> str:
        style = self.by_id.get(style_id)
        return style.name if style else style_id

    def _chain(self, style_id: str) -> Iterator[Style]:
        for _ in range(_LONGEST_CHAIN):
            style = self.by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = style.based_on


def read_styles(root: etree._Element | None) -> Styles:
    if root is None:
        return Styles()
    by_id = {each.get(f"{W}styleId", ""): _style(each) for each in root.iter(f"{W}style")}
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    usual = [
        each.get(f"{W}styleId", "")
        for each in root.iter(f"{W}style")
        if each.get(f"{W}default") in ("1", "true") and each.get(f"{W}type") == "paragraph"
    ]
    return Styles(by_id, look_of(defaults), usual[0] if usual else "")


def _style(element: etree._Element) -> Style:
    return Style(
        based_on=value(element, "basedOn"),
        name=value(element, "name"),
        look=look_of(element.find(f"{W}rPr")),
        num_id=value(element, "pPr", "numPr", "numId") or None,
        level=value(element, "pPr", "numPr", "ilvl") or None,
    )


def value(element: etree._Element | None, *path: str) -> str:
    """The ``val`` of an element within, "" where there is none."""
    for name in path:
        element = None if element is None else element.find(f"{W}{name}")
    return "" if element is None else element.get(VAL, "")


def look_of(properties: etree._Element | None) -> Look:
    """What ``rPr`` itself says of letters; nothing inherited."""
    look: dict[str, str] = {}
    for each in () if properties is None else properties:
        tag = each.tag
        if tag in _SIMPLE:
            look[_SIMPLE[tag]] = each.get(VAL, "1")
        elif tag == _COLOUR:
            look["color"] = _colour(each)
        elif tag == _SHADE:
            look["shd"] = each.get(f"{W}fill", "auto")
    return look


def _colour(element: etree._Element) -> str:
    """A colour's value; that of a theme is a colour unless it is the text's own."""
    theme = element.get(_THEME, "")
    return element.get(VAL, "auto") if theme in _DARK_THEMES or element.get(VAL) else "auto"


def marks_of(look: Look) -> Marks:
    """The marks that may tell a right answer."""
    if not look:
        return PLAIN
    is_struck = is_on(look.get("strike", "0")) or is_on(look.get("dstrike", "0"))
    weak = (is_on(look.get("i", "0")), is_struck)
    return _marks(
        weak,
        is_on(look.get("b", "0")),
        is_on(look.get("u", "none")),
        look.get("color", "auto"),
        look.get("highlight", "none"),
        look.get("shd", "auto"),
    )


def is_on(said: str) -> bool:
    return said.lower() not in _OFF


@lru_cache(maxsize=4096)
def _marks(
    weak: tuple[bool, bool],
    is_bold: bool,
    is_underlined: bool,
    colour: str,
    light: str,
    shade: str,
) -> Marks:
    marks = {name for name, is_so in zip(("italic", "strike"), weak, strict=True) if is_so}
    if is_bold:
        marks.add("bold")
    if is_underlined:
        marks.add("underline")
    if family := colour_name(colour):
        marks |= {"colour", f"colour {family}"}
    if is_on(light) and light not in ("white", "black"):
        marks |= {"highlight", f"highlight {light}"}
    elif family := colour_name(shade):
        marks |= {"highlight", f"highlight {family}"}
    return frozenset(marks)
