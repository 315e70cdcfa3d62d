"""What can be done to a contest's conditions of entry.  Callers commit."""

from dataclasses import dataclass

from contest.contests.condition_queries import all_conditions, asked_of, bars_of
from contest.contests.models import Ask, BirthAsk, Contest, ContestAudience
from contest.rules import barring, conditions_data
from contest.rules.audiences import WrongAudience
from contest.rules.barring import Bar, BarredByOffice
from contest.rules.conditions import ANYONE, Condition, MemberOf, leaves
from contest.rules.eligibility import Detail, details_needed


@dataclass(frozen=True, slots=True)
class ConditionDetails:
    """What the regulation says of who may enter."""

    conditions: Condition = ANYONE
    bars: tuple[Bar, ...] = ()
    wrong_audience: WrongAudience = WrongAudience.NOT_RECOGNISED
    needs_guardian: bool = False
    declaration_wording: str = ""


def condition_details(contest: Contest) -> ConditionDetails:
    """What was written down about who may enter."""
    return ConditionDetails(
        asked_of(contest),
        bars_of(contest),
        contest.wrong_audience,
        contest.needs_guardian,
        contest.declaration_wording,
    )


def set_conditions(contest: Contest, details: ConditionDetails) -> frozenset[Detail]:
    """Write down who may enter; another wording of the declaration is a new version of it.

    What has to be asked for that, and was not, is asked from now on; it is returned.
    """
    is_other = details.declaration_wording != contest.declaration_wording
    if is_other and contest.declaration_wording and contest.published_at is not None:
        contest.declaration_version += 1
    contest.conditions = _stored(details.conditions)
    contest.bars = [barring.encode(each) for each in details.bars]
    contest.wrong_audience = details.wrong_audience
    contest.needs_guardian = details.needs_guardian
    contest.declaration_wording = details.declaration_wording
    return _ask_for(contest, details.conditions)


def set_audience_conditions(audience: ContestAudience, conditions: Condition) -> frozenset[Detail]:
    """Write down what an audience asks beyond the contest, as set_conditions does."""
    audience.conditions = _stored(conditions)
    return _ask_for(audience.contest, conditions)


def _stored(condition: Condition) -> dict[str, object] | None:
    return None if condition == ANYONE else conditions_data.encode(condition)


def _ask_for(contest: Contest, condition: Condition) -> frozenset[Detail]:
    """Ask for all that the condition needs; returns what was not asked before."""
    needed = details_needed(condition) | _needed_beside(contest)
    missing = needed & not_asked(contest)
    if Detail.BIRTH in missing:
        contest.asks_birth = BirthAsk.DAY
    for detail, name, ask in _ASKS:
        if detail in missing:
            setattr(contest, name, ask)
    named = [leaf.body for leaf in leaves(condition) if isinstance(leaf, MemberOf)]
    contest.bodies = list(dict.fromkeys([*(contest.bodies or ()), *named]))
    return missing


def _needed_beside(contest: Contest) -> frozenset[Detail]:
    """What bars and the guardian's consent need."""
    needed = {Detail.BIRTH} if contest.needs_guardian else set()
    if any(isinstance(each, BarredByOffice) for each in bars_of(contest)):
        needed.add(Detail.UNIT)
    return frozenset(needed)


def all_needed(contest: Contest) -> frozenset[Detail]:
    """What has to be asked in the contest, for its own conditions and those of its audiences."""
    return _needed_beside(contest).union(*map(details_needed, all_conditions(contest)))


def bodies_needed(contest: Contest) -> list[str]:
    """The kinds of body that a condition of the contest speaks of."""
    asked = [leaf for each in all_conditions(contest) for leaf in leaves(each)]
    return [leaf.body for leaf in asked if isinstance(leaf, MemberOf)]


def not_asked(contest: Contest) -> frozenset[Detail]:
    """What the contest does not ask of whoever enters."""
    missing = {detail for detail, name, _ in _ASKS if getattr(contest, name) in (Ask.NO, None)}
    return frozenset(missing | ({Detail.BIRTH} if contest.asks_birth is BirthAsk.NO else set()))


# Who neither works nor studies leaves the unit empty; all else has an answer for everybody.
_ASKS = (
    (Detail.RESIDENCE, "asks_residence", Ask.REQUIRED),
    (Detail.UNIT, "asks_unit", Ask.OPTIONAL),
    (Detail.GRADE, "asks_grade", Ask.REQUIRED),
    (Detail.CITIZENSHIP, "asks_citizenship", Ask.REQUIRED),
)


def copy_conditions(contest: Contest, copy: Contest) -> None:
    """Give a copy of a contest, whose audiences are copied already, the same conditions."""
    set_conditions(copy, condition_details(contest))
    copy.declaration_version = 1
    for each, copied in zip(contest.audiences, copy.audiences, strict=True):
        set_audience_conditions(copied, asked_of(each))
