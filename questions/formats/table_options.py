"""The options of a table's row and which of them its key means."""

import re
from dataclasses import dataclass

from questions.formats.field_words import is_truth_list, truth_of
from questions.formats.keys import positions_of
from questions.text import fold, nfc

_LINE = re.compile(r"[ \t\xa0]*\(?([A-Ha-h])[ \t\xa0]*[.):/][ \t\xa0]*")
_ENDS = " .;"
_LONGEST_HEAD = 200  # of what may stand in a key beside the options' words
_MOST_PARTS = 26
_MOST_LINES = 300
_DIGITS = re.compile(r"[1-8](?:[ \t]*[,;/&+ \n][ \t]*[1-8])*")
_PREFIX = re.compile(
    r"(?:đáp án|phương án|lựa chọn|câu|ý|option|answer)(?: đúng)?[ \t]*:?[ \t]+(?=[A-Ha-h1-8]\b)",
    re.IGNORECASE,
)
_LETTER_AND_WORDS = re.compile(r"([A-Ha-h])[ \t]*([.(:)\-–])[ \t]*(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Given:
    """An option with the position that its column or letter gives it (A is 0)."""

    position: int
    text: str


@dataclass(frozen=True, slots=True)
class Right:
    """The indices of the right options; else whether the key is unknown or says two things."""

    indices: frozenset[int] = frozenset()
    is_unknown: bool = False
    differs: tuple[str, str] | None = None
    words: str = ""  # that stand in brackets after the letter


def options_in(text: str) -> list[Given]:
    """The options that one cell holds: lines "A. …", lines without letters, or all in one line."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > _MOST_LINES:  # more than any question has, and too many to look at
        return [Given(0, "")] * len(lines)
    lettered = _lettered(lines)
    if len(lettered) > 1:
        return lettered
    if len(lines) == 1 and len(inline := _inline(lines[0])) > 1:
        return inline
    return [Given(at, line.strip()) for at, line in enumerate(lines)]


def _lettered(lines: list[str]) -> list[Given]:
    """Lines with letters in their order; one without goes on with the option before it."""
    found: list[list[str]] = []
    for line in lines:
        match = _LINE.match(line)
        if match and ord(match[1].upper()) - ord("A") == len(found):
            found.append([line[match.end() :].strip()])
        elif found:
            found[-1].append(line.strip())
        else:
            return []
    return [Given(at, "\n".join(parts).strip()) for at, parts in enumerate(found)]


def _inline(line: str) -> list[Given]:
    """Options one after the other: "A. … B. … C. …"."""
    starts: list[re.Match[str]] = []
    for sign in "ABCDEFGH":
        after = starts[-1].end() if starts else 0
        match = re.compile(rf"(?:^|(?<=[\s;])){sign}[.)][ \t\xa0]*").search(line, after)
        if match is None:
            break
        starts.append(match)
    if not starts or line[: starts[0].start()].strip():
        return []
    ends = [each.start() for each in starts[1:]] + [len(line)]
    pairs = zip(starts, ends, strict=True)
    return [Given(at, line[each.end() : end].strip(" \t;")) for at, (each, end) in enumerate(pairs)]


def right_of(key: str, options: list[Given]) -> Right:
    """The right options by letter, letters, digits or words; unknown where the key is none."""
    if len(key) > _LONGEST_HEAD + sum(len(each.text) + 1 for each in options):
        return Right(is_unknown=True)
    key = _PREFIX.sub("", nfc(key).strip(), count=1).strip()
    if not key:
        return Right()
    by_signs = _by_signs(key, options)
    if by_signs is not None and _is_surely_signs(key):
        return Right(by_signs)
    words = _Words(options)
    by_words = words.several(key)
    if by_words is None:
        return _by_letter_and_words(key, options, words) if by_signs is None else Right(by_signs)
    if by_signs not in (None, by_words) and key.isdigit():
        return Right(differs=(key, _letters(by_words, options)))
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


class _Words:
    """The options by their words: with marks, and without them where that tells."""

    def __init__(self, options: list[Given]) -> None:
        self.readings = [
            (reading, [reading(each.text).rstrip(_ENDS) for each in options])
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
        for parts in (words.split("\n"), words.split(";")):
            if 1 < len(parts) <= _MOST_PARTS:
                found = [self.one(part) for part in parts if part.strip()]
                indices = frozenset(each for each in found if each is not None)
                if found and len(indices) == len(found):
                    return indices
        return None


def _by_letter_and_words(key: str, options: list[Given], words: _Words) -> Right:
    match = _LETTER_AND_WORDS.fullmatch(key)
    index_of = {each.position: at for at, each in enumerate(options)}
    at = index_of.get(ord(match[1].upper()) - ord("A")) if match else None
    if match is None or at is None:
        return Right(is_unknown=True)
    if match[2] == "(":
        return Right(frozenset({at}), words=f"({match[3]}")
    by_words = words.one(match[3])
    if by_words == at:
        return Right(frozenset({at}))
    other = match[3] if by_words is None else _letters(frozenset({by_words}), options)
    return Right(differs=(match[1].upper(), other))


def _letters(indices: frozenset[int], options: list[Given]) -> str:
    return ", ".join(chr(ord("A") + options[each].position) for each in sorted(indices))


def _plain(text: str) -> str:
    return " ".join(nfc(text).casefold().split())
