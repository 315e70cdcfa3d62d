"""What was done for an attempt: extra time, opened again, sat on paper; read for the dossier."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.attempts.care_models import ExtraTime, PaperSitting, PaperTyping, Reopening
from contest.attempts.care_queries import as_rule, find_paper
from contest.attempts.models import Attempt
from contest.clock import milliseconds
from contest.contests import calendar_queries as calendars
from contest.db import db
from contest.hosts.models import Account
from contest.rules.care import extra_ms_for
from contest.rules.groups import Member


@dataclass(frozen=True, slots=True)
class PaperPart:
    """The paper and who handled it: "" where nobody did."""

    sitting: PaperSitting
    printed_by: str
    collected_by: str
    voided_by: str
    typings: list[PaperTyping]


@dataclass(frozen=True, slots=True)
class Care:
    """What was given to the entrant and not ended before the attempt, and what befell it."""

    extras: list[ExtraTime]
    reopenings: list[Reopening]
    paper: PaperPart | None


def care_of(attempt: Attempt) -> Care:
    paper = find_paper(attempt)
    return Care(_extras(attempt), _reopenings(attempt), _paper(paper) if paper else None)


def _extras(attempt: Attempt) -> list[ExtraTime]:
    """Those that concern the person, by where they live and work, and were not ended before."""
    member = Member(attempt.contest_audience_id, calendars.paths_of(attempt.person))
    query = (
        select(ExtraTime)
        .where(ExtraTime.round_id == attempt.round_id)
        .options(joinedload(ExtraTime.given_by))
        .order_by(ExtraTime.id)
    )
    return [
        each
        for each in db.session.scalars(query)
        if extra_ms_for([as_rule(each)], attempt.person_id, member)
        and (each.ended_at is None or milliseconds(each.ended_at) > attempt.started_ms)
    ]


def _reopenings(attempt: Attempt) -> list[Reopening]:
    query = (
        select(Reopening)
        .where(Reopening.round_id == attempt.round_id, Reopening.attempt_id == attempt.id)
        .options(joinedload(Reopening.done_by))
        .order_by(Reopening.id)
    )
    return list(db.session.scalars(query))


def _paper(sitting: PaperSitting) -> PaperPart:
    typings = (
        select(PaperTyping)
        .where(PaperTyping.sitting_id == sitting.id)
        .options(joinedload(PaperTyping.typed_by))
        .order_by(PaperTyping.turn)
    )
    return PaperPart(
        sitting=sitting,
        printed_by=_name(sitting.printed_by_id),
        collected_by=_name(sitting.collected_by_id),
        voided_by=_name(sitting.voided_by_id),
        typings=list(db.session.scalars(typings)),
    )


def _name(account_id: int | None) -> str:
    return "" if account_id is None else db.session.get_one(Account, account_id).name
