"""A workbook's sheets as rows of text, read part by part without a tree or a dense table.

A cell at XFD1048576 costs as much as one at A1, and a shared string is kept once however often it
is shown, so that no small file takes all memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath

from lxml import etree

from questions.formats import FormatRefused
from questions.formats.guard import (
    Package,
    is_old_office,
    is_package,
    open_package,
    refuse_too_large,
)
from questions.formats.sheet_cells import Row, Sheet, Strings, Styles, local

_LOCK_FILE_SIZE = 165  # what Excel puts beside a workbook that is open
_LONGEST_USER = 54
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets in their order, and the parts that are not read."""

    sheets: tuple[tuple[str, tuple[Row, ...]], ...]
    pictures: tuple[str, ...]
    comments: tuple[str, ...]


def open_workbook(content: bytes) -> Workbook:
    """Read all worksheets, hidden ones and hidden rows too.

    Raises FormatRefused: empty-file, too-large, lock-file, old-excel, encrypted, not-excel,
    too-many-rows, and whatever a broken or hostile package is refused for.
    """
    if is_old_office(content):
        raise FormatRefused("encrypted" if _ENCRYPTED in content else "old-excel")
    if len(content) == _LOCK_FILE_SIZE and content[0] <= _LONGEST_USER:
        raise FormatRefused("lock-file")
    refuse_too_large(content)
    if not is_package(content):
        raise FormatRefused("not-excel")
    package = open_package(content)
    names = {name.casefold(): name for name in package.names}
    if len(names) < len(package.names):  # which of two parts counts is anyone's guess
        raise FormatRefused("package-broken")
    return _Reader(package, names).read()


@dataclass(frozen=True, slots=True)
class _Reader:
    package: Package
    names: dict[str, str]  # in small letters, and as they are

    def read(self) -> Workbook:
        path = next(self._targets("", "officeDocument"), ("", "xl/workbook.xml"))[1]
        name = self._name(path)
        if name is None or not name.casefold().endswith(".xml"):
            raise FormatRefused("not-excel")
        root = self.package.xml(name)
        if local(str(root.tag)) != "workbook":
            raise FormatRefused("not-excel")
        strings, styles = self._strings(path), self._styles(path)
        styles.is_1904 = any(each.get("date1904") in ("1", "true") for each in root)
        return Workbook(
            tuple(self._sheets(root, dict(self._targets(path, "worksheet")), strings, styles)),
            self._parts("xl/media/"),
            self._parts("xl/comments") + self._parts("xl/threadedcomments/"),
        )

    def _sheets(
        self, root: etree._Element, targets: dict[str, str], strings: list[str], styles: Styles
    ) -> Iterator[tuple[str, tuple[Row, ...]]]:
        for each in root.iter("{*}sheet"):
            ids = [value for key, value in each.attrib.items() if local(str(key)) == "id"]
            name = self._name(targets.get(str(ids[0]), "")) if ids else None
            if name:
                sheet = Sheet(strings, styles)
                self.package.feed(name, sheet)
                yield each.get("name") or "", sheet.filled()

    def _strings(self, path: str) -> list[str]:
        strings = Strings()
        for _, target in self._targets(path, "sharedStrings"):
            if name := self._name(target):
                self.package.feed(name, strings)
        return strings.texts

    def _styles(self, path: str) -> Styles:
        styles = Styles()
        for _, target in self._targets(path, "styles"):
            if name := self._name(target):
                self.package.feed(name, styles)
        return styles

    def _targets(self, path: str, kind: str) -> Iterator[tuple[str, str]]:
        """The parts of a kind that a part points to, by their ids."""
        name = self._name(join(dirname(path), "_rels", f"{basename(path)}.rels"))
        for each in self.package.xml(name) if name else ():
            if (each.get("Type") or "").rpartition("/")[2] == kind:
                target = (each.get("Target") or "").replace("\\", "/")
                yield each.get("Id") or "", normpath(join("/", dirname(path), target)).strip("/")

    def _name(self, path: str) -> str | None:
        return self.names.get(path.casefold())

    def _parts(self, folder: str) -> tuple[str, ...]:
        return tuple(sorted(name for key, name in self.names.items() if key.startswith(folder)))
