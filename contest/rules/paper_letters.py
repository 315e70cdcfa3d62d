"""What somebody types who reads answers off a printed paper, and how it is shown to others."""

from contest.rules.drawing import LETTERS
from contest.rules.paper_answers import TypingFault, TypingRefused
from questions.model import Kind

BLANK = "-"
_TRUE, _FALSE = "Đ", "S"
_JUDGED = {"Đ": True, "D": True, "S": False}


def read_letters(typed: str, kind: Kind, options: int) -> str | None:
    """Return the choice for letters as they stand on the paper; nothing or "-" is blank.

    One letter; of several that may be right all that are marked; of statements a sign for each in
    its order: Đ (or D) judged true, S judged false, "-" left blank.  Small letters, blanks and
    commas do not matter.  Raises TypingRefused for what names no option of the question.
    """
    text = "".join(each for each in typed.upper() if each not in " ,.;")
    if not text or set(text) == {BLANK}:
        return None
    letters = LETTERS[:options]
    if kind is Kind.STATEMENTS:
        return _statements(text, letters)
    is_right_count = kind is Kind.SEVERAL or len(text) == 1
    if not is_right_count or len(set(text)) < len(text) or not set(text) <= set(letters):
        raise TypingRefused(TypingFault.NOT_AN_ANSWER)
    return "".join(sorted(text))


def _statements(text: str, letters: str) -> str:
    if len(text) != len(letters) or not set(text) <= {*_JUDGED, BLANK}:
        raise TypingRefused(TypingFault.NOT_AN_ANSWER)
    pairs = ((letter, sign) for letter, sign in zip(letters, text, strict=True) if sign != BLANK)
    return "".join(letter if _JUDGED[sign] else letter.lower() for letter, sign in pairs)


def write_letters(choice: str | None, kind: Kind, options: int) -> str:
    """The same as it is typed; "" for blank."""
    if not choice or kind is not Kind.STATEMENTS:
        return choice or ""
    return "".join(
        _TRUE if letter in choice else _FALSE if letter.lower() in choice else BLANK
        for letter in LETTERS[:options]
    )
