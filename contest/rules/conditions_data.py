"""How conditions of entry are stored: {"is": "age-from", "years": 18, "on": null}."""

from collections.abc import Callable, Mapping
from dataclasses import fields as fields_of
from datetime import date
from types import MappingProxyType

from contest.rules.conditions import (
    DEEPEST,
    AgeFrom,
    AgeTo,
    AllOf,
    AnyOf,
    CitizenOf,
    Condition,
    Grade,
    Leaf,
    Link,
    Linked,
    MemberOf,
    OnList,
)
from contest.rules.data import DataUnreadable, day, each, fields, maybe, member, text, whole

_NAMES: Mapping[type[Condition], str] = MappingProxyType(
    {
        AgeFrom: "age-from",
        AgeTo: "age-to",
        Linked: "linked",
        OnList: "on-list",
        Grade: "grade",
        MemberOf: "member-of",
        CitizenOf: "citizen-of",
        AllOf: "all-of",
        AnyOf: "any-of",
    }
)


def encode(condition: Condition) -> dict[str, object]:
    """Write a condition, and those that it is composed of, as JSON has it."""
    kind = {"is": _NAMES[type(condition)]}
    if isinstance(condition, AllOf | AnyOf):
        return kind | {"of": [encode(part) for part in condition.conditions]}
    return kind | {
        each.name: _plain(getattr(condition, each.name)) for each in fields_of(condition)
    }


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value


def decode(data: object, levels: int = DEEPEST) -> Condition:
    """Read what encode wrote; ``levels`` is how deep it may still be nested.

    Raises DataUnreadable, or ConditionRefused where nobody could have composed it so.
    """
    kind = data.get("is") if isinstance(data, dict) else None
    if kind in ("all-of", "any-of"):
        return _compose(kind, data, levels)
    for name, read in _READERS.items():
        if name == kind:
            return read(data)
    raise DataUnreadable


def _compose(kind: str, data: object, levels: int) -> AllOf | AnyOf:
    if not levels:
        raise DataUnreadable
    _, parts = fields(data, "is", "of")
    conditions = each(lambda part: decode(part, levels - 1), parts)
    return AllOf(conditions) if kind == "all-of" else AnyOf(conditions)


def _age_from(data: object) -> AgeFrom:
    _, years, on = fields(data, "is", "years", "on")
    return AgeFrom(whole(years), maybe(day, on))


def _age_to(data: object) -> AgeTo:
    _, years, on = fields(data, "is", "years", "on")
    return AgeTo(whole(years), maybe(day, on))


def _linked(data: object) -> Linked:
    _, units, links = fields(data, "is", "units", "links")
    return Linked(
        frozenset(each(whole, units)), frozenset(each(lambda link: member(Link, link), links))
    )


def _on_list(data: object) -> OnList:
    _, list_id = fields(data, "is", "list_id")
    return OnList(whole(list_id))


def _grade(data: object) -> Grade:
    _, lowest, highest = fields(data, "is", "lowest", "highest")
    return Grade(whole(lowest), whole(highest))


def _member_of(data: object) -> MemberOf:
    _, body = fields(data, "is", "body")
    return MemberOf(text(body))


def _citizen_of(data: object) -> CitizenOf:
    _, countries = fields(data, "is", "countries")
    return CitizenOf(frozenset(each(text, countries)))


_READERS: Mapping[str, Callable[[object], Leaf]] = MappingProxyType(
    {
        "age-from": _age_from,
        "age-to": _age_to,
        "linked": _linked,
        "on-list": _on_list,
        "grade": _grade,
        "member-of": _member_of,
        "citizen-of": _citizen_of,
    }
)
