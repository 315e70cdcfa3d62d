"""Questions written as GIFT, so that Moodle and our own reader read the same."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from questions.formats.field_words import DIFFICULTY_WORDS
from questions.formats.gift_reader import code_of
from questions.formats.gift_text import (
    CATEGORY,
    escaped,
    has_format,
    note,
    notes_in,
)
from questions.formats.losses import (
    has_bad_text,
    is_plain_true_false,
    left_out,
    left_out_fields,
    without_pictures,
)
from questions.formats.reading import At, Code, Remark, Written
from questions.formats.text_file import BLANKS, flat
from questions.model import FEWEST_OPTIONS, Kind, Option, Question

_HELD = frozenset({"code", "topic", "difficulty", "explanation"})
_PLACE = "$course$/top"  # where Moodle keeps the categories of a course


def write(questions: Sequence[Question]) -> Written:
    """Write questions; those that GIFT cannot ask at all are left out, and that is said."""
    said: list[Remark] = []
    parts: list[str] = []
    topic = ""
    for at, given in enumerate(questions, 1):
        if reason := _why_not(given, at):
            said.append(reason)
            continue
        question, losses = _fitted(given, at)
        said += losses
        if question.topic != topic:
            topic = question.topic
            parts.append(_category(topic))
        parts.append(_block(question))
    return Written("\n".join(parts).encode(), tuple(said))


def _why_not(question: Question, at: At) -> Remark | None:
    """The reason why a question is not written."""
    right = sum(option.is_right for option in question.options)
    count = len(question.options)
    if question.kind is Kind.STATEMENTS:
        return Remark(at, Code.NOT_SUPPORTED, {"kind": question.kind.value})
    if has_bad_text(question):
        return Remark(at, Code.BAD_TEXT)
    if not question.stem.strip(BLANKS):
        return Remark(at, Code.NO_STEM)
    if count < FEWEST_OPTIONS:
        return Remark(at, Code.TOO_FEW_OPTIONS, {"count": count})
    if question.kind is not Kind.SEVERAL and right == count:  # Moodle's short answer
        return Remark(at, Code.NOT_SUPPORTED, {"kind": "all-right"})
    return None


def _fitted(given: Question, at: At) -> tuple[Question, list[Remark]]:
    """The question as GIFT can hold it, and what it loses."""
    question, said = without_pictures(given, at)
    if question.kind is Kind.TRUE_FALSE and not is_plain_true_false(question.options):
        question = replace(question, kind=Kind.SINGLE)
        said.append(left_out(at, "kind"))
    said += left_out_fields(question, _HELD, at)
    texts = (*question.texts, question.topic)
    if any(text != text.strip(BLANKS) for text in texts) or "\n" in question.topic:
        said.append(Remark(at, Code.MARKUP_LEFT_OUT, {"markup": "blanks"}))
    question = replace(question, topic=flat(question.topic))
    if question.code and not _is_code_held(question):
        said.append(left_out(at, "code"))
    return question, said


def _category(topic: str) -> str:
    path = topic.replace("/", "//")
    return f"{CATEGORY} {_PLACE}/{path}\n" if topic else f"{CATEGORY} {_PLACE}\n"


def _block(question: Question) -> str:
    name = question.code if code_of(question.code, question.stem) == question.code else ""
    notes = [] if name else _notes(question.code)
    if question.difficulty:
        notes.append(note("tag", DIFFICULTY_WORDS[question.difficulty]))
    heading = f"::{escaped(name)}::" if name else ""
    explanation = f"\t####{_piece(question.explanation)}" if question.explanation else ""
    key = [f"\t{answer}" for answer in _answers(question)]
    body = "\n".join((f"{heading}[plain]{escaped(question.stem.strip(BLANKS))}{{", *key))
    return "\n".join(filter(None, (*notes, body, explanation, "}\n")))


def _notes(code: str) -> list[str]:
    """A code that is no name is a comment's id, if it can be read back."""
    written = note("id", code)
    is_held = "\n" not in code and notes_in(written) == [("id", code)]
    return [written] if code and is_held else []


def _is_code_held(question: Question) -> bool:
    return code_of(question.code, question.stem) == question.code or bool(_notes(question.code))


def _answers(question: Question) -> Iterator[str]:
    if question.kind is Kind.TRUE_FALSE:
        yield "TRUE" if question.options[0].is_right else "FALSE"
        return
    right = sum(option.is_right for option in question.options)
    for option in question.options:
        yield _sign(question.kind, option, right) + _piece(option.text)


def _sign(kind: Kind, option: Option, right: int) -> str:
    """``=`` or ``~`` with its weight; a wrong one of several costs all."""
    if kind is Kind.SEVERAL:
        share = f"{100 / right:.5f}".rstrip("0").rstrip(".") if option.is_right else "-100"
        return f"~%{share}%"
    if option.text.lstrip(BLANKS).startswith("%"):  # else taken for a weight
        return "=%100%" if option.is_right else "~%0%"
    return "=" if option.is_right else "~"


def _piece(text: str) -> str:
    words = text.strip(BLANKS)
    return escaped(words) if not has_format(words) else f"[plain]{escaped(words)}"
