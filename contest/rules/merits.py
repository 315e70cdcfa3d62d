"""What an attempt brings for each key, and which of a person's attempts counts."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from contest.rules.extra import AllRight, Counts
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
        leading = tuple(takewhile(lambda each: each.key in MARKS, scheme.criteria))
        further = scheme.criteria[len(leading) :]
        unit_ms = scheme.duration_unit_ms
        self._rule = rule
        self._marks = _weigher(leading, known, unit_ms)
        self._tie = _weigher(
            (_NEAREST,) if rule.equals is Equals.NEAREST else further, known, unit_ms
        )

    def choose(self, attempts: Sequence[MarkedAttempt]) -> MarkedAttempt:
        """Return the one that counts; they are in their order, and there is at least one."""
        if len(attempts) == 1 or self._rule.which is Counting.FIRST:
            return attempts[0]
        if self._rule.which is Counting.LAST:
            return attempts[-1]
        marks = list(map(self._marks, attempts))
        most = min(marks)
        best = [each for each, mark in zip(attempts, marks, strict=True) if mark == most]
        if len(best) == 1 or self._rule.equals is Equals.FIRST:
            return best[0]
        return best[-1] if self._rule.equals is Equals.LAST else min(best, key=self._tie)


def _weigher(
    criteria: Iterable[Criterion], known: Known, unit_ms: int
) -> Callable[[MarkedAttempt], tuple[float, ...]]:
    """Of two attempts the one that weighs less is better."""
    parts = [(getter(each.key, known, unit_ms), -1 if each.more_first else 1) for each in criteria]

    def weigh(attempt: MarkedAttempt) -> tuple[float, ...]:
        values = [(get(attempt), sign) for get, sign in parts]
        return tuple([math.inf if value is None else sign * value for value, sign in values])

    return weigh


class People:
    """Who took part: the one attempt of most people, and all of those who made several."""

    def __init__(self, attempts: Iterable[MarkedAttempt]) -> None:
        first: dict[int, MarkedAttempt] = {}
        self._several: dict[int, list[MarkedAttempt]] = {}
        for each in attempts:
            other = first.setdefault(each.person, each)
            if other is not each:
                self._several.setdefault(each.person, [other]).append(each)
        self._first = {person: first[person] for person in sorted(first)}
        for several in self._several.values():
            several.sort(key=lambda each: each.ordinal)
        self._valid = {
            person: [each for each in several if not each.is_void]
            for person, several in self._several.items()
        }

    def chosen(self, choosers: Mapping[int, Chooser]) -> list[MarkedAttempt]:
        """Return the counting attempt of each person: of valid ones, or where none is, of all.

        In the order of persons.  Whoever changed the audience is judged by the last one's scheme.
        """
        found = dict(self._first)
        for person, several in self._several.items():
            chooser = choosers[several[-1].audience]
            found[person] = chooser.choose(self._valid[person] or several)
        return list(found.values())

    def made_by(self, attempt: MarkedAttempt, *, void: bool) -> int:
        """Return how many attempts made whoever made this one, with void ones or without."""
        made = (self._several if void else self._valid).get(attempt.person)
        return int(void or not attempt.is_void) if made is None else len(made)

    def is_all_right(self, attempt: MarkedAttempt, counts: Counts) -> bool:
        """Whether this counting attempt is all right, or any of the same person's is."""
        made = None
        if counts.all_right is AllRight.ANY:
            made = (self._several if counts.void else self._valid).get(attempt.person)
        return attempt.is_all_right if made is None else any(each.is_all_right for each in made)
