"""Whether somebody stands on a list of people, by the numbers, or the name with the birth."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from contest.rules.eligibility import Birth


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on a list: the folded name, and what else the list has of them."""

    folded: str
    birth: Birth | None = None
    citizen_number_hash: str | None = None
    phone_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who is looked for.  Their numbers are hashed under each key that is in use."""

    folded: str
    birth: Birth | None = None
    citizen_number_hashes: frozenset[str] = field(default_factory=frozenset)
    phone_hashes: frozenset[str] = field(default_factory=frozenset)


def stands_on(lines: Iterable[Line], who: Who) -> bool | None:
    """A person stands on a list by the same citizen number; or by the name and the phone or birth.

    A phone alone is no sign: a family shares it.  None is for a namesake of whom nothing else is
    known, and for a phone under another name: somebody has to look.
    """
    found = [_is_same(line, who) for line in lines]
    if True in found:
        return True
    return None if None in found else False


def _is_same(line: Line, who: Who) -> bool | None:
    if line.citizen_number_hash and who.citizen_number_hashes:
        return line.citizen_number_hash in who.citizen_number_hashes
    has_phone = line.phone_hash in who.phone_hashes
    if line.folded != who.folded:
        return None if has_phone else False
    return True if has_phone else _is_same_birth(line.birth, who.birth)


def _is_same_birth(one: Birth | None, other: Birth | None) -> bool | None:
    """Whether they were born on the same day; by the year alone, where one knows no more."""
    if one is None or other is None:
        return None
    parts = zip((one.year, one.month, one.day), (other.year, other.month, other.day), strict=True)
    return all(None in pair or pair[0] == pair[1] for pair in parts)
