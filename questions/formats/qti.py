"""QTI: single items and packages of 2.0 to 3.0 are read, packages of 3.0 are written."""

from collections.abc import Callable
from functools import partial

from lxml import etree

from questions.formats import FormatRefused
from questions.formats.guard import is_package, open_package, parse_xml, refuse_too_large
from questions.formats.html_text import Found
from questions.formats.not_read import NotRead
from questions.formats.qti_item import read_item
from questions.formats.qti_names import ROOT, name_of
from questions.formats.qti_package import MOST_TAGS, OLD_ROOTS, QtiPackage
from questions.formats.qti_writer import write
from questions.formats.reading import At, Code, Item, Reading, Remark
from questions.formats.text_file import refuse_too_many

__all__ = ["read", "write"]


def read(content: bytes) -> Reading:
    """Read one item (``at`` is 1) or a package (``at`` is the item's path in it).

    Files of a package that nothing was read of are named.  Raises FormatRefused: those of
    open_package and parse_xml, not-qti, qti-1, not-a-package, path-climbs-out, too-many-items.
    """
    refuse_too_large(content)
    if is_package(content):
        return _read_package(QtiPackage(open_package(content)))
    if b"<" not in content and b"\x00" not in content[:64]:  # a .zip by its name alone
        raise FormatRefused("not-a-package")
    if content.count(b"<") > MOST_TAGS:
        raise FormatRefused("too-large")
    root = parse_xml(content)
    if name_of(root) in OLD_ROOTS:
        raise FormatRefused("qti-1")
    if name_of(root) != ROOT:
        raise FormatRefused("not-qti", name_of(root)[:40])
    gathered = _Gathered()
    gathered.add(1, lambda: root, lambda _: None)
    return gathered.reading()


class _Gathered:
    def __init__(self) -> None:
        self.items: list[Item] = []
        self.findings: list[Remark] = []
        self.refused: list[Remark] = []

    def add(
        self, at: At, item: Callable[[], etree._Element], pictures: Callable[[str], Found | None]
    ) -> None:
        try:
            root = item()
            if name_of(root) != ROOT:
                raise NotRead(Code.SYNTAX, what="not-qti")
            question, said = read_item(root, at, pictures)
            self.items.append(Item(at, question))
            self.findings += said
        except NotRead as reason:
            self.refused.append(reason.remark(at))

    def reading(self) -> Reading:
        return Reading(tuple(self.items), tuple(self.findings), tuple(self.refused))


def _read_package(package: QtiPackage) -> Reading:
    paths, said = package.item_paths()
    if not paths:
        raise FormatRefused("not-qti")
    refuse_too_many(len(paths))
    gathered = _Gathered()
    gathered.findings += said
    for path in paths:
        gathered.add(path, partial(package.item, path), package.pictures_of(path))
    gathered.findings += package.unused()
    return gathered.reading()
