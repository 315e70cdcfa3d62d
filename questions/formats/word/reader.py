"""Questions read from a Word document, in any of the shapes that offices and schools use."""

from collections.abc import Iterable, Iterator, Sequence

from questions.formats import FormatRefused
from questions.formats.reading import At, Code, Reading, Remark
from questions.formats.text_file import first_words, refuse_too_many
from questions.formats.word.bank_table import Columns, columns_of, drafts_of
from questions.formats.word.blocks import Block, Table, blocks_of
from questions.formats.word.bullets import letter_bullets
from questions.formats.word.down_lists import take_lists_down
from questions.formats.word.drafts import Draft
from questions.formats.word.key_lines import key_label
from questions.formats.word.key_rows import KeyRows
from questions.formats.word.key_tables import keys_of
from questions.formats.word.labels import Family, option_label, stem_label
from questions.formats.word.named_options import take_named_options
from questions.formats.word.names import W
from questions.formats.word.numbering import read_numbering
from questions.formats.word.outlook import Outlook
from questions.formats.word.package import WordFile, damage, open_word
from questions.formats.word.paper import Paper
from questions.formats.word.paragraphs import (
    LONGEST_PARAGRAPH,
    MOST_PARAGRAPHS,
    Paragraph,
    Reader,
    footnotes_of,
)
from questions.formats.word.repeated import without_repeated
from questions.formats.word.rich import Rich
from questions.formats.word.segments import Segment, What, segments_of
from questions.formats.word.settling import settle
from questions.formats.word.sorting import sort_out
from questions.formats.word.starred import is_starred_paper, read_starred
from questions.formats.word.styles import read_styles
from questions.formats.word.tables import flat, words_in
from questions.formats.word.tail import Tail
from questions.pictures import Picture


def read(content: bytes) -> Reading:
    """Read a document; ``at`` is a paragraph's number, from 1 on, those in tables counted too.

    Right answers are taken from stars, answer lines, key lists and tables, and from marks (bold,
    underlined, coloured, highlighted) that tell one option from the others; where two such places
    differ no option is right and that is said, and nothing is ever guessed.

    Raises FormatRefused: what open_word raises, word-damaged in place of what the guard says of
    broken packages and XML, too-large (more lines than any bank has), too-many-items,
    no-questions.
    """
    try:
        return _read(content)
    except FormatRefused as refused:
        raise damage(refused, content) from refused
    except RecursionError as error:
        raise FormatRefused("too-deep") from error


def _read(content: bytes) -> Reading:
    file = open_word(content)
    blocks = _blocks(file)
    paragraphs = [each for block in blocks for each in _paragraphs(block)]
    if sum(each.rich.text.count("\n") + 1 for each in paragraphs) > MOST_PARAGRAPHS:
        raise FormatRefused("too-large")
    if any(len(each.rich.text) > LONGEST_PARAGRAPH for each in paragraphs):
        raise FormatRefused("too-large")
    left_out = list(_elsewhere(file))
    segments = list(_segments(blocks, left_out))
    drafts, tail, said = _drafts(segments)
    refuse_too_many(len(drafts))
    drafts = without_repeated(drafts)
    if not drafts:
        raise FormatRefused("no-questions")
    far = sort_out(drafts, tail.keys, tail.solutions, tail.letters)
    pictures = {each.name: each for each in file.found.values() if isinstance(each, Picture)}
    settled = settle(drafts, far, pictures, _has_fixed_places(segments))
    notes = list(_notes(paragraphs, drafts))
    findings = [*left_out, *said, *far.findings, *settled.findings, *notes]
    return Reading(
        tuple(settled.items),
        tuple(sorted(_once(findings), key=lambda each: int(each.at))),
        tuple(settled.refused),
    )


def _elsewhere(file: WordFile) -> Iterator[Remark]:
    """What of the paper stands outside of its body: in other files within it, on pages' edges.

    The usual words of an edge, the code of the paper and the number of the page, are none.
    """
    if file.document.find(f".//{W}altChunk") is not None:
        yield Remark(1, Code.MARKUP_LEFT_OUT, {"markup": "altChunk"})
    for words in file.edges():
        stem = stem_label(words)
        is_question = stem is not None and stem.family is Family.WORD
        if is_question or option_label(words) or key_label(words):
            yield Remark(1, Code.TEXT_LEFT_OUT, {"text": first_words(words)})


