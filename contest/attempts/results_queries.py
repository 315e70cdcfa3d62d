"""What an ended attempt's person may be told of it, and by what it can be checked."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from contest.attempts import papers_queries as papers
from contest.attempts.models import Attempt
from contest.clock import milliseconds
from contest.rules.disclosure import may_see_marks, may_see_right_answers
from contest.rules.drawing import LETTERS, written_position
from contest.rules.scoring import Marks, score
from contest.rules.timing import is_over_for_everyone
from questions.marking import Outcome
from questions.model import LegalBasis


class Disclosed(NamedTuple):
    """Whether the marks may be seen, and whether the right answers may."""

    marks: bool
    right_answers: bool


def disclosed(attempt: Attempt, now: datetime) -> Disclosed:
    """What the regulation lets the person see of an attempt that is over."""
    round_ = attempt.round
    round_over = is_over_for_everyone(round_.window, round_.allowance, milliseconds(now))
    is_published = round_.results_published_at is not None
    marks, answers = (
        rule(round_.shown, attempt_over=True, round_over=round_over, is_published=is_published)
        for rule in (may_see_marks, may_see_right_answers)
    )
    return Disclosed(marks, answers)


def marks_of(attempt: Attempt, answers: Mapping[int, str | None]) -> Marks:
    """The marks under the keys as written, whether or not a job has written them down yet."""
    paper = attempt.drawn
    return score(paper, answers, papers.keys(paper))


class Told(NamedTuple):
    """A question after disclosure: each option with its letter, and whether it is right."""

    position: int
    stem: str
    options: list[tuple[str, str, bool]]
    choice: str | None
    outcome: Outcome
    explanation: str
    basis: tuple[LegalBasis, ...]


def told(attempt: Attempt, answers: Mapping[int, str | None]) -> list[Told]:
    """Every question with the person's answer, the right one and where it is written."""
    paper = attempt.drawn
    outcomes = marks_of(attempt, answers).outcomes
    return [
        Told(
            position,
            each.stem,
            [
                (LETTERS[n], each.options[at], at in each.key.accepted)
                for n, at in enumerate(item.order)
            ],
            answers.get(position)
            if written_position(item, answers.get(position)) is not None
            else None,
            outcome,
            each.explanation,
            each.basis,
        )
        for position, (item, each, outcome) in enumerate(
            zip(paper.items, papers.asked(paper), outcomes, strict=True), 1
        )
    ]


def evidence(attempt: Attempt, answers: Mapping[int, str | None], handed_in_at: datetime) -> str:
    """The attempt in one line: who, which paper, when, and every answer.  Never the key."""
    given = ",".join(
        f"{position}{choice}" for position, choice in sorted(answers.items()) if choice
    )
    times = f"{attempt.started_ms}-{milliseconds(handed_in_at)}"
    return f"{attempt.public_id}/{attempt.person_id}/{attempt.paper}/{times}/{given}"
