"""What an answer is worth as an answer; what it earns is the contest's affair."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from questions.model import STATEMENT_COUNT, Kind, Question


class Outcome(StrEnum):
    """How a question went; of four statements one, two or three may be judged rightly."""

    RIGHT = "right"
    ONE_OF_FOUR = "one-of-four"
    TWO_OF_FOUR = "two-of-four"
    THREE_OF_FOUR = "three-of-four"
    WRONG = "wrong"
    BLANK = "blank"


CREDIT: Mapping[Outcome, int] = MappingProxyType(
    {
        Outcome.RIGHT: 100,
        Outcome.ONE_OF_FOUR: 10,
        Outcome.TWO_OF_FOUR: 25,
        Outcome.THREE_OF_FOUR: 50,
        Outcome.WRONG: 0,
        Outcome.BLANK: 0,
    }
)
"""Hundredths of a question's points: one statement of four rightly judged earns 0.1 of them, two
0.25, three 0.5 and all four 1, as in the graduation examination from 2025 on."""

_BY_RIGHT_STATEMENTS = (
    Outcome.WRONG,
    Outcome.ONE_OF_FOUR,
    Outcome.TWO_OF_FOUR,
    Outcome.THREE_OF_FOUR,
    Outcome.RIGHT,
)


@dataclass(frozen=True, slots=True)
class Response:
    """What somebody answered, by positions as written, from 0 on.

    ``chosen`` are the options chosen, or the statements judged true; ``rejected`` the statements
    judged false.
    """

    chosen: frozenset[int] = frozenset()
    rejected: frozenset[int] = frozenset()

    @property
    def is_blank(self) -> bool:
        return not (self.chosen or self.rejected)


NOTHING = Response()


@dataclass(frozen=True, slots=True)
class Key:
    """What counts as right: the accepted positions, or everyone's point, or nobody's.

    Of a single choice any one accepted position is right; of several the accepted ones are all to
    be chosen, and no other; of statements they are those that are true.  A question that all get
    the point for, and one that is dropped, are corrections of a key found wrong; nobody can have
    both, and a key under which nobody could be right is none.
    """

    accepted: frozenset[int]
    all_get_the_point: bool = False
    is_dropped: bool = False
    kind: Kind = Kind.SINGLE

    def __post_init__(self) -> None:
        if self.all_get_the_point and self.is_dropped:
            raise ValueError("a dropped question gives nobody the point")
        is_open = self.all_get_the_point or self.is_dropped or self.kind is Kind.STATEMENTS
        if not (self.accepted or is_open):
            raise ValueError("no position is accepted")


def key_of(question: Question) -> Key:
    """Return the key as written; a question without a right option has none (ValueError)."""
    return Key(question.right_positions, kind=question.kind)


def mark(response: Response, key: Key) -> Outcome:
    """Mark a response.

    A statement that nobody judged is not rightly judged; a response that judges none is blank.
    Where all get the point, so does who left the question blank.  A dropped question is blank for
    everyone, whatever was chosen; the scorer takes it out of the maximum as well.
    """
    if key.is_dropped:
        return Outcome.BLANK
    if key.all_get_the_point:
        return Outcome.RIGHT
    if response.is_blank:
        return Outcome.BLANK
    if key.kind is Kind.STATEMENTS:
        return _BY_RIGHT_STATEMENTS[_right_statements(response, key)]
    if key.kind is Kind.SEVERAL:
        is_right = response.chosen == key.accepted
    else:
        is_right = len(response.chosen) == 1 and response.chosen <= key.accepted
    return Outcome.RIGHT if is_right else Outcome.WRONG


def _right_statements(response: Response, key: Key) -> int:
    is_false = frozenset(range(STATEMENT_COUNT)) - key.accepted
    return len(response.chosen & key.accepted) + len(response.rejected & is_false)
