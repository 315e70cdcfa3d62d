"""Which questions are nearly the same, by stem and options together."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from rapidfuzz import fuzz, process

from questions.model import Question
from questions.text import fold


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions, in the order in which they were given, and how alike they are."""

    first: Question
    second: Question
    similarity: float


@dataclass(frozen=True, slots=True)
class _Print:
    """A question's words without case, marks and order, so that moved clauses do not hide it."""

    stem: str
    options: str


def similarity(one: Question, other: Question) -> float:
    """Return how alike two questions are, from 0 to 1, where 1 is the same words.

    It is the geometric mean of the likeness of the stems and of the options, so both must be
    alike: a common stem ("Phát biểu nào đúng?") or common options ("3 ngày … 7 ngày") are not
    enough by themselves.
    """
    return _likeness(_print(one), _print(other))


def alike(question: Question, others: Iterable[Question], threshold: float) -> list[Pair]:
    """List the pairs of the question with those at least as alike, the most alike first."""
    one = _print(question)
    pairs = (Pair(question, other, _likeness(one, _print(other))) for other in others)
    found = [pair for pair in pairs if pair.similarity >= threshold]
    return sorted(found, key=lambda pair: -pair.similarity)


def near_duplicates(questions: Iterable[Question], threshold: float) -> list[Pair]:
    """List the pairs at least as alike as the threshold, the most alike first.

    Stems alone are compared first: where they are not as alike as the threshold's square, no
    options can make up for it.
    """
    listed = list(questions)
    prints = [_print(question) for question in listed]
    stems = [each.stem for each in prints]
    pairs = []
    for at, stem in enumerate(stems):
        found = process.extract(
            stem, stems[at + 1 :], scorer=fuzz.ratio, score_cutoff=100 * threshold**2, limit=None
        )
        for _, _, distance in found:
            other = at + 1 + distance
            likeness = _likeness(prints[at], prints[other])
            if likeness >= threshold:
                pairs.append(Pair(listed[at], listed[other], likeness))
    return sorted(pairs, key=lambda pair: -pair.similarity)


def _likeness(one: _Print, other: _Print) -> float:
    stems = fuzz.ratio(one.stem, other.stem)
    return sqrt(stems * fuzz.ratio(one.options, other.options)) / 100


def _print(question: Question) -> _Print:
    options = " ".join(option.text for option in question.options)
    return _Print(_sorted_words(question.stem), _sorted_words(options))


def _sorted_words(text: str) -> str:
    return " ".join(sorted(fold(text).split()))
