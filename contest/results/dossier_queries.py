"""All that is kept of one person's part in one contest, read for the dossier."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.attempts import papers_queries as papers
from contest.attempts.key_models import KeyChange, KeyVersion
from contest.attempts.models import Answer, Attempt, Mark
from contest.attempts.papers_queries import Asked
from contest.audit.models import ActorKind, AuditEntry
from contest.bank.models import QuestionVersion
from contest.contests import calendar_queries as calendars
from contest.contests.models import Contest, Entry, GuardianConsent, Round
from contest.contests.running_models import RegulationVersion
from contest.db import db
from contest.errors import NotFound
from contest.people.models import Consent, Person
from contest.results import check_queries, dossier_care_queries, queries, signal_queries
from contest.results.award_models import Award, Board, BoardPlace
from contest.results.check_models import FoundSignal
from contest.results.check_queries import History
from contest.results.claim_models import PrizeClaim
from contest.results.complaint_models import Complaint
from contest.results.dossier_care_queries import Care
from contest.results.models import Standing
from contest.rules.verification import Checklist

MOST_ACTS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A standing as its neighbours see it: by contest number, without a name."""

    standing: Standing
    number: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Sat:
    """One attempt with its paper, every answer in the order received, and all its marks.

    The paper is empty while anyone may still sit the round.  ``withheld`` are versions whose keys
    are not told: another round may still ask the question, or the reader knows no keys.
    """

    attempt: Attempt
    asked: tuple[Asked, ...]
    answers: dict[int, list[Answer]]
    marks: list[Mark]
    withheld: frozenset[int]
    care: Care


@dataclass(frozen=True, slots=True)
class RoundPart:
    """A round that the person sat: attempts, place with neighbours, and changed keys."""

    round: Round
    person_id: int
    sat: list[Sat]
    lines: list[Line]
    ranking_version: int | None
    key_versions: list[KeyVersion]
    changes: dict[int, list[KeyChange]]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is told of a person's part in a contest."""

    contest: Contest
    person: Person
    entry: Entry
    consents: list[Consent]
    guardian: list[GuardianConsent]
    regulation: RegulationVersion | None
    rounds: list[RoundPart]
    board: BoardPlace | None
    awards: list[Award]
    complaints: list[Complaint]
    acts: list[AuditEntry]
    # Each with the numbers of the others whom it concerns.
    signals: list[tuple[FoundSignal, list[str]]]
    checklist: Checklist
    history: History
    claims: list[PrizeClaim]

    @property
    def shown_version_ids(self) -> frozenset[int]:
        """The versions whose keys the dossier shows."""
        return frozenset(
            asked.version_id
            for part in self.rounds
            for sat in part.sat
            for asked in sat.asked
            if asked.version_id not in sat.withheld
        )


def get_entry(contest: Contest, number: str) -> Entry:
    """The entry of that contest number.  Raises NotFound."""
    query = (
        select(Entry)
        .join(Entry.person)
        .where(Entry.contest_id == contest.id, Person.number == number)
    )
    entry = db.session.scalar(query)
    if entry is None:
        raise NotFound
    return entry


def collect(entry: Entry, now: datetime, *, tells_keys: bool) -> Dossier:
    """Read all of it; keys only for a reader who may know them."""
    contest, person, history = entry.contest, entry.person, check_queries.history(entry)
    gone = [each.gone.person_id for each in history.merges if each.kept_entry_id == entry.id]
    attempts = _attempts(contest, [person.id, *gone])
    of_round: dict[int, list[Attempt]] = defaultdict(list)
    for each in attempts:
        of_round[each.round_id].append(each)
    return Dossier(
        contest=contest,
        person=person,
        entry=entry,
        consents=_consents(contest, person),
        guardian=_guardian(entry),
        regulation=_regulation(entry),
        rounds=[
            _part(of_round[each.id], each, person, now, tells_keys=tells_keys)
            for each in contest.rounds
            if each.id in of_round
        ],
        board=_board(contest, person),
        awards=_awards(contest, person),
        complaints=_complaints(contest, person),
        acts=_acts(contest, person, attempts),
        signals=_signals(contest, person),
        checklist=check_queries.checklists(contest, [entry])[entry.id],
        history=history,
        claims=_claims(contest, person),
    )


