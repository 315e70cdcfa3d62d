"""How near a guess came: what people may write for the prediction question, and its truth."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from contest.rules.refusal import RuleRefused

COUNT_LIMIT = 999_999_999
DECIMALS = 5
ONE_PERCENT = 100_000  # that many decimals
PERCENT_LIMIT = 100 * ONE_PERCENT
LENGTH_LIMIT = 20

_COUNT = re.compile(r"[0-9]+|[0-9]{1,3}([., ])[0-9]{3}(?:\1[0-9]{3})*", re.ASCII)
_PERCENT = re.compile(r"([0-9]+)(?:[.,]([0-9]+))? ?%?", re.ASCII)
_NUMBER_LIKE = re.compile(r"[0-9][0-9., ]*", re.ASCII)


class Target(StrEnum):
    """What is to be foreseen."""

    ALL_RIGHT = "all-right"
    PARTICIPANTS = "participants"
    ATTEMPTS = "attempts"
    PERCENT_ALL_RIGHT = "percent-all-right"


class GuessFault(StrEnum):
    MISSING = "guess-missing"
    NOT_A_NUMBER = "guess-not-a-number"
    AMBIGUOUS = "guess-ambiguous"
    TOO_LARGE = "guess-too-large"
    TOO_MANY_DECIMALS = "guess-too-many-decimals"


class GuessRefused(RuleRefused):
    """What was written is no guess; ``code`` is a GuessFault."""


class PersonSummary(NamedTuple):
    """One person in the scope of the prediction: handed-in attempts, and whether all is right.

    A plain tuple, since there is one for each of 200,000 people.
    """

    person: int | str
    attempt_count: int
    is_all_right: bool


def read_guess(text: str, target: Target) -> int:
    """A guess is a whole number, or for a percentage one with up to five decimals.

    A number may be grouped in threes by dots, commas or blanks: 1.234 and 1 234 are 1234;
    1.23 could be anything and is refused.  A percentage, from 0 to 100, takes a comma or a
    dot before its decimals, and is returned in hundred-thousandths of a per cent:
    87,65432 is 8765432.

    Raises GuessRefused.
    """
    written = " ".join(unicodedata.normalize("NFKC", text).split())
    if not written:
        raise GuessRefused(GuessFault.MISSING)
    if len(written) > LENGTH_LIMIT:
        raise GuessRefused(
            GuessFault.TOO_LARGE if _is_number_like(written) else GuessFault.NOT_A_NUMBER
        )
    return _read_percent(written) if target is Target.PERCENT_ALL_RIGHT else _read_count(written)


def _is_number_like(written: str) -> bool:
    return _NUMBER_LIKE.fullmatch(written) is not None


def _read_count(written: str) -> int:
    if not _COUNT.fullmatch(written):
        is_number_like = _is_number_like(written)
        raise GuessRefused(GuessFault.AMBIGUOUS if is_number_like else GuessFault.NOT_A_NUMBER)
    count = int(re.sub(r"[., ]", "", written))
    if count > COUNT_LIMIT:
        raise GuessRefused(GuessFault.TOO_LARGE)
    return count


def _read_percent(written: str) -> int:
    match = _PERCENT.fullmatch(written)
    if match is None:
        is_number_like = _is_number_like(written)
        raise GuessRefused(GuessFault.AMBIGUOUS if is_number_like else GuessFault.NOT_A_NUMBER)
    whole, decimals = match[1], match[2] or ""
    if len(decimals) > DECIMALS:
        raise GuessRefused(GuessFault.TOO_MANY_DECIMALS)
    percent = int(whole) * ONE_PERCENT + int(decimals.ljust(DECIMALS, "0"))
    if percent > PERCENT_LIMIT:
        raise GuessRefused(GuessFault.TOO_LARGE)
    return percent


def format_guess(value: int, target: Target) -> str:
    """Write a guess or a truth the Vietnamese way: 1.234 for a count, 87,65432 for a percentage."""
    if target is not Target.PERCENT_ALL_RIGHT:
        return f"{value:,}".replace(",", ".")
    whole, rest = divmod(value, ONE_PERCENT)
    decimals = f"{rest:0{DECIMALS}}".rstrip("0")
    return f"{whole},{decimals}" if decimals else str(whole)


def truth(target: Target, people: Iterable[PersonSummary]) -> int:
    """The truth is counted over everyone with at least one attempt handed in, in the scope.

    Each of them is one participant however many attempts they made; the percentage is all
    right of participants, in hundred-thousandths, rounded half up, and 0 when nobody took part.
    Who counts, and which attempt has to be all right, is said by the regulation's definition:
    the caller leaves the others out.
    """
    participants = attempts = all_right = 0
    for _, made, is_all_right in people:
        participants += made > 0
        attempts += made
        all_right += is_all_right and made > 0
    whole = max(1, participants)
    return {
        Target.ALL_RIGHT: all_right,
        Target.PARTICIPANTS: participants,
        Target.ATTEMPTS: attempts,
        Target.PERCENT_ALL_RIGHT: (2 * all_right * PERCENT_LIMIT + whole) // (2 * whole),
    }[target]


def distance(guess: int | None, truth: int) -> int | None:
    """A guess is as near as its absolute difference from the truth; no guess has no distance."""
    return None if guess is None else abs(guess - truth)
