"""What was chosen of a question's options, what guessing earns, and what is worth a look."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import comb

from questions.marking import CREDIT, Outcome
from questions.model import STATEMENT_COUNT, Kind

# What 0, 1, 2, 3 and 4 rightly judged statements earn, as parts of the question's point.
STATEMENT_PARTS = tuple(
    Fraction(CREDIT[outcome], 100)
    for outcome in (
        Outcome.WRONG,
        Outcome.ONE_OF_FOUR,
        Outcome.TWO_OF_FOUR,
        Outcome.THREE_OF_FOUR,
        Outcome.RIGHT,
    )
)
HARD, EASY = 0.25, 0.95


class Look(StrEnum):
    """Why a question should be looked at again after it was asked."""

    HARD = "hard"
    EASY = "easy"
    AGAINST = "against"  # those who did well elsewhere did worse here
    DISTRACTOR = "distractor"  # a wrong option was chosen more often than the right one


@dataclass(frozen=True, slots=True)
class OptionCount:
    """How many chose an option, and how many spoke against it.

    Of a statement: how many judged it true, and how many false; elsewhere nobody speaks against.
    """

    chosen: int
    against: int = 0


def guess_score(kind: Kind, option_count: int, right_count: int) -> Fraction | None:
    """What guessing earns on average, as a part of the most that can be had.

    One of n options is right by chance once in n times; of two, every second time.  Each of the
    four statements is judged rightly every second time, so that k of them are in C(4, k) of 16
    cases: with 0.1, 0.25, 0.5 and 1 for one to four, (4·0.1 + 6·0.25 + 4·0.5 + 1) / 16.  Of
    several right options it is not defined.
    """
    if kind is Kind.SEVERAL or not option_count:
        return None
    if kind is Kind.STATEMENTS:
        cases = (comb(STATEMENT_COUNT, k) * part for k, part in enumerate(STATEMENT_PARTS))
        return Fraction(sum(cases), 2**STATEMENT_COUNT)
    return Fraction(right_count, option_count)


def is_outdone(kind: Kind, options: Iterable[OptionCount], right: Collection[int]) -> bool:
    """Whether a wrong option was chosen more often than a right one.

    Of statements: whether one was judged wrongly by more people than rightly.
    """
    counted = list(enumerate(options))
    if kind is Kind.STATEMENTS:
        return any(
            (each.against > each.chosen) if at in right else (each.chosen > each.against)
            for at, each in counted
        )
    rights = [each.chosen for at, each in counted if at in right]
    wrongs = [each.chosen for at, each in counted if at not in right]
    return bool(rights and wrongs) and max(wrongs) > min(rights)


def looks(
    facility: float | None, discrimination: float | None, *, is_outdone: bool
) -> tuple[Look, ...]:
    """A question is looked at when fewer than 25 % or more than 95 % of its marks were had, when
    its discrimination is negative, or when a wrong option outdid the right one.
    """
    found: Mapping[Look, bool] = {
        Look.DISTRACTOR: is_outdone,
        Look.AGAINST: discrimination is not None and discrimination < 0,
        Look.HARD: facility is not None and facility < HARD,
        Look.EASY: facility is not None and facility > EASY,
    }
    return tuple(look for look, is_so in found.items() if is_so)
