"""Who may enter: the conditions of an audience, and a person's age on a day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Birth:
    """A day of birth as it is known: in full, as month and year, or as the year alone."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def latest(self) -> date:
        """The last day that it can have been: 31 December where only the year is known."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


class EntryRefusal(StrEnum):
    BIRTH_MISSING = "birth-missing"
    TOO_YOUNG = "too-young"
    TOO_OLD = "too-old"


@dataclass(frozen=True, slots=True)
class Conditions:
    """The ages that an audience is open to, both included; None is no limit."""

    min_age: int | None = None
    max_age: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person who wants to enter."""

    birth: Birth | None = None


def age_on(birth: Birth, day: date) -> int:
    """An age is in completed years; a birth known in part counts as the latest day possible.

    So a person known by the year alone is as young as may be.  Who was born on 29 February
    completes a year on 1 March where there is no such day.
    """
    born = birth.latest
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def entry_refusals(conditions: Conditions, facts: Facts, day: date) -> tuple[EntryRefusal, ...]:
    """A person may enter whose age on that day is within the limits; where there are none, anyone.

    Returns why not; nothing when the person may enter.
    """
    low, high = conditions.min_age, conditions.max_age
    if low is None and high is None:
        return ()
    if facts.birth is None:
        return (EntryRefusal.BIRTH_MISSING,)
    age = age_on(facts.birth, day)
    if low is not None and age < low:
        return (EntryRefusal.TOO_YOUNG,)
    if high is not None and age > high:
        return (EntryRefusal.TOO_OLD,)
    return ()


def may_enter(conditions: Conditions, facts: Facts, day: date) -> bool:
    """A person may enter when nothing speaks against it."""
    return not entry_refusals(conditions, facts, day)
