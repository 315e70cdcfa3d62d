"""A round's results from its evidence: which attempts count, the truth, the standings."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from contest.rules.prediction import PersonSummary, Target, distance, truth
from contest.rules.ranking import Candidate, Counting, Place, Scheme, counting, rank
from contest.rules.units import Entrant, Unit

LOT_BYTES = 7  # fits a signed 64-bit column


@dataclass(frozen=True, slots=True)
class MarkedAttempt:
    """An attempt that was handed in, with its marks.

    ``contest_number`` names the person, ``ordinal`` is the person's first, second … attempt of the
    round.  Instants and durations are in milliseconds, points in hundredths; the question count is
    of questions that count, without the prediction.
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

    @property
    def is_all_right(self) -> bool:
        return 0 < self.question_count == self.right_count


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's counting attempt and the place it has in its audience."""

    attempt: MarkedAttempt
    attempt_count: int
    guess_distance: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class Tally:
    """The results of a round.  ``standings`` are in order, audience by audience."""

    truth: int | None
    standings: Mapping[int, tuple[Standing, ...]]
    entrants: tuple[Entrant, ...]


@dataclass(frozen=True, slots=True)
class _Person:
    attempts: tuple[MarkedAttempt, ...]
    counting: MarkedAttempt


def lot(secret: bytes, contest_number: str) -> int:
    """A lot is drawn by the round's secret: HMAC-SHA256 over the contest number, its first bytes.

    The secret was committed to before the opening, and once it is opened anyone can draw again.
    """
    mac = hmac.new(secret, f"lot:{contest_number}".encode(), hashlib.sha256)
    return int.from_bytes(mac.digest()[:LOT_BYTES], "big")


def tally(
    attempts: Iterable[MarkedAttempt],
    schemes: Mapping[int, Scheme],
    which: Counting,
    target: Target | None,
    secret: bytes,
) -> Tally:
    """One attempt of each person counts; the truth is counted over these; then they are ranked.

    Where the best attempt counts and a prediction decides, the truth comes first, from the
    attempts that are best without their predictions: it cannot depend on what it decides.  A
    person is ranked in the audience of the counting attempt.
    """
    people = [_person(each, schemes, which) for each in _by_person(attempts)]
    found = truth(target, map(_summary, people)) if target else None
    if found is not None:
        people = [_with_truth(each, schemes, which, found) for each in people]
    by_audience: dict[int, list[_Person]] = {audience: [] for audience in schemes}
    for person in people:
        by_audience[person.counting.audience].append(person)
    standings = {
        audience: _ranked(members, schemes[audience], found, secret)
        for audience, members in by_audience.items()
    }
    return Tally(found, standings, tuple(map(_entrant, people)))


def digest(standings: Mapping[int, Sequence[Standing]]) -> str:
    """The same evidence gives the same digest: SHA-256 over a line a standing, in their order."""
    lines = (
        "|".join(map(str, (audience, *_line(standing))))
        for audience in sorted(standings)
        for standing in standings[audience]
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _line(standing: Standing) -> tuple[object, ...]:
    attempt = standing.attempt
    return (
        standing.place.place,
        attempt.contest_number,
        attempt.ordinal,
        attempt.right_count,
        attempt.points,
        standing.guess_distance,
        attempt.duration_ms,
        attempt.started_ms,
        attempt.handed_in_ms,
    )


def _by_person(attempts: Iterable[MarkedAttempt]) -> list[tuple[MarkedAttempt, ...]]:
    ordered = sorted(attempts, key=lambda each: (each.person, each.ordinal))
    return [tuple(each) for _, each in groupby(ordered, key=lambda each: each.person)]


def _person(
    attempts: tuple[MarkedAttempt, ...],
    schemes: Mapping[int, Scheme],
    which: Counting,
    truth: int | None = None,
) -> _Person:
    if len(attempts) == 1:
        return _Person(attempts, attempts[0])
    candidates = [_candidate(each, ordinal, truth) for ordinal, each in enumerate(attempts)]
    chosen = counting(candidates, which, schemes[attempts[-1].audience])
    return _Person(attempts, attempts[int(chosen.entrant)])


def _with_truth(
    person: _Person, schemes: Mapping[int, Scheme], which: Counting, truth: int
) -> _Person:
    return _person(person.attempts, schemes, which, truth)


def _candidate(
    attempt: MarkedAttempt, entrant: int | str, truth: int | None, lot: int | None = None
) -> Candidate:
    return Candidate(
        entrant=entrant,
        right_count=attempt.right_count,
        points=attempt.points,
        guess_distance=None if truth is None else distance(attempt.guess, truth),
        duration_ms=attempt.duration_ms,
        started_ms=attempt.started_ms,
        handed_in_ms=attempt.handed_in_ms,
        lot=lot,
    )


def _ranked(
    people: Sequence[_Person], scheme: Scheme, truth: int | None, secret: bytes
) -> tuple[Standing, ...]:
    by_number = {each.counting.contest_number: each for each in people}
    candidates = {
        number: _candidate(
            each.counting, number, truth, lot(secret, number) if scheme.ends_with_lot else None
        )
        for number, each in by_number.items()
    }
    places = rank(candidates.values(), scheme)
    return tuple(
        Standing(
            attempt=by_number[str(place.entrant)].counting,
            attempt_count=len(by_number[str(place.entrant)].attempts),
            guess_distance=candidates[str(place.entrant)].guess_distance,
            place=place,
        )
        for place in places
    )


def _summary(person: _Person) -> PersonSummary:
    return PersonSummary(len(person.attempts), person.counting.is_all_right)


def _entrant(person: _Person) -> Entrant:
    attempt = person.counting
    return Entrant(
        person=attempt.person,
        residence_path=attempt.residence_path,
        unit_path=attempt.unit_path,
        audience=attempt.audience,
        attempts=len(person.attempts),
        right_count=attempt.right_count,
        is_all_right=attempt.is_all_right,
        points=attempt.points,
        question_count=attempt.question_count,
    )
