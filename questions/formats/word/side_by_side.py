"""Options that stand side by side on one line, and keys behind them: where each begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from questions.formats.word.rich import PLAIN, WEAK, Rich

_LABEL = re.compile(
    r"(?:(?<=\s)|^)(?:(?:[*✓✔√☑→⇒]|=+>|-+>|\[[xX]\])\s?|\#!|\$)?\(?(?P<letter>[A-Ha-h])(?P<sign>[.):/])"
)
_KEY = re.compile(r"(?<=[\s(])(?:đáp án(?: đúng)?|answer)\s?[:=]\s?[A-H](?![^\W_])", re.IGNORECASE)
_ENOUGH = 3  # labels in their order are no chance
_MOST_LABELS = 8
_MOST_FOUND = 100  # what looks like a label; the rest of such a line is no list of options


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    position: int
    style: tuple[bool, str]  # small letter or large, and the sign behind it
    is_apart: bool  # by a tab, wide blanks, or by how it looks


@dataclass
class Splitter:
    """Cuts lines; remembers whether the line before was cut at a narrow blank."""

    after_pair: int = -1

    def pieces(self, line: Rich, following: str = "") -> Iterator[Rich]:
        """The parts of a line, without blanks around; one part where nothing stands side by side.

        ``following`` is the next line: a B there says that one within the line is none.
        """
        starts = self._starts(line, following)
        key = _KEY.search(line.text, starts[-1] + 1) if starts else None
        if key:
            starts.append(key.start())
        edges = [0, *[each for each in starts if line.text[:each].strip()], len(line.text)]
        for start, end in pairwise(edges):
            yield line.cut(start, end).stripped()
        if len(edges) == 1:
            yield line

    def _starts(self, line: Rich, following: str) -> list[int]:
        found = list(islice(_candidates(line), _MOST_FOUND))
        begins = found and not line.text[: found[0].start].strip()
        apart = _chain([each for each in found if each.is_apart or each.start == found[0].start])
        every = _chain(found)
        narrow = len(every) > len(apart) and self._is_list(line, every, bool(begins), following)
        chosen = every if narrow else apart
        if len(chosen) == 1 and not begins and not (chosen[0].position and chosen[0].is_apart):
            chosen = []  # an A amid words; a later letter may stand behind the option before it
        self.after_pair = chosen[-1].position if len(chosen) == 2 else -1
        return [each.start for each in chosen]

    def _is_list(self, line: Rich, chain: list[_Found], begins: bool, following: str) -> bool:
        """Whether labels with narrow blanks between them are options and no prose."""
        if begins and chain[0].position == 0:
            later = _LABEL.match(following)
            return len(chain) >= _ENOUGH or not later or later["letter"].upper() != "B"
        if begins:
            return self.after_pair >= 0 and chain[0].position == self.after_pair + 1
        before = line.text[: chain[0].start].rstrip()
        return len(chain) > _ENOUGH or (len(chain) == _ENOUGH and before[-1:] in "?:.…")


def _candidates(line: Rich) -> Iterator[_Found]:
    text = line.text
    for match in _LABEL.finditer(text):
        name, start = match["letter"], match.start()
        before = text[max(0, start - 2) : start]
        is_apart = start == 0 or "\t" in before or before == "  " or _looks_apart(line, match)
        style = (name.islower(), match["sign"])
        yield _Found(start, ord(name.upper()) - ord("A"), style, is_apart)


def _looks_apart(line: Rich, match: re.Match[str]) -> bool:
    """Whether the letter is marked and the words before it are not."""
    if not line.spans:
        return False
    at, start = match.start("letter"), match.start()
    before = start - 1 if not line.text[start - 1].isspace() else start - 2
    return bool(_marks_at(line, at) - _marks_at(line, before) - WEAK)


def _marks_at(line: Rich, at: int) -> frozenset[str]:
    for start, end, marks in line.spans:
        if start <= at < end:
            return marks
    return PLAIN


def _chain(found: list[_Found]) -> list[_Found]:
    """The labels that follow one another: A B C … or, at a line's start, C D …"""
    chain: list[_Found] = []
    for each in found:
        if not chain:
            if each.position == 0 or each is found[0]:
                chain = [each]
        elif each.position == chain[-1].position + 1 and each.style == chain[0].style:
            chain.append(each)
        elif len(chain) == 1 and each.position == 0 and chain[0].position and chain[0].start:
            chain = [each]
    return chain[:_MOST_LABELS]
