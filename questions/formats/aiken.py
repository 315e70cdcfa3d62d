"""Aiken, one line a stem, an option or an answer: read with leniency, written by the letter."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from questions.formats.keys import letter, positions_of
from questions.formats.losses import (
    has_bad_text,
    left_out,
    left_out_fields,
    without_pictures,
)
from questions.formats.reading import At, Code, Item, Reading, Remark, Written
from questions.formats.text_file import (
    BLANKS,
    decode,
    first_words,
    flat,
    has_controls,
    lines,
    refuse_too_many,
)
from questions.model import FEWEST_OPTIONS, MOST_OPTIONS, Kind, Option, Question

_OPTION = re.compile(r"([A-Za-z])[).][ \t]*(.*)", re.DOTALL)
_ANSWER = re.compile(r"(?:answer|đáp án(?: đúng)?)[ \t]*:[ \t]*(.*)", re.IGNORECASE | re.DOTALL)
_FEEDBACK = re.compile(r"(?:(?:general )?feedback|explanation|giải thích)[ \t]*:", re.IGNORECASE)
_KEY_AND_WORDS = re.compile(r"([A-Za-z])[ \t]*[.)(:–-](.*)", re.DOTALL)
_LONGEST_HEAD = 40  # of a line, where the word for the answer stands
_MOST_OPTIONS = 26
_BOM = "\ufeff"


@dataclass(slots=True)
class _Open:
    """A question whose answer has not come yet."""

    at: int
    stem: list[str]  # by its lines
    options: list[tuple[str, str]] = field(default_factory=list)  # letter and text


@dataclass(slots=True)
class _Reader:
    """What was read so far; one line is looked at after the other."""

    items: list[Item] = field(default_factory=list)
    findings: list[Remark] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    open: _Open | None = None
    may_go_on: bool = False  # whether the line before was a stem's

    def take(self, at: int, line: str) -> None:
        went_on, self.may_go_on = self.may_go_on, False
        if len(line) < 2:
            if line:
                self._find(at, Code.TEXT_LEFT_OUT, text=line)
            return
        if (key := _key_in(line)) is not None:
            self._answer(at, key)
        elif option := _OPTION.fullmatch(line):
            self._option(at, option[1].upper(), option[2])
        elif self.open is None and _FEEDBACK.match(line[:_LONGEST_HEAD]):
            self._find(at, Code.TEXT_LEFT_OUT, text=first_words(line))
        elif self.open and went_on:
            self.open.stem.append(line)
            self.may_go_on = True
        else:
            self.end(at)
            self.open = _Open(at, [line])
            self.may_go_on = True

    def end(self, at: int | None = None) -> None:
        """A question that has no answer yet will have none."""
        if self.open:
            self._refuse(at or self.open.at, Code.SYNTAX, what="answer-missing")
            self.open = None

    def _option(self, at: int, sign: str, text: str) -> None:
        if self.open is None:
            self._refuse(at, Code.NO_STEM)
        else:
            self.open.options.append((sign, text))

    def _answer(self, at: int, key: str) -> None:
        question, self.open = self.open, None
        if question is None:
            self._refuse(at, Code.SYNTAX, what="answer-without-question")
            return
        count = len(question.options)
        if count < FEWEST_OPTIONS:
            self._refuse(at, Code.TOO_FEW_OPTIONS, count=count)
        elif count > _MOST_OPTIONS:
            self._refuse(at, Code.TOO_MANY_OPTIONS, count=count)
        elif any(map(has_controls, (*question.stem, *(text for _, text in question.options)))):
            self._refuse(question.at, Code.BAD_TEXT)
        else:
            self._mark(at, question, key)

    def _mark(self, at: int, question: _Open, key: str) -> None:
        """Take the options that the answer names, if it is plain which they are."""
        told, words = _told(key)
        labels = [ord(sign) - ord("A") for sign, _ in question.options]
        if not told or not set(told) <= set(labels):
            self._refuse(at, Code.KEY_NOT_AN_OPTION, key=first_words(key))
            return
        right = {labels.index(each) for each in told}
        by_place = {each for each in told if each < len(labels)}
        if any(labels.count(each) > 1 for each in told) or not by_place <= right:
            self._refuse(at, Code.SYNTAX, what="letters-not-in-order")
            return
        texts = [text for _, text in question.options]
        if words and words not in (texts[position] for position in right):
            self._find(question.at, Code.TEXT_LEFT_OUT, text=first_words(words))
        options = tuple(Option(text, each in right) for each, text in enumerate(texts))
        kind = Kind.SINGLE if len(right) == 1 else Kind.SEVERAL
        stem = "\n".join(question.stem)
        self.items.append(Item(question.at, Question(kind, stem, options)))

    def _find(self, at: int, code: Code, **params: str | int) -> None:
        self.findings.append(Remark(at, code, params))
        refuse_too_many(len(self.findings))

    def _refuse(self, at: int, code: Code, **params: str | int) -> None:
        self.refused.append(Remark(at, code, params))
        refuse_too_many(len(self.refused))


def read(content: bytes) -> Reading:
    """Read an Aiken file; ``at`` is the line of a question's stem, of a refusal the line of it.

    More than Moodle reads: small letters, "Đáp án:", a stem of several lines without an empty one
    between them, and several letters as a choice of several.  Refused are an answer that names no
    option (key-not-an-option) or one that its letter and its place name differently, an option
    before a stem, fewer than two options, a question without an answer.  Raises FormatRefused:
    empty-file, too-large, too-many-lines, too-many-items, not-utf-8.
    """
    reader = _Reader()
    for at, line in enumerate(lines(decode(content)), 1):
        reader.take(at, line.strip(BLANKS))
        refuse_too_many(len(reader.items))
    reader.end()
    return Reading(tuple(reader.items), tuple(reader.findings), tuple(reader.refused))


def _key_in(line: str) -> str | None:
    """What an answer's line says; None for any other line."""
    head = unicodedata.normalize("NFC", line[:_LONGEST_HEAD]).replace("\xa0", " ")
    match = _ANSWER.fullmatch(head + line[_LONGEST_HEAD:])
    return match[1] if match else None


