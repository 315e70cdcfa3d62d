"""What answers on paper say, when two people have typed them in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from contest.rules.answers import is_choice
from contest.rules.refusal import RuleRefused


class TypingFault(StrEnum):
    SAME_TYPIST = "typing-same-typist"
    NOT_AN_ANSWER = "typing-not-an-answer"
    NOT_SETTLED = "typing-not-settled"
    NOTHING_TO_SETTLE = "typing-nothing-to-settle"


class TypingRefused(RuleRefused):
    """The answers are not taken over; ``code`` is a TypingFault, ``positions`` says where."""

    def __init__(self, code: TypingFault, positions: tuple[int, ...] = ()) -> None:
        super().__init__(code)
        self.positions = positions


@dataclass(frozen=True, slots=True)
class Typed:
    """What one person read on a paper: choices by position, from 1 on; None or missing is blank.

    Raises TypingRefused where something is no answer.
    """

    by: int
    answers: Mapping[int, str | None]

    def __post_init__(self) -> None:
        wrong = [
            position
            for position, choice in self.answers.items()
            if position < 1 or not is_choice(choice)
        ]
        if wrong:
            raise TypingRefused(TypingFault.NOT_AN_ANSWER, tuple(sorted(wrong)))


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two people read different answers."""

    position: int
    first: str | None
    second: str | None


def compare(first: Typed, second: Typed) -> tuple[Difference, ...]:
    """Return where two people read different answers, in the order of the paper.

    Raises TypingRefused when both are the same person.
    """
    if first.by == second.by:
        raise TypingRefused(TypingFault.SAME_TYPIST)
    return tuple(
        Difference(position, first.answers.get(position), second.answers.get(position))
        for position in sorted(first.answers.keys() | second.answers.keys())
        if first.answers.get(position) != second.answers.get(position)
    )


def settled(first: Typed, second: Typed, third: Typed | None = None) -> dict[int, str | None]:
    """Answers on paper count when two people read the same, or a third has settled the rest.

    The third looks at the paper at each position where they differ, and nowhere else.

    Raises TypingRefused when two of them are the same person, when a difference is not settled,
    and when something is settled about which nobody differs.
    """
    open_positions = {each.position for each in compare(first, second)}
    decided = third.answers if third else {}
    if third and third.by in (first.by, second.by):
        raise TypingRefused(TypingFault.SAME_TYPIST)
    if missing := open_positions - decided.keys():
        raise TypingRefused(TypingFault.NOT_SETTLED, tuple(sorted(missing)))
    if more := decided.keys() - open_positions:
        raise TypingRefused(TypingFault.NOTHING_TO_SETTLE, tuple(sorted(more)))
    return {**first.answers, **decided}
