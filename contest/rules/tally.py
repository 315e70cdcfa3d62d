"""A round's results from its evidence: which attempts count, the truth, the standings."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import NamedTuple

from contest.rules.extra import AllRight, Counts, Definition, Scope
from contest.rules.lots import Draw, lots
from contest.rules.merits import Chooser, Known, MarkedAttempt, columns, getter
from contest.rules.placing import Column, Decision, Place, decided, place
from contest.rules.prediction import PersonSummary, truth
from contest.rules.ranking import CountingRule, Key, Scheme
from contest.rules.units import Entrant


@dataclass(frozen=True, slots=True)
class TallyRules:
    """What the regulation says of a round's results: schemes by audience, and who counts.

    ``unit_counts`` says who counts in the tables of units.
    """

    schemes: Mapping[int, Scheme]
    counting: CountingRule = field(default_factory=CountingRule)
    prediction: Definition | None = None
    unit_counts: Counts = field(default_factory=Counts)


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of a round beside its attempts.

    People who are not recognised, and those who practise only, having no guardian's consent; the
    truths held, by audience, where they are not to be counted now; the truths that the committee
    entered, by audience; the judges' points, by attempt; how lots are drawn, once that is known;
    and the committee's decisions that are in force, which name contest numbers.
    """

    not_recognised: Collection[int] = frozenset()
    practising: Collection[int] = frozenset()
    truths: Mapping[int, int] | None = None
    facts: Mapping[int, int] = field(default_factory=dict)
    text_points: Mapping[int, int] = field(default_factory=dict)
    draw: Draw | None = None
    decisions: Sequence[Decision] = ()


class Standing(NamedTuple):
    """A person's counting attempt and the place it has in its audience."""

    attempt: MarkedAttempt
    attempt_count: int
    guess_distance: int | None
    fact_distance: int | None
    text_points: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class Tally:
    """The results of a round.

    ``truths`` are by audience, and empty without a prediction or while its truth is not known.
    ``standings`` are in order, audience by audience.  ``taking_part`` are those who count for
    the prediction: over several rounds they make the truth of a contest.
    """

    truths: Mapping[int, int]
    standings: Mapping[int, tuple[Standing, ...]]
    entrants: tuple[Entrant, ...]
    taking_part: tuple[PersonSummary, ...]


class _Person(NamedTuple):
    """``counting`` is one of the valid attempts, or of the void ones where all are void."""

    attempts: Sequence[MarkedAttempt]
    valid: Sequence[MarkedAttempt]
    counting: MarkedAttempt


def tally(
    attempts: Iterable[MarkedAttempt], rules: TallyRules, findings: Findings | None = None
) -> Tally:
    """One attempt of each person counts; the truth is counted over these; then they are ranked.

    Void attempts are not ranked, nor is who is not recognised or practises only.  Where the
    prediction has a say in which attempt counts, the truth comes first, from the attempts that
    count without it: it cannot depend on what it decides.  A person is ranked in the audience of
    the counting attempt.  A prediction over the contest is counted by the caller, over all
    rounds, and held.
    """
    findings = findings or Findings()
    unknown = dict.fromkeys(rules.schemes, Known())
    people = _chosen(map(_person, _by_person(attempts)), rules, unknown)
    taking_part = _taking_part(people, rules.prediction, findings)
    truths = findings.truths
    if truths is None:
        truths = _truths(taking_part, rules)
    known = {
        audience: Known(truths.get(audience), findings.facts.get(audience), findings.text_points)
        for audience in rules.schemes
    }
    if known != unknown:
        people = _chosen(people, rules, known)
    return Tally(
        truths,
        _standings(people, rules, known, findings),
        tuple(_entrants(people, rules.unit_counts, findings)),
        tuple(summary for _, summary in taking_part),
    )


def _by_person(attempts: Iterable[MarkedAttempt]) -> list[list[MarkedAttempt]]:
    found: dict[int, list[MarkedAttempt]] = {}
    for each in attempts:
        found.setdefault(each.person, []).append(each)
    for several in found.values():
        if len(several) > 1:
            several.sort(key=lambda each: each.ordinal)
    return [found[person] for person in sorted(found)]


def _person(attempts: Sequence[MarkedAttempt]) -> _Person:
    valid = attempts
    if any(each.is_void for each in attempts):
        valid = [each for each in attempts if not each.is_void]
    return _Person(attempts, valid, attempts[0])


def _chosen(
    people: Iterable[_Person], rules: TallyRules, known: Mapping[int, Known]
) -> list[_Person]:
    """The same people, each with the attempt that counts by what is known."""
    choosers = {
        audience: Chooser(rules.counting, scheme, known[audience])
        for audience, scheme in rules.schemes.items()
    }
    return [
        each
        if len(each.attempts) == 1
        else each._replace(
            counting=choosers[each.attempts[-1].audience].choose(each.valid or each.attempts)
        )
        for each in people
    ]


