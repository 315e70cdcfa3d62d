"""A package of QTI items: which of its files are items, in which order, and which were not read."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from questions.formats import FormatRefused
from questions.formats.guard import Package, parse_xml, root_name
from questions.formats.html_text import Found, plain
from questions.formats.not_read import NotRead
from questions.formats.qti_names import ROOT, attribute, children, name_of, within
from questions.formats.reading import Code, Remark
from questions.formats.text_file import first_words
from questions.pictures import MOST_BYTES, PictureRefused, picture_of

MANIFEST = "imsmanifest.xml"
MOST_TAGS = 400_000  # of all items together
_ITEM = re.compile(r"imsqti_(?:apip)?item_xmlv[23]p[0-9]", re.IGNORECASE)
_TEST = re.compile(r"imsqti_(?:apip)?(?:test|section)_xmlv[23]p[0-9]", re.IGNORECASE)
_OLD = re.compile(r"imsqti_xmlv1p[0-9]|imsqti_item_xmlv1p[0-9]|imscc_", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_XML = (".xml", ".xml.qti")
OLD_ROOTS = ("questestinterop",)
_NOT_CONTENT = (".xsd", ".dtd")
_WHOLE_FILE = ("zip-bomb", "package-broken")


@dataclass(slots=True)
class QtiPackage:
    """The files of a package, with what was already read of them."""

    package: Package
    tags: int = 0
    used: set[str] = field(default_factory=set)
    pictures: dict[str, Found] = field(default_factory=dict)

    def item_paths(self) -> tuple[list[str], list[Remark]]:
        """The items in the order of the tests, then of the manifest, then of the package; and what
        the tests say besides.

        Raises FormatRefused: qti-1, not-qti (no items), path-climbs-out.
        """
        manifest = self._manifest_path()
        if manifest is None:
            return self._found_items(), []
        resources = self._resources(manifest)
        tests = [path for path, kind in resources if _TEST.match(kind)]
        items = [path for path, kind in resources if _ITEM.match(kind)]
        if not items and any(_OLD.match(kind) for _, kind in resources):
            raise FormatRefused("qti-1")
        items = items or self._found_items()
        said: list[Remark] = []
        ordered: list[str] = []
        for test in tests:
            ordered += self._read_test(test, said)
        known = frozenset(items)
        return list(dict.fromkeys([*(each for each in ordered if each in known), *items])), said

    def item(self, path: str) -> etree._Element:
        """An item's XML.  Raises NotRead (syntax: the code of what is wrong) for one that is none,
        and FormatRefused (too-large, zip-bomb, package-broken) for the whole."""
        try:
            root = self._xml(path)
        except FormatRefused as refused:
            if refused.code in _WHOLE_FILE:
                raise
            raise NotRead(Code.SYNTAX, what=refused.code) from refused
        return root

    def pictures_of(self, path: str) -> Callable[[str], Found | None]:
        """Gives the pictures that the file at a path shows, by their addresses from there."""
        return lambda source: self._picture(resolved(path, source))

    def unused(self) -> Iterator[Remark]:
        """Name the files that nothing was read of."""
        for name in self.package.names:
            if name not in self.used and not name.lower().endswith(_NOT_CONTENT):
                yield Remark(name, Code.TEXT_LEFT_OUT, {"text": first_words(name)})

    def _manifest_path(self) -> str | None:
        """The manifest, at the top or in the one folder that was packed."""
        found = [name for name in self.package.names if name.rpartition("/")[2] == MANIFEST]
        return min(found, key=len, default=None)

    def _resources(self, manifest: str) -> list[tuple[str, str]]:
        """The path and type of each resource.  Raises FormatRefused (path-climbs-out)."""
        root = self._xml(manifest)
        found = []
        for resource in within(root, "resource"):
            kind = attribute(resource, "type")
            files = (attribute(each, "href") for each in children(resource, "file"))
            href = attribute(resource, "href") or next(files, attribute(resource, "identifier"))
            if not (_ITEM.match(kind) or _TEST.match(kind)):
                found.append(("", kind))
                continue
            path = resolved(manifest, href)
            if path is None:
                raise FormatRefused("path-climbs-out", href)
            found.append((path, kind))
        return found

    def _read_test(self, path: str, said: list[Remark]) -> list[str]:
        """The items that a test names in their order; texts of its own are told."""
        try:
            root = self._xml(path)
        except FormatRefused as refused:
            if refused.code in _WHOLE_FILE:
                raise
            said.append(Remark(path, Code.SYNTAX, {"what": refused.code}))
            return []
        for block in within(root, "rubricBlock", "testFeedback"):
            text = plain(etree.tostring(block, encoding="unicode", with_tail=False)).text
            if text:
                said.append(Remark(path, Code.TEXT_LEFT_OUT, {"text": first_words(text)}))
        names = ("assessmentItemRef", "assessmentSectionRef")
        found = (resolved(path, attribute(each, "href")) for each in within(root, *names))
        return [each for each in found if each]

    def _found_items(self) -> list[str]:
        """The items of a package that does not name them.  Raises FormatRefused (qti-1)."""
        paths = [each for each in self.package.names if each.lower().endswith(_XML)]
        found = [each for each in paths if each not in self.used and self._is_item(each)]
        if not found and any(map(self._is_old, paths)):
            raise FormatRefused("qti-1")
        return found

    def _is_old(self, path: str) -> bool:
        try:
            return root_name(self.package.read(path)) in OLD_ROOTS
        except FormatRefused:
            return False

    def _is_item(self, path: str) -> bool:
        try:
            is_item = name_of(self._xml(path)) == ROOT
        except FormatRefused as refused:
            if refused.code in _WHOLE_FILE:
                raise
            is_item = False
        if not is_item:
            self.used.discard(path)
        return is_item

    def _xml(self, path: str) -> etree._Element:
        content = self.package.read(path)
        self.used.add(path)
        self.tags += content.count(b"<")
        if self.tags > MOST_TAGS:
            raise FormatRefused("zip-bomb", path)
        return parse_xml(content)

    def _picture(self, path: str | None) -> Found | None:
        if path is None or path not in self.package.names:
            return None
        self.used.add(path)
        if path not in self.pictures:
            self.pictures[path] = self._read_picture(path)
        return self.pictures[path]

    def _read_picture(self, path: str) -> Found:
        said_size = self.package.archive.getinfo(path).file_size  # no more is ever read
        if said_size > MOST_BYTES:
            return PictureRefused("picture-too-large")
        try:
            return picture_of(self.package.read(path))
        except PictureRefused as refused:
            return refused


def resolved(base: str, href: str) -> str | None:
    """A file's path in the package from where it is named; None for what is outside of it."""
    if not href or _SCHEME.match(href):
        return None
    path = unquote(href.partition("#")[0].partition("?")[0]).replace("\\", "/")
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    return None if joined.startswith(("..", "/")) else joined
