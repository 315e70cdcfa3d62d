"""What HTML says as plain text, which of its pictures it shows, and what was lost on the way."""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from questions.formats.html_tokens import Tag, tokens
from questions.formats.reading import At, Code, Remark
from questions.formats.shifted import lowered, raised
from questions.pictures import MOST_BYTES, Picture, PictureRefused, each_once, picture_of

# What a source shows: a picture, or why there is none.
Found = Picture | PictureRefused

_BLOCK_NAMES = """
address article aside blockquote body caption center dd details dialog div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre
section summary table tbody tfoot thead tr ul
"""
_INLINE_NAMES = "br col colgroup font head img label link meta nobr object sub sup td th wbr"
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_WITHOUT_LOSS = _BLOCKS | frozenset(_INLINE_NAMES.split())  # or with a loss that is told apart
_FORMULA_PARTS = re.compile(r"m[a-z]+|semantics|annotation|annotation-xml")
_SIGNS = {"sup": "^", "sub": "_"}
_BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
_DATA = re.compile(r"data:[^,;]*(?:;[^,;]*)*;\s*base64\s*,", re.IGNORECASE)
_MOST_BASE64 = MOST_BYTES * 3 // 2
_FILE_PREFIX = "@@PLUGINFILE@@/"
_MOST_NUMBER = 1_000_000


@dataclass(frozen=True, slots=True)
class PlainText:
    """Text with marks for its pictures; the tags that meant something and are gone, sorted."""

    text: str
    left_out: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    pictures_lost: tuple[str, ...] = ()  # why, one for each: PictureRefused's codes, or missing


def plain(html: str, pictures: Mapping[str, Found] | None = None) -> PlainText:
    """Read HTML as text: blocks and ``<br>`` are line breaks, blanks are folded, ``<pre>`` is kept.

    List items begin with "- " or their number; a table's row is a line, " | " between its cells;
    10<sup>2</sup> is 10² where such characters exist, else 10^(2).  A picture is shown when its
    source is a ``data:`` URI or one of ``pictures`` (as written, decoded, or the file's name after
    ``@@PLUGINFILE@@/``).  Takes any string and raises nothing.
    """
    writer = _Writer(pictures or {})
    for token in tokens(html):
        if isinstance(token, str):
            writer.add_text(token)
        elif token.closes:
            writer.close(token)
        else:
            writer.open(token)
            if token.inner.endswith("/"):  # as in XHTML
                writer.close(token)
    return writer.result()


def remarks(at: At, *texts: PlainText) -> Iterator[Remark]:
    """What to say of texts that lost something, once a kind."""
    lost = {name for text in texts for name in text.left_out}
    if markup := lost - {"img", "math"}:
        yield Remark(at, Code.MARKUP_LEFT_OUT, {"markup": ", ".join(sorted(markup))})
    if "math" in lost:
        yield Remark(at, Code.FORMULA_AS_TEXT)
    for why in sorted({why for text in texts for why in text.pictures_lost}):
        yield Remark(at, Code.PICTURE_LEFT_OUT, {"why": why})


