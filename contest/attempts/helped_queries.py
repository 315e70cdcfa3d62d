"""Who gave a person extra time, opened an attempt again or handled a paper of theirs."""

from collections.abc import Collection, Iterator

from sqlalchemy import select

from contest.attempts.care_models import ExtraTime, PaperSitting, PaperTyping, Reopening
from contest.attempts.care_queries import as_rule
from contest.attempts.models import Attempt
from contest.contests import calendar_queries as calendars
from contest.contests.models import Entry
from contest.db import db
from contest.rules.care import extra_ms_for
from contest.rules.groups import Member


def list_helpers(entry: Entry, round_ids: Collection[int]) -> list[int]:
    """The accounts that had a hand in the entrant's attempts of those rounds, each once."""
    found = [
        *_gave_time(entry, round_ids),
        *_reopened(entry, round_ids),
        *_on_paper(entry, round_ids),
    ]
    return list(dict.fromkeys(each for each in found if each is not None))


def _gave_time(entry: Entry, round_ids: Collection[int]) -> Iterator[int]:
    member = Member(entry.contest_audience_id, calendars.paths_of(entry.person))
    for each in db.session.scalars(select(ExtraTime).where(ExtraTime.round_id.in_(round_ids))):
        if extra_ms_for([as_rule(each)], entry.person_id, member):
            yield each.given_by_id


def _reopened(entry: Entry, round_ids: Collection[int]) -> Iterator[int]:
    query = (
        select(Reopening.done_by_id)
        .join(Reopening.attempt)
        .where(Attempt.person_id == entry.person_id, Reopening.round_id.in_(round_ids))
    )
    yield from db.session.scalars(query)


def _on_paper(entry: Entry, round_ids: Collection[int]) -> Iterator[int | None]:
    of_paper = (PaperSitting.entry_id == entry.id) & PaperSitting.round_id.in_(round_ids)
    handled = select(
        PaperSitting.printed_by_id, PaperSitting.collected_by_id, PaperSitting.voided_by_id
    )
    for row in db.session.execute(handled.where(of_paper)):
        yield from row
    yield from db.session.scalars(
        select(PaperTyping.typed_by_id).join(PaperTyping.sitting).where(of_paper)
    )
