"""The parts of a Word document that a bank of questions is read from."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from questions.formats import FormatRefused
from questions.formats.guard import Package, is_old_office, is_package, open_package, parse_xml
from questions.formats.word.names import STRICT, R, W
from questions.pictures import Picture, PictureRefused, picture_of

_LOCK_FILE_LENGTH = 162  # what Word puts beside an open document: the user's name and little else
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "/officeDocument"
_EDGE = re.compile(r"/(?:header|footer)\d{0,3}\.xml$")
_DAMAGE = ("not-a-package", "package-broken", "part-missing", "not-xml", "empty-file")


@dataclass
class WordFile:
    """An open document: its body, and what the body refers to."""

    package: Package
    main: str
    document: etree._Element
    targets: Mapping[str, str]  # of relations: where an id leads, within the package
    found: dict[str, Picture | PictureRefused] = field(default_factory=dict)

    def part(self, kind: str) -> etree._Element | None:
        """The part beside the body of that name (styles, numbering, footnotes), if there is one."""
        path = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
        return xml(self.package, path) if path in self.package.names else None

    def edges(self) -> Iterator[str]:
        """The words of each paragraph in the headers and footers of pages."""
        for path in sorted(filter(_EDGE.search, self.package.names)):
            for paragraph in xml(self.package, path).iter(f"{W}p"):
                words = "".join(each.text or "" for each in paragraph.iter(f"{W}t")).strip()
                if words:
                    yield words

    def picture(self, relation: str) -> Picture | PictureRefused:
        """The picture that an id leads to; each part is unpacked once."""
        if relation not in self.found:
            self.found[relation] = self._picture(self.targets.get(relation, ""))
        return self.found[relation]

    def _picture(self, path: str) -> Picture | PictureRefused:
        if path not in self.package.names:
            return PictureRefused("picture-missing")
        try:
            return picture_of(self.package.read(path))
        except PictureRefused as refused:
            return refused


def open_word(content: bytes) -> WordFile:
    """Open a document.

    Raises FormatRefused: empty-file, lock-file, encrypted, old-word, not-a-package, not-word, and
    what the guard says of packages and XML.
    """
    _refuse_others(content)
    package = open_package(content)
    main = _main_part(package)
    document = xml(package, main)
    if document.tag != f"{W}document" or document.find(f"{W}body") is None:
        raise FormatRefused("not-word")
    folder, name = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    return WordFile(package, main, document, _targets(package, relations, folder))


def damage(refused: FormatRefused, content: bytes) -> FormatRefused:
    """What was refused, in the words for a Word file where the file or a part of it is broken."""
    if refused.code not in _DAMAGE or not content:
        return refused
    code = "word-damaged" if is_package(content) else "not-word"
    return FormatRefused(code, refused.place)


def xml(package: Package, path: str) -> etree._Element:
    """A part as XML, by the names that are usual.  Raises FormatRefused as the guard does."""
    content = package.read(path)
    if b"purl.oclc.org" in content:
        for strict, usual in STRICT.items():
            content = content.replace(strict, usual)
    try:
        return parse_xml(content)
    except FormatRefused as refused:
        raise FormatRefused(refused.code, refused.place or path) from refused


def _refuse_others(content: bytes) -> None:
    if is_old_office(content):
        raise FormatRefused("encrypted" if _ENCRYPTED in content else "old-word")
    if content and not is_package(content) and _is_lock_file(content):
        raise FormatRefused("lock-file")


def _is_lock_file(content: bytes) -> bool:
    """A length, that many letters of a name, filling, and the same name in UTF-16."""
    return len(content) == _LOCK_FILE_LENGTH and 0 < content[0] < 54


def _main_part(package: Package) -> str:
    for target, kind in _relations(package, "_rels/.rels"):
        path = target.lstrip("/")
        if kind.endswith(_MAIN) and path in package.names:
            if not path.endswith(".xml") or path.startswith(("xl/", "ppt/")):
                raise FormatRefused("not-word")
            return path
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise FormatRefused("not-word")


def _relations(package: Package, path: str) -> list[tuple[str, str]]:
    if path not in package.names:
        return []
    root = xml(package, path)
    return [(each.get("Target", ""), each.get("Type", "")) for each in root.iter(_RELATION)]


def _targets(package: Package, path: str, folder: str) -> Mapping[str, str]:
    if path not in package.names:
        return {}
    return {
        each.get("Id", ""): posixpath.normpath(
            posixpath.join(f"/{folder}", each.get("Target", ""))
        )[1:]
        for each in xml(package, path).iter(_RELATION)
        if each.get("TargetMode") != "External"
    }


def relation_of(element: etree._Element, name: str) -> str:
    """The id by which an element names another part."""
    return element.get(f"{R}{name}", "")
