"""What one paragraph of a document says: its text as it is seen, and what cannot be kept of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from questions.formats import FormatRefused
from questions.formats.reading import Code
from questions.formats.shifted import lowered, raised
from questions.formats.text_file import first_words
from questions.formats.word.formulas import linear
from questions.formats.word.names import MC, M, Role, W
from questions.formats.word.numbering import Numbering
from questions.formats.word.package import WordFile
from questions.formats.word.pictures import Shown, show
from questions.formats.word.rich import PLAIN, Marks, Rich
from questions.formats.word.styles import Look, Styles, is_on, look_of, marks_of, value
from questions.formats.word.symbols import symbol

MOST_PARAGRAPHS = 50_000  # and lines: a bank of five thousand questions
LONGEST_PARAGRAPH = 500_000  # characters: a whole paper in one paragraph has fewer
Note = tuple[Code, tuple[tuple[str, str], ...]]
_ROLES = {role.value: role for role in Role}
_INSIDE = frozenset(
    [f"{W}{name}" for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "ins", "moveTo")]
    + [f"{W}{name}" for name in ("fldSimple", "dir", "bdo", "customXml", "ruby", "rubyBase")]
    + [f"{MC}Choice", f"{MC}Fallback"]
)
_VERSIONS = (f"{MC}Choice", f"{MC}Fallback")
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
_SHIFTS = {"superscript": raised, "subscript": lowered}
_SHIFT_NAMES = {"superscript": "sup", "subscript": "sub"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph by its number in the document, with the label that Word's numbering writes.

    ``labels`` are the stretches that our own writer made; the text between them is the value of
    the ``role``.
    """

    at: int
    rich: Rich
    label_length: int = 0
    is_bullet: bool = False
    notes: tuple[Note, ...] = ()
    role: Role | None = None
    labels: tuple[tuple[int, int], ...] = ()
    is_cell: bool = False


@dataclass
class Reader:
    """Reads the paragraphs of one document, one after the other, as their numbers count on."""

    file: WordFile
    styles: Styles
    numbering: Numbering
    footnotes: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def read(self, element: etree._Element) -> Paragraph:
        """Read a ``w:p``, the next one of the document."""
        self.count += 1
        if self.count > MOST_PARAGRAPHS:
            raise FormatRefused("too-large")
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle") or self.styles.usual_paragraph
        base = {**self.styles.usual, **self.styles.look(style)}
        text = _Text(self, base)
        label = self._label(properties, style, base)
        if label:
            text.put(*label)
        label_length = text.length
        text.walk(element)
        text.end_shift()
        rich = Rich("".join(text.out), tuple(text.spans))
        return Paragraph(
            self.count,
            rich,
            label_length,
            label is not None and not label[0],
            tuple(dict.fromkeys(text.notes)),
            text.role,
            tuple(text.labels),
        )

    def _label(
        self, properties: etree._Element | None, style: str, base: Look
    ) -> tuple[str, Marks] | None:
        """The number before the paragraph with a tab, as Word sets it; "" for a bullet."""
        num_id, level = self.styles.numbering(style)
        own = None if properties is None else properties.find(f"{W}numPr")
        if own is not None:
            num_id = value(own, "numId") or num_id
            level = value(own, "ilvl") or level
        if not num_id or num_id == "0":
            return None
        label = self.numbering.next_label(num_id, level or "0")
        if label is None or not (label.text or label.is_bullet):
            return None
        mark = None if properties is None else properties.find(f"{W}rPr")
        marks = marks_of({**base, **look_of(mark), **label.look})
        return (f"{label.text}\t", marks) if label.text.strip() else ("", marks)


