"""The lines of a document, cut where options stand side by side, each with what it is."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from questions.formats.word.answers import entries_of, key_prefix
from questions.formats.word.belonging import NOBODY, Names, names_of
from questions.formats.word.drafts import Draft, Solution
from questions.formats.word.labels import (
    FieldName,
    OptionLabel,
    StemLabel,
    field_label,
    is_end,
    is_keys_heading,
    is_solutions_heading,
    option_label,
    part_label,
    stem_label,
)
from questions.formats.word.names import OWN_STAYS, Role
from questions.formats.word.paragraphs import Paragraph
from questions.formats.word.rich import PLAIN, Rich, joined
from questions.formats.word.side_by_side import Splitter
from questions.text import nfc


class What(Enum):
    """What a line is, as far as it can be told without those around it."""

    BLANK = auto()
    TEXT = auto()
    STEM = auto()
    OPTION = auto()
    FIELD = auto()
    PART = auto()
    END = auto()
    KEYS = auto()
    KEYS_HEADING = auto()
    SOLUTIONS_HEADING = auto()
    TABLE = auto()


@dataclass(slots=True)
class Segment:
    """A line, or one of several options on it; ``length`` is that of its label."""

    at: int
    rich: Rich
    what: What = What.TEXT
    length: int = 0
    stem: StemLabel | None = None
    option: OptionLabel | None = None
    field: FieldName | None = None
    entries: tuple[tuple[int, str], ...] = ()
    names: Names = NOBODY  # of the paper and the part that keys say they are for
    is_bullet: bool = False
    values: tuple[str, ...] | None = None  # of a paragraph that our own writer made
    begins_paragraph: bool = True
    drafts: tuple[Draft, ...] = ()  # of a table of questions
    solutions: tuple[Solution, ...] = ()  # what a table of keys says beside them
    is_cell: bool = False  # of a table that is no list of keys: its letters are none

    @property
    def body(self) -> Rich:
        return self.rich.cut(self.length).stripped()

    @property
    def label(self) -> Rich:
        return self.rich.cut(0, self.length).stripped()


_ODD = re.compile(r"[\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\xad]")
_FIELDS = {
    Role.KEY: FieldName.KEY,
    Role.KIND: FieldName.KIND,
    Role.EXPLANATION: FieldName.EXPLANATION,
    Role.BASIS: FieldName.BASIS,
    Role.TOPIC: FieldName.TOPIC,
    Role.DIFFICULTY: FieldName.DIFFICULTY,
    Role.CODE: FieldName.CODE,
    Role.AUDIENCES: FieldName.AUDIENCES,
    Role.VALIDITY: FieldName.VALIDITY,
    Role.SOURCE: FieldName.SOURCE,
    Role.PICTURES: FieldName.PICTURES,
}


def segments_of(paragraphs: Iterable[Paragraph]) -> Iterator[Segment]:
    """Cut paragraphs into lines and options; a line's letters are composed (NFC), its blanks plain.

    What our own writer labelled is taken as it stands.
    """
    splitter = Splitter()
    for line, following in pairwise([*_lines(paragraphs), None]):
        if line is None:
            return
        if line.paragraph.role:
            yield own_segment(line.paragraph, line.paragraph.role)
            continue
        is_whole = is_whole_line(line.rich.text)
        after = "" if following is None else following.rich.text
        pieces = [line.rich] if is_whole else splitter.pieces(line.rich, after)
        cut = list(pieces)
        for number, piece in enumerate(cut):
            segment = classified(line.paragraph.at, _without_comma(piece, number, len(cut)))
            segment.is_cell = line.paragraph.is_cell
            segment.is_bullet = line.paragraph.is_bullet and line.begins
            segment.begins_paragraph = line.begins and number == 0
            yield segment


def is_whole_line(text: str) -> bool:
    """Whether a line is no options side by side, whatever letters stand in it."""
    return field_label(text) is not None or bool(_entries(text)) or part_label(text) is not None


def _without_comma(piece: Rich, number: int, count: int) -> Rich:
    """An option without the sign between it and the next one on its line."""
    is_between = number + 1 < count and option_label(piece.text) is not None
    return piece.cut(0, len(piece.text.rstrip(";, "))) if is_between else piece


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph; a paragraph that our own writer made is one line."""

    paragraph: Paragraph
    rich: Rich
    begins: bool


