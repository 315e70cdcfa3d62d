"""How what the rules stored as JSON is read back: as it was written, or not at all."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from contest.rules.refusal import RuleRefused

_Read = TypeVar("_Read")
_Member = TypeVar("_Member", bound=StrEnum)


class DataUnreadable(RuleRefused):
    """Stored data is not what the rules write; ``code`` is "data-unreadable"."""

    def __init__(self) -> None:
        super().__init__("data-unreadable")


def fields(data: object, *names: str) -> list[object]:
    """Return the values of these fields, in this order; none is missing and there are no others.

    Raises DataUnreadable, as all that follow do.
    """
    if not isinstance(data, dict) or data.keys() != set(names):
        raise DataUnreadable
    return [data[name] for name in names]


def whole(value: object) -> int:
    if type(value) is not int:
        raise DataUnreadable
    return value


def flag(value: object) -> bool:
    if type(value) is not bool:
        raise DataUnreadable
    return value


def text(value: object) -> str:
    if not isinstance(value, str):
        raise DataUnreadable
    return value


def day(value: object) -> date:
    try:
        return date.fromisoformat(text(value))
    except ValueError:
        raise DataUnreadable from None


def member(kind: type[_Member], value: object) -> _Member:
    """Return the member of an enum that has this value."""
    try:
        return kind(text(value))
    except ValueError:
        raise DataUnreadable from None


def each(read: Callable[[object], _Read], value: object) -> tuple[_Read, ...]:
    """Read a list, item by item."""
    if not isinstance(value, list):
        raise DataUnreadable
    return tuple(map(read, value))


def maybe(read: Callable[[object], _Read], value: object) -> _Read | None:
    """Read a value that may be missing."""
    return None if value is None else read(value)