@dataclass
class _Text:
    """The text of a paragraph so far."""

    reader: Reader
    base: Look
    out: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[tuple[int, int, Marks]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    shift: str = ""
    shifted: list[str] = field(default_factory=list)
    shift_marks: Marks = PLAIN
    fields: list[bool] = field(default_factory=list)  # whether each open field's code is read
    role: Role | None = None
    labels: list[tuple[int, int]] = field(default_factory=list)

    def put(self, text: str, marks: Marks) -> None:
        if not text:
            return
        if marks:
            last = self.spans[-1] if self.spans else (0, 0, PLAIN)
            if last[1] == self.length and last[2] == marks:
                self.spans[-1] = (last[0], self.length + len(text), marks)
            else:
                self.spans.append((self.length, self.length + len(text), marks))
        self.out.append(text)
        self.length += len(text)

    def note(self, code: Code, **params: str) -> None:
        self.notes.append((code, tuple(params.items())))

    def walk(self, element: etree._Element) -> None:
        for each in element:
            tag = each.tag
            if tag == f"{W}r":
                self._run(each)
            elif tag in _INSIDE:
                self.walk(each)
            elif tag in (f"{M}oMath", f"{M}oMathPara"):
                self._formula(each)
            elif tag == f"{MC}AlternateContent":
                self._alternative(each, self.walk)
            elif tag in _DRAWN:
                self.picture(each, PLAIN)

    def _run(self, run: etree._Element) -> None:
        properties = run.find(f"{W}rPr")
        look = self._look(properties)
        if is_on(look.get("vanish", "0")):
            self._hidden(run)
            return
        marks = marks_of(look)
        shift = look.get("vertAlign", "")
        self._turn_to(shift if shift in _SHIFTS else "", marks)
        start = self.length
        role = self._role(properties)
        self._content(run, marks)
        if role and self.length > start:
            self.role = self.role or role
            if self.labels and self.labels[-1][1] == start:  # Word cuts runs where it likes
                start = self.labels.pop()[0]
            self.labels.append((start, self.length))

    def _look(self, properties: etree._Element | None) -> Look:
        if properties is None or not len(properties):
            return self.base
        style = value(properties, "rStyle")
        of_style = self.reader.styles.look(style) if style else {}
        return {**self.base, **of_style, **look_of(properties)}

    def _role(self, properties: etree._Element | None) -> Role | None:
        style = value(properties, "rStyle")
        return _ROLES.get(style) or _ROLES.get(self.reader.styles.name(style)) if style else None

    def _hidden(self, run: etree._Element) -> None:
        words = "".join(each.text or "" for each in run.iter(f"{W}t"))
        if words.strip():
            self.note(Code.TEXT_LEFT_OUT, text=first_words(words))

    def _content(self, run: etree._Element, marks: Marks) -> None:
        for each in run:
            tag = each.tag
            if tag == f"{W}t":
                self._write(each.text or "", marks)
            elif tag in _SIGNS:
                self._write(_SIGNS[tag], marks)
            elif tag == f"{W}fldChar":
                self._field(each.get(f"{W}fldCharType", ""))
            elif tag == f"{W}ruby" and (base := each.find(f"{W}rubyBase")) is not None:
                self.walk(base)
            elif tag in _HANDLERS:
                _HANDLERS[tag](self, each, marks)
            elif tag == f"{MC}AlternateContent":
                self._alternative(each, lambda inner: self._content(inner, marks))

    def _write(self, text: str, marks: Marks) -> None:
        if any(self.fields):
            return
        if self.shift:
            self.shifted.append(text)
        else:
            self.put(text, marks)

    def _field(self, kind: str) -> None:
        """A field's code stands between its begin and its separator; what is seen, after it."""
        if kind == "begin":
            self.fields.append(True)
        elif self.fields and kind == "separate":
            self.fields[-1] = False
        elif self.fields and kind == "end":
            self.fields.pop()

    def _turn_to(self, shift: str, marks: Marks) -> None:
        if shift != self.shift:
            self.end_shift()
            self.shift = shift
        self.shift_marks = marks

    def end_shift(self) -> None:
        """Write what was raised or lowered; whatever has no such letters is told."""
        if not self.shift:
            return
        shift, text = self.shift, "".join(self.shifted)
        self.shift, self.shifted = "", []
        written, is_whole = _SHIFTS[shift](text)
        if not is_whole:
            self.note(Code.MARKUP_LEFT_OUT, markup=_SHIFT_NAMES[shift])
        self.put(written, self.shift_marks)

    def _formula(self, element: etree._Element) -> None:
        self.end_shift()
        self.put(linear(element), PLAIN)
        self.note(Code.FORMULA_AS_TEXT)

    def _alternative(self, element: etree._Element, take: Callable[[etree._Element], None]) -> None:
        """The same twice, for new and for old versions of Word: one of them is taken."""
        if (chosen := chosen_of(element)) is not None:
            take(chosen)

    def picture(self, element: etree._Element, marks: Marks) -> None:
        for shown in show(element, self.reader.file):
            self._take(shown, marks)

    def _take(self, shown: Shown, marks: Marks) -> None:
        if shown.text:
            self._write(shown.text, marks)
        for note in shown.notes:
            self.notes.append(note)

    def symbol(self, element: etree._Element, marks: Marks) -> None:
        char = symbol(element.get(f"{W}font", ""), element.get(f"{W}char", ""))
        self._write(char or "□", marks)
        if not char:
            self.note(Code.MARKUP_LEFT_OUT, markup="sym")

    def footnote(self, element: etree._Element, _marks: Marks) -> None:
        kind = "endnote" if element.tag == f"{W}endnoteReference" else "footnote"
        words = self.reader.footnotes.get(f"{kind} {element.get(f'{W}id', '')}", "")
        self.note(Code.TEXT_LEFT_OUT, text=first_words(words) or kind)

    def comment(self, _element: etree._Element, _marks: Marks) -> None:
        self.note(Code.MARKUP_LEFT_OUT, markup="comment")


def chosen_of(alternatives: etree._Element) -> etree._Element | None:
    """The first of several versions of the same that says anything in words that we know."""
    for each in alternatives:
        if each.tag in _VERSIONS and any(True for _ in each.iter(f"{W}*")):
            return each
    return None


_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_HANDLERS: dict[str, Callable[[_Text, etree._Element, Marks], None]] = {
    f"{W}drawing": _Text.picture,
    f"{W}pict": _Text.picture,
    f"{W}object": _Text.picture,
    f"{W}sym": _Text.symbol,
    f"{W}footnoteReference": _Text.footnote,
    f"{W}endnoteReference": _Text.footnote,
    f"{W}commentReference": _Text.comment,
}


def footnotes_of(root: etree._Element | None, kind: str) -> Iterator[tuple[str, str]]:
    """The words of each note at the foot of a page, by its kind and id."""
    for each in () if root is None else root.iter(f"{W}{kind}"):
        words = " ".join(text.text or "" for text in each.iter(f"{W}t"))
        yield f"{kind} {each.get(f'{W}id', '')}", words
