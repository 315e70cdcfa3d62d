"""What a paper's page shows and what its plain form sends back."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from contest.attempts.models import Attempt
from contest.attempts.papers_queries import Asked
from contest.rules.answers import is_choice
from contest.rules.drawing import LETTERS
from contest.rules.prediction import GuessFault, GuessRefused, Target, read_guess


class Shown(NamedTuple):
    """A question as this person sees it: its place, its words, its options in their order."""

    position: int
    stem: str
    options: list[tuple[str, str]]
    choice: str | None


def shown(
    attempt: Attempt, asked: Iterable[Asked], answers: Mapping[int, str | None]
) -> list[Shown]:
    items = zip(attempt.drawn.items, asked, strict=True)
    return [
        Shown(
            position,
            each.stem,
            [(LETTERS[place], each.options[at]) for place, at in enumerate(item.order)],
            answers.get(position),
        )
        for position, (item, each) in enumerate(items, 1)
    ]


class Chosen(NamedTuple):
    """The choices of a plain form by position, and what is wrong with its prediction."""

    choices: dict[int, str | None]
    guess: str
    fault: str | None


def read_chosen(form: Mapping[str, str], attempt: Attempt) -> Chosen:
    """Read the fields q1, q2 …; what was left out says nothing.

    A prediction that cannot be read is not among the choices; an emptied one is taken back.
    """
    last = len(attempt.drawn.items)
    choices: dict[int, str | None] = {
        position: form[f"q{position}"]
        for position in range(1, last + 1)
        if form.get(f"q{position}") and is_choice(form[f"q{position}"])
    }
    guess = form.get(f"q{last + 1}")
    target = attempt.round.prediction_target
    if target is None or guess is None:
        return Chosen(choices, "", None)
    typed = " ".join(guess.replace("%", " ").split())
    fault = guess_fault(typed, target)
    if fault is None:
        choices[last + 1] = typed or None
    return Chosen(choices, guess, fault)


def guess_fault(typed: str, target: Target) -> str | None:
    """The code of what is wrong with a prediction; none typed is no fault."""
    if not typed:
        return None
    try:
        read_guess(typed, target)
    except GuessRefused as refused:
        return refused.code
    return None if is_choice(typed) else GuessFault.NOT_A_NUMBER


def unanswered(attempt: Attempt, answers: Mapping[int, str | None]) -> list[int]:
    """The positions that have no answer yet."""
    return [each for each in range(1, attempt.question_count + 1) if not answers.get(each)]
