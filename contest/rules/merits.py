"""What an attempt brings for each key, and which of a person's attempts counts."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from contest.rules.placing import Column, Value
from contest.rules.prediction import distance
from contest.rules.ranking import (
    MARKS,
    Counting,
    CountingRule,
    Criterion,
    Direction,
    Equals,
    Key,
    Scheme,
)
from contest.rules.units import Unit

Getter = Callable[["MarkedAttempt"], Value]
_NEAREST = Criterion(Key.PREDICTION, Direction.LESS_FIRST)


class MarkedAttempt(NamedTuple):
    """An attempt that was handed in, with its marks.

    A plain tuple, since there is one for each of 250,000 rows.  ``contest_number`` names the
    person, ``ordinal`` is the person's first, second … attempt of the round.  Instants and
    durations are in milliseconds, points in hundredths; the question count is of questions that
    count, without the extra one.  ``guess`` is the prediction, ``fact`` the number written for
    the committee's question.  A void attempt is not ranked.
    """

    attempt_id: int
    person: int
    contest_number: str
    audience: int
    ordinal: int
    started_ms: int
    handed_in_ms: int
    duration_ms: int
    right_count: int
    question_count: int
    points: int
    guess: int | None
    residence_path: tuple[Unit, ...] = ()
    unit_path: tuple[Unit, ...] = ()
    reporting_group: int | None = None
    fact: int | None = None
    is_void: bool = False

    @property
    def is_all_right(self) -> bool:
        return 0 < self.question_count == self.right_count


@dataclass(frozen=True, slots=True)
class Known:
    """What keys need beside the attempt: the truths, the judges' points, the lots.

    ``text_points`` is by attempt, ``lots`` by contest number; None or nothing: not known yet.
    """

    truth: int | None = None
    fact: int | None = None
    text_points: Mapping[int, int] = field(default_factory=dict)
    lots: Mapping[str, int] = field(default_factory=dict)


def getter(key: Key, known: Known, unit_ms: int = 1) -> Getter:
    """Return what gives the value of a key; durations are cut to the printed unit.

    The committee decides between people, not attempts: it has no value here.
    """
    return _GETTERS[key](known, unit_ms)


def _near(name: str, truth: int | None) -> Getter:
    if truth is None:
        return lambda _: None
    guess = attrgetter(name)
    return lambda each: distance(guess(each), truth)


def _shortest(_: Known, unit_ms: int) -> Getter:
    return lambda each: each.duration_ms // unit_ms * unit_ms


_GETTERS: Mapping[Key, Callable[[Known, int], Getter]] = {
    Key.RIGHT: lambda *_: attrgetter("right_count"),
    Key.POINTS: lambda *_: attrgetter("points"),
    Key.PREDICTION: lambda known, _: _near("guess", known.truth),
    Key.FACT: lambda known, _: _near("fact", known.fact),
    Key.TEXT: lambda known, _: lambda each: known.text_points.get(each.attempt_id),
    Key.DURATION: _shortest,
    Key.HANDED_IN: lambda *_: attrgetter("handed_in_ms"),
    Key.STARTED: lambda *_: attrgetter("started_ms"),
    Key.LOT: lambda known, _: lambda each: known.lots.get(each.contest_number),
    Key.COMMITTEE: lambda *_: lambda _: None,
}


def columns(attempts: Sequence[MarkedAttempt], scheme: Scheme, known: Known) -> list[Column]:
    """Return what each attempt has, key by key, without the committee's decision."""
    return [
        Column(
            each.key,
            list(map(getter(each.key, known, scheme.duration_unit_ms), attempts)),
            each.more_first,
        )
        for each in scheme.criteria
        if each.key is not Key.COMMITTEE
    ]


class Chooser:
    """Which of a person's attempts counts, by one scheme.

    The best is the one with the best marks: by those keys of right answers and points that the
    scheme begins with.  Which of equally good ones, the rule says.
    """

    def __init__(self, rule: CountingRule, scheme: Scheme, known: Known) -> None:
        self._rule, self._scheme, self._known = rule, scheme, known
        leading = tuple(takewhile(lambda each: each.key in MARKS, scheme.criteria))
        further = scheme.criteria[len(leading) :]
        self._marks = self._weigher(leading)
        self._tie = self._weigher((_NEAREST,) if rule.equals is Equals.NEAREST else further)

    def choose(self, attempts: Sequence[MarkedAttempt]) -> MarkedAttempt:
        """Return the one that counts; they are in their order, and there is at least one."""
        if len(attempts) == 1 or self._rule.which is Counting.FIRST:
            return attempts[0]
        if self._rule.which is Counting.LAST:
            return attempts[-1]
        most = min(map(self._marks, attempts))
        best = [each for each in attempts if self._marks(each) == most]
        if self._rule.equals is Equals.LAST:
            return best[-1]
        return best[0] if self._rule.equals is Equals.FIRST else min(best, key=self._tie)

    def _weigher(
        self, criteria: Iterable[Criterion]
    ) -> Callable[[MarkedAttempt], tuple[float, ...]]:
        unit_ms = self._scheme.duration_unit_ms
        parts = [
            (getter(each.key, self._known, unit_ms), -1 if each.more_first else 1)
            for each in criteria
        ]

        def weigh(attempt: MarkedAttempt) -> tuple[float, ...]:
            values = ((get(attempt), sign) for get, sign in parts)
            return tuple(math.inf if value is None else sign * value for value, sign in values)

        return weigh
