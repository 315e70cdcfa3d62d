"""What each unit brought together: totals that roll up, with nobody counted twice."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from contest.rules.refusal import RuleRefused

Unit = int | str
WHOLE_RATE = 10_000  # a hundred per cent in hundredths


class CountedTwice(RuleRefused):
    """A person is given twice; which of their attempts counts is settled before."""

    def __init__(self, person: Hashable) -> None:
        super().__init__("person-counted-twice")
        self.person = person


class Paths(StrEnum):
    """What a table counts people by: residence, place of work or study, audience."""

    RESIDENCE = "residence"
    UNIT = "unit"
    AUDIENCE = "audience"


class Entrant(NamedTuple):
    """A person with at least one attempt handed in; the marks are those of the one that counts.

    A plain tuple, since there is one for each of 200,000 people.
    A path goes from the leaf to the root: hamlet, commune, province; or school, department,
    block.  It is empty for people who belong to none.  Points are in hundredths.
    """

    person: int | str
    residence_path: tuple[Unit, ...]
    unit_path: tuple[Unit, ...]
    audience: Unit
    attempts: int
    right_count: int
    is_all_right: bool
    points: int
    question_count: int

    def path(self, paths: Paths) -> tuple[Unit, ...]:
        """Return the units in which this one counts."""
        if paths is Paths.AUDIENCE:
            return (self.audience,)
        return self.residence_path if paths is Paths.RESIDENCE else self.unit_path


@dataclass(frozen=True, slots=True)
class UnitTotals:
    """The line of one unit; ``unit`` is None for the whole.

    ``rate`` is entrants of headcount in hundredths of a per cent, rounded half up; it is
    never more than a hundred per cent, and ``is_over`` says that more people entered than
    there are: the headcount is out of date, or the wrong unit was chosen.  It is None where
    the headcount is unknown or 0.  ``mean`` is points per entrant in hundredths, rounded
    half up, and ``best`` the highest points; both are None where nobody entered.
    """

    unit: Unit | None
    entrants: int
    attempts: int
    headcount: int | None
    rate: int | None
    is_over: bool
    points: int
    mean: int | None
    all_right: int
    best: int | None


@dataclass(frozen=True, slots=True)
class ScoreBands:
    """How many answered how much of their paper rightly; ``none`` are among ``low``."""

    whole: int = 0  # 100 %
    high: int = 0  # from 75 % to under 100 %
    middle: int = 0  # from 25 % to under 75 %
    low: int = 0  # under 25 %
    none: int = 0  # of these, no right answer


def totals(
    entrants: Iterable[Entrant], paths: Paths | str, headcounts: Mapping[Unit, int] | None = None
) -> dict[Unit, UnitTotals]:
    """A person counts once in each unit of their path, however many attempts they made.

    So a unit's line is the sum of those below it and of the people directly in it, and the
    lines of the roots with the people of no unit sum up to the whole.  A unit whose
    headcount is known has a line even where nobody entered.

    Raises CountedTwice when a person is given twice.
    """
    known = headcounts or {}
    sums = {unit: _Sums() for unit in known}
    for path, of_path in _by_path(_each_once(entrants), Paths(paths)).items():
        for unit in dict.fromkeys(path):
            sums.setdefault(unit, _Sums()).add(of_path)
    return {unit: _line(unit, each, known.get(unit)) for unit, each in sums.items()}


def whole(entrants: Iterable[Entrant], headcount: int | None = None) -> UnitTotals:
    """The last line of a table counts everyone once, with a unit or without.

    Raises CountedTwice when a person is given twice.
    """
    sums = _Sums()
    for each in _by_path(_each_once(entrants), Paths.AUDIENCE).values():
        sums.add(each)
    return _line(None, sums, headcount)


def score_bands(entrants: Iterable[Entrant]) -> ScoreBands:
    """The bands of a report: 100 %, 75 to under 100 %, 25 to under 75 %, under 25 %, of these 0.

    The share is right answers of the questions that count; a paper of which none counts is
    under 25 %.
    """
    counts = {"whole": 0, "high": 0, "middle": 0, "low": 0, "none": 0}
    for each in entrants:
        counts[_band(each.right_count, each.question_count)] += 1
        counts["none"] += each.right_count == 0
    return ScoreBands(**counts)


def histogram(entrants: Iterable[Entrant]) -> dict[int, int]:
    """Return how many had 0, 1, 2 … right answers, up to the longest paper, without gaps."""
    people = list(entrants)
    longest = max((each.question_count for each in people), default=-1)
    counts = dict.fromkeys(range(longest + 1), 0)
    for each in people:
        counts[each.right_count] += 1
    return counts


def rate(part: int, whole: int) -> int:
    """Return part of whole in hundredths of a per cent, rounded half up; ``whole`` is not 0."""
    return rounded(part * WHOLE_RATE, whole)


def rounded(dividend: int, divisor: int) -> int:
    """Return a quotient rounded half up; ``divisor`` is not 0."""
    return (2 * dividend + divisor) // (2 * divisor)


def _each_once(entrants: Iterable[Entrant]) -> Sequence[Entrant]:
    people = entrants if isinstance(entrants, Sequence) else list(entrants)
    if len({each.person for each in people}) < len(people):
        counts = Counter(each.person for each in people)
        raise CountedTwice(next(person for person, count in counts.items() if count > 1))
    return people


@dataclass(slots=True)
class _Sums:
    entrants: int = 0
    attempts: int = 0
    points: int = 0
    all_right: int = 0
    best: int | None = None

    def add(self, other: "_Sums") -> None:
        self.entrants += other.entrants
        self.attempts += other.attempts
        self.points += other.points
        self.all_right += other.all_right
        if other.best is not None and (self.best is None or other.best > self.best):
            self.best = other.best


def _by_path(entrants: Iterable[Entrant], paths: Paths) -> dict[tuple[Unit, ...], _Sums]:
    """Summed up once a path, since there are far fewer paths than people."""
    found: dict[tuple[Unit, ...], _Sums] = {}
    for each in entrants:
        path = each.path(paths)
        sums = found.get(path)
        if sums is None:
            sums = found[path] = _Sums()
        sums.entrants += 1
        sums.attempts += each.attempts
        sums.points += each.points
        sums.all_right += each.is_all_right
        if sums.best is None or each.points > sums.best:
            sums.best = each.points
    return found


def _line(unit: Unit | None, sums: _Sums, headcount: int | None) -> UnitTotals:
    count = sums.entrants
    return UnitTotals(
        unit=unit,
        entrants=count,
        attempts=sums.attempts,
        headcount=headcount,
        rate=min(WHOLE_RATE, rate(count, headcount)) if headcount else None,
        is_over=headcount is not None and count > headcount,
        points=sums.points,
        mean=rounded(sums.points, count) if count else None,
        all_right=sums.all_right,
        best=sums.best,
    )


def _band(right_count: int, question_count: int) -> str:
    if 0 < question_count == right_count:
        return "whole"
    if 4 * right_count >= 3 * max(1, question_count):
        return "high"
    return "middle" if 4 * right_count >= max(1, question_count) else "low"
