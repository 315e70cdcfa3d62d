"""What is wrong with a question: findings with stable codes, which pages put into words."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from questions.model import FEWEST_OPTIONS, MOST_OPTIONS, STATEMENT_COUNT, Kind, Question
from questions.naming import names_letters
from questions.pictures import MARK, without_marks
from questions.text import PerCharacter, find_unsafe, fold, nfc


class Severity(StrEnum):
    """An error keeps a question from being approved; a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """A finding's name; it never changes its meaning."""

    OPTIONS_ALIKE = "Q101"  # option, other
    OPTION_COUNT = "Q102"  # count
    OPTION_EMPTY = "Q103"  # option
    TRUE_FALSE_COUNT = "Q104"  # count
    STATEMENT_COUNT = "Q105"  # count
    NO_STEM = "Q201"
    NO_RIGHT_OPTION = "Q203"
    SEVERAL_RIGHT_OPTIONS = "Q204"  # count
    KEY_NOT_AN_OPTION = "Q205"  # option: marked as right, and empty
    ONE_RIGHT_OF_SEVERAL = "Q206"
    ALL_OPTIONS_RIGHT = "Q207"
    NO_BASIS = "Q301"
    NO_EXPLANATION = "Q302"
    ENDS_BEFORE_IT_BEGINS = "Q303"
    BASIS_ENDED = "Q304"  # document, day, by: what replaced it, or ""
    BASIS_WILL_END = "Q305"  # document, day, by
    BASIS_UNKNOWN = "Q306"  # document: as it is written
    NOT_COMPOSED = "Q401"  # field, option
    UNSAFE_CHARACTERS = "Q402"  # field, option, characters
    LOOK_ALIKES = "Q403"  # field, option, words
    PICTURE_MISSING = "Q404"  # field, option
    PICTURE_WITHOUT_WORDS = "Q405"  # field, option
    ALL_OF_THE_ABOVE_NOT_LAST = "Q501"  # option
    ALL_OF_THE_ABOVE_MOVES = "Q502"  # option
    LENGTH_TELLS = "Q503"  # option
    LETTERS_NAMED = "Q504"  # option: it names others by letter, and not all options stay
    STEM_TWICE = "Q601"  # name: what the other question is called
    NEARLY_THE_SAME = "Q602"  # name, percent
    NO_TOPIC = "Q701"
    NO_DIFFICULTY = "Q702"
    NO_AUDIENCE = "Q703"


FILING = frozenset({Code.NO_TOPIC, Code.NO_DIFFICULTY, Code.NO_AUDIENCE})
"""What is still to be chosen before papers can draw the question: most files do not tell it."""

