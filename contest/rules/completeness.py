"""What of a paper is answered, what in part only, and what not at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contest.rules.responses import response_of
from questions.model import Kind


@dataclass(frozen=True, slots=True)
class Answered:
    """How much of one question is answered, and of how much: of statements each is to be judged,
    any other question takes one answer.
    """

    given: int
    wanted: int

    @property
    def is_blank(self) -> bool:
        return not self.given

    @property
    def is_half(self) -> bool:
        return 0 < self.given < self.wanted


def answered(choice: str | None, kind: Kind, order: Sequence[int]) -> Answered:
    """Four statements are answered when all four are judged; whatever is chosen of another kind
    answers it.  ``choice`` and ``order`` are those of contest.rules.responses.
    """
    if kind is not Kind.STATEMENTS:
        return Answered(1 if choice else 0, 1)
    response = response_of(choice, kind, order)
    return Answered(len(response.chosen | response.rejected), len(order))


@dataclass(frozen=True, slots=True)
class Overview:
    """The positions of a paper that are answered in full, in part and not at all.

    ``half`` has for each position how many statements nobody judged yet.
    """

    full: tuple[int, ...]
    half: tuple[tuple[int, int], ...]
    blank: tuple[int, ...]

    @property
    def first_left(self) -> int | None:
        """The first position at which something is left to be answered."""
        left = [*self.blank, *(position for position, _ in self.half)]
        return min(left, default=None)

    @property
    def is_whole(self) -> bool:
        """Nothing is left to be answered."""
        return not (self.half or self.blank)


def overview(
    answers: Mapping[int, str | None],
    asked: Iterable[tuple[Kind, Sequence[int]]],
    question_count: int,
) -> Overview:
    """Each position counts once, from 1 on; an extra question, which stands after the questions
    asked, is answered by whatever was typed.
    """
    found = {
        position: answered(answers.get(position), kind, order)
        for position, (kind, order) in enumerate(asked, 1)
    }
    for position in range(len(found) + 1, question_count + 1):
        found[position] = Answered(1 if answers.get(position) else 0, 1)
    return Overview(
        full=tuple(at for at, each in found.items() if each.given == each.wanted),
        half=tuple((at, each.wanted - each.given) for at, each in found.items() if each.is_half),
        blank=tuple(at for at, each in found.items() if each.is_blank),
    )
