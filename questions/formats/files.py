"""Which format a file has, told by its ending; how it is read and written."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import PurePath

from questions.formats import FormatRefused, aiken, csv_table, docx, gift, moodle, native, qti, xlsx
from questions.formats.guard import refuse_too_large
from questions.formats.reading import Code, Item, Reading, Remark, Written
from questions.formats.xml_kind import kind_of_xml
from questions.model import Question

LONGEST_TEXT = 50_000  # characters of a stem, an option or an explanation


class Format(StrEnum):
    """The formats in which questions come and go."""

    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    GIFT = "gift"
    AIKEN = "aiken"
    MOODLE = "moodle-xml"
    QTI = "qti"
    NATIVE = "native"


_ENDINGS: Mapping[str, Format] = {
    ".docx": Format.DOCX,
    ".docm": Format.DOCX,
    ".doc": Format.DOCX,  # refused there, with advice; many a .docx is called so
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".xls": Format.XLSX,  # likewise
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".gift": Format.GIFT,
    ".aiken": Format.AIKEN,
    ".zip": Format.QTI,
    ".imscc": Format.QTI,  # Canvas, refused there with advice
    ".json": Format.NATIVE,
}
_ANSWER_LINE = re.compile(r"^[ \t]*(?:answer|đáp án)[ \t]*:", re.IGNORECASE | re.MULTILINE)


def _read_native(content: bytes) -> Reading:
    try:
        questions = native.read(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FormatRefused("not-utf-8") from error
    return Reading(tuple(Item(at, question) for at, question in enumerate(questions, 1)))


def _write_native(questions: Sequence[Question]) -> Written:
    """Our own format has each code once: one that comes again is left out and said."""
    kept: list[Question] = []
    left_out: list[Remark] = []
    codes: set[str] = set()
    for at, question in enumerate(questions, 1):
        is_new = not question.code or question.code not in codes
        kept.append(question if is_new else replace(question, code=""))
        codes.add(question.code)
        if not is_new:
            left_out.append(Remark(at, Code.FIELD_LEFT_OUT, {"field": "code"}))
    return Written(native.write(kept).encode(), tuple(left_out))


_READERS: Mapping[Format, Callable[[bytes], Reading]] = {
    Format.DOCX: docx.read,
    Format.XLSX: xlsx.read,
    Format.CSV: csv_table.read,
    Format.GIFT: gift.read,
    Format.AIKEN: aiken.read,
    Format.MOODLE: moodle.read,
    Format.QTI: qti.read,
    Format.NATIVE: _read_native,
}
_WRITERS: Mapping[Format, Callable[[Sequence[Question]], Written]] = {
    Format.DOCX: docx.write,
    Format.XLSX: xlsx.write,
    Format.CSV: csv_table.write,
    Format.GIFT: gift.write,
    Format.AIKEN: aiken.write,
    Format.MOODLE: moodle.write,
    Format.QTI: qti.write,
    Format.NATIVE: _write_native,
}


def format_of(name: str, content: bytes = b"") -> Format:
    """The format of a file of that name; its content tells for ``.txt`` and ``.xml``.

    Raises FormatRefused: lock-file for what Word or Excel put beside an open document,
    unknown-format for an ending that is none of ours.
    """
    path = PurePath(name.replace("\\", "/"))
    endings = [each.lower() for each in path.suffixes]
    if path.name.startswith("~$"):
        raise FormatRefused("lock-file")
    if not endings:
        raise FormatRefused("unknown-format")
    if endings[-1] == ".txt":
        return _text_format(endings, content)
    if endings[-1] == ".xml":
        return Format.QTI if kind_of_xml(content) == "qti" else Format.MOODLE
    if endings[-1] not in _ENDINGS:
        raise FormatRefused("unknown-format")
    return _ENDINGS[endings[-1]]


def _text_format(endings: list[str], content: bytes) -> Format:
    """``x.gift.txt`` says it itself; otherwise Aiken's answer lines and GIFT's braces do."""
    for ending in endings:
        if ending in (".gift", ".aiken"):
            return _ENDINGS[ending]
    text = content.decode("utf-8", "replace")
    return Format.AIKEN if len(_ANSWER_LINE.findall(text)) > text.count("{") else Format.GIFT


def read_file(name: str, content: bytes) -> Reading:
    """Read a file of questions in the format that its name tells.

    Raises FormatRefused when the file as a whole cannot be read (no-questions: nothing in it even
    looks like one); what cannot be read within it stands in the reading.
    """
    form = format_of(name, content)
    refuse_too_large(content)
    reading = _READERS[form](content)
    if not reading.items and not reading.refused:
        raise FormatRefused("no-questions")
    return _without_endless(reading)


def _without_endless(reading: Reading) -> Reading:
    """Refuse what no question says: whoever compares and shows texts can rely on their length."""
    endless = [item for item in reading.items if max(map(len, item.question.texts)) > LONGEST_TEXT]
    if not endless:
        return reading
    said = {"what": "text-too-long"}
    return replace(
        reading,
        items=tuple(item for item in reading.items if item not in endless),
        refused=(*reading.refused, *(Remark(item.at, Code.SYNTAX, said) for item in endless)),
    )


def write_file(name: str, questions: Sequence[Question]) -> Written:
    """Write questions in the format that the file's name tells; XML is Moodle's, ZIP is QTI 3.0.

    What the format cannot hold is said.  Raises FormatRefused (unknown-format).
    """
    return _WRITERS[format_of(name)](questions)
