"""GIFT's text cut into blocks, and what escapes and tags of format mean in its pieces.

While a block is taken apart, an escaped sign is held by half of a surrogate pair, which no decoded
text has: so a sign that still stands is one that cuts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Self

from questions.formats.text_file import BLANKS, refuse_too_many

CATEGORY = "$CATEGORY:"
LONGEST_NOTE = 200
_SIGNS = "\\:#={}~n"
_HELD = {sign: chr(0xD800 + at) for at, sign in enumerate(_SIGNS)}
_SHOWN = str.maketrans({held: sign for sign, held in _HELD.items()} | {_HELD["n"]: "\n"})
_ESCAPED = re.compile(r"\\([\\:#={}~n])")
_IN_TAGS = str.maketrans({sign: _HELD[sign] for sign in ":#={}~"})
# A tag whose attributes have quoted values: what stands in it is no sign of GIFT's.
_TAG = re.compile(
    r"""<[A-Za-z][\w:-]*+(?:\s++[\w:-]++\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'))++\s*+/?>"""
)
_BRACE = re.compile(r"[{}]")
_WRITTEN = re.compile(r"[\\:#={}~\n]")
_NOTE = re.compile(rf"\[(id|tag):((?:\\\]|[^\]]){{0,{LONGEST_NOTE}}})\]")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
DEFAULT_FORMAT = "moodle"


@dataclass(frozen=True, slots=True)
class Block:
    """A question or a category as it stands in the file, with the notes of its comments."""

    at: int
    text: str
    id: str = ""
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Paragraph:
    """Lines without an empty one between them, each with its number; comments are apart."""

    lines: list[tuple[int, str]]
    notes: list[tuple[str, str]]
    braces: str  # the first and the last; of a category its sign

    @property
    def is_open(self) -> bool:
        return self.braces.endswith("{")

    @property
    def begins_anew(self) -> bool:
        """Whether it is surely not the rest of a question that is open before it."""
        first = next((line for _, line in self.lines if line.strip(BLANKS)), "")
        return self.braces.startswith(("{", CATEGORY)) or first.startswith("::")

    def take(self, other: Self) -> None:
        self.lines += other.lines
        self.notes += other.notes
        self.braces = self.braces[:1] + other.braces[1:] if other.braces else self.braces


def shown(text: str) -> str:
    """A piece as people read it: held signs are signs again."""
    return text.translate(_SHOWN)


def escaped(text: str) -> str:
    """A text as it is written, in one line."""
    return _WRITTEN.sub(lambda sign: "\\n" if sign[0] == "\n" else f"\\{sign[0]}", text)


def format_of(piece: str, inherited: str) -> tuple[str, str]:
    """The format of a piece of text, its own or the one that it inherits, and its words."""
    words = piece.strip(BLANKS)
    tag = _FORMAT.match(words)
    return (tag[1], words[tag.end() :].strip(BLANKS)) if tag else (inherited, words)


def has_format(words: str) -> bool:
    """Whether a text begins with what would be taken for a tag of format."""
    return _FORMAT.match(words) is not None


def note(kind: str, words: str) -> str:
    """A comment that keeps an id or a tag."""
    escaped_words = words.replace("]", "\\]")
    return f"// [{kind}:{escaped_words}]"


def notes_in(comment: str) -> list[tuple[str, str]]:
    """The ids and tags that a comment keeps."""
    return [(kind, words.replace("\\]", "]").strip()) for kind, words in _NOTE.findall(comment)]


def blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Cut a file into questions and categories.

    Empty lines part them.  One between the braces does not, if the brace is closed before the next
    opens; and a line after a closed brace at a line's end begins another question where braces
    follow.
    """
    for paragraph in _joined(_counted(_paragraphs(lines))):
        notes = paragraph.notes
        for part in _parts(paragraph.lines):
            text = "\n".join(line for _, line in part)
            if not text.strip(BLANKS):
                continue
            at = next(number for number, line in part if line.strip(BLANKS))
            tags = tuple(words for kind, words in notes if kind == "tag")
            ids = [words for kind, words in notes if kind == "id"]
            yield Block(at, text, ids[0] if ids else "", tags)
            notes = []


def _counted(paragraphs: Iterable[_Paragraph]) -> Iterator[_Paragraph]:
    """Raises FormatRefused (too-many-items) where even comments cannot explain the number."""
    for count, paragraph in enumerate(paragraphs, 1):
        refuse_too_many(count // 3)
        yield paragraph


def _paragraphs(lines: Iterable[str]) -> Iterator[_Paragraph]:
    """Cut before and after empty lines and categories; a category's path stays as it is."""
    numbered: list[tuple[int, str]] = []
    for number, line in enumerate(chain(lines, [""]), 1):
        is_category = line.lstrip(BLANKS).startswith(CATEGORY)
        if line.strip(BLANKS) and not is_category:
            numbered.append((number, line))
        elif numbered:
            yield _paragraph(numbered)
            numbered = []
        if is_category:
            yield _Paragraph([(number, line.strip(BLANKS))], [], CATEGORY)


def _paragraph(numbered: list[tuple[int, str]]) -> _Paragraph:
    """Blank the comments and hold what is escaped."""
    notes: list[tuple[str, str]] = []
    kept: list[str] = []
    for _, line in numbered:
        is_comment = line.lstrip(BLANKS).startswith("//")
        kept.append("" if is_comment else line)
        if is_comment:
            notes += notes_in(line)
    text = _ESCAPED.sub(lambda match: _HELD[match[1]], "\n".join(kept))
    if "<" in text:
        text = _TAG.sub(lambda tag: tag[0].translate(_IN_TAGS), text)
    numbers = (number for number, _ in numbered)
    braces = _BRACE.findall(text)
    ends = f"{braces[0]}{braces[-1]}" if braces else ""
    return _Paragraph(list(zip(numbers, text.split("\n"), strict=True)), notes, ends)


def _joined(paragraphs: Iterable[_Paragraph]) -> Iterator[_Paragraph]:
    """Join paragraphs where an empty line stands between a question's braces.

    Those that wait are one whose brace is open and, after it, some without braces.
    """
    waiting: list[_Paragraph] = []
    for paragraph in paragraphs:
        if waiting and paragraph.begins_anew:
            yield from waiting
            waiting = []
        waiting.append(paragraph)
        if len(waiting) > 1 and paragraph.braces:
            for each in waiting[1:]:
                waiting[0].take(each)
            del waiting[1:]
        if not waiting[0].is_open:
            yield from waiting
            waiting = []
    yield from waiting


def _parts(lines: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Cut a paragraph between two questions."""
    last_brace = max((at for at, (_, line) in enumerate(lines) if "{" in line), default=-1)
    part: list[tuple[int, str]] = []
    is_inside = is_done = ends = False
    for at, (number, line) in enumerate(lines):
        is_next = is_done and ends and (at <= last_brace or line.startswith("::"))
        if line.strip(BLANKS) and is_next:
            yield part
            part, is_done = [], False
        part.append((number, line))
        for brace in _BRACE.findall(line):
            is_done = is_done or (is_inside and brace == "}")
            is_inside = brace == "{"
        if line.strip(BLANKS):
            ends = line.rstrip(BLANKS).endswith("}")
    yield part
