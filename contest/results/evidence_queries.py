"""What is known of a round beside its attempts: who does not count, truths, marks, decisions."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from contest.attempts import extra_queries, extra_service
from contest.attempts.extra_models import Extra
from contest.contests import guardian_queries
from contest.contests.extra_queries import definition_of
from contest.contests.models import Entry, Round
from contest.contests.prize_models import Criterion
from contest.contests.way_models import Way
from contest.db import db
from contest.people.models import Person
from contest.results.award_models import CriterionMark, Settlement
from contest.results.check_models import Merge
from contest.results.claim_models import PrizeClaim
from contest.rules.claims import After
from contest.rules.lots import Draw
from contest.rules.merits import MarkedAttempt
from contest.rules.placing import Decision
from contest.rules.ranking import CountingRule
from contest.rules.result_way import State
from contest.rules.tally import Findings, TallyRules
from contest.rules.unit_ranking import Mark
from contest.rules.verification import State as EntryState


def tally_rules(round_: Round) -> TallyRules:
    """What the contest's regulation says of this round's results."""
    return TallyRules(
        schemes={each.id: each.ranking for each in round_.contest.audiences},
        counting=CountingRule(round_.counting, round_.equals),
        prediction=definition_of(round_),
    )


def findings(round_: Round, root: str, held: Mapping[int, int]) -> Findings:
    """All of it; ``root`` is what the closed round's hand-ins hash to, ``held`` are the truths of
    the prediction that are not to be counted, by audience.
    """
    audiences = [each.id for each in round_.contest.audiences]
    fact = extra_queries.find_truth(round_, Extra.FACT)
    return Findings(
        not_recognised=not_recognised(round_.contest_id),
        practising=guardian_queries.list_practising(round_.contest),
        truths=held,
        facts=dict.fromkeys(audiences, fact.value) if fact else {},
        text_points=extra_service.text_points(round_),
        draw=draw_of(round_, root),
        decisions=decisions(round_.contest_id, round_.id, of_units=False),
    )


def fingerprint(round_: Round) -> str:
    """What is known of the round beside its attempts, as SHA-256: while it stays the same, so do
    the standings that are computed of it.
    """
    known = findings(round_, "", {})
    merges = select(Merge.id).join(Entry, Entry.id == Merge.kept_entry_id)
    truths = extra_queries.list_truths(round_, Extra.PREDICTION)
    said = (
        round_.key_version,
        round_.lot_number,
        sorted(known.not_recognised),
        sorted(known.practising),
        sorted(known.facts.items()),
        sorted(known.text_points.items()),
        list(known.decisions),
        [each.id for each in truths if not each.is_counted],
        sorted(db.session.scalars(merges.where(Entry.contest_id == round_.contest_id))),
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()


def draw_of(round_: Round, root: str) -> Draw | None:
    """What the round's lots are drawn with; None while the public number is not entered."""
    if not round_.lot_number or not root:
        return None
    return Draw(round_.secret, bytes.fromhex(root), round_.lot_number)


def root_of(attempts: Iterable[MarkedAttempt]) -> str:
    """SHA-256 over the closed round's hand-ins, in hexadecimal.

    One line an attempt, ``NUMBER|ORDINAL|STARTED|HANDED-IN``: contest number, which attempt of
    that person in the round, and both instants in milliseconds since 1970 UTC; sorted by contest
    number and ordinal, joined by line feeds, without one at the end.  No marks are in it: keys
    that change later do not draw other lots.
    """
    keys = sorted(
        (each.contest_number, each.ordinal, each.started_ms, each.handed_in_ms) for each in attempts
    )
    lines = "\n".join(f"{number}|{at}|{start}|{end}" for number, at, start, end in keys)
    return hashlib.sha256(lines.encode()).hexdigest()


