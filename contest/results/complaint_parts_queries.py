"""Who had a part in what a complaint attacks, by the record of acts and the tables themselves."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from sqlalchemy import or_, select

from contest.attempts.extra_models import TextMark
from contest.attempts.helped_queries import list_helpers
from contest.attempts.key_models import KeyChange, KeyVersion
from contest.attempts.models import Attempt
from contest.audit.models import ActorKind, AuditEntry
from contest.bank.models import QuestionVersion
from contest.contests.models import Entry
from contest.contests.running_models import Intervention
from contest.db import db
from contest.results.award_models import Settlement
from contest.results.check_models import Merge
from contest.results.complaint_models import Complaint
from contest.rules.complaints import Involvement, Part

ACTS: Mapping[str, Part] = MappingProxyType(
    {
        "results-asked": Part.RANKED,
        "results-computed": Part.RANKED,
        "result-confirmed": Part.RANKED,
        "result-dissented": Part.RANKED,
        "truth-recorded": Part.RANKED,
        "lot-number-entered": Part.RANKED,
        "claim-ended": Part.RANKED,
        "entrant-checked": Part.VERIFIED,
        "entrant-called": Part.VERIFIED,
        "entrant-corrected": Part.VERIFIED,
        "signal-settled": Part.VERIFIED,
        "entry-reinstated": Part.VERIFIED,
        "entrant-decided": Part.REFUSED,
    }
)
"""What somebody who did such an act was in the matter; all other acts tell nothing."""


def involvements(complaint: Complaint) -> frozenset[Involvement]:
    """The parts that accounts had in the matter; who is somebody's relative no table tells."""
    return frozenset(
        [
            *_set_keys(complaint),
            *_marked(complaint),
            *_ranked(complaint),
            *_ran(complaint),
            *_merged(complaint),
            *_helped(complaint),
            *_acted(complaint),
        ]
    )


def _set_keys(complaint: Complaint) -> Iterator[Involvement]:
    """Who wrote, appraised or approved the question named, or else any of the paper."""
    versions = _versions(complaint)
    query = select(
        QuestionVersion.author_id, QuestionVersion.reviewed_by_id, QuestionVersion.decided_by_id
    ).where(QuestionVersion.id.in_(versions))
    for row in db.session.execute(query):
        yield from _as(Part.SET_KEY, row)
    changed = (
        select(KeyVersion.written_by_id, KeyVersion.published_by_id)
        .join(
            KeyChange,
            (KeyChange.round_id == KeyVersion.round_id) & (KeyChange.version == KeyVersion.version),
        )
        .where(
            KeyVersion.round_id == complaint.round_id, KeyChange.question_version_id.in_(versions)
        )
    )
    for change in db.session.execute(changed):
        yield from _as(Part.SET_KEY, change)


def _versions(complaint: Complaint) -> list[int]:
    if complaint.question_version_id is not None:
        return [complaint.question_version_id]
    if complaint.attempt_id is None:
        return []
    attempt = db.session.get(Attempt, (complaint.round_id, complaint.attempt_id))
    return [each.version_id for each in attempt.drawn.items] if attempt else []


def _marked(complaint: Complaint) -> Iterator[Involvement]:
    query = select(TextMark.judge_id).where(
        TextMark.round_id == complaint.round_id, TextMark.attempt_id == complaint.attempt_id
    )
    for row in db.session.execute(query):
        yield from _as(Part.MARKED, row)


def _ranked(complaint: Complaint) -> Iterator[Involvement]:
    """Who entered an order that the committee decided, of the round or over all rounds."""
    query = select(Settlement.entered_by_id).where(
        Settlement.contest_id == complaint.contest_id,
        or_(Settlement.round_id.is_(None), Settlement.round_id == complaint.round_id),
    )
    for row in db.session.execute(query):
        yield from _as(Part.RANKED, row)


def _ran(complaint: Complaint) -> Iterator[Involvement]:
    query = select(Intervention.done_by_id).where(Intervention.contest_id == complaint.contest_id)
    if complaint.round_id is not None:
        query = query.where(
            or_(Intervention.round_id.is_(None), Intervention.round_id == complaint.round_id)
        )
    for row in db.session.execute(query):
        yield from _as(Part.RAN, row)


def _merged(complaint: Complaint) -> Iterator[Involvement]:
    """Who made the entry one with another, whichever of the two it was."""
    query = (
        select(Merge.merged_by_id)
        .join(Entry, Entry.id.in_([Merge.kept_entry_id, Merge.gone_entry_id]))
        .where(
            Entry.contest_id == complaint.contest_id,
            Entry.person_id == complaint.about_person_id,
        )
    )
    for row in db.session.execute(query):
        yield from _as(Part.VERIFIED, row)


def _helped(complaint: Complaint) -> Iterator[Involvement]:
    """Who gave the person time, opened an attempt again, or handled a paper on paper."""
    query = select(Entry).where(
        Entry.contest_id == complaint.contest_id, Entry.person_id == complaint.about_person_id
    )
    entry = db.session.scalar(query)
    if entry is not None:
        rounds = [complaint.round] if complaint.round else complaint.contest.rounds
        yield from _as(Part.HELPED, list_helpers(entry, [each.id for each in rounds]))


def _acted(complaint: Complaint) -> Iterator[Involvement]:
    """By the record: acts upon the round, upon the person, and upon the person's entry.

    What was done about the person for another contest is no part of it.
    """
    here = complaint.contest.public_id
    query = select(AuditEntry.actor_id, AuditEntry.act, AuditEntry.details).where(
        AuditEntry.host_id == complaint.contest.host_id,
        AuditEntry.actor_kind == ActorKind.STAFF,
        AuditEntry.act.in_(ACTS),
        AuditEntry.subject.in_(_subjects(complaint)),
    )
    for actor_id, act, details in db.session.execute(query):
        if details.get("contest", here) == here:
            yield from _as(ACTS[act], [actor_id])


def _subjects(complaint: Complaint) -> list[str]:
    contest, person = complaint.contest, complaint.about_person
    rounds = [complaint.round] if complaint.round else contest.rounds
    found = [f"{contest.public_id}/{each.number}" for each in rounds]
    if person is not None:
        found += [person.number, f"{contest.public_id}/{person.number}"]
    if complaint.attempt_id is not None:
        attempt = db.session.get(Attempt, (complaint.round_id, complaint.attempt_id))
        found += [attempt.public_id] if attempt else []
    return found


def _as(part: Part, accounts: Iterable[int | None]) -> Iterator[Involvement]:
    return (Involvement(each, part) for each in accounts if each is not None)