def question_ids(version_ids: Iterable[int]) -> list[int]:
    query = select(QuestionVersion.question_id).where(QuestionVersion.id.in_(list(version_ids)))
    return list(db.session.scalars(query.distinct()))


def _attempts(contest: Contest, person_ids: list[int]) -> list[Attempt]:
    """Those of the person, and of registrations that became one with this."""
    query = (
        select(Attempt)
        .join(Attempt.round)
        .where(Round.contest_id == contest.id, Attempt.person_id.in_(person_ids))
        .options(joinedload(Attempt.contest_audience), joinedload(Attempt.person))
        .order_by(Round.number, Attempt.started_ms)
    )
    return list(db.session.scalars(query))


def _part(
    attempts: list[Attempt], round_: Round, person: Person, now: datetime, *, tells_keys: bool
) -> RoundPart:
    is_over = calendars.is_over(round_, now)
    sat = [_sitting(each, now, is_over=is_over, tells_keys=tells_keys) for each in attempts]
    ranking = queries.find_ranking(round_.id)
    versions = _key_versions(round_) if is_over and tells_keys else []
    return RoundPart(
        round=round_,
        person_id=person.id,
        sat=sat,
        lines=_lines(ranking.id, person, round_.key_version) if ranking else [],
        ranking_version=ranking.version if ranking else None,
        key_versions=versions,
        changes=_changes(round_, [item.version_id for each in sat for item in each.asked]),
    )


def _sitting(attempt: Attempt, now: datetime, *, is_over: bool, tells_keys: bool) -> Sat:
    care = dossier_care_queries.care_of(attempt)
    if not is_over:
        return Sat(attempt, (), {}, [], frozenset(), care)
    log = select(Answer).where(Answer.round_id == attempt.round_id, Answer.attempt_id == attempt.id)
    answers: dict[int, list[Answer]] = defaultdict(list)
    for each in db.session.scalars(log.order_by(Answer.sitting, Answer.number)):
        answers[each.position].append(each)
    marks = select(Mark).where(Mark.round_id == attempt.round_id, Mark.attempt_id == attempt.id)
    paper = attempt.drawn
    every = frozenset(each.version_id for each in paper.items)
    return Sat(
        attempt=attempt,
        asked=tuple(papers.asked(paper)),
        answers=dict(answers),
        marks=list(db.session.scalars(marks.order_by(Mark.key_version))),
        withheld=papers.still_drawn(paper, attempt.round_id, now) if tells_keys else every,
        care=care,
    )


def _lines(ranking_id: int, person: Person, key_version: int) -> list[Line]:
    """The person's own line, with its neighbours and those whom its reasons name."""
    own = db.session.get(Standing, (ranking_id, person.id))
    if own is None:
        return []
    named = [each["other"] for each in (own.reason, own.reason_below) if each]
    near = Standing.position.between(own.position - 1, own.position + 1)
    query = (
        select(Standing, Person.number, Mark)
        .join(Person, Person.id == Standing.person_id)
        .join(Mark, (Mark.round_id == Standing.round_id) & (Mark.attempt_id == Standing.attempt_id))
        .where(
            Mark.key_version == key_version,
            Standing.ranking_id == ranking_id,
            Standing.contest_audience_id == own.contest_audience_id,
            near | Person.number.in_(named),
        )
        .order_by(Standing.position)
    )
    return [Line(*row) for row in db.session.execute(query)]


def _key_versions(round_: Round) -> list[KeyVersion]:
    query = (
        select(KeyVersion)
        .where(KeyVersion.round_id == round_.id)
        .options(joinedload(KeyVersion.written_by), joinedload(KeyVersion.published_by))
        .order_by(KeyVersion.version)
    )
    return list(db.session.scalars(query))


