"""A new Word document, paragraph by paragraph: labels in their own style, and text as it is."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Cm, Pt
from lxml import etree

from questions.formats.word.drawing import inline
from questions.formats.word.names import VAL, Role, W
from questions.pictures import MARK, Picture

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_FONT = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Label:
    """Words that our reader knows by their style; what is right is underlined and bold."""

    role: Role
    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands: in points and centimetres."""

    indent: float = 0
    before: float = 0
    keeps_next: bool = True
    is_centred: bool = False


@dataclass
class Sheet:
    """The document being written."""

    document: WordDocument = field(default_factory=Document)
    relations: dict[str, str] = field(default_factory=dict)
    drawing_count: int = 0

    def __post_init__(self) -> None:
        self._set_page()
        for role in Role:
            self._add_style(role)
        self.body = self.document.element.body
        self.end = self.body.sectPr

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = _FONT, Pt(13)
        normal.element.rPr.rFonts.set(f"{W}eastAsia", _FONT)
        self.document.core_properties.author = ""
        self.document.core_properties.comments = ""

    def _add_style(self, role: Role) -> None:
        """A style of letters that other programs keep by its name."""
        style = etree.SubElement(
            self.document.styles.element,
            f"{W}style",
            {f"{W}type": "character", f"{W}customStyle": "1", f"{W}styleId": role.value},
        )
        etree.SubElement(style, f"{W}name", {VAL: role.value})
        if role is Role.TITLE or role is Role.STEM:
            etree.SubElement(etree.SubElement(style, f"{W}rPr"), f"{W}b")

    def add(
        self,
        shape: Shape,
        parts: Iterable[Label | str],
        pictures: Mapping[str, Picture] | None = None,
    ) -> None:
        """Add a paragraph; marks of ``pictures`` in its text become drawings."""
        paragraph = etree.Element(f"{W}p")
        paragraph.append(_properties(shape))
        for part in parts:
            if isinstance(part, Label):
                _add_run(paragraph, part.text, part)
            else:
                self._add_text(paragraph, part, pictures or {})
        self.end.addprevious(paragraph)

    def _add_text(
        self, paragraph: etree._Element, text: str, pictures: Mapping[str, Picture]
    ) -> None:
        """Text as it stands; a mark of a picture that is not there stays text."""
        at = 0
        for match in MARK.finditer(text):
            picture = pictures.get(match[1])
            if picture is not None:
                _add_run(paragraph, text[at : match.start()])
                self._add_picture(paragraph, picture, match[2] or "")
                at = match.end()
        _add_run(paragraph, text[at:])

    def _add_picture(self, paragraph: etree._Element, picture: Picture, words: str) -> None:
        if picture.name not in self.relations:
            self.relations[picture.name] = self._relation(picture)
        self.drawing_count += 1
        run = etree.SubElement(paragraph, f"{W}r")
        drawing = etree.SubElement(run, f"{W}drawing")
        drawing.append(inline(picture, self.relations[picture.name], words, self.drawing_count))

    def _relation(self, picture: Picture) -> str:
        name = f"/word/media/{picture.name}.{_ENDINGS[picture.media_type]}"
        package = self.document.part.package
        part = Part(PackURI(name), picture.media_type, picture.content, package)
        return self.document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)

    def content(self) -> bytes:
        """The document as a file."""
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()


def _properties(shape: Shape) -> etree._Element:
    properties = etree.Element(f"{W}pPr")
    if shape.keeps_next:
        etree.SubElement(properties, f"{W}keepNext")
    spacing = {f"{W}before": str(int(shape.before * 20)), f"{W}after": "40"}
    etree.SubElement(properties, f"{W}spacing", spacing)
    if shape.indent:
        etree.SubElement(properties, f"{W}ind", {f"{W}left": str(int(shape.indent * 567))})
    if shape.is_centred:
        etree.SubElement(properties, f"{W}jc", {VAL: "center"})
    return properties


def _add_run(paragraph: etree._Element, text: str, label: Label | None = None) -> None:
    if not text:
        return
    run = etree.SubElement(paragraph, f"{W}r")
    if label:
        properties = etree.SubElement(run, f"{W}rPr")
        etree.SubElement(properties, f"{W}rStyle", {VAL: label.role.value})
        if label.is_marked:
            etree.SubElement(properties, f"{W}b")
            etree.SubElement(properties, f"{W}u", {VAL: "single"})
    for at, line in enumerate(text.split("\n")):
        if at:
            etree.SubElement(run, f"{W}br")
        for number, words in enumerate(line.split("\t")):
            if number:
                etree.SubElement(run, f"{W}tab")
            if words:
                etree.SubElement(run, f"{W}t", {_SPACE: "preserve"}).text = words
