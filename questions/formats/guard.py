"""Files from outside, opened with limits: packages (ZIP) and XML that cannot do harm.

The limits are far above what a bank of thousands of questions needs, and keep the reading of a
hostile file under five seconds and 300 MB.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from questions.formats import FormatRefused

MOST_BYTES = 16 * 1024 * 1024  # of a file, as it comes
MOST_PARTS = 5_000  # of a package
MOST_UNPACKED = 48 * 1024 * 1024  # of all parts that are read together
MOST_XML = 24 * 1024 * 1024  # of one XML text: a tree takes five to eight times as much
DEEPEST = 200  # elements within one another
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, .xls, and documents under a password
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCRYPTED = 0x1


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

    def read(self, name: str) -> bytes:
        """One part's bytes.  Raises FormatRefused: part-missing, package-broken, zip-bomb."""
        if name not in self.names:
            raise FormatRefused("part-missing", name)
        left = MOST_UNPACKED - self.unpacked
        try:
            with self.archive.open(name) as part:
                content = part.read(left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise FormatRefused("package-broken", name) from error
        except (RuntimeError, ValueError) as error:
            raise FormatRefused("package-broken", name) from error
        if len(content) > left:
            raise FormatRefused("zip-bomb", name)
        self.unpacked += len(content)
        return content

    def xml(self, name: str) -> etree._Element:
        """One part as XML, by the rules of ``parse_xml``."""
        try:
            return parse_xml(self.read(name))
        except FormatRefused as refused:
            raise FormatRefused(refused.code, refused.place or name) from refused


def open_package(content: bytes) -> Package:
    """Open a ZIP file.

    Raises FormatRefused: empty-file, too-large, not-a-package, encrypted, too-many-parts,
    path-climbs-out (a part that names a place outside the package), zip-bomb (what its parts say
    of their own sizes is past all measure).
    """
    refuse_too_large(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FormatRefused("not-a-package") from error
    if len(parts) > MOST_PARTS:
        raise FormatRefused("too-many-parts")
    for part in parts:
        if part.flag_bits & _ENCRYPTED:
            raise FormatRefused("encrypted", part.filename)
        if _climbs_out(part.filename):
            raise FormatRefused("path-climbs-out", part.filename)
    if sum(part.file_size for part in parts) > 4 * MOST_UNPACKED:
        raise FormatRefused("zip-bomb")
    return Package(archive, tuple(part.filename for part in parts if not part.is_dir()))


def _climbs_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or bool(re.match(r"[A-Za-z]:", name))


def parse_xml(content: bytes) -> etree._Element:
    """Read XML without entities of its own, network or comments; the root element.

    Raises FormatRefused: empty-file, too-large, has-doctype (entities can grow without bound or
    read files), not-xml with the line.
    """
    if not content.strip():
        raise FormatRefused("empty-file")
    if len(content) > MOST_XML:
        raise FormatRefused("too-large")
    # NULs between the letters: the declaration in UTF-16 or UTF-32.
    if _DOCTYPE.search(content.replace(b"\x00", b"")):
        raise FormatRefused("has-doctype")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FormatRefused("not-xml", f"line {error.lineno or 0}") from error
    except ValueError as error:
        raise FormatRefused("not-xml") from error
