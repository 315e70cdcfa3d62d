"""Files of plain text: how their bytes become lines, and what no text of a question may hold."""

import codecs
import re

from questions.formats import FormatRefused
from questions.formats.guard import refuse_too_large

BLANKS = " \t\n"
MOST_ITEMS = 20_000  # questions of a file: far more than a bank is filled from at once
MOST_LINES = 400_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile(r"\r\n?|\n")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tab and line feed


def decode(content: bytes) -> str:
    """A file's text: UTF-8 with a mark of the order of bytes or without, or UTF-16 with one.

    Raises FormatRefused: empty-file, too-large, not-utf-8 (old Vietnamese encodings cannot be told
    apart for sure, and a wrong guess spoils every letter with a mark).
    """
    refuse_too_large(content)
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FormatRefused("not-utf-8") from error


def lines(text: str) -> list[str]:
    """Lines ended as on Windows, Unix or old Macs, without their ends; no other break counts.

    Raises FormatRefused (too-many-lines).
    """
    refuse_too_many_lines(text)
    return _LINE_END.split(text)


def refuse_too_many_lines(text: str) -> None:
    """Raises FormatRefused (too-many-lines)."""
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES:
        raise FormatRefused("too-many-lines")


def has_controls(text: str) -> bool:
    """Whether a text holds control characters, which no database and no page takes."""
    return _CONTROLS.search(text) is not None


def refuse_too_many(count: int) -> None:
    """Raises FormatRefused (too-many-items)."""
    if count > MOST_ITEMS:
        raise FormatRefused("too-many-items")


def first_words(text: str) -> str:
    """How a text begins, for a remark on it."""
    folded = " ".join(text[:400].split())
    return folded if len(folded) <= 60 else f"{folded[:60].rstrip()}…"


def flat(text: str) -> str:
    """A text in one line."""
    parts = (part.strip(BLANKS) for part in text.split("\n"))
    return " ".join(part for part in parts if part)
