"""Checking entrants: whom, what was found, decisions, corrections, merges.  Callers commit."""

from collections.abc import Sequence
from datetime import datetime

from contest.attempts.service import limits
from contest.clock import milliseconds
from contest.contests.models import Contest, Entry
from contest.db import db
from contest.errors import AttemptRunning, MergedAlready
from contest.hosts.models import Account
from contest.results import check_queries as queries
from contest.results import signal_queries
from contest.results.check_models import (
    CallMade,
    Check,
    Corrected,
    Correction,
    EntryDecision,
    FoundSignal,
    Merge,
)
from contest.rules import verification
from contest.rules.allowances import Start, refusal
from contest.rules.merging import Merged, Registration, Sat, merge
from contest.rules.signals import Signal
from contest.rules.verification import (
    CallOutcome,
    Checklist,
    Ground,
    Item,
    State,
    ToCheck,
    check_list,
)
from contest.units.models import Unit
from questions.text import fold, name_sort_key

RESERVES = 5


def to_check(contest: Contest) -> tuple[ToCheck, ...]:
    """Winners first, then reserves, then whom signs speak of, by their weight.

    Who was verified already, or is not recognised, stands no more.
    """
    found = [
        Signal(each.kind, each.strength, tuple(people), each.values)
        for each, people in signal_queries.list_open(contest)
    ]
    lists = queries.prize_lists(contest, RESERVES)
    done = {*queries.list_people_in_state(contest, {State.NOT_RECOGNISED})}
    in_question = {person for each in lists for person in each.order}
    entries = queries.list_entries(contest, in_question)
    complete = queries.checklists(contest, entries.values())
    done |= {
        person
        for person, entry in entries.items()
        if entry.state is State.ELIGIBLE and verification.is_complete(complete[entry.id])
    }
    return check_list(lists, RESERVES, found, done)


def note_check(
    entry: Entry, item: Item, *, is_in_order: bool, note: str, by: Account, now: datetime
) -> Check:
    """What was found of one item."""
    return Check(
        entry=entry, item=item, is_in_order=is_in_order, note=note, checked_by=by, checked_at=now
    )


def note_call(
    entry: Entry, outcome: CallOutcome, note: str, by: Account, now: datetime
) -> CallMade:
    """A call that was made."""
    return CallMade(entry=entry, outcome=outcome, note=note, called_by=by, called_at=now)


def decide(
    entry: Entry,
    to: State,
    ground: Ground | None,
    why: str,
    checklist: Checklist,
    by: Account,
    now: datetime,
) -> EntryDecision:
    """Change the state of an entry, and keep who, why and what it was.

    Raises VerificationRefused.
    """
    before = entry.state
    entry.state = verification.move(before, to, words=why, ground=ground, checklist=checklist)
    is_out = to is State.NOT_RECOGNISED
    entry.state_ground = ground.value if is_out and ground else ""
    entry.state_why = why if is_out else ""
    return EntryDecision(
        entry=entry,
        from_state=before,
        to_state=to,
        ground=entry.state_ground,
        why=why,
        decided_by=by,
        decided_at=now,
    )


def correct_name(
    entry: Entry, name: str, why: str, by: Account, now: datetime
) -> Correction | None:
    """Set a name right; None where it is the same."""
    person = entry.person
    if person.name == name:
        return None
    before = person.name
    person.name, person.folded, person.sort_key = name, fold(name), name_sort_key(name)
    return _correction(entry, Corrected.NAME, (before, name), why, by, now)


def correct_unit(
    entry: Entry, unit: Unit | None, own_words: str, why: str, by: Account, now: datetime
) -> Correction | None:
    """Set right where somebody works or studies, from now on; None where it is the same.

    Attempts keep the unit that they were sat for: the table of a round that is over stays.
    """
    person = entry.person
    before = person.unit.full_name if person.unit else person.unit_name
    after = unit.full_name if unit else own_words
    if before == after:
        return None
    person.unit, person.unit_name = unit, "" if unit else own_words
    return _correction(entry, Corrected.UNIT, (before, after), why, by, now)


def _correction(
    entry: Entry, field: Corrected, change: tuple[str, str], why: str, by: Account, now: datetime
) -> Correction:
    return Correction(
        entry=entry,
        field=field,
        before=change[0],
        after=change[1],
        why=why,
        corrected_by=by,
        corrected_at=now,
    )


def settle(signal: FoundSignal, why: str, by: Account, now: datetime) -> None:
    """Say what was found behind a sign; it weighs no more."""
    signal.settled_at, signal.settled_by, signal.settled_why = now, by, why


def merged(first: Entry, second: Entry) -> Merged:
    """What one person becomes of two entries of a contest; nothing is changed yet.

    Raises MergedAlready, and AttemptRunning while one of them sits.
    """
    for each in (first, second):
        if queries.is_merged(each):
            raise MergedAlready
        if queries.is_running(each):
            raise AttemptRunning
    rounds = {each.id: each for each in first.contest.rounds}

    def refuses(before: Sequence[Sat], each: Sat) -> bool:
        starts = [Start(sat.round_id, sat.started_ms) for sat in before]
        return (
            refusal(limits(rounds[each.round_id]), starts, each.round_id, each.started_ms)
            is not None
        )

    return merge(_registration(first), _registration(second), refuses)


def _registration(entry: Entry) -> Registration:
    return Registration(
        entry.person_id,
        milliseconds(entry.created_at),
        entry.contest_audience_id,
        queries.list_sat(entry),
    )


def keep_merge(
    first: Entry, second: Entry, found: Merged, why: str, by: Account, now: datetime
) -> Merge:
    """Make them one: the later entry is not recognised, its attempts are the earlier one's."""
    kept, gone = (first, second) if found.kept == first.person_id else (second, first)
    if gone.state is not State.NOT_RECOGNISED:
        nothing = Checklist(frozenset())
        ground = Ground.SEVERAL_ACCOUNTS
        db.session.add(decide(gone, State.NOT_RECOGNISED, ground, why, nothing, by, now))
    return Merge(
        kept=kept,
        gone=gone,
        attempts=[
            {
                "attempt": each.attempt_id,
                "round": each.round_id,
                "ordinal": each.ordinal,
                "is_recognised": each.is_recognised,
            }
            for each in found.attempts
        ],
        why=why,
        merged_by=by,
        merged_at=now,
    )
