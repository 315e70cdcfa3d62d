"""Questions written as a package of QTI 3.0: an item each, the pictures and the manifest."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from itertools import count

from questions.formats.losses import count_reason
from questions.formats.qti_elements import item_xml, manifest_xml
from questions.formats.reading import At, Code, Remark, Written
from questions.formats.xml_text import (
    file_name,
    folded,
    is_writable,
    with_clean_blanks,
    with_shown_pictures,
)
from questions.model import FEWEST_OPTIONS, STATEMENT_COUNT, Kind, Question

MOST_OPTIONS = 26
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,59}")
_DAY = (1980, 1, 1, 0, 0, 0)  # the first that ZIP knows: the same questions are the same bytes


def write(questions: Sequence[Question]) -> Written:
    """Write questions; what an item has no elements for stands in attributes of its own.

    Those that cannot be asked are left out, and that is said.
    """
    said: list[Remark] = []
    files: dict[str, bytes] = {}
    resources: dict[str, tuple[str, list[str]]] = {}
    for at, given in enumerate(questions, 1):
        if reason := _why_not(given, at):
            said.append(reason)
            continue
        question, losses = _fitted(given, at)
        said += losses
        identifier = _identifier(question.code, at, resources)
        path = f"items/{at:04}.xml"
        files[path] = item_xml(question, identifier)
        pictures = {f"pictures/{file_name(each)}": each.content for each in question.pictures}
        files |= pictures
        resources[identifier] = (path, list(pictures))
    manifest = {"imsmanifest.xml": manifest_xml(resources)}
    return Written(_zipped(manifest | files), tuple(said))


def _why_not(question: Question, at: At) -> Remark | None:
    """The reason why a question is not written."""
    least, most = FEWEST_OPTIONS, MOST_OPTIONS
    if question.kind is Kind.STATEMENTS:
        least = most = STATEMENT_COUNT
    if not is_writable(question):
        return Remark(at, Code.BAD_TEXT)
    if not folded(with_shown_pictures(question, at)[0].stem):
        return Remark(at, Code.NO_STEM)
    return count_reason(question, least, most, at)


def _fitted(given: Question, at: At) -> tuple[Question, list[Remark]]:
    question, said = with_shown_pictures(given, at)
    question, lost = with_clean_blanks(question, folded, at)
    return question, said + lost


def _identifier(code: str, at: int, taken: Mapping[str, object]) -> str:
    """The code, if it is an identifier by the standard and no other item's."""
    if _IDENTIFIER.fullmatch(code) and code not in taken:
        return code
    return next(name for number in count(at) if (name := f"item-{number:04}") not in taken)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            part = zipfile.ZipInfo(path, _DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, data)
    return content.getvalue()
