"""What a drawing in a document shows: a picture, a formula of another program, a box of text."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from questions.formats.reading import Code
from questions.formats.text_file import first_words
from questions.formats.word.names import OWN_PICTURE, WP, A, O, V, W
from questions.formats.word.package import WordFile, relation_of
from questions.pictures import Picture

FORMULA, PICTURE = "[công thức]", "[hình]"  # what is seen in the place of what cannot be kept
_LONGEST_WORDS = 200
_LINES = ("line", "straightConnector1")
_SHAPES = tuple(f"{V}{name}" for name in ("shape", "rect", "oval", "roundrect", "group"))
Note = tuple[Code, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Shown:
    """The text that stands for it, and what is to be said."""

    text: str = ""
    notes: tuple[Note, ...] = ()


def show(element: etree._Element, file: WordFile) -> Iterator[Shown]:
    """What a ``w:drawing``, ``w:pict`` or ``w:object`` shows, in its order."""
    is_formula = element.tag == f"{W}object" and _is_formula(element)
    sources = list(_sources(element))
    words = _words_for(element)
    for relation in sources:
        yield _picture(file, relation, words, is_formula, _is_own(element))
    boxes = " ".join(_box_texts(element)).strip()
    if boxes:
        yield Shown("", ((Code.TEXT_LEFT_OUT, (("text", first_words(boxes)),)),))
    if not sources and not boxes and not _is_line(element):
        yield _lost(is_formula, "picture-kind")


def _is_own(element: etree._Element) -> bool:
    """Whether our own writer drew it."""
    return any(each.get("name") == OWN_PICTURE for each in element.iter(f"{WP}docPr"))


def _sources(element: etree._Element) -> Iterator[str]:
    for each in element.iter(f"{A}blip", f"{V}imagedata"):
        yield relation_of(each, "embed") or relation_of(each, "id") or relation_of(each, "link")


def _picture(file: WordFile, relation: str, words: str, is_formula: bool, is_own: bool) -> Shown:
    found = file.picture(relation)
    if isinstance(found, Picture):
        mark = found.mark()
        is_literal = is_own and words and not set("[]") & set(words)
        return Shown(f"{mark[:-2]}|{words}]]" if is_literal else found.mark(words[:_LONGEST_WORDS]))
    return _lost(is_formula, found.code)


def _lost(is_formula: bool, why: str) -> Shown:
    if is_formula:
        return Shown(FORMULA, ((Code.FORMULA_LEFT_OUT, ()),))
    return Shown(PICTURE, ((Code.PICTURE_LEFT_OUT, (("why", why),)),))


def _is_formula(element: etree._Element) -> bool:
    program = next((each.get("ProgID", "") for each in element.iter(f"{O}OLEObject")), "")
    return program.startswith(("Equation", "MathType"))


def _words_for(element: etree._Element) -> str:
    """What the author says that a picture shows; the names that Word makes up say nothing."""
    for each in element.iter(f"{WP}docPr"):
        return each.get("descr") or each.get("title") or ""
    for each in element.iter(*_SHAPES):
        return each.get("alt") or ""
    return ""


def _box_texts(element: etree._Element) -> Iterator[str]:
    for box in element.iter(f"{W}txbxContent"):
        for each in box.iter(f"{W}t"):
            yield each.text or ""


def _is_line(element: etree._Element) -> bool:
    """Whether it is a mere line, as under the head of a paper."""
    shapes = [each.get("prst", "") for each in element.iter(f"{A}prstGeom")]
    if shapes:
        return all(each in _LINES for each in shapes)
    return element.tag == f"{W}pict" and not any(True for _ in element.iter(*_SHAPES))
