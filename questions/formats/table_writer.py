"""Questions as rows of a table, with a column for each field, so that a table loses little."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from questions.formats.field_words import DIFFICULTY_WORDS, KIND_WORDS
from questions.formats.keys import letter, written
from questions.formats.losses import has_bad_text, has_own_places, left_out, without_pictures
from questions.formats.reading import At, Code, Remark
from questions.formats.table_choice import NOTHING
from questions.formats.table_marks import marks_in
from questions.formats.table_row import audiences_in, basis_in
from questions.formats.text_file import BLANKS
from questions.model import FEWEST_OPTIONS, MOST_OPTIONS, Kind, Question

LONGEST_CELL = 32_767  # characters, by Excel
_USUAL_OPTIONS = 4
_BEFORE = ("Mã", "Loại câu", "Câu hỏi")
_AFTER = (
    *("Đáp án đúng", "Giữ nguyên vị trí", "Chủ đề", "Mức độ", "Đối tượng", "Giải thích"),
    *("Văn bản", "Điều khoản", "Hiệu lực từ", "Hiệu lực đến", "Nguồn"),
)


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A header and its rows, and what they could not hold."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: tuple[Remark, ...]


def table_of(questions: Sequence[Question]) -> WrittenTable:
    """Write questions as rows; pictures, and what no cell can hold, are left out and said."""
    said: list[Remark] = []
    kept: list[Question] = []
    for at, given in enumerate(questions, 1):
        question, losses = _fitted(given, at)
        reason = _why_not(question, at)
        said += [reason] if reason else losses
        if reason is None:
            kept.append(question)
    width = max([_USUAL_OPTIONS, *(len(each.options) for each in kept)])
    options = tuple(f"Phương án {letter(at)}" for at in range(width))
    rows = tuple(_row(each, width) for each in kept)
    return WrittenTable((*_BEFORE, *options, *_AFTER), rows, tuple(said))


def _fitted(given: Question, at: At) -> tuple[Question, list[Remark]]:
    """The question as cells can hold it, and what it loses."""
    question, said = without_pictures(given, at)
    if audiences_in("; ".join(sorted(question.audiences))) != question.audiences:
        question = replace(question, audiences=frozenset())
        said.append(left_out(at, "audiences"))
    if basis_in(*(cell.strip(BLANKS) for cell in _basis(question))) != question.basis:
        question = replace(question, basis=())
        said.append(left_out(at, "basis"))
    trimmed = replace(
        question,
        stem=question.stem.strip(BLANKS),
        options=tuple(replace(each, text=each.text.strip(BLANKS)) for each in question.options),
        code=question.code.strip(BLANKS),
        topic=question.topic.strip(BLANKS),
        explanation=question.explanation.strip(BLANKS),
        source=question.source.strip(BLANKS),
    )
    if trimmed != question:
        said.append(Remark(at, Code.MARKUP_LEFT_OUT, {"markup": "blanks"}))
    return trimmed, said


def _why_not(question: Question, at: At) -> Remark | None:
    """The reason why a question is not written."""
    count = len(question.options)
    cells = _row(question, count)
    reasons = (
        (has_bad_text(question), Remark(at, Code.BAD_TEXT)),
        (not question.stem, Remark(at, Code.NO_STEM)),
        (count < FEWEST_OPTIONS, Remark(at, Code.TOO_FEW_OPTIONS, {"count": count})),
        (count > MOST_OPTIONS, Remark(at, Code.TOO_MANY_OPTIONS, {"count": count})),
        (
            not all(option.text for option in question.options),
            Remark(at, Code.SYNTAX, {"what": "empty-option"}),
        ),
        (
            any(len(cell) > LONGEST_CELL for cell in cells),
            Remark(at, Code.SYNTAX, {"what": "text-too-long"}),
        ),
    )
    return next((reason for is_so, reason in reasons if is_so), None)


def _row(question: Question, width: int) -> tuple[str, ...]:
    texts = [option.text for option in question.options]
    return (
        question.code,
        KIND_WORDS[question.kind],
        question.stem,
        *texts,
        *[""] * (width - len(texts)),
        _key(question),
        _stays(question),
        question.topic,
        DIFFICULTY_WORDS[question.difficulty] if question.difficulty else "",
        "; ".join(sorted(question.audiences)),
        question.explanation,
        *_basis(question),
        _day(question.valid_from),
        _day(question.valid_to),
        question.source,
    )


def _key(question: Question) -> str:
    """The letters of the right options; of statements whether each is true.

    Without any, an option's own star is no key either.
    """
    if question.kind is Kind.STATEMENTS:
        return ", ".join("Đ" if option.is_right else "S" for option in question.options)
    none = NOTHING if marks_in([option.text for option in question.options]) else ""
    return written(tuple(sorted(question.right_positions))) or none


def _stays(question: Question) -> str:
    """The letters of the options that stay, where the kind does not say so itself."""
    if not has_own_places(question):
        return ""
    stays = tuple(at for at, option in enumerate(question.options) if option.stays)
    return written(stays) or NOTHING


def _basis(question: Question) -> tuple[str, str]:
    documents = "\n".join(each.document for each in question.basis)
    if not any(each.article for each in question.basis):
        return documents, ""
    return documents, "\n".join(each.article or NOTHING for each in question.basis)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
