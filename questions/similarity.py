"""Which questions are nearly the same, by stem and options together."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress, count, islice
from math import ceil, sqrt
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from questions.model import Kind, Question
from questions.text import fold

Name = TypeVar("Name")

# Two questions whose numbers alone differ reach 0.79, one with a word retouched 0.9.
NEARLY_THE_SAME = 0.8
# Of 24,000 pairs made by changing, dropping, moving and misspelling words and alike by 0.8, one
# shares less than this part of its words, and one in a thousand less than 0.47.  Of unrelated
# questions one in fifty shares as much.
SHARED_WORDS = 0.4
MOST_COMPARED = 2_000
_ZERO_IS_FALSE = bytes.maketrans(b"0", b"\0")
_TRUE_AND_FALSE = "dung sai"


@dataclass(frozen=True, slots=True)
class Wording:
    """A question's words without case, marks and order, so that moved clauses do not hide it."""

    stem: str
    options: str

    @property
    def words(self) -> frozenset[str]:
        return frozenset(f"{self.stem} {self.options}".split())


@dataclass(frozen=True, slots=True)
class Alike(Generic[Name]):
    """A question by the name under which an index holds it, and how alike it is."""

    name: Name
    similarity: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions, in the order in which they were given, and how alike they are."""

    first: Question
    second: Question
    similarity: float


def wording(kind: Kind, stem: str, options: Iterable[str]) -> Wording:
    """What of a question is compared; "true" and "false" tell nothing: the stem counts alone."""
    words, choices = _sorted_words(stem), _sorted_words(" ".join(options))
    tells_nothing = kind is Kind.TRUE_FALSE or choices == _TRUE_AND_FALSE
    return Wording(words, words if tells_nothing else choices)


def wording_of(question: Question) -> Wording:
    return wording(question.kind, question.stem, (option.text for option in question.options))


def similarity(one: Question, other: Question) -> float:
    """Return how alike two questions are, from 0 to 1, where 1 is the same words.

    It is the geometric mean of the likeness of the stems and of the options, so both must be
    alike: a common stem ("Phát biểu nào đúng?") or common options ("3 ngày … 7 ngày") are not
    enough by themselves.
    """
    first, second = wording_of(one), wording_of(other)
    return _likeness(fuzz.ratio(first.stem, second.stem), first, second)


class Index(Generic[Name]):
    """Questions, kept so that those nearly the same as another are found among ten thousands.

    A question is compared in full with those that share enough words with it: SHARED_WORDS of its
    different words, stem and options together.  So every pair as alike as the threshold is found,
    unless more than half of its words are spelt otherwise; the same words are always found.
    A word is a row of bits, one for each question; the rows are added bit by bit, which counts the
    shared words for all questions at once.
    """

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._names: list[Name] = []
        self._wordings: list[Wording] = []
        self._stems: list[str] = []
        self._rows: dict[str, int] = {}
        self._same: dict[Wording, Name] = {}

    def __len__(self) -> int:
        return len(self._names)

    def add(self, name: Name, added: Wording) -> None:
        """Keep a question under a name; names may be anything and are not compared."""
        self._same.setdefault(added, name)
        bit = 1 << len(self._names)
        for word in added.words:
            self._rows[word] = self._rows.get(word, 0) | bit
        self._names.append(name)
        self._wordings.append(added)
        self._stems.append(added.stem)

    def find(self, sought: Wording) -> list[Alike[Name]]:
        """List the questions at least as alike as the threshold, the most alike first."""
        cutoff = 100 * self._threshold**2  # no options make up for stems less alike than that
        stems = {at: self._stems[at] for at in self._sharing(sought)}
        near = process.extract(
            sought.stem, stems, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
        )
        found = [
            Alike(self._names[at], _likeness(score, sought, self._wordings[at]))
            for _, score, at in near
        ]
        found = [each for each in found if each.similarity >= self._threshold]
        return sorted(found, key=lambda each: -each.similarity)

    def first(self, sought: Wording) -> Alike[Name] | None:
        """One that is at least as alike as the threshold: the same words, or the first found.

        Of more than MOST_COMPARED that share enough words the others are not looked at: a file of
        thousands that differ in a number alone would take minutes.
        """
        if sought in self._same:
            return Alike(self._same[sought], 1.0)
        cutoff = 100 * self._threshold**2
        places = self._sharing(sought, MOST_COMPARED)
        stems = [self._stems[at] for at in places]
        near = process.extract_iter(sought.stem, stems, scorer=fuzz.ratio, score_cutoff=cutoff)
        for _, score, place in near:
            at = places[place]
            likeness = _likeness(score, sought, self._wordings[at])
            if likeness >= self._threshold:
                return Alike(self._names[at], likeness)
        return None

    def _sharing(self, sought: Wording, most: int | None = None) -> list[int]:
        """The positions of those that share enough words."""
        words = sought.words
        rows = sorted(self._rows[word] for word in words if word in self._rows)
        return _positions(_at_least(_needed(words), rows, (1 << len(self._names)) - 1), most)


def sharing(sought: Wording, texts: Iterable[tuple[Name, str]]) -> list[Name]:
    """The names of those folded texts that share enough words to be compared in full.

    For one question among many that no index holds.
    """
    words = sought.words
    needed = _needed(words)
    return [name for name, text in texts if len(words.intersection(text.split())) >= needed]


def near_duplicates(questions: Iterable[Question], threshold: float) -> list[Pair]:
    """List the pairs at least as alike as the threshold, the most alike first."""
    index: Index[Question] = Index(threshold)
    pairs = []
    for question in questions:
        sought = wording_of(question)
        pairs += [Pair(each.name, question, each.similarity) for each in index.find(sought)]
        index.add(question, sought)
    return sorted(pairs, key=lambda pair: -pair.similarity)


def _likeness(stems: float, one: Wording, other: Wording) -> float:
    return sqrt(stems * fuzz.ratio(one.options, other.options)) / 100


def _needed(words: frozenset[str]) -> int:
    return ceil(SHARED_WORDS * len(words))


def _at_least(needed: int, rows: Iterable[int], everyone: int) -> int:
    """The bits that are set in at least as many of the rows.

    The counts are kept as binary numbers, digit by digit: ``digits[2]`` has the bits whose count
    has a four in it.
    """
    digits: list[int] = []
    for row in rows:
        carry = row
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)
    if needed >> len(digits):
        return 0
    more, equal = 0, everyone
    for place in reversed(range(len(digits))):
        if needed >> place & 1:
            equal &= digits[place]
        else:
            more |= equal & digits[place]
            equal &= ~digits[place]
    return more | equal


def _positions(bits: int, most: int | None = None) -> list[int]:
    """Where bits are set, from the lowest on; so many of them at most."""
    signs = f"{bits:b}"[::-1].encode().translate(_ZERO_IS_FALSE)
    return list(islice(compress(count(), signs), most))


def _sorted_words(text: str) -> str:
    return " ".join(sorted(fold(text).split()))
