"""What people write of themselves: phone, birth, citizen number and name, read and masked."""

import re
import unicodedata
from datetime import date
from enum import StrEnum

from contest.rules.eligibility import Birth
from contest.rules.refusal import RuleRefused
from questions.text import UnsafeText, clean_line

NAME_LIMIT = 100
FIRST_YEAR = 1900
SHOWN_DIGITS = 3

_SEPARATORS = re.compile(r"[\s.\-()/]+")
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_MOBILE = re.compile(r"[35789][0-9]{8}", re.ASCII)
_LANDLINE = re.compile(r"2[0-9]{9}", re.ASCII)
_OLD_MOBILE = re.compile(r"1[0-9]{9}", re.ASCII)
_FOREIGN = re.compile(r"[1-9][0-9]{6,14}", re.ASCII)
_DAY = re.compile(r"([0-9]{1,2})[ /.\-]+([0-9]{1,2})[ /.\-]+([0-9]{4})", re.ASCII)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", re.ASCII)
_COMPACT_DAY = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})", re.ASCII)
_MONTH = re.compile(r"([0-9]{1,2})[ /.\-]+([0-9]{4})", re.ASCII)
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[ /.\-]+[0-9]{1,2}[ /.\-]+[0-9]{2}|[0-9]{6}", re.ASCII)
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x|h)?[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t)?",
    re.ASCII,
)


class IdentityFault(StrEnum):
    PHONE_MISSING = "phone-missing"
    PHONE_NOT_DIGITS = "phone-not-digits"
    PHONE_WRONG_LENGTH = "phone-wrong-length"
    PHONE_UNKNOWN_PREFIX = "phone-unknown-prefix"
    PHONE_OLD_PREFIX = "phone-old-prefix"
    BIRTH_MISSING = "birth-missing"
    BIRTH_NOT_A_DATE = "birth-not-a-date"
    BIRTH_SHORT_YEAR = "birth-short-year"
    BIRTH_NO_SUCH_DAY = "birth-no-such-day"
    BIRTH_IN_FUTURE = "birth-in-future"
    BIRTH_TOO_EARLY = "birth-too-early"
    CITIZEN_NUMBER_MISSING = "citizen-number-missing"
    CITIZEN_NUMBER_NOT_DIGITS = "citizen-number-not-digits"
    CITIZEN_NUMBER_WRONG_LENGTH = "citizen-number-wrong-length"
    CITIZEN_NUMBER_OLD = "citizen-number-old"
    CITIZEN_NUMBER_UNKNOWN = "citizen-number-unknown"
    NAME_MISSING = "name-missing"
    NAME_BAD_CHARACTER = "name-bad-character"
    NAME_TOO_LONG = "name-too-long"


class IdentityRefused(RuleRefused):
    """What was written cannot be right; ``code`` is an IdentityFault."""


class NameDoubt(StrEnum):
    """What is asked about once; whoever says it is right may keep it."""

    LACKS_MARKS = "name-lacks-marks"
    ONE_WORD = "name-one-word"


def read_phone(text: str) -> str:
    """A phone number is kept as E.164 writes it: +84912345678.

    A Vietnamese one is a mobile (0 and nine digits) or a landline (02 and nine digits), with 0,
    84, +84, 0084 or +840 before it; a mobile that lost its 0 in a worksheet is taken too.
    Mobiles of eleven digits ended in 2018.  One of another country begins with + or 00.

    Raises IdentityRefused.
    """
    joined = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    digits = joined.removeprefix("+")
    if not digits:
        raise IdentityRefused(IdentityFault.PHONE_MISSING)
    if not _DIGITS.fullmatch(digits):
        raise IdentityRefused(IdentityFault.PHONE_NOT_DIGITS)
    is_international = joined.startswith(("+", "00"))
    if is_international:
        digits = digits.removeprefix("00")
    has_country = digits.startswith("84") and (is_international or len(digits) > 10)
    if is_international and not has_country:
        return _read_foreign(digits)
    return _read_vietnamese(digits.removeprefix("84") if has_country else digits)


def _read_foreign(digits: str) -> str:
    if not _FOREIGN.fullmatch(digits):
        is_long_enough = 7 <= len(digits) <= 15
        fault = "PHONE_UNKNOWN_PREFIX" if is_long_enough else "PHONE_WRONG_LENGTH"
        raise IdentityRefused(IdentityFault[fault])
    return f"+{digits}"


def _read_vietnamese(digits: str) -> str:
    national = digits.removeprefix("0")
    if _MOBILE.fullmatch(national) or _LANDLINE.fullmatch(national):
        return f"+84{national}"
    if _OLD_MOBILE.fullmatch(national):
        raise IdentityRefused(IdentityFault.PHONE_OLD_PREFIX)
    is_wrong_length = len(national) != (10 if national.startswith("2") else 9)
    raise IdentityRefused(
        IdentityFault.PHONE_WRONG_LENGTH if is_wrong_length else IdentityFault.PHONE_UNKNOWN_PREFIX
    )


def format_phone(phone: str) -> str:
    """A Vietnamese number is shown as people write it, 0912 345 678; others as they are kept."""
    national = phone.removeprefix("+84")
    if national == phone:
        return phone
    return f"0{national[:-6]} {national[-6:-3]} {national[-3:]}"


