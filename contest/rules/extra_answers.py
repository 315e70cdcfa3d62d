"""Where the extra questions stand on a paper, and what was written for them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from contest.rules.prediction import GuessRefused, Target, read_guess

MOST_CHARACTERS = 1000
# Says that an answer is a text: letters alone could not be told from options.
TEXT_MARK = "="
# A fact is a whole number, which is read as a count is.
FACT = Target.PARTICIPANTS
_TEXT = re.compile(r"=[^\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]{1,1000}")

Answers = Mapping[int, str | None]


@dataclass(frozen=True, slots=True)
class Extras:
    """Which extra questions a paper ends with: the prediction, the fact, the text, in this order.

    They stand after the questions asked, of which there are ``asked``; positions count from 1.
    """

    target: Target | None = None
    has_fact: bool = False
    has_text: bool = False

    @property
    def count(self) -> int:
        return (self.target is not None) + self.has_fact + self.has_text

    def guess_at(self, asked: int) -> int | None:
        return asked + 1 if self.target else None

    def fact_at(self, asked: int) -> int | None:
        return asked + (self.target is not None) + 1 if self.has_fact else None

    def text_at(self, asked: int) -> int | None:
        return asked + self.count if self.has_text else None

    def guess(self, answers: Answers, asked: int) -> int | None:
        """What was foreseen; what cannot be read is none."""
        return _number(answers, self.guess_at(asked), self.target)

    def fact(self, answers: Answers, asked: int) -> int | None:
        """The number written for the fact, a whole one; what cannot be read is none."""
        return _number(answers, self.fact_at(asked), FACT)

    def text(self, answers: Answers, asked: int) -> str:
        """The text written in one's own words; "" where there is none."""
        at = self.text_at(asked)
        return plain_text(answers.get(at) if at else None)


def _number(answers: Answers, at: int | None, target: Target | None) -> int | None:
    typed = answers.get(at) if at else None
    if target is None or not typed:
        return None
    try:
        return read_guess(typed, target)
    except GuessRefused:
        return None


def is_text(choice: str) -> bool:
    """An answer in one's own words: 1 to 1,000 characters, without what no screen shows."""
    return _TEXT.fullmatch(choice) is not None


def text_choice(text: str) -> str | None:
    """The answer that holds a text; nothing but blanks is none."""
    return f"{TEXT_MARK}{text}" if text.strip() else None


def plain_text(choice: str | None) -> str:
    """The text of an answer; "" where it is none."""
    is_given = choice is not None and choice.startswith(TEXT_MARK)
    return choice[len(TEXT_MARK) :] if choice and is_given else ""
