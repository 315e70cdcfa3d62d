"""What an answer is worth as an answer; what it earns is the contest's affair."""

from dataclasses import dataclass
from enum import StrEnum

from questions.model import Question


class Outcome(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Key:
    """What counts as right: the accepted positions, or everyone's point, or nobody's.

    A question that all get the point for, and one that is dropped, are corrections of a key found
    wrong; nobody can have both, and a key under which nobody could be right is none.
    """

    accepted: frozenset[int]
    all_get_the_point: bool = False
    is_dropped: bool = False

    def __post_init__(self) -> None:
        if self.all_get_the_point and self.is_dropped:
            raise ValueError("a dropped question gives nobody the point")
        if not (self.accepted or self.all_get_the_point or self.is_dropped):
            raise ValueError("no position is accepted")


def key_of(question: Question) -> Key:
    """Return the key as written; a question without a right option has none (ValueError)."""
    return Key(question.right_positions)


def mark(chosen: int | None, key: Key) -> Outcome:
    """Mark the chosen position, counted from 0 in the order as written; None is no answer.

    Where all get the point, so does who left the question blank.  A dropped question is blank for
    everyone, whatever was chosen; the scorer takes it out of the maximum as well.
    """
    if key.is_dropped:
        return Outcome.BLANK
    if key.all_get_the_point:
        return Outcome.RIGHT
    if chosen is None:
        return Outcome.BLANK
    return Outcome.RIGHT if chosen in key.accepted else Outcome.WRONG
