"""Who belongs to a group that has windows, or extra time, of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from contest.rules.data import each, fields, whole
from contest.rules.refusal import RuleRefused
from contest.rules.windows import Calendar


class GroupRefused(RuleRefused):
    """Nobody could belong to it; ``code`` is "group-empty"."""


@dataclass(frozen=True, slots=True)
class Group:
    """Whoever is in one of the audiences, lives or works in one of the units, or is on a list.

    Raises GroupRefused when none is named.
    """

    audiences: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    lists: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not (self.audiences or self.units or self.lists):
            raise GroupRefused("group-empty")


@dataclass(frozen=True, slots=True)
class Member:
    """What decides to which groups a person belongs: ``units`` are all of both paths."""

    audience: int | None = None
    units: frozenset[int] = frozenset()
    lists: frozenset[int] = frozenset()


def is_in(group: Group, member: Member) -> bool:
    """A person belongs to a group by any of what it names."""
    return (
        member.audience in group.audiences
        or not group.units.isdisjoint(member.units)
        or not group.lists.isdisjoint(member.lists)
    )


def calendar_for(
    own: Iterable[tuple[Group, Calendar]], member: Member, general: Calendar
) -> Calendar:
    """A group's own windows stand in place of the general ones, the first group's before others."""
    return next((calendar for group, calendar in own if is_in(group, member)), general)


def encode(group: Group) -> dict[str, object]:
    """Write a group as JSON has it."""
    return {
        "audiences": sorted(group.audiences),
        "units": sorted(group.units),
        "lists": sorted(group.lists),
    }


def decode(data: object) -> Group:
    """Read what encode wrote; raises DataUnreadable, or GroupRefused."""
    parts = fields(data, "audiences", "units", "lists")
    return Group(*(frozenset(each(whole, part)) for part in parts))
