"""How lots are drawn, so that nobody can steer them and anybody can draw them again."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from contest.rules.refusal import RuleRefused

SHOWN_DIGITS = 14  # hexadecimal; 56 bits fit a signed 64-bit column
_DIGITS = re.compile(r"[0-9]{1,40}", re.ASCII)


class DrawFault(StrEnum):
    PUBLIC_NUMBER = "draw-public-number"


class DrawRefused(RuleRefused):
    """Nothing can be drawn by this; ``code`` is a DrawFault."""


@dataclass(frozen=True, slots=True)
class Draw:
    """What lots are drawn by: each of the three comes from another hand.

    The secret was committed to before the opening, the root is the closed round's evidence,
    and the public number, named in the thể lệ, is one that nobody here controls: its digits
    as published, with leading zeros.  Raises DrawRefused for another public number.
    """

    secret: bytes
    root: bytes
    public_number: str

    def __post_init__(self) -> None:
        if not _DIGITS.fullmatch(self.public_number):
            raise DrawRefused(DrawFault.PUBLIC_NUMBER)


def lot(secret: bytes, root: bytes, public_number: str, contest_number: str) -> int:
    """A lot is the beginning of a SHA-256, and a lower lot comes first.

    The bytes that are hashed are ASCII without a line break: ``lot:SECRET:ROOT:PUBLIC:NUMBER``,
    with secret and root in lower-case hexadecimal, and the public number and the contest number
    in digits without blanks.  The lot is the first 14 hexadecimal digits of the hash:

    ``printf 'lot:%s:%s:%s:%s' SECRET ROOT PUBLIC NUMBER | sha256sum | cut -c1-14``
    """
    return _lot(_begun(secret, root, public_number), contest_number)


def lots(draw: Draw | None, contest_numbers: Iterable[str]) -> dict[str, int]:
    """The whole list, from what is published; nothing while the public number is not known."""
    if draw is None:
        return {}
    begun = _begun(draw.secret, draw.root, draw.public_number)
    return {number: _lot(begun, number) for number in contest_numbers}


def _begun(secret: bytes, root: bytes, public_number: str) -> "hashlib._Hash":
    return hashlib.sha256(f"lot:{secret.hex()}:{root.hex()}:{public_number}:".encode("ascii"))


def _lot(begun: "hashlib._Hash", contest_number: str) -> int:
    whole = begun.copy()
    whole.update(contest_number.encode("ascii"))
    return int(whole.hexdigest()[:SHOWN_DIGITS], 16)
