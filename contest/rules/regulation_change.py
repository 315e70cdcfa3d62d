"""What of a regulation may still change once somebody has started."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Value = str | int | bool | None


class FieldKind(StrEnum):
    """What a field of a regulation is, by which it may change or not.

    Wording decides nothing.  A time is an end, as an instant, or a length: more of it is an
    extension.  A prize is a count or an amount: more of it is more prizes.  All else is the rules.
    """

    WORDING = "wording"
    TIME = "time"
    PRIZE = "prize"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Field:
    """A field's value; a time of None has no end."""

    kind: FieldKind
    value: Value


Regulation = Mapping[str, Field]
"""A regulation in force, field by field under stable codes: round.2.closes, prize.7.count …"""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs between two versions; None: it is not there at all."""

    code: str
    before: Field | None
    after: Field | None

    @property
    def is_allowed(self) -> bool:
        """Once somebody has started: wording, extensions, and more prizes."""
        kinds = {each.kind for each in (self.before, self.after) if each is not None}
        return any(
            kinds == {kind} and may_change(self.before, self.after)
            for kind, may_change in _ALLOWED.items()
        )


def _is_extension(before: Field | None, after: Field | None) -> bool:
    if before is None or after is None or before.value is None:
        return False
    return after.value is None or _is_more(before.value, after.value)


def _are_more_prizes(before: Field | None, after: Field | None) -> bool:
    if after is None or before is None:
        return before is None
    return _is_more(before.value, after.value)


def _is_more(before: Value, after: Value) -> bool:
    return isinstance(before, int) and isinstance(after, int) and after > before


def _freely(_: Field | None, __: Field | None) -> bool:
    return True


_ALLOWED = {
    FieldKind.WORDING: _freely,
    FieldKind.TIME: _is_extension,
    FieldKind.PRIZE: _are_more_prizes,
}


def changes(before: Regulation, after: Regulation) -> tuple[Change, ...]:
    """All that differs between two versions, by code."""
    codes = sorted(before.keys() | after.keys())
    found = (Change(code, before.get(code), after.get(code)) for code in codes)
    return tuple(change for change in found if change.before != change.after)


def refused_changes(
    before: Regulation, after: Regulation, *, has_started: bool = True
) -> tuple[str, ...]:
    """After the first start only wording, extensions and more prizes may change.

    Before it anything may.  Returns the codes of the fields that may not; nothing when all may.
    """
    if not has_started:
        return ()
    return tuple(change.code for change in changes(before, after) if not change.is_allowed)


def encode_regulation(regulation: Regulation) -> dict[str, object]:
    """A regulation as plain JSON."""
    return {code: [each.kind.value, each.value] for code, each in regulation.items()}


def decode_regulation(data: Mapping[str, object]) -> dict[str, Field]:
    """Read what ``encode_regulation`` wrote.  Raises ValueError for anything else."""
    return {code: _decode(each) for code, each in data.items()}


def _decode(data: object) -> Field:
    match data:
        case [str(kind), str() | int() | None as value]:
            return Field(FieldKind(kind), value)
    raise ValueError("a field is its kind and its value")


def digest(regulation: Regulation) -> str:
    """The same rules have the same digest, in whatever order: SHA-256 of their JSON."""
    written = json.dumps(encode_regulation(regulation), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