def mask_phone(phone: str) -> str:
    """A masked number shows its last three digits only: 0******678."""
    national = phone.removeprefix("+84")
    return _masked(f"0{national}" if national != phone else phone, shown_first=1)


def read_birth(text: str, today: date) -> Birth:
    """A birth is a day (3/5/1980, 03-05-1980, 03051980), a month (5/1980) or a year (1957).

    Day, month and year stand in this order; 1980-05-03, as devices write it, is taken too.
    A year of two digits could be of either century and is asked for in full.  Nobody is born
    after today or before 1900.

    Raises IdentityRefused.
    """
    written = " ".join(unicodedata.normalize("NFKC", text).split())
    if not written:
        raise IdentityRefused(IdentityFault.BIRTH_MISSING)
    birth = _parse_birth(written)
    if birth.year < FIRST_YEAR:
        raise IdentityRefused(IdentityFault.BIRTH_TOO_EARLY)
    if birth.earliest > today:
        raise IdentityRefused(IdentityFault.BIRTH_IN_FUTURE)
    return birth


def _parse_birth(written: str) -> Birth:
    if match := _ISO_DAY.fullmatch(written):
        return _existing(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY.fullmatch(written) or _COMPACT_DAY.fullmatch(written):
        return _existing(int(match[3]), int(match[2]), int(match[1]))
    if match := _MONTH.fullmatch(written):
        return _existing(int(match[2]), int(match[1]))
    if _YEAR.fullmatch(written):
        return Birth(int(written))
    is_short = _SHORT_YEAR.fullmatch(written) is not None
    fault = IdentityFault.BIRTH_SHORT_YEAR if is_short else IdentityFault.BIRTH_NOT_A_DATE
    raise IdentityRefused(fault)


def _existing(year: int, month: int, day: int | None = None) -> Birth:
    try:
        date(year or 1, month, 1 if day is None else day)
    except ValueError:
        raise IdentityRefused(IdentityFault.BIRTH_NO_SUCH_DAY) from None
    return Birth(year, month, day)


def read_citizen_number(text: str) -> str:
    """A citizen number (CCCD) has twelve digits, the first three the province: 001 to 096.

    Blanks, dots and hyphens between the digits are left out.  An identity card of nine
    digits (CMND) is refused: none is valid since 1 January 2025.

    Raises IdentityRefused.
    """
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not digits:
        raise IdentityRefused(IdentityFault.CITIZEN_NUMBER_MISSING)
    if not _DIGITS.fullmatch(digits):
        raise IdentityRefused(IdentityFault.CITIZEN_NUMBER_NOT_DIGITS)
    if len(digits) == 9:
        raise IdentityRefused(IdentityFault.CITIZEN_NUMBER_OLD)
    if len(digits) != 12:
        raise IdentityRefused(IdentityFault.CITIZEN_NUMBER_WRONG_LENGTH)
    if not 1 <= int(digits[:3]) <= 96:
        raise IdentityRefused(IdentityFault.CITIZEN_NUMBER_UNKNOWN)
    return digits


def mask_citizen_number(number: str) -> str:
    """A masked citizen number shows its last three digits only: *********123."""
    return _masked(number, shown_first=0)


def _masked(text: str, shown_first: int) -> str:
    hidden = max(0, len(text) - SHOWN_DIGITS - shown_first)
    return f"{text[:shown_first]}{'*' * hidden}{text[shown_first + hidden :]}"


def read_name(text: str) -> str:
    """A name is words of letters with their marks, apostrophes and hyphens, kept in NFC.

    Blanks are folded, a curly apostrophe becomes a straight one, and the rest stays as it was
    typed, capitals and the place of the mark included.  A name of one word exists, and is only
    asked about (see doubts).

    Raises IdentityRefused.
    """
    try:
        name = clean_line(text).replace("\u2019", "'")
    except UnsafeText:
        raise IdentityRefused(IdentityFault.NAME_BAD_CHARACTER) from None
    if not name:
        raise IdentityRefused(IdentityFault.NAME_MISSING)
    if len(name) > NAME_LIMIT:
        raise IdentityRefused(IdentityFault.NAME_TOO_LONG)
    if not all(map(_is_word, name.split())):
        raise IdentityRefused(IdentityFault.NAME_BAD_CHARACTER)
    return name


def _is_word(word: str) -> bool:
    return word[0].isalpha() and all(
        char in "'-" or unicodedata.category(char)[0] in "LM" for char in word
    )


def lacks_marks(name: str) -> bool:
    """A name that could be Vietnamese in each of its words, and has no mark in any, lacks them.

    It is asked about once: Nguyen Van An is, John Smith and H'Hen are not, and Mai Lan Anh,
    which is right without, says so.
    """
    return all(_SYLLABLE.fullmatch(word) is not None for word in name.lower().split())


def doubts(name: str) -> tuple[NameDoubt, ...]:
    """A name without marks, or of one word, is asked about once."""
    found = {NameDoubt.LACKS_MARKS: lacks_marks(name), NameDoubt.ONE_WORD: " " not in name}
    return tuple(doubt for doubt, is_there in found.items() if is_there)