_WARNINGS = frozenset(
    {
        Code.ONE_RIGHT_OF_SEVERAL,
        Code.ALL_OPTIONS_RIGHT,
        Code.NO_BASIS,
        Code.NO_EXPLANATION,
        Code.BASIS_WILL_END,
        Code.BASIS_UNKNOWN,
        Code.NOT_COMPOSED,
        Code.LOOK_ALIKES,
        Code.PICTURE_WITHOUT_WORDS,
        Code.ALL_OF_THE_ABOVE_NOT_LAST,
        Code.ALL_OF_THE_ABOVE_MOVES,
        Code.LENGTH_TELLS,
        Code.LETTERS_NAMED,
        Code.STEM_TWICE,
        Code.NEARLY_THE_SAME,
    }
)
_ONE_IS_RIGHT = frozenset({Kind.SINGLE, Kind.TRUE_FALSE})
_FROM_A_LIST = frozenset({Kind.SINGLE, Kind.SEVERAL})
# The right option is longest, by so many characters and so many times the mean of the others: of
# 50 questions written in an office five are, of the 318 shipped none.
_TELLING_CHARACTERS, _TELLING_RATIO = 20, 1.4


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault by its code, with what its sentence needs: positions count from 0."""

    code: Code
    params: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.code in _WARNINGS else Severity.ERROR


def check(question: Question, kept: Collection[str] = ()) -> tuple[Finding, ...]:
    """List every finding, the options' first; a sound question has none.

    ``kept`` are the names of pictures that are kept elsewhere, and not missed in the question.
    """
    return (
        *_check_options(question),
        *_check_key(question),
        *_check_substance(question),
        *_check_characters(question),
        *_check_pictures(question, kept),
        *_check_letters(question),
        *_check_all_of_the_above(question),
        *_check_lengths(question),
        *_check_filing(question),
    )


def _check_options(question: Question) -> Iterator[Finding]:
    """Two to eight options, none empty, no two alike but for case, blanks and punctuation.

    Brackets and signs that a formula or a command has count, and so does the case of one letter.
    True or false are two, and statements to judge are four.
    """
    readings = [_option_reading(option.text) for option in question.options]
    for one, other in combinations(range(len(readings)), 2):
        if any(readings[one]) and readings[one] == readings[other]:
            yield Finding(Code.OPTIONS_ALIKE, {"option": one, "other": other})
    yield from _check_count(question.kind, len(readings))
    for at, option in enumerate(question.options):
        if not option.text.strip():
            yield Finding(Code.OPTION_EMPTY, {"option": at})


def _check_count(kind: Kind, count: int) -> Iterator[Finding]:
    if kind is Kind.TRUE_FALSE and count != FEWEST_OPTIONS:
        yield Finding(Code.TRUE_FALSE_COUNT, {"count": count})
    elif kind is Kind.STATEMENTS and count != STATEMENT_COUNT:
        yield Finding(Code.STATEMENT_COUNT, {"count": count})
    elif kind in _FROM_A_LIST and not FEWEST_OPTIONS <= count <= MOST_OPTIONS:
        yield Finding(Code.OPTION_COUNT, {"count": count})


def _check_key(question: Question) -> Iterator[Finding]:
    """A stem, and a right option that says something.

    Of a single choice and of true or false exactly one is right; where several may be chosen, at
    least one, and usually neither just one nor all.  Any number of statements may be true.
    """
    count = len(question.right_positions)
    if not question.stem.strip():
        yield Finding(Code.NO_STEM)
    if count == 0 and question.kind is not Kind.STATEMENTS:
        yield Finding(Code.NO_RIGHT_OPTION)
    if question.kind in _ONE_IS_RIGHT and count > 1:
        yield Finding(Code.SEVERAL_RIGHT_OPTIONS, {"count": count})
    if question.kind is Kind.SEVERAL and count == 1:
        yield Finding(Code.ONE_RIGHT_OF_SEVERAL)
    if question.kind is Kind.SEVERAL and count == len(question.options) > 1:
        yield Finding(Code.ALL_OPTIONS_RIGHT)
    for at in sorted(question.right_positions):
        if not question.options[at].text.strip():
            yield Finding(Code.KEY_NOT_AN_OPTION, {"option": at})


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


def _check_pictures(question: Question, kept: Collection[str]) -> Iterator[Finding]:
    """Every picture shown is there, and words tell those who do not see it what it shows."""
    names = {*kept, *(picture.name for picture in question.pictures)}
    for place, text in _texts(question):
        marks = list(MARK.finditer(text))
        if any(mark[1] not in names for mark in marks):
            yield Finding(Code.PICTURE_MISSING, place)
        if any(not (mark[2] or "").strip() for mark in marks):
            yield Finding(Code.PICTURE_WITHOUT_WORDS, place)


def _check_letters(question: Question) -> Iterator[Finding]:
    """No option names another by its letter, unless its author meant all of them to stay.

    Such options are not shuffled in any case (questions.naming): papers show them as written.
    """
    if all(option.stays for option in question.options):
        return
    for at, option in enumerate(question.options):
        if names_letters(option.text):
            yield Finding(Code.LETTERS_NAMED, {"option": at})


def _check_all_of_the_above(question: Question) -> Iterator[Finding]:
    """ "All (or none) of the above" stands last, and stays there when the others are shuffled."""
    if question.kind not in _FROM_A_LIST:
        return
    for at, option in enumerate(question.options):
        if _speaks_of_the_others(option.text) and not names_letters(option.text):
            if at != len(question.options) - 1:
                yield Finding(Code.ALL_OF_THE_ABOVE_NOT_LAST, {"option": at})
            if not option.stays:
                yield Finding(Code.ALL_OF_THE_ABOVE_MOVES, {"option": at})


def _check_lengths(question: Question) -> Iterator[Finding]:
    """The one right option is not so much longer than the others that its length gives it away."""
    lengths = [len(without_marks(option.text).strip()) for option in question.options]
    if question.kind is not Kind.SINGLE or len(lengths) < 3 or len(question.right_positions) != 1:
        return
    (at,) = question.right_positions
    others = lengths[:at] + lengths[at + 1 :]
    mean = sum(others) / len(others)
    beyond = lengths[at] - max(others)
    if lengths[at] >= _TELLING_RATIO * mean and beyond >= _TELLING_CHARACTERS:
        yield Finding(Code.LENGTH_TELLS, {"option": at})


def _check_filing(question: Question) -> Iterator[Finding]:
    """A topic, a difficulty and an audience: papers draw by them."""
    if not question.topic.strip():
        yield Finding(Code.NO_TOPIC)
    if question.difficulty is None:
        yield Finding(Code.NO_DIFFICULTY)
    if not question.audiences:
        yield Finding(Code.NO_AUDIENCE)


def _texts(question: Question) -> Iterator[tuple[dict[str, str | int], str]]:
    """Give each text with its place: the field, and the position where there are several."""
    yield {"field": "stem"}, question.stem
    yield {"field": "explanation"}, question.explanation
    for at, option in enumerate(question.options):
        yield {"field": "option", "option": at}, option.text
    for at, basis in enumerate(question.basis):
        yield {"field": "basis", "basis": at}, f"{basis.document}\n{basis.article}"


_BETWEEN_OR_BEFORE_DIGITS = re.compile(r"(?<=\d)[^\w\s](?=\d)|-(?=\d)")


def reading(text: str) -> str:
    """Return what is left of a text without case, blanks and punctuation.

    Marks count (má is not ma), and so do signs that carry a value: %, <, the comma in 1,5.
    """
    pieces, at = [], 0
    for kept in _BETWEEN_OR_BEFORE_DIGITS.finditer(text):
        pieces += [text[at : kept.start()].translate(_WITHOUT_PUNCTUATION), kept[0]]
        at = kept.end()
    pieces.append(text[at:].translate(_WITHOUT_PUNCTUATION))
    return " ".join(nfc("".join(pieces)).casefold().split())


_TELLING = re.compile(r"[()\[\]{}!/\\*;&#@_]")
_LONE_LETTER = re.compile(r"(?<![^\W_])[A-XZa-xz](?![^\W_])")  # y is a word as well


def _option_reading(text: str) -> tuple[str, str, str]:
    """What tells an option from another: its reading, its signs, its lone letters as written."""
    inner = nfc(text).strip().rstrip(" .;,:!?")
    signs, letters = (each.findall(inner) for each in (_TELLING, _LONE_LETTER))
    return reading(text), "".join(signs), "".join(letters)


_WITHOUT_PUNCTUATION = PerCharacter(
    lambda char: " " if unicodedata.category(char).startswith("P") and char not in "%‰" else char
)


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
            rf"khong (co )?{_CHOICE} nao( .*)?",
            r"(all|none) of (the above|these)( .*)?",
        ]
    )
)


def _speaks_of_the_others(text: str) -> bool:
    return _OF_THE_OTHERS.fullmatch(fold(text).rstrip(" .;")) is not None