def one_person(round_: Round, attempts: Iterable[MarkedAttempt]) -> list[MarkedAttempt]:
    """The attempts as they count when registrations of one person were merged.

    They are the kept registration's, in their new order; one that the limits would have refused
    does not count.  The places and the unit of an attempt stay what they were.
    """
    query = (
        select(Merge.attempts, Entry.person_id, Person.number, Entry.contest_audience_id)
        .join(Entry, Entry.id == Merge.kept_entry_id)
        .join(Person, Person.id == Entry.person_id)
        .where(Entry.contest_id == round_.contest_id)
    )
    moved = {
        each["attempt"]: (each, person, number, audience)
        for told, person, number, audience in db.session.execute(query)
        for each in told
    }
    return [
        each if each.attempt_id not in moved else _moved(each, *moved[each.attempt_id])
        for each in attempts
        if each.attempt_id not in moved or moved[each.attempt_id][0]["is_recognised"]
    ]


def _moved(
    attempt: MarkedAttempt, told: Mapping[str, Any], person: int, number: str, audience: int
) -> MarkedAttempt:
    return attempt._replace(
        person=person, contest_number=number, audience=audience, ordinal=told["ordinal"]
    )


def not_recognised(contest_id: int) -> frozenset[int]:
    """People whose entry a judge does not recognise."""
    query = select(Entry.person_id).where(
        Entry.contest_id == contest_id, Entry.state == EntryState.NOT_RECOGNISED
    )
    return frozenset(db.session.scalars(query))


def unclaimed(contest_id: int, round_: Round | None) -> frozenset[int]:
    """People whose prize of the round, or of the whole contest, passed on: not claimed in time."""
    query = select(PrizeClaim.person_id).where(
        _passed_on(contest_id, round_.id if round_ else None)
    )
    return frozenset(db.session.scalars(query))


def passed_on(contest_id: int, round_id: int | None) -> frozenset[int]:
    """The claims whose prize of the round, or of the whole contest, passed on so far."""
    query = select(PrizeClaim.id).where(_passed_on(contest_id, round_id))
    return frozenset(db.session.scalars(query))


def _passed_on(contest_id: int, round_id: int | None) -> ColumnElement[bool]:
    return and_(
        PrizeClaim.contest_id == contest_id,
        PrizeClaim.round_id.is_not_distinct_from(round_id),
        PrizeClaim.ended == After.PASSES_ON,
    )


def decisions(contest_id: int, round_id: int | None, *, of_units: bool) -> list[Decision]:
    """The committee's decisions in force: of those that name somebody, the newest."""
    query = (
        select(Settlement)
        .where(
            Settlement.contest_id == contest_id,
            Settlement.round_id == round_id
            if round_id is not None
            else Settlement.round_id.is_(None),
            Settlement.is_of_units == of_units,
        )
        .order_by(Settlement.id.desc())
    )
    named: set[str] = set()
    found = []
    for each in db.session.scalars(query):
        if named.isdisjoint(each.ordered):
            order = tuple(int(one) for one in each.ordered) if of_units else tuple(each.ordered)
            found.append(Decision(order, each.decided_by, each.why))
            named.update(each.ordered)
    return found


def criterion_marks(contest_id: int, round_id: int | None) -> list[Mark]:
    """The newest marks of each unit and criterion, for the round or for the whole contest."""
    query = (
        select(CriterionMark)
        .join(CriterionMark.criterion)
        .where(
            Criterion.contest_id == contest_id,
            CriterionMark.round_id == round_id
            if round_id is not None
            else CriterionMark.round_id.is_(None),
        )
        .order_by(CriterionMark.id)
    )
    newest = {(each.unit_id, each.criterion_id): each for each in db.session.scalars(query)}
    return [
        Mark(each.unit_id, each.criterion.code, each.points, each.reason, each.given_by.name)
        for each in newest.values()
    ]


def is_final(round_id: int) -> bool:
    """Whether the round's result, or that of an audience of it, is final: nothing reopens it."""
    query = select(Way.id).where(Way.round_id == round_id, Way.state == State.FINAL)
    return db.session.scalar(query.limit(1)) is not None
