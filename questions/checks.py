"""What is wrong with a question: findings with stable codes, which pages put into words."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from questions.model import FEWEST_OPTIONS, MOST_OPTIONS, Kind, Question
from questions.text import find_unsafe, fold, nfc


class Severity(StrEnum):
    """An error keeps a question from being approved; a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """A finding's name; it never changes its meaning."""

    OPTIONS_ALIKE = "Q101"
    OPTION_COUNT = "Q102"
    OPTION_EMPTY = "Q103"
    NO_STEM = "Q201"
    NO_RIGHT_OPTION = "Q203"
    SEVERAL_RIGHT_OPTIONS = "Q204"
    NO_BASIS = "Q301"
    NO_EXPLANATION = "Q302"
    ENDS_BEFORE_IT_BEGINS = "Q303"
    NOT_COMPOSED = "Q401"
    UNSAFE_CHARACTERS = "Q402"
    LOOK_ALIKES = "Q403"
    ALL_OF_THE_ABOVE_NOT_LAST = "Q501"
    ALL_OF_THE_ABOVE_MOVES = "Q502"


_WARNINGS = frozenset(
    {
        Code.NO_BASIS,
        Code.NO_EXPLANATION,
        Code.NOT_COMPOSED,
        Code.LOOK_ALIKES,
        Code.ALL_OF_THE_ABOVE_NOT_LAST,
        Code.ALL_OF_THE_ABOVE_MOVES,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault by its code, with what its sentence needs: positions count from 0."""

    code: Code
    params: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.code in _WARNINGS else Severity.ERROR


def check(question: Question) -> tuple[Finding, ...]:
    """List every finding, the options' first; a sound question has none."""
    return (
        *_check_options(question),
        *_check_key(question),
        *_check_substance(question),
        *_check_characters(question),
        *_check_all_of_the_above(question),
    )


def _check_options(question: Question) -> Iterator[Finding]:
    """Two to eight options, none empty, no two alike but for case, blanks and punctuation."""
    readings = [_reading(option.text) for option in question.options]
    for one, other in combinations(range(len(readings)), 2):
        if readings[one] and readings[one] == readings[other]:
            yield Finding(Code.OPTIONS_ALIKE, {"option": one, "other": other})
    if not FEWEST_OPTIONS <= len(readings) <= MOST_OPTIONS:
        yield Finding(Code.OPTION_COUNT, {"count": len(readings)})
    for at, option in enumerate(question.options):
        if not option.text.strip():
            yield Finding(Code.OPTION_EMPTY, {"option": at})


def _check_key(question: Question) -> Iterator[Finding]:
    """A stem, and a right option; a single choice has exactly one."""
    count = len(question.right_positions)
    if not question.stem.strip():
        yield Finding(Code.NO_STEM)
    if count == 0:
        yield Finding(Code.NO_RIGHT_OPTION)
    if question.kind is Kind.SINGLE and count > 1:
        yield Finding(Code.SEVERAL_RIGHT_OPTIONS, {"count": count})


def _check_substance(question: Question) -> Iterator[Finding]:
    """A legal basis, an explanation, and a validity that does not end before it begins."""
    if not any(each.document.strip() for each in question.basis):
        yield Finding(Code.NO_BASIS)
    if not question.explanation.strip():
        yield Finding(Code.NO_EXPLANATION)
    if question.valid_from and question.valid_to and question.valid_to < question.valid_from:
        yield Finding(Code.ENDS_BEFORE_IT_BEGINS)


def _check_characters(question: Question) -> Iterator[Finding]:
    """Text is in NFC, without control and invisible characters and without look-alike letters."""
    for place, text in _texts(question):
        if nfc(text) != text:
            yield Finding(Code.NOT_COMPOSED, place)
        if unsafe := find_unsafe(text):
            listed = " ".join(f"U+{ord(char):04X}" for char in unsafe)
            yield Finding(Code.UNSAFE_CHARACTERS, place | {"characters": listed})
        if words := _look_alike_words(text):
            yield Finding(Code.LOOK_ALIKES, place | {"words": ", ".join(words)})


def _check_all_of_the_above(question: Question) -> Iterator[Finding]:
    """ "All (or none) of the above" stands last, and stays there when the others are shuffled."""
    for at, option in enumerate(question.options):
        if _speaks_of_the_others(option.text):
            if at != len(question.options) - 1:
                yield Finding(Code.ALL_OF_THE_ABOVE_NOT_LAST, {"option": at})
            if not option.stays:
                yield Finding(Code.ALL_OF_THE_ABOVE_MOVES, {"option": at})


def _texts(question: Question) -> Iterator[tuple[dict[str, str | int], str]]:
    """Give each text with its place: the field, and the position where there are several."""
    yield {"field": "stem"}, question.stem
    yield {"field": "explanation"}, question.explanation
    for at, option in enumerate(question.options):
        yield {"field": "option", "option": at}, option.text
    for at, basis in enumerate(question.basis):
        yield {"field": "basis", "basis": at}, f"{basis.document}\n{basis.article}"


_BETWEEN_OR_BEFORE_DIGITS = re.compile(r"(?<=\d)[^\w\s](?=\d)|-(?=\d)")


def _reading(text: str) -> str:
    """Return what is left of a text without case, blanks and punctuation.

    Marks count (má is not ma), and so do signs that carry a value: %, <, the comma in 1,5.
    """
    kept = {match.start() for match in _BETWEEN_OR_BEFORE_DIGITS.finditer(text)}
    letters = [
        " " if at not in kept and _is_punctuation(char) else char for at, char in enumerate(text)
    ]
    return " ".join(nfc("".join(letters)).casefold().split())


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char).startswith("P") and char not in "%‰"


# Cyrillic and Greek letters, and the Icelandic and African Đ, drawn as a Latin letter is.
_LOOK_ALIKES = frozenset("АВЕЅІЈКМНОРСТУХѴаеѕіјорсухѵԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυιρκÐðƉ")


def _look_alike_words(text: str) -> list[str]:
    """List the words that pass for Latin and are not, in a text that is otherwise Latin.

    A word with a letter that is plainly Cyrillic or Greek is foreign, and no fault.
    """
    words = re.findall(r"[^\W\d_]+", text)
    if not any(_is_latin(char) for word in words for char in word):
        return []
    return [
        word
        for word in words
        if not _LOOK_ALIKES.isdisjoint(word)
        and all(_is_latin(char) or char in _LOOK_ALIKES for char in word)
    ]


def _is_latin(char: str) -> bool:
    return char not in _LOOK_ALIKES and unicodedata.name(char, "").startswith("LATIN ")


_WHOLE = r"(tat ca|ca (hai|ba|bon|nam|[2-7]))"
_CHOICE = r"(phuong an|dap an|y|y kien|cau|noi dung)"
_OF_THE_OTHERS = re.compile(
    "|".join(
        [
            _WHOLE,
            rf"({_WHOLE}|khong phai|cac) .*\btren( day)?",
            rf"({_WHOLE}|cac {_CHOICE}) .*\bdeu (dung|sai)",
            rf"{_WHOLE} ((cac|nhung) )?{_CHOICE}",
            r"ca [a-g](,? [a-g])*,? va [a-g]( .*)?",
            rf"khong (co )?{_CHOICE} nao( .*)?",
            r"(all|none) of (the above|these)( .*)?",
        ]
    )
)


def _speaks_of_the_others(text: str) -> bool:
    return _OF_THE_OTHERS.fullmatch(fold(text).rstrip(" .;")) is not None
