"""Which options name other options by their letters, and which keep their places for it."""

import re
from collections.abc import Sequence

from questions.model import Option
from questions.text import fold

_ALONE = re.compile(r"\b[A-Ha-h]\b")
_APART = re.compile(r"[,;/&+–—-]")
_SIGNS = re.compile(r"[^\w\s,]")

_OPTION = r"(phuong an|dap an|lua chon|option|answer|choice)"
_NOUN = rf"({_OPTION}|y kien|y|cau|noi dung)"  # "câu A" by itself may stand in the stem
_BEFORE = (
    r"(tat ca|ca|hai|ba|bon|[234]|chi|co|gom|bao|cac|nhung|khong|phai|tru|ngoai|hoac|hay"
    r"|both|only|either|neither|all|except)"
)
_JUDGED = (
    r"(deu |cung |la |thi |are |is |not )*(khong |chua )?(dung|sai|chinh xac|correct|wrong|right)"
)
_LETTER = rf"({_NOUN} )?[a-h]( {_JUDGED})?"
_BETWEEN = r"(, |(va|hoac|hay|voi|cung|and|or|nor|lan) )+"
_AFTER = r"( (deu|cung|la|thi|dung|sai|khong|chua|are|is)( .*)?)?"
_OF_LETTERS = re.compile(
    "|".join(
        [
            rf"({_BEFORE} )*({_NOUN} )?{_LETTER}( {_BETWEEN}{_LETTER})+{_AFTER}",
            rf"({_BEFORE} )*({_NOUN} )?[a-h] {_JUDGED}( .*)?",
            rf"(chi( co)?|only) ({_NOUN} )?[a-h]",
            rf"(tat ca|ca|all|cac)( .{{0,99}})? (tru|except)( .{{0,99}})? {_LETTER}",
            rf"(.* )?{_OPTION} [a-h]( .*)?",
        ]
    )
)


def names_letters(text: str) -> bool:
    """Whether the text names options by letter: "Cả A và B", "phương án C đúng".

    A letter that names something else ("dự án nhóm A và B", "điểm a khoản 1") does not count.
    """
    if not _ALONE.search(text):
        return False
    apart = _APART.sub(" , ", fold(text))
    return _OF_LETTERS.fullmatch(" ".join(_SIGNS.sub(" ", apart).split()).strip(" ,")) is not None


def staying(options: Sequence[Option]) -> frozenset[int]:
    """The positions of the options that keep their places when the others are shuffled.

    All of them, where one names another by its letter: elsewhere the letter would lie.
    """
    if any(names_letters(each.text) for each in options):
        return frozenset(range(len(options)))
    return frozenset(at for at, each in enumerate(options) if each.stays)
