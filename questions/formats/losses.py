"""What a writer says of a question that its format cannot hold whole."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from questions.formats.reading import At, Code, Remark
from questions.formats.text_file import has_controls
from questions.model import Kind, Option, Question
from questions.pictures import names_in, without_marks

TRUE_FALSE_WORDS = ("Đúng", "Sai")


def left_out_fields(question: Question, held: frozenset[str], at: At) -> Iterator[Remark]:
    """Name each field that says something and is not among those that the format holds."""
    for name in ("code", "topic", "difficulty", "audiences", "explanation", "basis"):
        if name not in held and getattr(question, name):
            yield left_out(at, name)
    for name in ("valid_from", "valid_to", "source"):
        if name not in held and getattr(question, name):
            yield left_out(at, name)
    if "stays" not in held and has_own_places(question):
        yield left_out(at, "stays")


def left_out(at: At, name: str) -> Remark:
    return Remark(at, Code.FIELD_LEFT_OUT, {"field": name})


def has_own_places(question: Question) -> bool:
    """Whether an option stays where its kind does not say so itself."""
    usual = question.kind is Kind.TRUE_FALSE
    return any(option.stays is not usual for option in question.options)


def without_pictures(question: Question, at: At) -> tuple[Question, list[Remark]]:
    """The question with the words of its pictures in their places, and what to say of it."""
    if not question.pictures and not names_in(*question.texts):
        return question, []
    options = tuple(replace(each, text=without_marks(each.text)) for each in question.options)
    bare = replace(
        question,
        stem=without_marks(question.stem),
        options=options,
        explanation=without_marks(question.explanation),
        pictures=(),
    )
    return bare, [Remark(at, Code.PICTURE_LEFT_OUT, {"why": "picture-format"})]


def has_bad_text(question: Question) -> bool:
    """Whether a text holds control characters, which no reader takes."""
    basis = (f"{each.document}{each.article}" for each in question.basis)
    written = (*question.texts, question.code, question.topic, question.source, *basis)
    return any(map(has_controls, (*written, *question.audiences)))


def count_reason(question: Question, least: int, most: int, at: At) -> Remark | None:
    """Why a question with so few or so many options is not written; None where they fit."""
    count = len(question.options)
    if count < least:
        return Remark(at, Code.TOO_FEW_OPTIONS, {"count": count})
    return Remark(at, Code.TOO_MANY_OPTIONS, {"count": count}) if count > most else None


def is_plain_true_false(options: Sequence[Option]) -> bool:
    """Whether the two options are those that a format without words of its own gives back."""
    words = tuple(option.text for option in options)
    return words == TRUE_FALSE_WORDS and options[0].is_right is not options[1].is_right
