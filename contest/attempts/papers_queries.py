"""What papers ask: pinned pools and approved versions, kept in memory: they never change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import aliased

from contest.bank.models import QuestionVersion
from contest.contests import calendar_queries as calendars
from contest.contests import queries as contests
from contest.contests.models import Entry, PoolQuestion, Round
from contest.db import db
from contest.rules.completeness import Overview, overview
from contest.rules.drawing import BlueprintRow, Paper, PoolItem
from questions.marking import Key
from questions.model import Kind, LegalBasis

MOST_VERSIONS = 20_000
MOST_POOLS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as papers show it, options as written, with what is told after disclosure."""

    version_id: int
    kind: Kind
    stem: str
    options: tuple[str, ...]
    explanation: str
    basis: tuple[LegalBasis, ...]
    key: Key


@dataclass(frozen=True, slots=True)
class Pool:
    """What a paper of a round and audience is drawn from."""

    blueprint: tuple[BlueprintRow, ...]
    items: tuple[PoolItem, ...]


_asked: WeakKeyDictionary[Engine, dict[int, Asked]] = WeakKeyDictionary()
_pools: WeakKeyDictionary[Engine, dict[tuple[int, int], Pool]] = WeakKeyDictionary()


def forget() -> None:
    """Empty the memory: tests that take rows back need it, a server never does."""
    _asked.clear()
    _pools.clear()


def asked(paper: Paper) -> list[Asked]:
    """The paper's questions in its order."""
    known = _asked.setdefault(db.engine, {})
    wanted = [item.version_id for item in paper.items]
    missing = [each for each in wanted if each not in known]
    if missing:
        if len(known) > MOST_VERSIONS:
            known.clear()
            missing = wanted
        known.update({each.version_id: each for each in _read(missing)})
    return [known[each] for each in wanted]


def overview_of(paper: Paper, answers: Mapping[int, str | None], question_count: int) -> Overview:
    """How far the paper is answered."""
    pairs = zip(asked(paper), paper.items, strict=True)
    return overview(answers, [(each.kind, item.order) for each, item in pairs], question_count)


def still_drawn(paper: Paper, round_id: int, now: datetime) -> frozenset[int]:
    """The paper's versions whose question, in any version, another round may still ask.

    A right answer is told by nobody while a round that draws from the same question can be sat, in
    whichever contest or host; rounds that have not opened yet count too.
    """
    here, there = aliased(QuestionVersion), aliased(QuestionVersion)
    query = (
        select(here.id, PoolQuestion.round_id)
        .distinct()
        .join(there, there.question_id == here.question_id)
        .join(PoolQuestion, PoolQuestion.version_id == there.id)
        .where(
            here.id.in_([item.version_id for item in paper.items]),
            PoolQuestion.round_id != round_id,
        )
    )
    drawn = [(version_id, other_id) for version_id, other_id in db.session.execute(query)]
    is_over = calendars.are_over({other_id for _, other_id in drawn}, now)
    return frozenset(version_id for version_id, other_id in drawn if not is_over[other_id])


def _read(version_ids: Iterable[int]) -> list[Asked]:
    query = select(
        QuestionVersion.id,
        QuestionVersion.kind,
        QuestionVersion.stem,
        QuestionVersion.options,
        QuestionVersion.explanation,
        QuestionVersion.basis,
    ).where(QuestionVersion.id.in_(list(version_ids)))
    return [
        Asked(
            version_id=row.id,
            kind=row.kind,
            stem=row.stem,
            options=tuple(each["text"] for each in row.options),
            explanation=row.explanation,
            basis=tuple(LegalBasis(each["document"], each["article"]) for each in row.basis),
            key=written_key(row.kind, row.options),
        )
        for row in db.session.execute(query)
    ]


def written_key(kind: Kind, options: list[dict[str, Any]]) -> Key:
    """The key of a version as it was written."""
    accepted = frozenset(at for at, each in enumerate(options) if each.get("right"))
    return Key(accepted, kind=kind)


def pool(round_: Round, entry: Entry) -> Pool:
    """The blueprint and the pinned pool of a round, for the entry's audience."""
    known = _pools.setdefault(db.engine, {})
    key = (round_.id, entry.contest_audience_id)
    if key not in known:
        if len(known) > MOST_POOLS:
            known.clear()
        audience = entry.contest_audience
        known[key] = Pool(
            tuple(contests.list_blueprint(round_, audience)),
            tuple(contests.list_pool(round_, audience)),
        )
    return known[key]
