"""A question as far as a document tells it, before its key is known."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from questions.formats.word.belonging import NOBODY, Names
from questions.formats.word.labels import FieldName
from questions.formats.word.rich import PLAIN, Marks, Rich, joined


@dataclass(slots=True)
class OptionDraft:
    """An option: its label, its lines, and what its own letters say of it."""

    label: Rich
    lines: list[Rich]
    is_starred: bool = False
    stays: bool = False
    is_small: bool = False
    letter: int | None = None  # the position that its letter names, where it has one

    def letter_marks(self) -> Marks:
        """The marks of the letter itself; the sign behind it may look otherwise."""
        text = self.label.text
        letters = [at for at, char in enumerate(text) if char.isalnum()]
        return self.label.cut(letters[-1], letters[-1] + 1).marks() if letters else PLAIN

    @property
    def body(self) -> Rich:
        return self.lines[0] if len(self.lines) == 1 else joined(self.lines, "\n")


@dataclass(slots=True)
class Draft:
    """A question with what stands below it; ``at`` is the paragraph where it begins."""

    at: int
    number: int | None = None
    stem: list[Rich] = field(default_factory=list)
    options: list[OptionDraft] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)
    fields: dict[FieldName, tuple[str, ...]] = field(default_factory=dict)
    basis: list[tuple[str, str]] = field(default_factory=list)
    topic: str = ""
    tag: str = ""
    is_of_statements: bool = False  # of a part whose questions have four statements each
    is_own: bool = False  # made by our own writer: all its texts are to be taken as they stand
    items: list[Rich] = field(default_factory=list)  # lines in a list without letters
    listed: int = 0  # the last number of a list within its words
    ends_at: int = 0  # its last paragraph
    truths: dict[int, bool] = field(default_factory=dict)  # what a table says of statements
    names: Names = NOBODY  # of its paper and part

    @property
    def option_texts(self) -> list[str]:
        return [each.body.text for each in self.options]

    def position_of(self, letter: int) -> int | None:
        """The option that has a letter; None where there is none."""
        letters = [each.letter for each in self.options]
        if letter in letters:
            return letters.index(letter)
        return letter if letter < len(self.options) and letters.count(None) else None

    def is_doubtful(self, letter: int) -> bool:
        """Whether one letter stands twice, and this one is not where it should be either."""
        letters = [each.letter for each in self.options if each.letter is not None]
        if len(letters) == len(set(letters)):
            return False
        return letters.count(letter) != 1 or letters.index(letter) != letter


@dataclass(slots=True)
class Solution:
    """What a document says of a question far from it: why an answer is right."""

    at: int
    number: int
    lines: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    basis: list[tuple[str, str]] = field(default_factory=list)
    is_open: bool = True  # whether mere words go on with it
    names: Names = NOBODY


@dataclass(slots=True)
class KeyList:
    """The keys of one line or table of them, or of several that stand together."""

    at: int
    entries: list[tuple[int, str]] = field(default_factory=list)
    after: int = 0  # how many questions stand before it
    names: Names = NOBODY  # of the paper and the part that they are for


@dataclass(slots=True)
class LetterList:
    """Keys without numbers, the first for the question at ``start`` of those before ``end``."""

    at: int
    letters: list[str] = field(default_factory=list)
    start: int = 0
    end: int = 0
    names: Names = NOBODY


def words_of(lines: Sequence[Rich]) -> str:
    """Lines as one text, the blanks in each folded."""
    folded = (" ".join(each.split()) for line in lines for each in line.text.split("\n"))
    return "\n".join(line for line in folded if line)
