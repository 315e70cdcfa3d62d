"""What an answer may look like, and which of the saved answers counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from contest.rules.extra_answers import is_text

MOST_AT_ONCE = 50
# Far below what the column holds: forms count on from the greatest number of a device.
LARGEST_NUMBER = 1_000_000
# Letters of shown options in their order, each once, or a number as it is typed.
_CHOICE = re.compile(r"(?=.)[Aa]?[Bb]?[Cc]?[Dd]?[Ee]?[Ff]?[Gg]?[Hh]?|[0-9][0-9., ]{0,14}", re.ASCII)


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """An answer as a device sends it.

    ``number`` is the device's own counter; ``position`` is the place on the paper, from 1 on;
    ``choice`` is the letters of shown options (contest.rules.responses says what they mean), a
    number as typed, "=" and a text in one's own words, or None: taken back.
    """

    number: int
    position: int
    choice: str | None


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """An answer as it is kept; ``sitting`` counts the devices that took the attempt over."""

    sitting: int
    number: int
    position: int
    choice: str | None


def read_answers(sent: object) -> tuple[SentAnswer, ...]:
    """Read ``[[number, position, choice], …]``: 1 to 50 answers, no number twice.

    Raises ValueError for anything else; nothing of such a message is saved.
    """
    if not isinstance(sent, list) or not 1 <= len(sent) <= MOST_AT_ONCE:
        raise ValueError("a list of 1 to 50 answers is expected")
    answers = tuple(map(_read, sent))
    if len({each.number for each in answers}) < len(answers):
        raise ValueError("a number stands twice")
    return answers


def _read(sent: object) -> SentAnswer:
    if not isinstance(sent, list) or len(sent) != 3:
        raise ValueError("an answer is a number, a position and a choice")
    number, position, choice = sent
    if not _is_count(number) or not _is_count(position) or not is_choice(choice):
        raise ValueError("an answer is a number, a position and a choice")
    return SentAnswer(number, position, choice)


def _is_count(value: object) -> bool:
    return type(value) is int and 1 <= value <= LARGEST_NUMBER


def is_choice(value: object) -> bool:
    """Letters from A to H in their order, digits with dots, commas and blanks, or a text.

    None takes an answer back.
    """
    if not isinstance(value, str):
        return value is None
    return _CHOICE.fullmatch(value) is not None or is_text(value)


def current(saved: Iterable[SavedAnswer]) -> dict[int, str | None]:
    """The answer to a position that counts is the one with the greatest (sitting, number).

    So a device that was taken over fills gaps and never overrides.  The order of arrival has no
    influence.
    """
    in_order = sorted(saved, key=lambda each: (each.sitting, each.number))
    return {each.position: each.choice for each in in_order}
