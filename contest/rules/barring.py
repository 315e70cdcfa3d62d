"""Who is barred from entering: by a list, by a role in the contest, by an office."""

from collections.abc import Iterable
from dataclasses import dataclass

from contest.rules.conditions import Link
from contest.rules.data import DataUnreadable, each, fields, member, whole
from contest.rules.eligibility import Facts
from contest.rules.roles import Role


@dataclass(frozen=True, slots=True)
class BarredByList:
    """Whoever stands on this list: organisers, their families, technicians."""

    list_id: int


@dataclass(frozen=True, slots=True)
class BarredByRole:
    """Whoever has one of these roles in the contest: secretaries, writers, judges."""

    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class BarredByOffice:
    """The staff of these units and of those below them; who studies there is not barred."""

    units: frozenset[int]


Bar = BarredByList | BarredByRole | BarredByOffice


def bars_against(bars: Iterable[Bar], facts: Facts) -> tuple[Bar, ...]:
    """A person who is known to fall under a bar may not enter, whatever conditions are met.

    What nobody knows bars nobody: the declaration and the check of winners are for that.
    """
    return tuple(bar for bar in bars if _is_under(bar, facts))


def _is_under(bar: Bar, facts: Facts) -> bool:
    if isinstance(bar, BarredByList):
        return facts.lists.get(bar.list_id, False)
    if isinstance(bar, BarredByRole):
        return not bar.roles.isdisjoint(facts.roles)
    is_in_office = not bar.units.isdisjoint(facts.unit_path or ())
    return is_in_office and facts.unit_link is Link.WORKS


def encode(bar: Bar) -> dict[str, object]:
    """Write a bar as JSON has it: {"is": "list", "list_id": 3}."""
    if isinstance(bar, BarredByList):
        return {"is": "list", "list_id": bar.list_id}
    if isinstance(bar, BarredByRole):
        return {"is": "role", "roles": sorted(bar.roles)}
    return {"is": "office", "units": sorted(bar.units)}


def decode(data: object) -> Bar:
    """Read what encode wrote; raises DataUnreadable."""
    kind = data.get("is") if isinstance(data, dict) else None
    if kind == "list":
        return BarredByList(whole(fields(data, "is", "list_id")[1]))
    if kind == "role":
        return BarredByRole(frozenset(each(_role, fields(data, "is", "roles")[1])))
    if kind == "office":
        return BarredByOffice(frozenset(each(whole, fields(data, "is", "units")[1])))
    raise DataUnreadable


def _role(value: object) -> Role:
    return member(Role, value)
