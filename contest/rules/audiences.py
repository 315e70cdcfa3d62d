"""In which audience a person takes part, when the chosen one is not theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contest.rules.conditions import Condition
from contest.rules.eligibility import Facts, Verdict, judge


class WrongAudience(StrEnum):
    """What the regulation makes of an entry in an audience that is not the person's."""

    MOVED = "moved"
    NOT_RECOGNISED = "not-recognised"


class AudienceReason(StrEnum):
    FITS = "fits"
    MOVED = "moved"
    NOT_RECOGNISED = "not-recognised"
    NONE_FITS = "none-fits"


@dataclass(frozen=True, slots=True)
class Settled:
    """The audience in which a person counts, None for none, and why."""

    audience: int | None
    reason: AudienceReason


def fitting(conditions: Mapping[int, Condition], facts: Facts, day: date) -> tuple[int, ...]:
    """Return the audiences that a person may enter: those surely theirs, then those not checked.

    Each in the order of the regulation.
    """
    verdicts = {audience: judge(asked, facts, day) for audience, asked in conditions.items()}
    in_turn = (Verdict.MET, Verdict.UNCHECKED)
    return tuple(
        audience for wanted in in_turn for audience, each in verdicts.items() if each is wanted
    )


def settle_audience(chosen: int, fitting: Sequence[int], consequence: WrongAudience) -> Settled:
    """A person counts in the audience chosen where it fits.

    Where it does not, they are moved to the first that does, or the entry is not recognised, as
    the regulation says; where none fits it never is.
    """
    if chosen in fitting:
        return Settled(chosen, AudienceReason.FITS)
    if not fitting:
        return Settled(None, AudienceReason.NONE_FITS)
    if consequence is WrongAudience.MOVED:
        return Settled(fitting[0], AudienceReason.MOVED)
    return Settled(None, AudienceReason.NOT_RECOGNISED)
