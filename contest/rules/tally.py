"""A round's results from its evidence: which attempts count, the truth, the standings."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import NamedTuple

from contest.rules.extra import Counts, Definition, Scope
from contest.rules.lots import Draw, lots
from contest.rules.merits import Chooser, Known, MarkedAttempt, People, columns, getter
from contest.rules.placing import Column, Decision, Place, decided, place
from contest.rules.prediction import PersonSummary, truth
from contest.rules.ranking import CountingRule, Equals, Key, Scheme
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
    truths held, by audience, which are not to be counted now; the truths that the committee
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
    ``standings`` are in order, audience by audience.  ``taking_part`` are those who count for a
    prediction over the contest: those of all rounds make its truth.
    """

    truths: Mapping[int, int]
    standings: Mapping[int, tuple[Standing, ...]]
    entrants: tuple[Entrant, ...]
    taking_part: tuple[PersonSummary, ...]


def tally(
    attempts: Iterable[MarkedAttempt], rules: TallyRules, findings: Findings | None = None
) -> Tally:
    """One attempt of each person counts; the truth is counted over these; then they are ranked.

    Void attempts are not ranked, nor is who is not recognised or practises only.  Where the
    prediction has a say in which of equally good attempts counts, its truth is counted over the
    first ones of these: it cannot depend on what it decides.  A person is ranked in the audience
    of the counting attempt.  A prediction over the contest is counted by the caller, over all
    rounds, and held.
    """
    found = _Tallying(People(attempts), rules, findings or Findings())
    truths, taking_part = found.truths()
    known = {
        audience: Known(
            truths.get(audience), found.findings.facts.get(audience), found.findings.text_points
        )
        for audience in rules.schemes
    }
    chosen = found.chosen(rules.counting, known)
    entrants = tuple(found.entrants(chosen))
    return Tally(truths, found.standings(chosen, known), entrants, taking_part)


def taking_part(
    attempts: Iterable[MarkedAttempt], rules: TallyRules, findings: Findings
) -> tuple[PersonSummary, ...]:
    """Who counts of a round for a prediction over the contest; nothing for another."""
    return _Tallying(People(attempts), rules, findings).truths()[1]


class _Tallying:
    """A round's people, what the regulation says, and what is known beside."""

    def __init__(self, people: People, rules: TallyRules, findings: Findings) -> None:
        self.people, self.rules, self.findings = people, rules, findings

    def chosen(self, rule: CountingRule, known: Mapping[int, Known]) -> list[MarkedAttempt]:
        """The counting attempt of each person, in the order of persons."""
        schemes = self.rules.schemes.items()
        choosers = {
            audience: Chooser(rule, scheme, known[audience]) for audience, scheme in schemes
        }
        return self.people.chosen(choosers)

    def truths(self) -> tuple[Mapping[int, int], tuple[PersonSummary, ...]]:
        """The truths by audience, and who takes part in the prediction of a contest."""
        prediction, held = self.rules.prediction, self.findings.truths
        is_known = held is not None and held.keys() >= self.rules.schemes.keys()
        if prediction is None or (is_known and prediction.scope is not Scope.CONTEST):
            return held or {}, ()
        rule = self.rules.counting
        if rule.equals is not Equals.LAST:
            rule = replace(rule, equals=Equals.FIRST)
        chosen = self.chosen(rule, dict.fromkeys(self.rules.schemes, Known()))
        counted = self.those_who_count(chosen, prediction.counts)
        if prediction.scope is Scope.CONTEST:
            return held or {}, tuple(self._summaries(counted, prediction.counts))
        return {**self._counted_truths(prediction, counted), **(held or {})}, ()

    def _counted_truths(
        self, prediction: Definition, counted: Sequence[MarkedAttempt]
    ) -> dict[int, int]:
        target, counts, audiences = prediction.target, prediction.counts, self.rules.schemes
        if prediction.scope is Scope.ROUND:
            return dict.fromkeys(audiences, truth(target, self._summaries(counted, counts)))
        return {
            audience: truth(
                target,
                self._summaries([each for each in counted if each.audience == audience], counts),
            )
            for audience in audiences
        }

    def those_who_count(
        self, chosen: Iterable[MarkedAttempt], counts: Counts
    ) -> list[MarkedAttempt]:
        """Those of the chosen whose people count for a figure."""
        out = set() if counts.disqualified else set(self.findings.not_recognised)
        out |= set() if counts.practising else set(self.findings.practising)
        return [
            each for each in chosen if each.person not in out and (counts.void or not each.is_void)
        ]

    def _summaries(
        self, chosen: Iterable[MarkedAttempt], counts: Counts
    ) -> Iterator[PersonSummary]:
        for each in chosen:
            made = self.people.made_by(each, void=counts.void)
            yield PersonSummary(each.person, made, self.people.is_all_right(each, counts))

    def entrants(self, chosen: Iterable[MarkedAttempt]) -> Iterator[Entrant]:
        counts = self.rules.unit_counts
        for each in self.those_who_count(chosen, counts):
            yield Entrant(
                each.person,
                each.residence_path,
                each.unit_path,
                each.audience,
                self.people.made_by(each, void=counts.void),
                each.right_count,
                self.people.is_all_right(each, counts),
                each.points,
                each.question_count,
            )

    def standings(
        self, chosen: Iterable[MarkedAttempt], known: Mapping[int, Known]
    ) -> dict[int, tuple[Standing, ...]]:
        members: dict[int, list[MarkedAttempt]] = {audience: [] for audience in self.rules.schemes}
        for each in chosen:
            if not each.is_void:
                members[each.audience].append(each)
        return {
            audience: tuple(self._ranked(those, self.rules.schemes[audience], known[audience]))
            for audience, those in members.items()
        }

    def _ranked(
        self, chosen: list[MarkedAttempt], scheme: Scheme, known: Known
    ) -> Iterator[Standing]:
        numbers = [each.contest_number for each in chosen]
        if scheme.ends_with_lot:
            known = replace(known, lots=lots(self.findings.draw, numbers))
        found = columns(chosen, scheme, known)
        if scheme.keys[-1] is Key.COMMITTEE:
            # Decided while all are there: nobody's leaving makes a decision bind whom it did not.
            ruled = decided(numbers, found, self.findings.decisions)
            found.append(Column(Key.COMMITTEE, ruled, False))
        out = {*self.findings.not_recognised, *self.findings.practising}
        stays = [each.person not in out for each in chosen]
        if not all(stays):
            numbers = list(compress(numbers, stays))
            found = [each._replace(values=list(compress(each.values, stays))) for each in found]
        by_number = {each.contest_number: each for each in chosen}
        guess, fact, text = (getter(key, known) for key in (Key.PREDICTION, Key.FACT, Key.TEXT))
        for stands in place(numbers, found):
            attempt = by_number[str(stands.entrant)]
            made = self.people.made_by(attempt, void=False)
            yield Standing(attempt, made, guess(attempt), fact(attempt), text(attempt), stands)


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
