"""Receiving, assigning and answering complaints.  Callers commit."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from contest.contests.models import Contest, Entry, Round
from contest.db import db
from contest.hosts.models import Account
from contest.people.models import Person
from contest.results import complaint_queries as queries
from contest.results.complaint_models import Channel, Complaint, ComplaintMove
from contest.rules import complaints as rules
from contest.rules import verification
from contest.rules.complaint_terms import Settings, Term, answer_by, encode_settings, term
from contest.rules.complaints import (
    Complainant,
    ComplaintFault,
    ComplaintRefused,
    Effect,
    Involvement,
    Kind,
    State,
    next_number,
)
from contest.rules.working_days import WorkCalendar
from contest.vault import Vault

PURPOSE = "complainant"
DONE_AT_ONCE = frozenset({Effect.NONE, Effect.REINSTATED, Effect.PASSED_ON})


@dataclass(frozen=True, slots=True)
class Contact:
    """Who complains without being an entrant here."""

    name: str
    contact: str


@dataclass(frozen=True, slots=True)
class Given:
    """What a complaint says, and of what; ``event_on`` is the day of the refusal, if known."""

    kind: Kind
    words: str
    by: Person | Contact
    received_on: date
    about: Person | None = None
    round: Round | None = None
    attempt_id: int | None = None
    position: int | None = None
    event_on: date | None = None
    page_key: str | None = None


def set_terms(contest: Contest, settings: Settings | None) -> None:
    """What the regulation says of complaints; None: nothing."""
    contest.complaints = None if settings is None else encode_settings(settings)


def term_of(
    contest: Contest, round_: Round | None, event_on: date | None, calendar: WorkCalendar
) -> Term:
    """The last day for complaints: of the day given, or else of the publication."""
    event = event_on or queries.published_on(round_)
    return term(queries.settings_of(contest), event, calendar)


def receive(
    contest: Contest,
    given: Given,
    public_id: str,
    vault: Vault,
    calendar: WorkCalendar,
    now: datetime,
    by: Account | None = None,
) -> Complaint:
    """Enter a complaint under the next number of its year; ``by`` brought it in from paper.

    Whatever stands against it is kept as its fault: it is registered all the same.  The contest
    is to be locked.  The same page sent twice gives the complaint that is there.
    """
    if twin := queries.find_of_page(contest, given.page_key):
        return twin
    settings = queries.settings_of(contest)
    found = term_of(contest, given.round, given.event_on, calendar)
    number = next_number(
        queries.list_numbers(contest, given.received_on.year), given.received_on.year
    )
    complaint = Complaint(
        public_id=public_id,
        contest=contest,
        year=number.year,
        number=number.number,
        state=State.RECEIVED,
        event_on=found.event,
        last_on=found.last,
        answer_by=answer_by(settings, given.received_on, calendar),
        received_by=by,
        received_at=now,
        **_said(given, vault),
    )
    db.session.add(complaint)
    db.session.flush()
    complaint.fault = _fault(contest, given, found) or ""
    _log(complaint, None, by, now)
    return complaint


def _said(given: Given, vault: Vault) -> dict[str, object]:
    """What was received, as columns; a name without an entry is sealed."""
    attempt = None
    if given.round is not None and given.attempt_id is not None:
        attempt = queries.get_attempt(given.round, given.attempt_id)
    question = attempt.drawn.items[given.position - 1] if attempt and given.position else None
    is_person = isinstance(given.by, Person)
    return {
        "kind": given.kind,
        "channel": Channel.ONLINE if given.page_key else Channel.PAPER,
        "page_key": given.page_key,
        "person": given.by if is_person else None,
        "complainant_sealed": None if isinstance(given.by, Person) else _sealed(given.by, vault),
        "about_person": given.about,
        "round": given.round,
        "attempt_id": given.attempt_id,
        "position": given.position,
        "question_version_id": question.version_id if question else None,
        "words": given.words,
        "received_on": given.received_on,
    }


def _sealed(contact: Contact, vault: Vault) -> bytes:
    return vault.seal(json.dumps([contact.name, contact.contact]), PURPOSE)


def complainant(complaint: Complaint, vault: Vault) -> Contact:
    """Who complains, by name; of an entrant the contact stands elsewhere."""
    if complaint.person is not None:
        return Contact(complaint.person.name, "")
    name, contact = json.loads(vault.unseal(complaint.complainant_sealed or b"", PURPOSE))
    return Contact(name, contact)


def _fault(contest: Contest, given: Given, found: Term) -> ComplaintFault | None:
    by = given.by if isinstance(given.by, Person) else None
    who = Complainant(
        has_entered=by is not None and queries.find_entry(contest, by.id) is not None,
        is_own=by is None or by is given.about,  # who is refused may have no number yet
    )
    is_there = found.event is not None or _is_seen(given)
    return rules.refusal(
        given.kind,
        who,
        received=given.received_on,
        event=given.received_on if is_there else None,
        last=found.last,
        knows_complaints=contest.complaints is not None,
    )


def _is_seen(given: Given) -> bool:
    """There is something to complain of before a publication: marks shown, or a refusal."""
    if given.kind is not Kind.RESULT:
        return True
    if given.round is None or given.attempt_id is None:
        return False
    return queries.has_marks(queries.get_attempt(given.round, given.attempt_id))


def assign(
    complaint: Complaint,
    answerer: Account,
    parts: Iterable[Involvement],
    by: Account,
    now: datetime,
) -> None:
    """Give it to somebody who took no part in the matter; it is taken up, or changes hands.

    Raises ComplaintRefused.
    """
    if not rules.may_answer(answerer.id, complaint.kind, parts):
        raise ComplaintRefused(ComplaintFault.TOOK_PART)
    before = complaint.state
    if before is not State.TAKEN_UP:
        complaint.state = rules.move(before, State.TAKEN_UP)
    complaint.answerer = answerer
    _log(complaint, before, by, now, answerer.name)


def leave(
    complaint: Complaint, parts: Iterable[Involvement], why: str, by: Account, now: datetime
) -> None:
    """It is not taken up, for a reason, by somebody who took no part.  Raises ComplaintRefused."""
    if not rules.may_answer(by.id, complaint.kind, parts):
        raise ComplaintRefused(ComplaintFault.TOOK_PART)
    if not why.strip():
        raise ComplaintRefused(ComplaintFault.REASON_MISSING)
    before = complaint.state
    complaint.state = rules.move(before, State.NOT_TAKEN_UP)
    complaint.answer, complaint.answered_at, complaint.effect_done_at = why, now, now
    _log(complaint, before, by, now)


def withdraw(complaint: Complaint, now: datetime) -> None:
    """Who complained takes it back before it is answered.  Raises ComplaintRefused."""
    before = complaint.state
    complaint.state = rules.move(before, State.WITHDRAWN)
    _log(complaint, before, None, now)


def answer(
    complaint: Complaint,
    effect: Effect,
    why: str,
    parts: Iterable[Involvement],
    by: Account,
    now: datetime,
    passed_to: str = "",
) -> Entry | None:
    """Answer it, and do at once what can be done at once; a new marking is another's work.

    Returns the entry that was reinstated, if one was.  Raises ComplaintRefused: by another than
    the one it was assigned to is the caller's to refuse.
    """
    before = complaint.state
    complaint.state = rules.answer(
        before, complaint.kind, effect, account=by.id, parts=parts, reason=why
    )
    entry = _reinstate(complaint, why) if effect is Effect.REINSTATED else None
    complaint.effect, complaint.answer, complaint.passed_to = effect, why, passed_to
    complaint.answered_at = now
    complaint.effect_done_at = now if effect in DONE_AT_ONCE else None
    _log(complaint, before, by, now)
    return entry


def _reinstate(complaint: Complaint, why: str) -> Entry:
    """The entry is recognised again.  Raises ComplaintRefused where none was refused."""
    entry = queries.find_entry(complaint.contest, complaint.about_person_id)
    if entry is None or entry.state is not verification.State.NOT_RECOGNISED:
        raise ComplaintRefused(ComplaintFault.EFFECT_NOT_POSSIBLE)
    entry.state = verification.move(entry.state, verification.State.ELIGIBLE, words=why)
    entry.state_ground = entry.state_why = ""
    return entry


def finish(complaint: Complaint, note: str, by: Account, now: datetime) -> None:
    """What the answer promised was done.  Raises ComplaintRefused where nothing was left to do."""
    if not complaint.waits_for_effect:
        raise ComplaintRefused(ComplaintFault.NO_SUCH_MOVE)
    complaint.effect_done_at, complaint.effect_note = now, note
    _log(complaint, complaint.state, by, now, note)


def _log(
    complaint: Complaint,
    before: State | None,
    by: Account | None,
    now: datetime,
    note: str = "",
) -> None:
    move = ComplaintMove(
        complaint=complaint,
        number=len(queries.list_moves(complaint)) + 1,
        from_state=before,
        to_state=complaint.state,
        note=note,
        done_by=by,
        done_at=now,
    )
    db.session.add(move)