def _lines(paragraphs: Iterable[Paragraph]) -> Iterator[_Line]:
    for paragraph in paragraphs:
        if paragraph.role:
            yield _Line(paragraph, Rich(""), True)
            continue
        for number, rich in enumerate(lines_of(clean(paragraph.rich))):
            yield _Line(paragraph, rich.stripped(), number == 0)


def lines_of(rich: Rich) -> Iterator[Rich]:
    start = 0
    while (end := rich.text.find("\n", start)) >= 0:
        yield rich.cut(start, end)
        start = end + 1
    yield rich.cut(start)


def clean(rich: Rich) -> Rich:
    """Letters composed, unusual blanks as plain ones, invisible characters gone."""
    if not _ODD.search(rich.text) and unicodedata.is_normalized("NFC", rich.text):
        return rich
    parts, at = [], 0
    for start, end, marks in (*rich.spans, (len(rich.text), len(rich.text), PLAIN)):
        parts.append(Rich(_plain(rich.text[at:start])))
        part = _plain(rich.text[start:end])
        parts.append(Rich(part, ((0, len(part), marks),) if part and marks else ()))
        at = end
    return joined(parts)


def _plain(text: str) -> str:
    visible = [char for char in nfc(text) if unicodedata.category(char) != "Cf"]
    return "".join(" " if _ODD.match(char) else char for char in visible)


def classified(at: int, rich: Rich) -> Segment:
    """A line with what it is by its own letters."""
    text = rich.text
    segment = Segment(at, rich)
    if not text:
        segment.what = What.BLANK
    elif entries := _entries(text):
        segment.what, segment.entries = What.KEYS, entries
        segment.names = names_of(key_prefix(text))
    elif (stem := stem_label(text)) is not None:
        segment.what, segment.stem, segment.length = What.STEM, stem, stem.length
    elif (option := option_label(text)) is not None:
        segment.what, segment.option, segment.length = What.OPTION, option, option.length
    else:
        _classify_words(segment, text)
    return segment


def _entries(text: str) -> tuple[tuple[int, str], ...]:
    """Keys of a line of them; a line with a single key is one only where keys are expected."""
    if not any(char.isdigit() for char in text[:60]):
        return ()
    return entries_of(text)


def _classify_words(segment: Segment, text: str) -> None:
    if text[0] + text[-1] in ("[]", "()") and (found := field_label(text[1:-1])) is not None:
        segment.rich = segment.rich.cut(1, len(text) - 1)
        segment.what, (segment.field, segment.length) = What.FIELD, found
    elif is_end(text):
        segment.what = What.END
    elif is_solutions_heading(text):
        segment.what = What.SOLUTIONS_HEADING
    elif (found := field_label(text)) is not None:
        segment.what, (segment.field, segment.length) = What.FIELD, found
    elif is_keys_heading(text):
        segment.what = What.KEYS_HEADING
    elif (length := part_label(text)) is not None:
        segment.what, segment.length = What.PART, length


def own_segment(paragraph: Paragraph, role: Role) -> Segment:
    """A paragraph that our own writer made, with its values between the labels."""
    text = paragraph.rich.text
    ends = [*paragraph.labels, (len(text), len(text))]
    values = tuple(text[one[1] : other[0]] for one, other in pairwise(ends))
    start, length = paragraph.labels[0]
    segment = Segment(paragraph.at, paragraph.rich, length=length, values=values)
    label = text[start:length]
    if role is Role.STEM:
        segment.what, segment.stem = What.STEM, stem_label(label)
    elif role is Role.TITLE:
        segment.what = What.BLANK
    elif role is Role.OPTION:
        segment.what, segment.option = What.OPTION, _own_option(label, length)
    else:
        segment.what, segment.field = What.FIELD, _FIELDS[role]
    return segment


def _own_option(label: str, length: int) -> OptionLabel:
    found = option_label(label)
    stays = OWN_STAYS in nfc(label)
    position = found.position if found else 0
    return OptionLabel(position, found is not None and found.is_small, length, stays=stays)
