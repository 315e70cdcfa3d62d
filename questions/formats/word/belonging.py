"""Which paper and which part of it a line names: "Mã đề 102", "ĐỀ SỐ 2", "PHẦN II"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from questions.text import fold

Names = frozenset[tuple[str, str]]  # of what kind, and the number or letter
NOBODY: Names = frozenset()

PAPER, PART = "paper", "phan"
_HEAD = 300
_LONGEST_HEADING = 80
_VALUE = r"(?P<value>\d{1,4}|[A-H]|[IVX]{1,5}|một|hai|ba|bốn|năm)(?![^\W_])"
_PAPERS = re.compile(
    r"(?<![^\W_])(?<!chuyên )(?<!chủ )(?<!vấn )"
    r"(?:mã(?:\s{1,3}đề)?(?:\s(?:thi|số|gốc))?|đề(?:\s(?:thi\s)?(?:số|gốc))?|test|exam\scode)"
    rf"\s{{0,3}}[:.–-]?\s{{0,3}}{_VALUE}",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"(?<![^\W_])(?P<word>phần|nhóm|part|chương|chuyên\sđề|section|chủ\sđề)(?:\sthứ)?\s{1,3}"
    + _VALUE,
    re.IGNORECASE,
)
_ROMAN_FIRST = re.compile(r"(?P<value>[IVX]{1,5})\s?[.)/:](?=\s)")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_WORDS = {"mot": "1", "hai": "2", "ba": "3", "bon": "4", "nam": "5"}


def names_of(text: str) -> Names:
    """The papers and parts that a line names, anywhere in it."""
    head = text[:_HEAD]
    papers = ((PAPER, _value(each["value"])) for each in _PAPERS.finditer(head))
    parts = [(_kind(each["word"]), _value(each["value"])) for each in _PARTS.finditer(head)]
    if not parts and (roman := _ROMAN_FIRST.match(head)):
        parts = [(PART, _value(roman["value"]))]
    return frozenset((*papers, *parts))


def paper_heading(text: str) -> Names:
    """The paper that a line names, where that is what it begins with."""
    bare = text.strip(" *_-–—.:|[](){}=")
    if len(bare) > _LONGEST_HEADING or not _PAPERS.match(bare):
        return NOBODY
    return papers_in(bare)


def papers_in(text: str) -> Names:
    return frozenset(each for each in names_of(text) if each[0] == PAPER)


def name_below(head: str, corner: str = "") -> Names:
    """What the head of a column names: "Mã 101", "Đề 2", "Phần I", or a code and nothing else."""
    text = head.strip(" .:")
    for pattern in (_PAPERS, _PARTS):
        if match := pattern.fullmatch(text):
            kind = PAPER if pattern is _PAPERS else _kind(match["word"])
            return frozenset({(kind, _value(match["value"]))})
    is_part = fold(corner).strip(" .:") == PART
    is_told = is_part or fold(corner).startswith(("ma", "de"))
    if re.fullmatch(r"\d{3,4}", text) or (is_told and re.fullmatch(_VALUE, text, re.IGNORECASE)):
        return frozenset({(PART if is_part else PAPER, _value(text))})
    return NOBODY


def _kind(word: str) -> str:
    kind = " ".join(fold(word).split())
    return PART if kind in ("part", "section") else kind


def _value(text: str) -> str:
    value = text.upper()
    if value.isdecimal():
        return str(int(value))
    if set(value) <= set(_ROMAN):
        digits = [_ROMAN[each] for each in value]
        return str(sum(-one if one < next_one else one for one, next_one in _pairs(digits)))
    return _WORDS.get(fold(text), value)


def _pairs(digits: list[int]) -> Iterable[tuple[int, int]]:
    return zip(digits, [*digits[1:], 0], strict=True)


def with_names(known: Names, found: Names) -> Names:
    """What holds below a heading: another paper ends its parts, another part what is within it."""
    kinds = {kind for kind, _ in found}
    if PAPER in kinds:
        return found
    kept = (each for each in known if each[0] == PAPER or not ({each[0], PART} & kinds))
    return frozenset((*kept, *found))


def is_for(keys: Names, question: Names) -> bool:
    """Whether keys are of a question: of each kind that they name it has one of the names."""
    return all(
        any(each in question for each in keys if each[0] == kind)
        for kind in {kind for kind, _ in keys}
    )


def told_apart(keys: Names, questions: Iterable[Names], all_keys: Iterable[Names]) -> Names:
    """Without a kind of names that no question has, where all keys have one and the same."""
    named = {kind for each in questions for kind, _ in each}
    values: dict[str, set[str]] = {}
    for kind, value in (pair for each in all_keys for pair in each):
        values.setdefault(kind, set()).add(value)
    return frozenset(each for each in keys if each[0] in named or len(values[each[0]]) > 1)


def words_for(names: Names) -> str:
    return ", ".join(value for _, value in sorted(names))


@dataclass
class Whose:
    """The names that hold for the questions and for the keys that come next."""

    names: Names = NOBODY
    of_keys: Names = NOBODY
    is_new: bool = True  # no question has come since the paper was named

    def see(self, text: str, is_first: bool) -> None:
        """A line that may head a paper; the head of the document names it in any place."""
        found = papers_in(text) if is_first else paper_heading(text)
        if found:
            self.names = self.names | found if self.is_new else found
            self.of_keys = with_names(self.of_keys, found)
            self.is_new = True

    def part(self, text: str) -> None:
        found = names_of(text)
        self.names = with_names(self.names, found)
        self.of_keys = with_names(self.of_keys, found)

    def keys(self, text: str) -> None:
        """The heading of keys, or the end of the questions."""
        self.of_keys = names_of(text)

    def ask(self) -> Names:
        """A question begins."""
        self.of_keys = NOBODY
        self.is_new = False
        return self.names

    def of_line(self, found: Names) -> Names:
        """Of keys that name something before them, on their line or in their table."""
        return with_names(self.of_keys, found) if found else self.of_keys
