"""Lists of keys that run down the page: the number of a question on one line, its letter below."""

import re
from collections.abc import Sequence

from questions.formats.word.labels import FieldName
from questions.formats.word.segments import Segment, What

_NUMBER = re.compile(r"(?:câu\s{0,3})?(\d{1,4})\s?[.):]?", re.IGNORECASE)
_KEY = re.compile(r"([A-H](?:\s?[,;&]?\s?[A-H]){0,7})\s?\.?")


def take_lists_down(segments: Sequence[Segment]) -> None:
    """Take such lines, right below the heading of keys, for one list where numbers count on."""
    for at, each in enumerate(segments):
        if _is_heading(each):
            below = [line for line in segments[at + 1 :] if line.what is not What.BLANK]
            _take(below)


def _is_heading(segment: Segment) -> bool:
    is_field = segment.what is What.FIELD and segment.field is FieldName.KEY
    is_bare = is_field and segment.values is None and not segment.body.text
    return is_bare or segment.what is What.KEYS_HEADING


def _take(lines: Sequence[Segment]) -> None:
    entries: list[tuple[int, str]] = []
    for number, key in zip(lines[::2], lines[1::2], strict=False):
        named, said = _NUMBER.fullmatch(number.rich.text), _KEY.fullmatch(key.rich.text)
        if not named or not said or (entries and int(named[1]) <= entries[-1][0]):
            break
        entries.append((int(named[1]), said[1].upper()))
    if not entries:
        return
    for each in lines[: len(entries) * 2]:
        each.what = What.BLANK
    lines[0].what, lines[0].entries = What.KEYS, tuple(entries)
