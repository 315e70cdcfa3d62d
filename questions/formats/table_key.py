"""Which of a row's options its key means: by letters, digits or words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from questions.formats.field_words import is_truth_list, truth_of
from questions.formats.keys import letter, other_letter, positions_of
from questions.formats.table_options import Given
from questions.text import fold, nfc

_ENDS = " .;"
_LONGEST_HEAD = 200  # of what may stand in a key beside the options' words
_MOST_PARTS = 26
_DIGITS = re.compile(r"[1-8](?:(?:\s*[,;/&+]\s*|\s+(?:và\s+)?)[1-8])*\.?")
_PAIRS = ("[]", "()", '""', "''", "“”", "‘’")
_NAME = (
    r"(?:đáp án|phương án|lựa chọn|câu trả lời|câu|ý|pa|đ/?a|option|answer)"
    r"(?:\s+(?:đúng|chính xác))?(?:\s+là)?"
)
_CALLED = re.compile(
    rf"(?:chọn\s+)?(?:cả\s+)?(?:{_NAME})?\s*:?\s*(?=[(\[]?[A-H]\b)"
    rf"|(?:chọn\s+)?{_NAME}\s*:?\s*(?=[(\[]?[1-8]\b)",  # "Cả 2" is no second one
    re.IGNORECASE,
)
_SAID_RIGHT = re.compile(
    r"\s+(?:là\s+|đều\s+)?(?:(?:đáp án|phương án)\s+)?(?:đúng|chính xác)\.?$", re.I
)
_SIGNS = re.compile(r"[(\[]?(?:[A-Ha-h1-8](?:[\s,;/&+]|và)*){1,8}[)\]]?\.?")
_JOINED = re.compile(r"\b(?:và|cả)\b", re.IGNORECASE)
_LETTER_AND_WORDS = re.compile(r"([A-Ha-h])[ \t]*([.(:)\-–]|[ \t])[ \t]*(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Right:
    """The indices of the right options; else whether the key is unknown or says two things."""

    indices: frozenset[int] = frozenset()
    is_unknown: bool = False
    differs: tuple[str, str] | None = None
    is_words: bool = False  # the letter is what another option says
    words: str = ""  # that stand in brackets after the letter


def right_of(key: str, options: list[Given]) -> Right:
    """The right options by letter, letters, digits or words; unknown where the key is none."""
    if len(key) > _LONGEST_HEAD + sum(len(each.text) + 1 for each in options):
        return Right(is_unknown=True)
    whole = nfc(key).strip()
    if not whole:
        return Right()
    words = _Words(options)
    key = _bare(whole)
    by_signs = _by_signs(key, options)
    if by_signs is not None and _is_surely_signs(key):
        other = words.several(whole) if key != whole else None
        if _JOINED.search(whole):
            other = _option_that_joins(by_signs, options)
        said = words.one(whole) if len(key) == 1 else None
        is_words = said is not None and {said} != by_signs
        return _unless_other(whole, Right(by_signs, is_words=is_words), other, options)
    by_words = words.several(whole)
    if by_words is None:
        return _by_parts(key, options, words) if by_signs is None else Right(by_signs)
    if by_signs and key.isdigit():
        return _unless_other(key, Right(by_signs), by_words, options)
    return Right(by_words)


def truths_of(key: str, count: int) -> tuple[bool, ...] | None:
    """Four judgements, "Đ, S, Đ, S" or "ĐSĐS"; None where the key is something else."""
    if len(key) > _LONGEST_HEAD:
        return None
    words = [word for word in re.split(r"[\s,;/\-–]+", key.strip()) if word]
    if len(words) == 1:
        words = list(words[0])
    if len(words) != count or not is_truth_list(words):
        return None
    return tuple(bool(truth_of(word)) for word in words)


def letters_of(indices: frozenset[int], options: list[Given]) -> str:
    """The letters of options by their indices, as remarks name them."""
    return ", ".join(chr(ord("A") + options[each].position) for each in sorted(indices))


def _bare(key: str) -> str:
    """A key without brackets, and without what calls it a key: "Đáp án đúng là B", "chọn B"."""
    if len(key) > 2 and key[0] + key[-1] in _PAIRS:
        key = key[1:-1].strip()
    key = _CALLED.sub("", key, count=1).strip()
    short = _SAID_RIGHT.sub("", key[-_LONGEST_HEAD:])
    return short if len(key) <= _LONGEST_HEAD and _SIGNS.fullmatch(short) else key


def _is_surely_signs(key: str) -> bool:
    """Letters one by one: "BAD" may be a word, and a digit an option of its own."""
    return not key[0].isdigit() and (len(key) == 1 or not key.isalpha())


def _by_signs(key: str, options: list[Given]) -> frozenset[int] | None:
    index_of = {each.position: at for at, each in enumerate(options)}
    positions = positions_of(key)
    if positions is None and _DIGITS.fullmatch(key):
        positions = tuple(int(digit) - 1 for digit in re.findall(r"[1-8]", key))
    if positions is None or not all(each in index_of for each in positions):
        return None
    return frozenset(index_of[each] for each in positions)


def _option_that_joins(indices: frozenset[int], options: list[Given]) -> frozenset[int] | None:
    """The option that says "Cả A và B" itself, where a key may mean it or A and B."""
    joined = [_bare(each.text) if _JOINED.search(each.text) else "" for each in options]
    found = {at for at, text in enumerate(joined) if _by_signs(text, options) == indices}
    return frozenset(found) or None


def _unless_other(
    key: str, right: Right, other: frozenset[int] | None, options: list[Given]
) -> Right:
    """What is right, unless the key could mean another option as well."""
    if other is None or other == right.indices:
        return right
    return Right(differs=(key, letters_of(other, options)))


class _Words:
    """The options by their words: with marks, and without them where that tells."""

    def __init__(self, options: list[Given]) -> None:
        self.options = options

    @cached_property
    def readings(self) -> list[tuple[Callable[[str], str], list[str]]]:
        return [
            (reading, [reading(each.text).rstrip(_ENDS) for each in self.options])
            for reading in (_plain, fold)
        ]

    def one(self, words: str) -> int | None:
        """The only option of these words; case, blanks and a point at the end do not count."""
        for reading, texts in self.readings:
            sought = reading(words).rstrip(_ENDS)
            if sought and texts.count(sought) == 1:
                return texts.index(sought)
        return None

    def several(self, words: str) -> frozenset[int] | None:
        """One option, or those that stand in lines or between semicolons."""
        if (at := self.one(words)) is not None:
            return frozenset({at})
        for parts in _parts(words):
            found = [self.one(part) for part in parts]
            indices = frozenset(each for each in found if each is not None)
            if len(indices) == len(found):
                return indices
        return None


def _parts(text: str) -> Iterator[list[str]]:
    """The lines of a text, and what stands between its semicolons, where there are several."""
    for sign in "\n;":
        parts = [part.strip() for part in text.split(sign)] if sign in text else []
        parts = [part for part in parts if part]
        if 1 < len(parts) <= _MOST_PARTS:
            yield parts


def _by_parts(key: str, options: list[Given], words: _Words) -> Right:
    """Letters with the words of their options: "A. một", or several in lines."""
    for parts in _parts(key):
        found = [_by_letter_and_words(part, options, words) for part in parts]
        if all(len(each.indices) == 1 for each in found):
            return Right(frozenset().union(*(each.indices for each in found)))
    return _by_letter_and_words(key, options, words)


def _by_letter_and_words(key: str, options: list[Given], words: _Words) -> Right:
    match = _LETTER_AND_WORDS.fullmatch(key)
    index_of = {each.position: at for at, each in enumerate(options)}
    at = index_of.get(ord(match[1].upper()) - ord("A")) if match else None
    if match is None or at is None:
        return Right(is_unknown=True)
    if words.one(match[3].removesuffix(")") if match[2] == "(" else match[3]) == at:
        return Right(frozenset({at}))
    other = other_letter(match[3]) if match[2].strip() else None
    if other is not None and other in index_of:
        return Right(differs=(match[1].upper(), letter(other)))
    if match[2] == "(":
        return Right(frozenset({at}), words=f"({match[3]}")
    if not match[2].strip():  # "A" may be a word
        return Right(is_unknown=True)
    by_words = words.one(match[3])
    said = match[3] if by_words is None else letters_of(frozenset({by_words}), options)
    return Right(differs=(match[1].upper(), said))


def _plain(text: str) -> str:
    return " ".join(nfc(text).casefold().split())
