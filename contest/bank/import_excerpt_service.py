"""How does the source begin where a reader refused something?  So that people find the place."""

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from lxml import etree

from questions.formats import FormatRefused
from questions.formats.files import Format
from questions.formats.gift_text import blocks
from questions.formats.guard import is_package, open_package, parse_xml
from questions.formats.html_text import plain
from questions.formats.reading import At, Reading, Remark
from questions.formats.table import header_score
from questions.formats.text_file import decode, first_words, lines
from questions.formats.word.blocks import Table, blocks_of
from questions.formats.word.names import W
from questions.formats.word.numbering import read_numbering
from questions.formats.word.package import open_word
from questions.formats.word.paragraphs import Reader
from questions.formats.word.styles import read_styles
from questions.formats.workbook import open_workbook

_GIFT_NAME = re.compile(r"::.*?::", re.DOTALL)
_SIGNS = ",;\t|"
Places = Iterable[tuple[At, str]]


def with_excerpts(reading: Reading, form: Format, content: bytes) -> Reading:
    """The reading with the first words of the source in what was refused, as ``excerpt``.

    The file is gone through once more, and only where something was refused.
    """
    wanted = {each.at for each in reading.refused}
    if not wanted or form not in _SOURCES:
        return reading
    try:
        found = {at: first_words(text) for at, text in _SOURCES[form](content) if at in wanted}
    except FormatRefused:  # what could be read before: nothing depends on these words
        return reading
    refused = tuple(_with_excerpt(each, found.get(each.at, "")) for each in reading.refused)
    return replace(reading, refused=refused)


def _with_excerpt(remark: Remark, words: str) -> Remark:
    return replace(remark, params={"excerpt": words, **remark.params}) if words else remark


def _aiken(content: bytes) -> Places:
    return enumerate(lines(decode(content)), 1)


def _gift(content: bytes) -> Places:
    for block in blocks(lines(decode(content))):
        yield block.at, _GIFT_NAME.sub("", block.text, count=1)


def _csv(content: bytes) -> Places:
    """Rows by the sign that the first line has most often."""
    text = decode(content)
    head = text.partition("\n")[0]
    sign = max(_SIGNS, key=head.count)
    try:
        for at, row in enumerate(csv.reader(text.splitlines(keepends=True), delimiter=sign), 1):
            yield at, " | ".join(filter(None, row))
    except csv.Error:
        return


def _xlsx(content: bytes) -> Places:
    """Rows, with their sheet from the second on that has a header."""
    is_first = True
    for sheet, rows in open_workbook(content).sheets:
        if not header_score(rows):
            continue
        for number, cells in rows:
            yield number if is_first else f"{sheet}!{number}", " | ".join(cells.values())
        is_first = False


def _docx(content: bytes) -> Places:
    """Paragraphs as the reader counts them."""
    file = open_word(content)
    reader = Reader(file, read_styles(file.part("styles")), read_numbering(file.part("numbering")))
    body = file.document.find(f"{W}body")
    for block in () if body is None else blocks_of(body, reader):
        for each in block.paragraphs if isinstance(block, Table) else (block,):
            yield each.at, each.rich.text


def _moodle(content: bytes) -> Places:
    questions = parse_xml(content).iterfind("question")
    asked = (each for each in questions if each.get("type") != "category")
    for at, element in enumerate(asked, 1):
        yield at, plain(element.findtext("questiontext/text") or "").text


def _qti(content: bytes) -> Places:
    """A package's items by their paths."""
    package = open_package(content) if is_package(content) else None
    for path in package.names if package else ():
        if package and path.endswith(".xml"):
            yield path, _item_text(package.read(path))


def _item_text(content: bytes) -> str:
    try:
        bodies = parse_xml(content).iter("{*}itemBody")
    except FormatRefused:
        return ""
    return plain("".join(etree.tostring(each, encoding="unicode") for each in bodies)).text


_SOURCES: Mapping[Format, Callable[[bytes], Places]] = {
    Format.AIKEN: _aiken,
    Format.GIFT: _gift,
    Format.CSV: _csv,
    Format.XLSX: _xlsx,
    Format.DOCX: _docx,
    Format.MOODLE: _moodle,
    Format.QTI: _qti,
}
