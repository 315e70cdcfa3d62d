"""What an attempt is worth: its marks follow from paper, answers and keys alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from contest.rules.drawing import Paper
from contest.rules.responses import response_of
from questions.marking import CREDIT, Key, Outcome, mark


@dataclass(frozen=True, slots=True)
class Marks:
    """The result of one attempt.

    ``outcomes`` has one for each position of the paper; ``right_count`` counts those that are
    right in full.  A dropped question is not counted in ``question_count``, nor is an answer to
    it in ``answered_count``.  Points are in hundredths.
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
    """Each right answer earns the same points, and one right in part its share of them.

    Wrong and blank ones earn none, nor cost any.  Half a hundredth and more is rounded up, for
    each question by itself.  ``answers`` has the choice as shown for each position, counted from
    1; what stands for no option of the question is no answer.  ``keys`` has the key of each
    version asked.
    """
    asked = [keys[item.version_id] for item in paper.items]
    given = [
        response_of(answers.get(position), key.kind, item.order)
        for position, (item, key) in enumerate(zip(paper.items, asked, strict=True), 1)
    ]
    outcomes = tuple(mark(response, key) for response, key in zip(given, asked, strict=True))
    counted = [each for each, key in zip(given, asked, strict=True) if not key.is_dropped]
    return Marks(
        question_count=len(counted),
        answered_count=sum(not each.is_blank for each in counted),
        right_count=outcomes.count(Outcome.RIGHT),
        points=sum((points_each * CREDIT[each] + 50) // 100 for each in outcomes),
        outcomes=outcomes,
    )
