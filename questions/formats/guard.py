"""Files from outside, opened with limits: packages (ZIP) and XML that cannot do harm.

The limits are far above what a bank of thousands of questions needs, and keep the reading of a
hostile file under five seconds and 300 MB.
"""

import codecs
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Protocol

from lxml import etree

from questions.formats import FormatRefused

MOST_BYTES = 16 * 1024 * 1024  # of a file, as it comes
MOST_PARTS = 5_000  # of a package
MOST_ENTRIES = 20_000  # that look so, in packages within it too: each is an object
MOST_UNPACKED = 48 * 1024 * 1024  # of all parts that are read together
MOST_XML = 24 * 1024 * 1024  # of one XML text
MOST_NODES = 1_500_000  # of its tree: some 110 bytes each (libxml2 stops at a depth of 256 itself)
MOST_ELEMENTS = 1_200_000  # of XML texts of which no tree is built: some 2 to 3 µs each
_FED_AT_ONCE = 64 * 1024  # what is not yet read of a text has a limit of its own
_READ_AT_ONCE = 1024 * 1024
_EMPTY_CELL = re.compile(rb'<c r="[^"<>]*"[^<>]*?(?:/>|></c>)')
_EMPTY_ROW = re.compile(rb'<row r="[^"<>]*"[^<>]*?(?:/>|>\s*</row>)')
_ZIP = b"PK\x03\x04"
_ENTRY = b"PK\x01\x02"
_EMPTY_ZIP = b"PK\x05\x06"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, .xls, and documents under a password
_ZIP_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, IndexError, OSError, RuntimeError, ValueError),
)
_UTF_8_MARK = b"\xef\xbb\xbf"
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*>")
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODING = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)""", re.IGNORECASE)
_LIKE_ASCII = re.compile(rb"utf-?8|(us-)?ascii|iso-8859-\d+|latin-?1|windows-125\d", re.IGNORECASE)
_NAME = re.compile(rb"<(?:[\w.-]++:)?([\w.-]++)")
_BEFORE_ROOT = re.compile(rb"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ENCRYPTED = 0x1
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others may take memory without bound


def refuse_too_large(content: bytes) -> None:
    """Raises FormatRefused (empty-file, too-large)."""
    if not content:
        raise FormatRefused("empty-file")
    if len(content) > MOST_BYTES:
        raise FormatRefused("too-large")


def is_package(content: bytes) -> bool:
    return content.startswith((_ZIP, _EMPTY_ZIP))


def is_old_office(content: bytes) -> bool:
    """Whether it is the binary format of before 2007, or a document closed with a password."""
    return content.startswith(_OLD_OFFICE)


@dataclass
class Package:
    """The parts of a ZIP file, unpacked one by one until the limit of all together is reached."""

    archive: zipfile.ZipFile
    names: tuple[str, ...]
    unpacked: int = 0
    fed: int = 0

    def read(self, name: str) -> bytes:
        """One part's bytes.  Raises FormatRefused: part-missing, package-broken, zip-bomb."""
        if name not in self.names:
            raise FormatRefused("part-missing", name)
        left = MOST_UNPACKED - self.unpacked
        try:
            with self.archive.open(name) as part:
                content = part.read(left + 1)
        except _ZIP_FAULTS as error:
            raise FormatRefused("package-broken", name) from error
        if len(content) > left:
            raise FormatRefused("zip-bomb", name)
        self.unpacked += len(content)
        return content

    def read_rows(self, name: str) -> bytes:
        """A worksheet without its empty cells and rows, of which a styled sheet has a million.

        These count for no limit but that of all parts as they say of themselves.
        """
        if name not in self.names:
            raise FormatRefused("part-missing", name)
        kept: list[bytes] = []
        left = MOST_UNPACKED - self.unpacked
        try:
            with self.archive.open(name) as part:
                for piece in _rows_at_once(part):
                    kept.append(_EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", piece)))
                    left -= len(kept[-1])
                    if left < 0:
                        raise FormatRefused("zip-bomb", name)
        except _ZIP_FAULTS as error:
            raise FormatRefused("package-broken", name) from error
        self.unpacked = MOST_UNPACKED - left
        return b"".join(kept)

    def xml(self, name: str) -> etree._Element:
        """One part as XML, by the rules of ``parse_xml``."""
        try:
            return parse_xml(self.read(name))
        except FormatRefused as refused:
            raise FormatRefused(refused.code, refused.place or name) from refused

    def feed(self, name: str, target: "Listener") -> None:
        """Tell a listener of one part's elements, by the rules of ``feed_xml`` for all together."""
        is_sheet = "/worksheets/" in name.lower()
        content = self.read_rows(name) if is_sheet else self.read(name)
        self.fed += content.count(b"<") - content.count(b"</")
        if self.fed > MOST_ELEMENTS:
            raise FormatRefused("too-large", name)
        try:
            feed_xml(content, target)
        except FormatRefused as refused:
            raise FormatRefused(refused.code, refused.place or name) from refused


def _rows_at_once(part: IO[bytes]) -> Iterator[bytes]:
    """A worksheet in pieces that end before a row, where there is one."""
    rest = b""
    while chunk := part.read(_READ_AT_ONCE):
        text = rest + chunk
        end = text.rfind(b"<row")
        end = end if end > 0 else len(text)
        yield text[:end]
        rest = text[end:]
    yield rest


def open_package(content: bytes) -> Package:
    """Open a ZIP file.

    Raises FormatRefused: empty-file, too-large, not-a-package, encrypted, too-many-parts,
    package-broken (packed in a way that no office program uses), path-climbs-out (a part that
    names a place outside the package), zip-bomb (what its parts say of their own sizes is past all
    measure).
    """
    refuse_too_large(content)
    if content.count(_ENTRY) > MOST_ENTRIES:
        raise FormatRefused("too-many-parts")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except _ZIP_FAULTS as error:
        raise FormatRefused("not-a-package") from error
    if len(parts) > MOST_PARTS:
        raise FormatRefused("too-many-parts")
    for part in parts:
        if part.flag_bits & _ENCRYPTED:
            raise FormatRefused("encrypted", part.filename)
        if part.compress_type not in _PACKINGS:
            raise FormatRefused("package-broken", part.filename)
        if _climbs_out(part.filename):
            raise FormatRefused("path-climbs-out", part.filename)
    if sum(part.file_size for part in parts) > 4 * MOST_UNPACKED:
        raise FormatRefused("zip-bomb")
    files = (part for part in parts if part.filename and not part.is_dir())
    return Package(archive, tuple(part.filename for part in files))


def _climbs_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or bool(re.match(r"[A-Za-z]:", name))


class Listener(Protocol):
    """What is told of the elements of an XML text."""

    def start(self, name: str, attributes: dict[str, str], /) -> None: ...
    def end(self, name: str, /) -> None: ...
    def data(self, text: str, /) -> None: ...
    def close(self) -> None: ...


def parse_xml(content: bytes) -> etree._Element:
    """Read XML without entities of its own, network or comments; the root element.

    Raises FormatRefused: empty-file, too-large, has-doctype (entities can grow without bound or
    read files), not-xml with the line.
    """
    plain = _without_doctype(content)
    if _most_nodes(plain) > MOST_NODES:
        raise FormatRefused("too-large")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(plain, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise FormatRefused("too-large") from error
        raise FormatRefused("not-xml", f"line {error.lineno or 0}") from error


def feed_xml(content: bytes, target: Listener) -> None:
    """Tell a listener of each element as it comes, and build no tree: for large tables.

    Refused is what ``parse_xml`` refuses; of elements there may be more.
    """
    plain = _without_doctype(content)
    if plain.count(b"<") - plain.count(b"</") > MOST_ELEMENTS:
        raise FormatRefused("too-large")
    parser = etree.XMLParser(  # type: ignore[call-overload]  # stubs want what lxml never calls
        target=target,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for start in range(0, len(plain), _FED_AT_ONCE):
            parser.feed(plain[start : start + _FED_AT_ONCE])
        parser.close()
    except etree.XMLSyntaxError as error:
        raise FormatRefused("not-xml", f"line {error.lineno or 0}") from error


def _without_doctype(content: bytes) -> bytes:
    """XML that may be parsed, in an encoding whose tags are ASCII."""
    if not content.strip():
        raise FormatRefused("empty-file")
    if len(content) > MOST_XML:
        raise FormatRefused("too-large")
    plain = _in_ascii_letters(content)
    if plain.startswith(b"<!", _root_at(plain)):
        raise FormatRefused("has-doctype")
    return plain


def root_name(content: bytes) -> str:
    """The name of an XML text's root without its namespace, "" where there is none.

    Nothing is parsed.  Raises FormatRefused (not-xml) for an encoding that no questions come in.
    """
    plain = _in_ascii_letters(content)
    root = _NAME.match(plain, _root_at(plain))
    return root[1].decode() if root else ""


def _root_at(plain: bytes) -> int:
    """Where the first thing begins that is neither blank, comment nor processing instruction."""
    before = _BEFORE_ROOT.match(plain)
    return before.end() if before else 0


def _in_ascii_letters(content: bytes) -> bytes:
    """XML in an encoding whose tags are ASCII, so that its bytes can be searched for them."""
    if b"\x00" in content[:64]:
        try:
            text = content.decode(_utf_16(content))
        except UnicodeDecodeError as error:
            raise FormatRefused("not-xml") from error
        return _DECLARATION.sub("", text, count=1).encode()
    plain = content.removeprefix(_UTF_8_MARK)
    encoding = _ENCODING.match(plain)
    if encoding and not _LIKE_ASCII.fullmatch(encoding[1]):
        raise FormatRefused("not-xml", "encoding")
    return plain


def _utf_16(content: bytes) -> str:
    """UTF-16 with its mark, or without one in the order that the first sign shows."""
    if content.startswith(_UTF_16_MARKS):
        return "utf-16"
    return "utf-16-be" if content.startswith(b"\x00") else "utf-16-le"


def _most_nodes(content: bytes) -> int:
    """A bound for elements, texts and attributes, each of which is a node and holds another."""
    elements = content.count(b"<") - content.count(b"</")
    texts = content.count(b">") - content.count(b"><")
    return elements + texts + 2 * content.count(b"=")
