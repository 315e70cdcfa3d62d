"""What a question is: its words, its options, its legal basis and the days on which it holds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from questions.pictures import Picture

FEWEST_OPTIONS = 2
MOST_OPTIONS = 8
STATEMENT_COUNT = 4


class Kind(StrEnum):
    """How a question is answered.

    ``single``: one option is right.  ``several``: one or more are, and all of them must be chosen
    and no other.  ``true-false``: the two options are "true" and "false".  ``statements``
    ("đúng/sai 4 ý"): each option is a statement that one judges by itself; ``is_right`` says that
    it is true.
    """

    SINGLE = "single"
    SEVERAL = "several"
    TRUE_FALSE = "true-false"
    STATEMENTS = "statements"


class Difficulty(StrEnum):
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Option:
    """A possible answer; one that stays keeps its place when the others are shuffled."""

    text: str
    is_right: bool = False
    stays: bool = False


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """Where the right answer is written: a document and, if need be, the place in it."""

    document: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as written, drafts and faulty ones included: questions.checks says what is wrong.

    An option's position is its index in the order as written, from 0 on. A question without a
    first or a last day holds without that limit. What a file does not tell is empty: a code, a
    topic, audiences, or no difficulty.  Stem, options and explanation may hold marks of pictures
    (questions.pictures); ``pictures`` are those that came with them, each once, by their names.
    """

    kind: Kind
    stem: str
    options: tuple[Option, ...]
    code: str = ""
    topic: str = ""
    difficulty: Difficulty | None = None
    audiences: frozenset[str] = frozenset()
    explanation: str = ""
    basis: tuple[LegalBasis, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    pictures: tuple[Picture, ...] = ()

    @property
    def right_positions(self) -> frozenset[int]:
        return frozenset(at for at, option in enumerate(self.options) if option.is_right)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that may show pictures: stem, options, explanation."""
        return (self.stem, *(option.text for option in self.options), self.explanation)

    def is_valid_on(self, day: date) -> bool:
        """A question holds from its first day to its last, both included."""
        return self.is_valid_throughout(day, day)

    def is_valid_throughout(self, first: date, last: date) -> bool:
        """Whether the question holds on every day from the first to the last, both included."""
        began = self.valid_from is None or self.valid_from <= first
        return began and (self.valid_to is None or last <= self.valid_to)
