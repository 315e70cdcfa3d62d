"""Who stands where over a whole contest, and in a unit: places made of the rounds' standings."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import reduce
from operator import attrgetter
from typing import NamedTuple

from contest.rules.placing import Column, Decision, EntrantId, Place, Value, among, decided, place
from contest.rules.ranking import Key, Scheme
from contest.rules.tally import Standing

ROUNDS = "rounds"  # the key of a board that no scheme names
_COMPARED_BY_ROUNDS = frozenset({Key.PREDICTION, Key.FACT, Key.DURATION})


class Combine(StrEnum):
    """How a person's rounds make one result: all of them together, or the best one."""

    SUM = "sum"
    BEST = "best"


class Season(NamedTuple):
    """What a person brought over the rounds that were combined."""

    contest_number: str
    person: int
    rounds: int
    right: int
    points: int
    prediction: Value
    fact: Value
    text: Value
    duration: int
    handed_in: int
    started: int


class BoardRow(NamedTuple):
    season: Season
    place: Place


def whole_contest(
    rounds: Iterable[Sequence[Standing]],
    combine: Combine,
    scheme: Scheme,
    *,
    lots: Mapping[str, int] | None = None,
    decisions: Sequence[Decision] = (),
) -> tuple[BoardRow, ...]:
    """Whoever stands in a round stands on the board of the contest.

    Summed up: right answers, points and the judges' points add up, and a missing round adds
    nothing.  Durations, as printed, and distances add up too; there, since less is better, who
    took part in more rounds comes before who took part in fewer, and who left a round's extra
    question open has no sum of distances.  The start is the earliest, the hand-in the latest.

    The best: each person's best round by the scheme, and the earlier of equal ones.
    """
    by_person: dict[int, list[Season]] = {}
    for standings in rounds:
        for season in _seasons(standings, scheme, combine):
            by_person.setdefault(season.person, []).append(season)
    if combine is Combine.SUM:
        seasons = [reduce(_sum, several) for several in by_person.values()]
    else:
        weigh = _weigher(scheme)
        seasons = [min(several, key=weigh) for several in by_person.values()]
    columns = _columns(seasons, scheme, combine, lots or {})
    numbers = [each.contest_number for each in seasons]
    if scheme.keys[-1] is Key.COMMITTEE:
        columns.append(Column(Key.COMMITTEE, decided(numbers, columns, decisions), False))
    by_number = dict(zip(numbers, seasons, strict=True))
    return tuple(BoardRow(by_number[str(each.entrant)], each) for each in place(numbers, columns))


def of_unit(
    places: Sequence[Place], members: Iterable[EntrantId], keys: Sequence[str]
) -> tuple[Place, ...]:
    """A unit's members stand in the same order as on the whole board, placed among themselves.

    ``keys`` are those of the board, in their order.
    """
    return tuple(among(places, frozenset(members), keys))


def keys_of(scheme: Scheme, combine: Combine) -> tuple[str, ...]:
    """The keys that decide on the board: summed up, the number of rounds before distances."""
    keys: list[str] = list(scheme.keys)
    at = _where_rounds_decide(scheme)
    if combine is Combine.SUM and at is not None:
        keys.insert(at, ROUNDS)
    return tuple(keys)


def _where_rounds_decide(scheme: Scheme) -> int | None:
    return next((at for at, key in enumerate(scheme.keys) if key in _COMPARED_BY_ROUNDS), None)


def _seasons(standings: Sequence[Standing], scheme: Scheme, combine: Combine) -> list[Season]:
    """One round of each; where nobody has a distance nothing was asked, which adds nothing."""
    unit_ms, adds = scheme.duration_unit_ms, combine is Combine.SUM
    asks_guess = any(each.guess_distance is not None for each in standings)
    asks_fact = any(each.fact_distance is not None for each in standings)
    return [
        Season(
            contest_number=attempt.contest_number,
            person=attempt.person,
            rounds=1,
            right=attempt.right_count,
            points=attempt.points,
            prediction=0 if adds and not asks_guess else each.guess_distance,
            fact=0 if adds and not asks_fact else each.fact_distance,
            text=each.text_points,
            duration=attempt.duration_ms // unit_ms * unit_ms,
            handed_in=attempt.handed_in_ms,
            started=attempt.started_ms,
        )
        for each in standings
        for attempt in (each.attempt,)
    ]


def _sum(one: Season, other: Season) -> Season:
    return Season(
        contest_number=one.contest_number,
        person=one.person,
        rounds=one.rounds + other.rounds,
        right=one.right + other.right,
        points=one.points + other.points,
        prediction=_both(one.prediction, other.prediction),
        fact=_both(one.fact, other.fact),
        text=_either(one.text, other.text),
        duration=one.duration + other.duration,
        handed_in=max(one.handed_in, other.handed_in),
        started=min(one.started, other.started),
    )


def _both(one: Value, other: Value) -> Value:
    return None if one is None or other is None else one + other


def _either(one: Value, other: Value) -> Value:
    return one if other is None else other + (one or 0)


def _value(key: Key) -> Callable[[Season], Value]:
    return attrgetter(key.name.lower())


def _weigher(scheme: Scheme) -> Callable[[Season], tuple[float, ...]]:
    parts = [
        (_value(each.key), -1 if each.more_first else 1)
        for each in scheme.criteria
        if each.key not in (Key.LOT, Key.COMMITTEE)
    ]

    def weigh(season: Season) -> tuple[float, ...]:
        values = ((get(season), sign) for get, sign in parts)
        return tuple(math.inf if value is None else sign * value for value, sign in values)

    return weigh


def _columns(
    seasons: Sequence[Season], scheme: Scheme, combine: Combine, lots: Mapping[str, int]
) -> list[Column]:
    found = [
        Column(each.key, list(map(_value(each.key), seasons)), each.more_first)
        for each in scheme.criteria
        if each.key not in (Key.LOT, Key.COMMITTEE)
    ]
    at = _where_rounds_decide(scheme)
    if combine is Combine.SUM and at is not None:
        found.insert(at, Column(ROUNDS, [each.rounds for each in seasons], True))
    if scheme.ends_with_lot:
        drawn = [lots.get(each.contest_number) for each in seasons]
        found.append(Column(Key.LOT, drawn, False))
    return found