def _blocks(file: WordFile) -> list[Block]:
    styles, numbering = read_styles(file.part("styles")), read_numbering(file.part("numbering"))
    notes = [
        *footnotes_of(file.part("footnotes"), "footnote"),
        *footnotes_of(file.part("endnotes"), "endnote"),
    ]
    reader = Reader(file, styles, numbering, dict(notes))
    body = file.document.find(f"{W}body")
    return [] if body is None else list(blocks_of(body, reader))


def _paragraphs(block: Block) -> Iterable[Paragraph]:
    return block.paragraphs if isinstance(block, Table) else (block,)


def _segments(blocks: Sequence[Block], left_out: list[Remark]) -> Iterator[Segment]:
    """The lines of the document; a table of questions or of keys is one line of its kind."""
    known: Columns | None = None
    waiting: list[Paragraph] = []
    for block in blocks:
        if not isinstance(block, Table):
            waiting.append(block)
            continue
        keys = keys_of(block)
        found = None if keys else columns_of(block) or _continued(block, known)
        if not found and not keys:
            waiting += flat(block)
            continue
        yield from segments_of(waiting)
        waiting = []
        at = next((each.at for each in block.paragraphs), 0)
        if found:
            known = found[0]
            drafts, said = drafts_of(block, *found)
            left_out += said
            yield Segment(at, Rich(""), What.TABLE, drafts=tuple(drafts))
        else:
            left_out += (remark for each in keys for remark in each.left_out)
            yield from _of_keys(at, block, keys)
    yield from segments_of(waiting)


def _of_keys(at: int, table: Table, keys: Sequence[KeyRows]) -> Iterator[Segment]:
    """A line for each list of keys in a table; the first of them has its words as well."""
    words = Rich(words_in(table))
    for number, each in enumerate(each for each in keys if each.entries):
        yield Segment(
            at,
            Rich("") if number else words,
            What.KEYS,
            entries=each.entries,
            solutions=each.solutions,
            names=each.names,
        )


def _continued(table: Table, known: Columns | None) -> tuple[Columns, int] | None:
    """A table of as many columns as the last one of questions goes on with it."""
    width = max((cell.column + cell.span for row in table.rows for cell in row), default=0)
    return (known, 0) if known and width == known.width and width > 2 else None


def _drafts(segments: Sequence[Segment]) -> tuple[list[Draft], Tail, list[Remark]]:
    take_named_options(segments)
    letter_bullets(segments)
    take_lists_down(segments)
    outlook = Outlook(segments)
    if is_starred_paper(segments):
        drafts, left_out = read_starred(segments)
        return drafts, Tail(), left_out
    paper = Paper(outlook)
    paper.read(segments)
    return paper.drafts, paper.tail, paper.left_out


def _has_fixed_places(segments: Sequence[Segment]) -> bool:
    """Whether a line begins with "#!", the mark of the template whose first option is right."""
    return any(each.rich.text.startswith("#!") for each in segments)


def _notes(paragraphs: Sequence[Paragraph], drafts: Sequence[Draft]) -> Iterator[Remark]:
    """What could not be kept of each paragraph, told of the question that it belongs to."""
    owners = sorted((draft.at, draft.ends_at) for draft in drafts)
    following = 0
    for paragraph in paragraphs:
        while following < len(owners) and owners[following][0] <= paragraph.at:
            following += 1
        at: At = paragraph.at
        if following and paragraph.at <= owners[following - 1][1]:
            at = owners[following - 1][0]
        for code, params in paragraph.notes:
            yield Remark(at, code, dict(params))


def _once(remarks: Iterable[Remark]) -> Iterator[Remark]:
    seen: set[tuple[At, Code, tuple[tuple[str, str | int], ...]]] = set()
    for each in remarks:
        key = (each.at, each.code, tuple(sorted(each.params.items())))
        if key not in seen:
            seen.add(key)
            yield each
