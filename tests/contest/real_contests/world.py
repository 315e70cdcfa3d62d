"""A described contest set up, entered, sat and judged, and what came of it as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from flask import Flask

from contest.attempts import key_queries, papers_queries
from contest.contests.models import Entry, Round
from contest.db import db
from contest.results import award_queries
from tests.contest.attempts.factories import filling
from tests.contest.real_contests import reading
from tests.contest.real_contests.description import RealContest, at
from tests.contest.real_contests.entering import all_is_asked, enter
from tests.contest.real_contests.judging import Judged, judge
from tests.contest.real_contests.making import Stage, load_nation, stand
from tests.contest.real_contests.running import annul
from tests.contest.real_contests.sitting import sit

Key = TypeVar("Key")
ByList = Mapping[tuple[int, str], str]


@dataclass(frozen=True, slots=True)
class World:
    """What came of a case; see ``description.Expected``."""

    refusals: Mapping[str, tuple[str, ...]]
    is_asked: bool
    starts: Mapping[tuple[str, str], str]
    banks: Mapping[tuple[int, str], frozenset[int]]
    papers: Mapping[tuple[int, str], list[frozenset[int]]]
    lengths: list[float]
    counting: str
    ranking: ByList
    prizes: ByList
    units: Mapping[int, str]
    unit_prizes: Mapping[int, str]
    published: Mapping[int, str]
    seen: Mapping[str, str]
    last_complaint: date | None
    complained: tuple[str, ...]
    finals: tuple[str, ...]
    report: Mapping[str, str]


@dataclass(slots=True)
class Worlds:
    """Every contest that was asked for, each set up once, on one database."""

    app: Flask
    made: dict[str, World | Exception] = field(default_factory=dict)

    def of(self, described: RealContest) -> World:
        """Raises what went wrong the first time: it is not tried again for every test."""
        if described.name not in self.made:
            with self.app.app_context():
                self.made[described.name] = _tried(described)
        found = self.made[described.name]
        if isinstance(found, Exception):
            raise found
        return found


def _tried(described: RealContest) -> World | Exception:
    try:
        return set_up(described)
    except Exception as error:  # kept for every test of this contest
        return error


def begin(app: Flask) -> Worlds:
    """An empty database with the nation's units."""
    with app.app_context(), filling():
        load_nation(at("2000-01-01 00:00"))
    return Worlds(app)


def set_up(described: RealContest) -> World:
    """The whole story of a contest."""
    key_queries.forget()
    papers_queries.forget()  # another database's rows have the same ids
    try:
        with filling():
            return _run(described)
    finally:
        db.session.rollback()
        db.engine.update_execution_options(writes=False)
        key_queries.forget()
        papers_queries.forget()


def _run(described: RealContest) -> World:
    stage = stand(described)
    answers = {each.name: enter(stage, each) for each in described.entrants}
    entered = {name: each for name, each in answers.items() if isinstance(each, Entry)}
    starts = sit(stage, entered)
    for number in described.annulled.fact if described.annulled else ():
        annul(stage, stage.contest.rounds[number - 1])
    sat = _sat(stage, starts)
    judged = judge(stage, entered, sat) if sat else Judged()
    refusals = {name: () if isinstance(each, Entry) else each for name, each in answers.items()}
    return _world(stage, refusals, starts, judged)


def _sat(stage: Stage, starts: Mapping[tuple[str, str], str]) -> list[Round]:
    """The rounds in which somebody sat, and that were not annulled."""
    begun = [
        sat.at
        for each in stage.described.entrants
        for sat in each.sat
        if starts.get((each.name, f"{sat.at:%d/%m %H:%M}")) == ""
    ]
    return [
        each
        for each in stage.contest.rounds
        if each.annulled_at is None
        and any(each.opens_at <= instant < each.closes_at for instant in begun)
    ]


def _world(
    stage: Stage,
    refusals: Mapping[str, tuple[str, ...]],
    starts: Mapping[tuple[str, str], str],
    judged: Judged,
) -> World:
    rankings, audiences = judged.rankings, stage.audiences
    heads = dict[int, award_queries.Head](rankings)
    board = award_queries.find_board(stage.contest.id)
    if board is not None:
        heads[0] = board
    found = {number: reading.counting(each) for number, each in rankings.items()}
    first = next(iter(rankings), None)
    return World(
        refusals=refusals,
        is_asked=all_is_asked(stage.contest),
        starts=starts,
        banks=reading.banks(stage),
        papers=reading.papers(stage),
        lengths=reading.lengths(stage),
        counting="; ".join(f"{number}: {text}" for number, text in found.items() if text),
        ranking={
            (number, title): reading.ranking(head, audience)
            for number, head in rankings.items()
            for title, audience in audiences.items()
        },
        prizes=_filled({
            (number, title): reading.prizes(head, audience)
            for number, head in heads.items()
            for title, audience in audiences.items()
        }),
        units=_filled({number: reading.units(each) for number, each in heads.items()}),
        unit_prizes=_filled(
            {number: reading.unit_prizes(each) for number, each in heads.items()}
        ),
        published=_filled(judged.published),
        seen=judged.seen,
        last_complaint=judged.last_complaint,
        complained=judged.complained,
        finals=judged.finals,
        report=reading.report(stage, stage.contest.rounds[first - 1], rankings[first])
        if first
        else {},
    )  # fmt: skip


def _filled(found: Mapping[Key, str]) -> dict[Key, str]:
    return {key: text for key, text in found.items() if text}
