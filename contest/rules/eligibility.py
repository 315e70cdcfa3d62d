"""Who may enter: what is known of a person against the conditions of the regulation."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from contest.rules.conditions import (
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
    leaves,
)
from contest.rules.roles import Role

_Plain = AgeFrom | AgeTo | OnList | Grade | MemberOf | CitizenOf


@dataclass(frozen=True, slots=True)
class Birth:
    """A day of birth as it is known: in full, as month and year, or as the year alone."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def earliest(self) -> date:
        """The first day that it can have been: 1 January where only the year is known."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can have been: 31 December where only the year is known."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


class Detail(StrEnum):
    """What somebody may have confirmed of a person: from a card, a list, or the unit's word."""

    BIRTH = "birth"
    RESIDENCE = "residence"
    UNIT = "unit"
    GRADE = "grade"
    MEMBERSHIP = "membership"
    CITIZENSHIP = "citizenship"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person who wants to enter; what is None or missing nobody knows.

    A path goes from the leaf to the root and is empty for who belongs to none; the unit's also
    holds the places where the unit stands.  ``unit_link`` is WORKS or STUDIES.  ``lists`` says of
    each list in which the person could be looked up whether they stand on it, ``bodies`` of each
    kind of body whether they belong to it.  ``roles`` are those that the person has in the
    contest.  All is as the person says, except lists, roles and the details ``confirmed``.
    """

    birth: Birth | None = None
    residence_path: tuple[int, ...] | None = None
    unit_path: tuple[int, ...] | None = None
    unit_link: Link | None = None
    grade: int | None = None
    citizenships: frozenset[str] | None = None
    lists: Mapping[int, bool] = field(default_factory=dict)
    bodies: Mapping[str, bool] = field(default_factory=dict)
    roles: frozenset[Role] = frozenset()
    confirmed: frozenset[Detail] = frozenset()


class Verdict(StrEnum):
    """How a condition stands; the order is from worst to best."""

    NOT_MET = "not-met"
    UNCHECKED = "unchecked"
    MET = "met"


class EntryRefusal(StrEnum):
    TOO_YOUNG = "too-young"
    MAYBE_TOO_YOUNG = "maybe-too-young"
    TOO_OLD = "too-old"
    NOT_LINKED = "not-linked"
    NOT_ON_LIST = "not-on-list"
    OTHER_GRADE = "other-grade"
    NOT_A_MEMBER = "not-a-member"
    OTHER_CITIZENSHIP = "other-citizenship"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody may not enter: the condition with its values, and the day it was judged for.

    MAYBE_TOO_YOUNG is said of a birth known in part that may be early enough: who states it in
    full may find themselves old enough.
    """

    code: EntryRefusal
    condition: Leaf
    day: date


def age_on(birth: Birth, day: date) -> int:
    """An age is in completed years; a birth known in part counts as the latest day possible.

    So a person known by the year alone is as young as may be.  Who was born on 29 February
    completes a year on 1 March where there is no such day.
    """
    return _completed_years(birth.latest, day)


def greatest_age_on(birth: Birth, day: date) -> int:
    """Return the age by the earliest day that the birth can have been."""
    return _completed_years(birth.earliest, day)


def _completed_years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def link_to_unit(*, is_school: bool, said: Link | None) -> Link | None:
    """A person works in an agency; of a school only the person can say: works or studies."""
    return said if is_school else Link.WORKS


def judge(condition: Condition, facts: Facts, day: date) -> Verdict:
    """A condition is met, not met, or cannot be checked at entry.

    It cannot be checked where nobody knows, where the person alone says so, or where a birth known
    in part may lie on either side of an upper limit; for a lower limit it counts as the latest
    day.  Of several that must all be met the worst decides, of alternatives the best.
    """
    if isinstance(condition, AllOf):
        parts = (judge(part, facts, day) for part in condition.conditions)
        return min(parts, key=_rank, default=Verdict.MET)
    if isinstance(condition, AnyOf):
        return max((judge(part, facts, day) for part in condition.conditions), key=_rank)
    if isinstance(condition, Linked):
        return max((_link_verdict(condition, link, facts) for link in condition.links), key=_rank)
    holds, detail = _leaf(condition, facts, day)
    return _verdict(holds, is_confirmed=detail is None or detail in facts.confirmed)


def _rank(verdict: Verdict) -> int:
    return list(Verdict).index(verdict)


def _verdict(holds: bool | None, *, is_confirmed: bool) -> Verdict:
    if holds is False:
        return Verdict.NOT_MET
    return Verdict.MET if holds and is_confirmed else Verdict.UNCHECKED


def _link_verdict(condition: Linked, link: Link, facts: Facts) -> Verdict:
    lives = link is Link.LIVES
    path = facts.residence_path if lives else facts.unit_path
    if path is None:
        return Verdict.UNCHECKED
    if condition.units.isdisjoint(path):
        return Verdict.NOT_MET
    has_link = lives or (None if facts.unit_link is None else facts.unit_link is link)
    detail = Detail.RESIDENCE if lives else Detail.UNIT
    return _verdict(has_link, is_confirmed=detail in facts.confirmed)


def _leaf(leaf: _Plain, facts: Facts, day: date) -> tuple[bool | None, Detail | None]:
    """Whether what is known fits, None where nobody knows; and what somebody would confirm."""
    match leaf:
        case AgeFrom(years, on):
            return _is_from(years, facts.birth, on or day), Detail.BIRTH
        case AgeTo(years, on):
            return _is_to(years, facts.birth, on or day), Detail.BIRTH
        case OnList(list_id):
            return facts.lists.get(list_id), None
        case Grade(lowest, highest):
            grade = facts.grade
            return None if grade is None else lowest <= grade <= highest, Detail.GRADE
        case MemberOf(body):
            return facts.bodies.get(body), Detail.MEMBERSHIP
        case _:
            known = facts.citizenships
            fits = None if known is None else not leaf.countries.isdisjoint(known)
            return fits, Detail.CITIZENSHIP


def _is_from(years: int, birth: Birth | None, day: date) -> bool | None:
    return None if birth is None else age_on(birth, day) >= years


def _is_to(years: int, birth: Birth | None, day: date) -> bool | None:
    if birth is None:
        return None
    if age_on(birth, day) > years:
        return False
    return True if greatest_age_on(birth, day) <= years else None


def may_enter(condition: Condition, facts: Facts, day: date) -> bool:
    """A person may enter unless something is known that speaks against it."""
    return judge(condition, facts, day) is not Verdict.NOT_MET


def refusals(condition: Condition, facts: Facts, day: date) -> tuple[Refusal, ...]:
    """Return why a person may not enter: each condition not met that has a part in it."""
    return tuple(
        _refusal(leaf, facts, day) for leaf in _deciding(condition, facts, day, Verdict.NOT_MET)
    )


def _refusal(leaf: Leaf, facts: Facts, day: date) -> Refusal:
    if not isinstance(leaf, AgeFrom | AgeTo):
        return Refusal(_CODES[type(leaf)], leaf, day)
    day = leaf.on or day
    if isinstance(leaf, AgeTo):
        return Refusal(EntryRefusal.TOO_OLD, leaf, day)
    may_be_older = facts.birth is not None and greatest_age_on(facts.birth, day) >= leaf.years
    code = EntryRefusal.MAYBE_TOO_YOUNG if may_be_older else EntryRefusal.TOO_YOUNG
    return Refusal(code, leaf, day)


def details_needed(condition: Condition) -> frozenset[Detail]:
    """Return what has to be asked of a person so that the condition can be judged."""
    return frozenset(detail for leaf in leaves(condition) for detail in _needed(leaf))


def _needed(leaf: Leaf) -> frozenset[Detail]:
    if isinstance(leaf, Linked):
        lives = {Detail.RESIDENCE} if Link.LIVES in leaf.links else set()
        return frozenset(lives | ({Detail.UNIT} if leaf.links - {Link.LIVES} else set()))
    found = _DETAILS.get(type(leaf))
    return frozenset({found}) if found else frozenset()


def unchecked(condition: Condition, facts: Facts, day: date) -> tuple[Leaf, ...]:
    """Return what is left for the check of winners; nothing when it is all met, or refused."""
    return _deciding(condition, facts, day, Verdict.UNCHECKED)


def _deciding(condition: Condition, facts: Facts, day: date, verdict: Verdict) -> tuple[Leaf, ...]:
    if judge(condition, facts, day) is not verdict:
        return ()
    if isinstance(condition, AllOf | AnyOf):
        parts = (_deciding(part, facts, day, verdict) for part in condition.conditions)
        return tuple(dict.fromkeys(leaf for part in parts for leaf in part))
    return (condition,)


_CODES: Mapping[type[Leaf], EntryRefusal] = MappingProxyType(
    {
        Linked: EntryRefusal.NOT_LINKED,
        OnList: EntryRefusal.NOT_ON_LIST,
        Grade: EntryRefusal.OTHER_GRADE,
        MemberOf: EntryRefusal.NOT_A_MEMBER,
        CitizenOf: EntryRefusal.OTHER_CITIZENSHIP,
    }
)
_DETAILS: Mapping[type[Leaf], Detail] = MappingProxyType(
    {
        AgeFrom: Detail.BIRTH,
        AgeTo: Detail.BIRTH,
        Grade: Detail.GRADE,
        MemberOf: Detail.MEMBERSHIP,
        CitizenOf: Detail.CITIZENSHIP,
    }
)