def _told(key: str) -> tuple[tuple[int, ...], str]:
    """The options that a key names, and the words that stand after a letter."""
    told = positions_of(key)
    if told is not None:
        return told, ""
    match = _KEY_AND_WORDS.fullmatch(key)
    return (positions_of(match[1]) or (), match[2].strip(BLANKS)) if match else ((), "")


def write(questions: Sequence[Question]) -> Written:
    """Write choices with one right option, as Moodle takes them; all else is left out and said."""
    said: list[Remark] = []
    parts: list[str] = []
    for at, given in enumerate(questions, 1):
        question, losses = _fitted(given, at)
        reason = _why_not(question, at)
        said += [reason] if reason else losses
        if reason is None:
            parts.append("\n".join(_block(question)))
    text = "\n".join(parts)
    return Written((_BOM + text if text.startswith(_BOM) else text).encode(), tuple(said))


def _why_not(question: Question, at: At) -> Remark | None:
    """The reason why a question is not written."""
    right, count = len(question.right_positions), len(question.options)
    kind = question.kind if question.kind is not Kind.SINGLE else Kind.SEVERAL
    reasons = (
        (has_bad_text(question), Remark(at, Code.BAD_TEXT)),
        (not question.stem, Remark(at, Code.NO_STEM)),
        (count < FEWEST_OPTIONS, Remark(at, Code.TOO_FEW_OPTIONS, {"count": count})),
        (count > MOST_OPTIONS, Remark(at, Code.TOO_MANY_OPTIONS, {"count": count})),
        (
            question.kind is not Kind.SINGLE or right > 1,
            Remark(at, Code.NOT_SUPPORTED, {"kind": kind.value}),
        ),
        (right == 0, Remark(at, Code.KEY_NOT_AN_OPTION, {"key": ""})),
        (not _is_stem(question.stem), Remark(at, Code.SYNTAX, {"what": "no-stem-to-a-reader"})),
    )
    return next((reason for is_so, reason in reasons if is_so), None)


def _is_stem(line: str) -> bool:
    """Whether a reader takes a line for a stem."""
    return len(line) > 1 and not _OPTION.match(line) and _key_in(line) is None


def _fitted(given: Question, at: At) -> tuple[Question, list[Remark]]:
    """The question in lines as Aiken has them, and what it loses."""
    question, said = without_pictures(given, at)
    if question.kind is Kind.TRUE_FALSE:
        question = replace(question, kind=Kind.SINGLE)
        said.append(left_out(at, "kind"))
    said += left_out_fields(question, frozenset(), at)
    options = tuple(replace(each, text=flat(each.text)) for each in question.options)
    fitted = replace(question, stem=flat(question.stem), options=options)
    if fitted != question:
        said.append(Remark(at, Code.MARKUP_LEFT_OUT, {"markup": "line-breaks"}))
    return fitted, said


def _block(question: Question) -> Iterator[str]:
    yield question.stem
    for at, option in enumerate(question.options):
        yield f"{letter(at)}. {option.text}".rstrip(BLANKS)
    (right,) = question.right_positions
    yield f"ANSWER: {letter(right)}\n"
