"""What an attempt is worth: its marks follow from paper, answers and keys alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from contest.rules.drawing import Paper, written_position
from questions.marking import Key, Outcome, mark


@dataclass(frozen=True, slots=True)
class Marks:
    """The result of one attempt.

    ``outcomes`` has one for each position of the paper.  A dropped question is not counted
    in ``question_count``, nor is an answer to it in ``answered_count``.  Points are in
    hundredths.
    """

    question_count: int
    answered_count: int
    right_count: int
    points: int
    outcomes: tuple[Outcome, ...]

    @property
    def is_all_right(self) -> bool:
        """All questions that count were answered rightly, and there was one."""
        return 0 < self.question_count == self.right_count


def score(
    paper: Paper,
    answers: Mapping[int, str | None],
    keys: Mapping[int, Key],
    points_each: int = 100,
) -> Marks:
    """Each right answer earns the same points; wrong and blank ones earn none, nor cost any.

    ``answers`` has the letter as shown for each position, counted from 1; what stands for
    no option of the question is no answer.  ``keys`` has the key of each version asked.
    """
    chosen = [
        written_position(item, answers.get(position))
        for position, item in enumerate(paper.items, 1)
    ]
    asked = [keys[item.version_id] for item in paper.items]
    outcomes = tuple(mark(choice, key) for choice, key in zip(chosen, asked, strict=True))
    counted = [choice for choice, key in zip(chosen, asked, strict=True) if not key.is_dropped]
    right_count = outcomes.count(Outcome.RIGHT)
    return Marks(
        question_count=len(counted),
        answered_count=sum(choice is not None for choice in counted),
        right_count=right_count,
        points=right_count * points_each,
        outcomes=outcomes,
    )
