"""Pictures in a question: what may be one, and the marks that say where in a text it stands.

A mark is ``[[picture:NAME]]`` or ``[[picture:NAME|what it shows]]`` in the text itself, so that
editing, comparing and searching need no second structure.  The name follows from the content.
"""

import hashlib
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

MOST_BYTES = 1024 * 1024
NAME_LENGTH = 20
MARK = re.compile(rf"\[\[picture:([0-9a-f]{{{NAME_LENGTH}}})(?:\|([^\[\]]*))?\]\]")

_JPEG_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # the frames that tell height and width


class PictureRefused(ValueError):
    """The bytes are no picture that a browser shows: picture-kind, or picture-too-large."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Picture:
    """A picture's bytes and what they are; made by ``picture_of`` alone."""

    media_type: str
    content: bytes

    @cached_property
    def name(self) -> str:
        """80 bits of the content's SHA-256 in hexadecimal: the same picture has one name."""
        return hashlib.sha256(self.content).hexdigest()[:NAME_LENGTH]

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height in pixels, where the header tells them."""
        return _SIZES[self.media_type](self.content)

    def mark(self, shows: str = "") -> str:
        """What stands for the picture in a text; brackets and bars in the words become blanks."""
        words = " ".join(re.sub(r"[\[\]|]", " ", shows).split())
        return f"[[picture:{self.name}|{words}]]" if words else f"[[picture:{self.name}]]"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text shows a picture, and the words for those who do not see it."""

    name: str
    shows: str


def picture_of(content: bytes) -> Picture:
    """Take bytes as PNG, JPEG, GIF or WebP by how they begin.

    Raises PictureRefused (picture-too-large over 1 MiB, picture-kind for all else: SVG can hold
    scripts, and no browser shows Word's WMF and EMF).
    """
    if len(content) > MOST_BYTES:
        raise PictureRefused("picture-too-large")
    for media_type, begins in _BEGINNINGS.items():
        if re.match(begins, content, re.DOTALL):
            return Picture(media_type, content)
    raise PictureRefused("picture-kind")


def pieces(text: str) -> Iterator[str | Place]:
    """Give a text's runs of words and its pictures in their order."""
    end = 0
    for match in MARK.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield Place(match[1], match[2] or "")
        end = match.end()
    if end < len(text):
        yield text[end:]


def names_in(*texts: str) -> frozenset[str]:
    """The names of all pictures that the texts show."""
    return frozenset(match[1] for text in texts for match in MARK.finditer(text))


def without_marks(text: str) -> str:
    """The text with each picture's words in its place; blank where it has none."""
    return MARK.sub(lambda match: match[2] or " ", text)


def each_once(pictures: Iterable[Picture]) -> tuple[Picture, ...]:
    """Sort pictures by name and leave out what is there twice."""
    by_name = {picture.name: picture for picture in pictures}
    return tuple(by_name[name] for name in sorted(by_name))


def _png_size(content: bytes) -> tuple[int, int] | None:
    return struct.unpack(">II", content[16:24]) if len(content) >= 24 else None


def _gif_size(content: bytes) -> tuple[int, int] | None:
    return struct.unpack("<HH", content[6:10]) if len(content) >= 10 else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        if content[at + 1] in _JPEG_SIZES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None


def _webp_size(content: bytes) -> tuple[int, int] | None:
    """Of the extended form alone; the others keep the size in the stream of bits."""
    if content[12:16] != b"VP8X" or len(content) < 30:
        return None
    width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))
    return width, height


_SIZES = {
    "image/png": _png_size,
    "image/gif": _gif_size,
    "image/jpeg": _jpeg_size,
    "image/webp": _webp_size,
}
_BEGINNINGS = {
    "image/png": rb"\x89PNG\r\n\x1a\n",
    "image/gif": rb"GIF8[79]a",
    "image/jpeg": rb"\xff\xd8\xff",
    "image/webp": rb"RIFF....WEBP",
}
