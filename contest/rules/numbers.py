"""The numbers people are given: the contest number, and the code they sign in with."""

import re
import unicodedata
from enum import StrEnum

from contest.rules.refusal import RuleRefused

CONTEST_NUMBER_LENGTH = 9
CODE_LENGTH = 8
CONTEST_NUMBERS = 90_000_000  # random parts that make a contest number
CODES = 10**8  # random parts that make a code

_BLANKS = re.compile(r"[\s.\-]+")
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


class NumberFault(StrEnum):
    NUMBER_MISSING = "number-missing"
    NUMBER_NOT_DIGITS = "number-not-digits"
    NUMBER_WRONG_LENGTH = "number-wrong-length"
    NUMBER_MISTYPED = "number-mistyped"
    CODE_MISSING = "code-missing"
    CODE_NOT_DIGITS = "code-not-digits"
    CODE_WRONG_LENGTH = "code-wrong-length"


class NumberRefused(RuleRefused):
    """What was typed is no such number; ``code`` is a NumberFault."""


def contest_number(random_part: int) -> str:
    """A contest number has nine digits: eight drawn by chance, then a check digit.

    The first is not 0, so that a worksheet keeps it; numbers do not follow one another, so
    that nobody can guess a neighbour's.  The check digit is Damm's: it finds every single
    wrong digit and every two neighbours that changed places.  ``random_part`` is drawn below
    CONTEST_NUMBERS.
    """
    if not 0 <= random_part < CONTEST_NUMBERS:
        raise ValueError("the random part is drawn below CONTEST_NUMBERS")
    body = str(10_000_000 + random_part)
    return f"{body}{_check_digit(body)}"


def is_contest_number(text: str) -> bool:
    """Nine plain digits are a contest number when the first is not 0 and the last one checks."""
    is_long_enough = _DIGITS.fullmatch(text) is not None and len(text) == CONTEST_NUMBER_LENGTH
    return is_long_enough and text[0] != "0" and _check_digit(text) == "0"


def read_contest_number(text: str) -> str:
    """A contest number may be typed with blanks, dots or hyphens between its digits.

    Raises NumberRefused.
    """
    digits = _joined(text)
    if not digits:
        raise NumberRefused(NumberFault.NUMBER_MISSING)
    if not _DIGITS.fullmatch(digits):
        raise NumberRefused(NumberFault.NUMBER_NOT_DIGITS)
    if len(digits) != CONTEST_NUMBER_LENGTH:
        raise NumberRefused(NumberFault.NUMBER_WRONG_LENGTH)
    if not is_contest_number(digits):
        raise NumberRefused(NumberFault.NUMBER_MISTYPED)
    return digits


def format_contest_number(number: str) -> str:
    """A contest number is shown in groups of three: 123 456 789."""
    return " ".join(number[start : start + 3] for start in range(0, len(number), 3))


def code_from(random_part: int) -> str:
    """A sign-in code has eight digits, all drawn by chance; ``random_part`` is below CODES."""
    if not 0 <= random_part < CODES:
        raise ValueError("the random part is drawn below CODES")
    return f"{random_part:0{CODE_LENGTH}}"


def read_code(text: str) -> str:
    """A code may be typed with blanks, dots or hyphens between its digits.

    Raises NumberRefused.
    """
    digits = _joined(text)
    if not digits:
        raise NumberRefused(NumberFault.CODE_MISSING)
    if not _DIGITS.fullmatch(digits):
        raise NumberRefused(NumberFault.CODE_NOT_DIGITS)
    if len(digits) != CODE_LENGTH:
        raise NumberRefused(NumberFault.CODE_WRONG_LENGTH)
    return digits


def format_code(code: str) -> str:
    """A code is shown in two groups of four: 1234 5678."""
    return f"{code[:4]} {code[4:]}"


def _joined(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def _check_digit(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim
