"""Whether a guardian must consent, and what an entrant without that consent may do."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from contest.rules.eligibility import Birth, age_on
from contest.rules.roles import Role

OF_AGE = 18


class GuardianConsent(StrEnum):
    """How a guardian consented; WITHDRAWN is as if there never was one."""

    NONE = "none"
    ONLINE = "online"
    ON_PAPER = "on-paper"  # the printed form of the class, ticked in by staff
    WITHDRAWN = "withdrawn"


_GIVEN = frozenset({GuardianConsent.ONLINE, GuardianConsent.ON_PAPER})


def needs_guardian(birth: Birth | None, day: date) -> bool:
    """Who is under 18 on that day needs a guardian's consent.

    A birth known in part counts as the latest day possible.  Where the contest does not ask for
    it nobody can tell, and nobody needs one.
    """
    return birth is not None and age_on(birth, day) < OF_AGE


def may_be_ranked(birth: Birth | None, day: date, consent: GuardianConsent) -> bool:
    """Who needs a guardian's consent and lacks it may practise, and is not ranked."""
    return consent in _GIVEN or not needs_guardian(birth, day)


def may_tick_paper(
    roles: Collection[Role], own_units: frozenset[int], unit_path: Collection[int]
) -> bool:
    """Organiser and secretary tick in a printed form; a contact person that of their own school.

    ``own_units`` are those of the contact person, ``unit_path`` is the entrant's.
    """
    if {Role.ORGANISER, Role.SECRETARY} & set(roles):
        return True
    return Role.CONTACT in roles and not own_units.isdisjoint(unit_path)
