"""Tables with a question in each row: which column holds what, and the questions of the rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from questions.formats.reading import Code, Remark
from questions.formats.table_header import Field, Header, header_of
from questions.formats.text_file import first_words
from questions.formats.word.answers import answer_of, truths_of
from questions.formats.word.basis import split_bases
from questions.formats.word.blocks import Cell, Table
from questions.formats.word.drafts import Draft, OptionDraft
from questions.formats.word.key_lines import key_within
from questions.formats.word.labels import FieldName, field_label, option_label, stem_label
from questions.formats.word.paragraphs import Paragraph
from questions.formats.word.rich import Rich
from questions.formats.word.segments import clean, lines_of
from questions.formats.word.side_by_side import Splitter
from questions.formats.word.tables import CROSSES
from questions.text import fold

_LONGEST_KEY = 12
_WHOLE = re.compile(  # a head of questions that have their options in the same cell
    r"(?:noi dung )?(?:cac )?cau hoi(?: trac nghiem)?(?: va| kem|,)? (?:cac )?"
    r"(?:phuong an|dap an|cau tra loi|lua chon|tra loi)(?: tra loi| lua chon)?"
)
_HEAD_ROWS = 5  # rows among which the head is looked for
_FIELDS = {
    Field.TOPIC: FieldName.TOPIC,
    Field.DIFFICULTY: FieldName.DIFFICULTY,
    Field.CODE: FieldName.CODE,
    Field.KIND: FieldName.KIND,
    Field.AUDIENCES: FieldName.AUDIENCES,
    Field.SOURCE: FieldName.SOURCE,
}


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns hold, how many there are, and the columns of options without a letter."""

    header: Header
    width: int
    options: tuple[int, ...] = ()
    truths: tuple[int, ...] = ()  # "Đúng" and "Sai", one of which a cross stands below


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells by what they hold."""

    cells: Mapping[int, Cell]
    columns: Columns

    def get(self, field: Field) -> Cell | None:
        column = self.columns.header.fields.get(field)
        cell = None if column is None else self.cells.get(column)
        return cell if cell and cell.text else None

    def text(self, field: Field) -> str:
        cell = self.get(field)
        return cell.text if cell else ""


def columns_of(table: Table) -> tuple[Columns, int] | None:
    """What the columns hold and how many rows the head has; None for another kind of table."""
    width = max((cell.column + cell.span for row in table.rows for cell in row), default=0)
    for at, row in enumerate(table.rows[:_HEAD_ROWS]):
        heads = {cell.column: cell.text for cell in row}
        if whole := _whole(heads):
            return Columns(whole, width), at + 1
        header = header_of(heads)
        below = header_of(_heads(table, at + 1))
        if len(below.options) > 1 and not below.fields and not below.others:
            merged = {
                each: text for each, text in heads.items() if each not in _heads(table, at + 1)
            }
            header = header_of({**merged, **_heads(table, at + 1)})
            if header.is_one:
                return Columns(header, width), at + 2
        if header.is_one:
            return Columns(header, width, _spanned(row, header)), at + 1
        if truths := _truth_columns(heads, header):
            return Columns(header, width, truths=truths), at + 1
    return _columns_without_head(table, width)


def _truth_columns(heads: Mapping[int, str], header: Header) -> tuple[int, ...]:
    """The columns "Đúng" and "Sai" beside numbered questions; statements of one have others."""
    words = {fold(text.strip()): column for column, text in heads.items()}
    stem = heads.get(header.fields.get(Field.STEM, -1), "")
    if Field.NUMBER not in header.fields or "cau hoi" not in fold(stem):
        return ()
    return tuple(words[each] for each in ("dung", "sai")) if {"dung", "sai"} <= {*words} else ()


def _whole(heads: Mapping[int, str]) -> Header | None:
    """The header of a table with a question and its options in one cell; None for another."""
    column = next((at for at, text in heads.items() if _WHOLE.fullmatch(fold(text.strip()))), None)
    return None if column is None else header_of({**heads, column: "Câu hỏi"})


def _columns_without_head(table: Table, width: int) -> tuple[Columns, int] | None:
    """Rows of a number, a question, its options and letters of the key need no head."""
    if width not in (3, 4) or any(len(row) != width for row in table.rows):
        return None
    for row in table.rows:
        options = [_position(line) for line in _lines(row[-2].paragraphs)]
        is_key = bool(answer_of(row[-1].text).positions) and len(row[-1].text) < _LONGEST_KEY
        is_numbered = re.fullmatch(r"\d{1,4}\s?[.)]?", row[0].text) is not None
        if not (is_numbered and is_key and {0, 1} <= set(options)):
            return None
    fields = {Field.NUMBER: 0, Field.STEM: 1, Field.KEY: width - 1}
    fields |= {Field.OPTIONS: 2} if width == 4 else {}
    return Columns(Header(fields, {}, {}), width), 0


def _heads(table: Table, at: int) -> dict[int, str]:
    row = table.rows[at] if at < len(table.rows) else ()
    return {cell.column: cell.text for cell in row if cell.text and not cell.is_continued}


def _spanned(row: Sequence[Cell], header: Header) -> tuple[int, ...]:
    """The columns below one head for all options."""
    start = header.fields.get(Field.OPTIONS)
    span = next((cell.span for cell in row if cell.column == start), 1)
    return tuple(range(start, start + span)) if start is not None and span > 1 else ()


def drafts_of(table: Table, columns: Columns, first_row: int) -> tuple[list[Draft], list[Remark]]:
    """The questions of the rows from one on, and what was left out of them.

    A row of a single cell is the topic of those below it.
    """
    drafts: list[Draft] = []
    left_out: list[Remark] = []
    topic = ""
    heads = [_texts(row) for row in table.rows[:first_row]]
    for cells in table.rows[first_row:]:
        filled = [cell for cell in cells if cell.text and not cell.is_continued]
        if _texts(cells) in heads:
            continue
        if (head := header_of({cell.column: cell.text for cell in filled})).is_one:
            columns = Columns(head, columns.width, _spanned(cells, head))
        elif len(filled) == 1 and (len(cells) == 1 or filled[0].span > 1):
            topic = filled[0].text
        elif filled:
            row = _Row({cell.column: cell for cell in cells}, columns)
            draft = _draft(row, left_out)
            if draft is None:
                words = first_words(" ".join(cell.text for cell in filled))
                at = filled[0].paragraphs[0].at
                left_out.append(Remark(at, Code.TEXT_LEFT_OUT, {"text": words}))
            else:
                draft.topic = topic
                draft.number = draft.number or len(drafts) + 1
                drafts.append(draft)
    return drafts, left_out


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [fold(cell.text) for cell in cells]


def _draft(row: _Row, left_out: list[Remark]) -> Draft | None:
    """The question of a row; None where it has no words."""
    stem = row.get(Field.STEM)
    if stem is None:
        return None
    paragraphs = [each.at for cell in row.cells.values() for each in cell.paragraphs]
    draft = Draft(stem.paragraphs[0].at, ends_at=max(paragraphs))
    if digits := re.search(r"\d{1,5}", row.text(Field.NUMBER)):
        draft.number = int(digits[0])
    _read_stem(draft, list(_lines(stem.paragraphs)))
    if (cell := row.get(Field.OPTIONS)) and draft.options:
        draft.keys.append(cell.text)  # the options stand with the question
    elif cell:
        _read_all_options(draft, row, cell)
    for position, column in sorted(row.columns.header.options.items()):
        if (option := row.cells.get(column)) and option.text:
            _read_option(draft, option, position)
    _read_truths(draft, row)
    _read_fields(draft, row)
    _say_others(draft, row, left_out)
    return draft


def _lines(paragraphs: Sequence[Paragraph]) -> Iterator[Rich]:
    splitter = Splitter()
    for paragraph in paragraphs:
        for line in lines_of(clean(paragraph.rich)):
            for piece in splitter.pieces(line):
                if (stripped := piece.stripped()).text:
                    yield stripped


def _read_stem(draft: Draft, lines: list[Rich]) -> None:
    """A cell may hold the options as well; a number before the words is none of them."""
    first = lines[0]
    if (label := stem_label(first.text)) and len(first.text) > label.length:
        lines[0] = first.cut(label.length).stripped()
        draft.tag = label.tag
    for at, line in enumerate(lines):
        if at and _position(line) == 0 and at + 1 < len(lines) and _position(lines[at + 1]) == 1:
            _read_options(draft, lines[at:])
            break
        draft.stem.append(line)


def _position(line: Rich) -> int | None:
    label = option_label(line.text)
    return label.position if label else None


def _read_all_options(draft: Draft, row: _Row, cell: Cell) -> None:
    columns = row.columns.options
    if len([each for each in columns if each in row.cells and row.cells[each].text]) > 1:
        for position, column in enumerate(columns):
            if (option := row.cells.get(column)) and option.text:
                _read_option(draft, option, position)
    else:
        _read_options(draft, list(_lines(cell.paragraphs)))


def _read_options(draft: Draft, lines: Sequence[Rich]) -> None:
    """Options with letters; where the first line has none, each line is an option."""
    has_letters = _position(lines[0]) == 0
    for line in lines:
        label = option_label(line.text) if has_letters else None
        count = len(draft.options)
        if label and label.position in (count, count + 1):
            head, body = line.cut(0, label.length), line.cut(label.length).stripped()
            draft.options.append(
                OptionDraft(head, [body], label.is_starred, label.stays, label.is_small, count)
            )
        elif draft.options and _read_field_line(draft, line.text):
            continue
        elif has_letters and draft.options:
            draft.options[-1].lines.append(line)
        else:
            draft.items.append(line)


def _read_field_line(draft: Draft, text: str) -> bool:
    """Whether a line below the options names the key, or says why."""
    name, length = field_label(text) or (None, 0)
    value = text[length:].strip()
    if name is FieldName.KEY:
        draft.keys.append(value)
    elif name is FieldName.EXPLANATION:
        key = key_within(value)
        (draft.keys if key else draft.explanation).append(key or value)
    elif name is FieldName.BASIS:
        draft.basis += split_bases(value)
    return name in (FieldName.KEY, FieldName.EXPLANATION, FieldName.BASIS)


def _read_option(draft: Draft, cell: Cell, position: int) -> None:
    """A column of its own; the letter may be said again in the cell."""
    lines = list(_lines(cell.paragraphs))
    label = option_label(lines[0].text)
    head = Rich("")
    if label and label.position == position:
        head, lines[0] = lines[0].cut(0, label.length), lines[0].cut(label.length).stripped()
    draft.options.append(OptionDraft(head, lines, letter=position))


def _read_truths(draft: Draft, row: _Row) -> None:
    """A cross below "Đúng" or "Sai" is the key; other words there are a key that is unknown."""
    for word, column in zip(("Đúng", "Sai"), row.columns.truths, strict=False):
        draft.options.append(OptionDraft(Rich(""), [Rich(word)], letter=len(draft.options)))
        if (cell := row.cells.get(column)) and cell.text:
            draft.keys.append(word if fold(cell.text) in CROSSES else cell.text)


def _take_answers(draft: Draft, row: _Row) -> bool:
    """Whether the column of keys holds the options: lines of them, where no others are."""
    cell = row.get(Field.KEY)
    if cell is None or draft.options or draft.items:
        return False
    lines = list(_lines(cell.paragraphs))
    if len(lines) < 2 or truths_of(cell.text):
        return False
    _read_options(draft, lines)
    return True


def _read_fields(draft: Draft, row: _Row) -> None:
    if (key := row.text(Field.KEY)) and not _take_answers(draft, row):
        draft.keys.append(key)
    if cell := row.get(Field.EXPLANATION):
        draft.explanation += [" ".join(line.text.split()) for line in _lines(cell.paragraphs)]
    article = row.text(Field.ARTICLE)
    if document := row.text(Field.DOCUMENT):
        draft.basis += [(document, article)] if article else split_bases(document)
    elif article:
        draft.basis += split_bases(article)
    for field, name in _FIELDS.items():
        if text := row.text(field):
            draft.fields[name] = (text,)
    days = [row.text(field) for field in (Field.VALID_FROM, Field.VALID_TO)]
    if any(days):
        draft.fields[FieldName.VALIDITY] = (f"{days[0]} đến {days[1]}",)


def _say_others(draft: Draft, row: _Row, left_out: list[Remark]) -> None:
    others = dict(row.columns.header.others)
    stays = row.columns.header.fields.get(Field.STAYS)
    if stays is not None:
        others[stays] = "stays"
    for column, head in others.items():
        cell = row.cells.get(column)
        known = (*row.columns.options, *row.columns.truths)
        if cell and cell.text and column not in known:
            params = {"text": first_words(f"{head}: {cell.text}")}
            left_out.append(Remark(draft.at, Code.TEXT_LEFT_OUT, params))