def _counted(person: _Person, counts: Counts) -> Sequence[MarkedAttempt]:
    return person.attempts if counts.void else person.valid


def _those_who_count(
    people: Iterable[_Person], counts: Counts, findings: Findings
) -> list[_Person]:
    out = set() if counts.disqualified else set(findings.not_recognised)
    out |= set() if counts.practising else set(findings.practising)
    return [each for each in people if each.counting.person not in out and _counted(each, counts)]


def _taking_part(
    people: Iterable[_Person], prediction: Definition | None, findings: Findings
) -> list[tuple[int, PersonSummary]]:
    """Those who count for the prediction, each with the audience."""
    if prediction is None:
        return []
    counts = prediction.counts
    return [
        (each.counting.audience, _summary(each, counts))
        for each in _those_who_count(people, counts, findings)
    ]


def _summary(person: _Person, counts: Counts) -> PersonSummary:
    counted = _counted(person, counts)
    is_all_right = person.counting.is_all_right
    if counts.all_right is AllRight.ANY:
        is_all_right = any(each.is_all_right for each in counted)
    return PersonSummary(person.counting.person, len(counted), is_all_right)


def _truths(taking_part: Sequence[tuple[int, PersonSummary]], rules: TallyRules) -> dict[int, int]:
    if rules.prediction is None or rules.prediction.scope is Scope.CONTEST:
        return {}
    target = rules.prediction.target
    if rules.prediction.scope is Scope.ROUND:
        return dict.fromkeys(rules.schemes, truth(target, (each for _, each in taking_part)))
    by_audience: dict[int, list[PersonSummary]] = {audience: [] for audience in rules.schemes}
    for audience, each in taking_part:
        by_audience[audience].append(each)
    return {audience: truth(target, those) for audience, those in by_audience.items()}


def _standings(
    people: Iterable[_Person], rules: TallyRules, known: Mapping[int, Known], findings: Findings
) -> dict[int, tuple[Standing, ...]]:
    members: dict[int, list[_Person]] = {audience: [] for audience in rules.schemes}
    for person in people:
        if person.valid:
            members[person.counting.audience].append(person)
    return {
        audience: tuple(_ranked(those, rules.schemes[audience], known[audience], findings))
        for audience, those in members.items()
    }


def _ranked(
    people: list[_Person], scheme: Scheme, known: Known, findings: Findings
) -> list[Standing]:
    numbers = [each.counting.contest_number for each in people]
    if scheme.ends_with_lot:
        known = replace(known, lots=lots(findings.draw, numbers))
    chosen = [each.counting for each in people]
    found = columns(chosen, scheme, known)
    if scheme.keys[-1] is Key.COMMITTEE:
        # Decided while all are there: nobody's leaving makes a decision bind whom it did not.
        found.append(Column(Key.COMMITTEE, decided(numbers, found, findings.decisions), False))
    out = {*findings.not_recognised, *findings.practising}
    stays = [each.person not in out for each in chosen]
    if not all(stays):
        people, numbers = list(compress(people, stays)), list(compress(numbers, stays))
        found = [each._replace(values=list(compress(each.values, stays))) for each in found]
    by_number = dict(zip(numbers, people, strict=True))
    guess, fact, text = (getter(key, known) for key in (Key.PREDICTION, Key.FACT, Key.TEXT))
    return [
        Standing(attempt, len(valid), guess(attempt), fact(attempt), text(attempt), each)
        for each in place(numbers, found)
        for _, valid, attempt in (by_number[str(each.entrant)],)
    ]


def _entrants(people: Iterable[_Person], counts: Counts, findings: Findings) -> list[Entrant]:
    return [_entrant(each, counts) for each in _those_who_count(people, counts, findings)]


def _entrant(person: _Person, counts: Counts) -> Entrant:
    attempt = person.counting
    _, attempt_count, is_all_right = _summary(person, counts)
    return Entrant(
        attempt.person,
        attempt.residence_path,
        attempt.unit_path,
        attempt.audience,
        attempt_count,
        attempt.right_count,
        is_all_right,
        attempt.points,
        attempt.question_count,
    )


def digest(standings: Mapping[int, Sequence[Standing]]) -> str:
    """The same evidence gives the same digest: SHA-256 over a line a standing, in their order."""
    lines = "\n".join(
        f"{audience}|{_line(standing)}"
        for audience in sorted(standings)
        for standing in standings[audience]
    )
    return hashlib.sha256(lines.encode()).hexdigest()


def _line(standing: Standing) -> str:
    attempt, _, guess_distance, fact_distance, text_points, stands = standing
    return (
        f"{stands.place}|{attempt.contest_number}|{attempt.ordinal}|{attempt.right_count}|"
        f"{attempt.points}|{guess_distance}|{fact_distance}|{text_points}|"
        f"{attempt.duration_ms}|{attempt.started_ms}|{attempt.handed_in_ms}"
    )