@dataclass
class _Writer:
    """The text so far, and the breaks and blanks that are owed before the next word."""

    known: Mapping[str, Found]
    out: list[str] = field(default_factory=list)
    breaks: int = 0
    is_blank_owed: bool = False
    bullet: str = ""
    lists: list[int | None] = field(default_factory=list)  # the next number, None for bullets
    pre_depth: int = 0
    is_at_pre_start: bool = False
    cell_count: int | None = None  # None outside of a table's row
    shift: str = ""
    shift_from: int = 0
    lost: set[str] = field(default_factory=set)
    used: list[Picture] = field(default_factory=list)
    pictures_lost: list[str] = field(default_factory=list)

    def result(self) -> PlainText:
        self._end_shift()
        return PlainText(
            "".join(self.out),
            tuple(sorted(self.lost)),
            each_once(self.used),
            tuple(self.pictures_lost),
        )

    def add_text(self, text: str) -> None:
        if self.pre_depth:
            self._add_literally(text)
            return
        words = _BLANKS.sub(" ", text)
        if words.startswith(" "):
            self.is_blank_owed = True
        if inner := words.strip(" "):
            self._put(inner)
            self.is_blank_owed = words.endswith(" ")

    def open(self, tag: Tag) -> None:
        name = tag.name
        self._note_loss(tag)
        if name in _BLOCKS:
            self._break()
        match name:
            case "br":
                self._break_line()
            case "ol" | "ul":
                self.lists.append(_first_number(tag) if name == "ol" else None)
            case "li":
                self._start_item()
            case "tr":
                self.cell_count = None
                self._break()
                self.cell_count = 0
            case "td" | "th":
                self._start_cell()
            case "pre":
                self.pre_depth += 1
                self.is_at_pre_start = True
            case "sup" | "sub":
                self._start_shift(name)
            case "img":
                self._show(tag.attributes.get("src", ""), tag.attributes.get("alt", ""))
            case "object":
                self._show(tag.attributes.get("data", ""), "")

    def close(self, tag: Tag) -> None:
        name = tag.name
        if name in ("tr", "table"):
            self.cell_count = None
        if name in _BLOCKS:
            self._break()
        if name in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif name == "pre" and self.pre_depth:
            self.pre_depth -= 1
        elif name == self.shift:
            self._end_shift()
        elif name in _SIGNS and self.shift:
            self._put(")")

    def _note_loss(self, tag: Tag) -> None:
        is_styled = tag.name == "span" and "style" in tag.attributes
        if tag.name in _WITHOUT_LOSS:
            return
        if "math" in self.lost and _FORMULA_PARTS.fullmatch(tag.name):
            return
        if tag.name != "span" or is_styled:
            self.lost.add(tag.name)

    def _put(self, words: str) -> None:
        """Add words, after the breaks or the blank that are owed."""
        if self.out and self.breaks:
            has_one = self.out[-1].endswith("\n")  # the last line end of a <pre>
            self.out.append("\n" * (self.breaks - has_one))
        elif self.out and self.is_blank_owed:
            self.out.append(" ")
        self.out.append(self.bullet + words)
        self.breaks, self.is_blank_owed, self.bullet = 0, False, ""

    def _add_literally(self, text: str) -> None:
        if self.is_at_pre_start:
            text = text.removeprefix("\n")
        if text:
            self.is_at_pre_start = False
            self._put(text)

    def _break(self) -> None:
        self._end_shift()
        if self.cell_count is not None:
            self.is_blank_owed = True
        elif not self.bullet:
            self.breaks = max(self.breaks, 1)

    def _break_line(self) -> None:
        if self.cell_count is not None:
            self.is_blank_owed = True
        elif self.pre_depth:
            self._put("\n")
        else:
            self.breaks += 1

    def _start_item(self) -> None:
        number = self.lists[-1] if self.lists else None
        if number is None:
            self.bullet = "- "
        else:
            self.bullet = f"{number}. "
            self.lists[-1] = number + 1

    def _start_cell(self) -> None:
        if self.cell_count:
            self.is_blank_owed = True
            self._put("|")
            self.is_blank_owed = True
        if self.cell_count is not None:
            self.cell_count += 1

    def _start_shift(self, name: str) -> None:
        """Begin raised or lowered text; one within another is written flat, with its sign."""
        if self.shift:
            self.lost.add(name)
            self._put(f"{_SIGNS[name]}(")
        else:
            self.shift, self.shift_from = name, len(self.out)

    def _end_shift(self) -> None:
        if not self.shift:
            return
        inner = "".join(self.out[self.shift_from :])
        del self.out[self.shift_from :]
        name, self.shift = self.shift, ""
        if inner.strip():
            text, is_whole = (raised if name == "sup" else lowered)(inner.rstrip())
            self.lost.update(() if is_whole else (name,))
            self.out.append(text)

    def _show(self, source: str, shows: str) -> None:
        found = _find(source, self.known)
        if isinstance(found, Picture):
            self.used.append(found)
            self._put(found.mark(shows))
        else:
            self.lost.add("img")
            self.pictures_lost.append(found.code if found else "picture-missing")


def _first_number(tag: Tag) -> int:
    start = tag.attributes.get("start", "")
    is_number = re.fullmatch(r"[0-9]{1,7}", start) is not None
    return min(int(start), _MOST_NUMBER) if is_number else 1


def _find(source: str, known: Mapping[str, Found]) -> Found | None:
    data = _DATA.match(source[:200])
    if data:
        return decoded(source[data.end() :])
    for name in _names(source.strip()):
        if name in known:
            return known[name]
    return None


def _names(source: str) -> Iterable[str]:
    yield source
    path = unquote(source.partition("?")[0])
    yield path
    yield path.removeprefix(_FILE_PREFIX).removeprefix("./")


def decoded(text: str) -> Found:
    """A picture from base64; one that is too large is refused before it is decoded."""
    if len(text) > _MOST_BASE64:
        return PictureRefused("picture-too-large")
    try:
        return picture_of(base64.b64decode(text))
    except PictureRefused as refused:
        return refused
    except ValueError:  # no base64
        return PictureRefused("picture-kind")