def _changes(round_: Round, version_ids: list[int]) -> dict[int, list[KeyChange]]:
    """What published versions of the keys say of these questions."""
    query = (
        select(KeyChange)
        .join(
            KeyVersion,
            (KeyVersion.round_id == KeyChange.round_id) & (KeyVersion.version == KeyChange.version),
        )
        .where(
            KeyChange.round_id == round_.id,
            KeyVersion.published_at.is_not(None),
            KeyChange.question_version_id.in_(version_ids),
        )
        .order_by(KeyChange.version)
    )
    found: dict[int, list[KeyChange]] = defaultdict(list)
    for each in db.session.scalars(query):
        found[each.question_version_id].append(each)
    return dict(found)


def _consents(contest: Contest, person: Person) -> list[Consent]:
    query = select(Consent).where(
        Consent.person_id == person.id, Consent.subject == contest.public_id
    )
    return list(db.session.scalars(query.order_by(Consent.id)))


def _guardian(entry: Entry) -> list[GuardianConsent]:
    query = select(GuardianConsent).where(GuardianConsent.entry_id == entry.id)
    return list(db.session.scalars(query.order_by(GuardianConsent.id)))


def _regulation(entry: Entry) -> RegulationVersion | None:
    query = select(RegulationVersion).where(
        RegulationVersion.contest_id == entry.contest_id,
        RegulationVersion.version == entry.regulation_version,
    )
    return db.session.scalar(query)


def _board(contest: Contest, person: Person) -> BoardPlace | None:
    newest = select(Board.id).where(Board.contest_id == contest.id).order_by(Board.version.desc())
    board_id = db.session.scalar(newest.limit(1))
    return db.session.get(BoardPlace, (board_id, person.id)) if board_id else None


def _awards(contest: Contest, person: Person) -> list[Award]:
    """What the newest computations give."""
    rankings = [queries.find_ranking(each.id) for each in contest.rounds]
    newest = select(Board.id).where(Board.contest_id == contest.id).order_by(Board.version.desc())
    query = (
        select(Award)
        .where(
            Award.person_id == person.id,
            Award.ranking_id.in_([each.id for each in rankings if each])
            | (Award.board_id == newest.limit(1).scalar_subquery()),
        )
        .options(joinedload(Award.prize))
        .order_by(Award.id)
    )
    return list(db.session.scalars(query))


def _complaints(contest: Contest, person: Person) -> list[Complaint]:
    query = select(Complaint).where(
        Complaint.contest_id == contest.id,
        (Complaint.person_id == person.id) | (Complaint.about_person_id == person.id),
    )
    return list(db.session.scalars(query.order_by(Complaint.id)))


def _signals(contest: Contest, person: Person) -> list[tuple[FoundSignal, list[str]]]:
    found = signal_queries.list_about(contest, person)
    others = signal_queries.others_of(found, person)
    return [(each, [other.number for other in others[each.id]]) for each in found]


def _claims(contest: Contest, person: Person) -> list[PrizeClaim]:
    query = select(PrizeClaim).where(
        PrizeClaim.contest_id == contest.id, PrizeClaim.person_id == person.id
    )
    return list(db.session.scalars(query.order_by(PrizeClaim.id)))


def _acts(contest: Contest, person: Person, attempts: list[Attempt]) -> list[AuditEntry]:
    """What was done by the person, and by others to the person, the entry or an attempt."""
    subjects = [person.number, f"{contest.public_id}/{person.number}"]
    subjects += [each.public_id for each in attempts]
    by_person = (AuditEntry.actor_kind == ActorKind.PERSON) & (AuditEntry.actor_id == person.id)
    query = (
        select(AuditEntry)
        .where(AuditEntry.host_id == contest.host_id, by_person | AuditEntry.subject.in_(subjects))
        .order_by(AuditEntry.id.desc())
        .limit(MOST_ACTS)
    )
    return list(db.session.scalars(query))[::-1]
