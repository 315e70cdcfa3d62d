"""Word documents of our own making for tests: from lines, from marked runs, from raw XML."""

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import RGBColor

from questions.formats import docx
from questions.formats.reading import Reading

_HEAD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
)
_WORD = _HEAD.replace("<w:document", "<w:{0}")
_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
Run = tuple[str, ...]  # the text, then how it looks
Line = str | Sequence[str | Run]


def paper(*lines: Line | list[list[str]]) -> bytes:
    """A document: a string is a paragraph, a tuple its runs, a list of lists a table."""
    document = Document()
    for line in lines:
        if isinstance(line, list):
            _add_table(document, line)
        else:
            paragraph = document.add_paragraph()
            for run in (line,) if isinstance(line, str) else line:
                _add_run(paragraph, run)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def read(*lines: Line | list[list[str]]) -> Reading:
    return docx.read(paper(*lines))


def keys(*lines: Line | list[list[str]]) -> list[str]:
    """The letters of the right answers of each question."""
    return [letters(each) for each in read(*lines).questions]


def letters(question) -> str:
    return "".join("ABCDEFGH"[each] for each in sorted(question.right_positions))


def texts(question) -> list[str]:
    return [each.text for each in question.options]


def _add_table(document, rows) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text


def _add_run(paragraph, run) -> None:
    text, *looks = (run,) if isinstance(run, str) else run
    made = paragraph.add_run(text)
    made.bold = True if "bold" in looks else None
    made.underline = True if "underline" in looks else None
    made.italic = True if "italic" in looks else None
    made.font.strike = True if "strike" in looks else None
    if "red" in looks:
        made.font.color.rgb = RGBColor(0xFF, 0, 0)
    if "yellow" in looks:
        made.font.highlight_color = WD_COLOR_INDEX.YELLOW


def raw(body: str, relations: str = "", parts: dict[str, bytes | str] | None = None) -> bytes:
    """A document from the XML within its body; ``parts`` are others, by their paths."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("word/document.xml", f"{_HEAD}<w:body>{body}</w:body></w:document>")
        package.writestr("word/_rels/document.xml.rels", _RELATION.format(relations))
        for path, content in (parts or {}).items():
            package.writestr(path, content)
    return target.getvalue()


def part(name: str, inner: str) -> str:
    """A part such as ``styles`` or ``numbering`` from the XML within it."""
    return f"{_WORD.format(name)}{inner}</w:{name}>"


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; what does not begin with "<" is a run of text."""
    inside = "".join(each if each.startswith("<") else r(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def question(*runs: str) -> str:
    """A question whose words are the runs, with two options."""
    return p("Câu 1. ", *runs) + p("A. một") + p("B. hai")
