"""Whom to check, what was checked of them, and who decided what, read."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from contest.attempts.models import Attempt
from contest.clock import milliseconds
from contest.contests.models import Ask, BirthAsk, Contest, Entry, Round
from contest.contests.prize_models import Prize
from contest.db import db
from contest.errors import NotFound
from contest.people.models import Person
from contest.results.check_models import CallMade, Check, Correction, EntryDecision, Merge
from contest.results.models import Ranking, Standing
from contest.rules.merging import Sat
from contest.rules.verification import Call, Checklist, Item, PrizeList, State

UNSET_PRIZES = 10  # of a list for which no prizes are written down yet


def prize_lists(contest: Contest, reserves: int) -> list[PrizeList]:
    """The first of each list of prizes by the newest rankings, and so many behind them."""
    newest = select(func.max(Ranking.id)).join(Round, Round.id == Ranking.round_id)
    rankings = select(Ranking).where(
        Ranking.id.in_(newest.where(Round.contest_id == contest.id).group_by(Ranking.round_id))
    )
    return [
        _prize_list(ranking, audience.id, _count_prizes(contest, ranking, audience.id), reserves)
        for ranking in db.session.scalars(rankings)
        for audience in contest.audiences
    ]


def _count_prizes(contest: Contest, ranking: Ranking, audience_id: int) -> int:
    query = select(func.sum(Prize.count)).where(
        Prize.contest_id == contest.id,
        Prize.is_for_units.is_(False),
        Prize.round_id.is_(None) | (Prize.round_id == ranking.round_id),
        Prize.contest_audience_id.is_(None) | (Prize.contest_audience_id == audience_id),
    )
    return db.session.scalar(query) or UNSET_PRIZES


def _prize_list(ranking: Ranking, audience_id: int, prizes: int, reserves: int) -> PrizeList:
    query = (
        select(Standing.person_id)
        .where(Standing.ranking_id == ranking.id, Standing.contest_audience_id == audience_id)
        .order_by(Standing.position)
        .limit(prizes + reserves)
    )
    return PrizeList(tuple(db.session.scalars(query)), prizes)


def list_entries(contest: Contest, person_ids: Collection[int]) -> dict[int, Entry]:
    """The entries of those people, by person."""
    query = (
        select(Entry)
        .where(Entry.contest_id == contest.id, Entry.person_id.in_(person_ids))
        .options(joinedload(Entry.person), joinedload(Entry.contest_audience))
    )
    return {each.person_id: each for each in db.session.scalars(query)}


def list_people_in_state(contest: Contest, states: Collection[State]) -> list[int]:
    """The people whose entries are in one of those states, the earliest entry first."""
    query = select(Entry.person_id).where(Entry.contest_id == contest.id, Entry.state.in_(states))
    return list(db.session.scalars(query.order_by(Entry.id)))


def get_entry(contest: Contest, number: str) -> Entry:
    """The entry of a contest number.  Raises NotFound where that person did not enter here."""
    query = (
        select(Entry)
        .join(Entry.person)
        .where(Entry.contest_id == contest.id, Person.number == number)
        .options(joinedload(Entry.person), joinedload(Entry.contest_audience))
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def wanted(contest: Contest) -> frozenset[Item]:
    """What is checked of a winner: what the contest asked for, and always card and bars."""
    asked = {
        Item.CARD_SEEN: True,
        Item.NOT_BARRED: True,
        Item.BIRTH: contest.asks_birth is not BirthAsk.NO,
        Item.UNIT: contest.asks_unit is not Ask.NO,
        Item.REACHED: contest.asks_phone is not Ask.NO,
    }
    return frozenset(item for item, is_asked in asked.items() if is_asked)


def checklists(contest: Contest, entries: Iterable[Entry]) -> dict[int, Checklist]:
    """What was found in order and the calls made, by the entry's id."""
    ids = [each.id for each in entries]
    checks = select(Check).where(Check.entry_id.in_(ids)).order_by(Check.id)
    newest = {(each.entry_id, each.item): each.is_in_order for each in db.session.scalars(checks)}
    calls: dict[int, list[Call]] = {}
    for each in db.session.scalars(
        select(CallMade).where(CallMade.entry_id.in_(ids)).order_by(CallMade.id)
    ):
        made = Call(milliseconds(each.called_at), each.outcome)
        calls.setdefault(each.entry_id, []).append(made)
    return {
        entry_id: Checklist(
            wanted(contest),
            frozenset(item for (of, item), is_so in newest.items() if of == entry_id and is_so),
            tuple(calls.get(entry_id, ())),
        )
        for entry_id in ids
    }


class History(NamedTuple):
    """Everything that was done about an entry, the newest first."""

    checks: list[Check]
    calls: list[CallMade]
    decisions: list[EntryDecision]
    corrections: list[Correction]
    merges: list[Merge]


def history(entry: Entry) -> History:
    """All that was checked, called, decided, corrected and merged."""
    of_both = (Merge.kept_entry_id == entry.id) | (Merge.gone_entry_id == entry.id)
    return History(
        list(db.session.scalars(_newest(Check, entry).options(joinedload(Check.checked_by)))),
        list(db.session.scalars(_newest(CallMade, entry).options(joinedload(CallMade.called_by)))),
        list(db.session.scalars(_newest(EntryDecision, entry))),
        list(db.session.scalars(_newest(Correction, entry))),
        list(db.session.scalars(select(Merge).where(of_both).order_by(Merge.id.desc()))),
    )


def _newest(model, entry: Entry):  # type: ignore[no-untyped-def]  # one select for four models
    return select(model).where(model.entry_id == entry.id).order_by(model.id.desc())


def list_sat(entry: Entry) -> tuple[Sat, ...]:
    """The attempts of an entry that were handed in, in the order of their starts."""
    query = (
        select(Attempt)
        .join(Round, Round.id == Attempt.round_id)
        .where(
            Round.contest_id == entry.contest_id,
            Attempt.person_id == entry.person_id,
            Attempt.handed_in_ms.is_not(None),
            Attempt.unused_at.is_(None),
        )
        .order_by(Attempt.started_ms)
    )
    return tuple(
        Sat(each.id, each.round_id, each.started_ms, each.handed_in_ms or 0)
        for each in db.session.scalars(query)
    )


def is_running(entry: Entry) -> bool:
    """Whether an attempt of the entry's person is still running in the contest."""
    query = (
        select(Attempt.id)
        .join(Round, Round.id == Attempt.round_id)
        .where(
            Round.contest_id == entry.contest_id,
            Attempt.person_id == entry.person_id,
            Attempt.handed_in_ms.is_(None),
        )
    )
    return db.session.scalar(query) is not None


def is_merged(entry: Entry) -> bool:
    """Whether the entry went into another, or another into it."""
    of_both = (Merge.kept_entry_id == entry.id) | (Merge.gone_entry_id == entry.id)
    return db.session.scalar(select(Merge.id).where(of_both)) is not None
