"""Writing what was worked out, in one go or slice by slice.  Callers commit."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select

from contest.bulk import insert_rows
from contest.contests.models import Contest, Round
from contest.db import Base, db
from contest.results import evidence_queries, queries, truth_service
from contest.results.award_models import Award, Board, BoardPlace, UnitPlace
from contest.results.computation_models import Computation
from contest.results.models import Ranking, Standing, UnitTotal
from contest.results.truth_service import Counted

SLICE = 2_500  # rows: a few dozen milliseconds under the write lock
Head = Ranking | Board


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one table, without the id of the computation, which is their first column."""

    model: type[Base]
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


@dataclass(slots=True)
class Work:
    """Everything that a computation found, as plain values: no models.

    ``passed_on`` are the claims whose prizes it passes on, read before it was worked out.

    ``round_id`` is None for the board over all rounds of the contest.  ``holder`` names who
    writes it, once writing began.
    """

    contest_id: int
    round_id: int | None
    head: dict[str, Any]
    batches: tuple[Batch, ...]
    passed_on: frozenset[int]
    root: str = ""
    truths: Counted | None = None
    computation_id: int | None = None
    has_begun: bool = False
    holder: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def total(self) -> int:
        return sum(len(each.rows) for each in self.batches)

    @property
    def kind(self) -> type[Head]:
        return Board if self.round_id is None else Ranking

    @property
    def id_column(self) -> str:
        return "board_id" if self.round_id is None else "ranking_id"


def write_all(work: Work, now: datetime) -> Any:
    """Write everything at once, as the next version; the round or contest is locked.

    Returns the Ranking, or the Board.
    """
    head = _begin(work, now)
    for batch in work.batches:
        _insert(work, head, batch, batch.rows)
    return _publish(work, head, now)


def write_slice(work: Work, now: datetime) -> Head | None:
    """Write the next rows; return the finished computation with the last of them, else None.

    What a runner that died has left of the same round is taken away first, slice by slice too.
    A runner whose work another took over changes nothing: it raises WorkLost.  So does one whose
    work does not know of a prize that passed on meanwhile: it is worked out once more.
    """
    if work.passed_on != evidence_queries.passed_on(work.contest_id, work.round_id):
        raise WorkLost
    computation = _own(work, now)
    head = find_unfinished(work)
    if not computation.total:
        if head is not None:
            _take_away(head)
            return None
        _begin(work, now)
        computation.total = max(work.total, 1)
        return None
    if head is None:
        raise WorkLost
    for batch, rows in _next_rows(work, computation.written):
        _insert(work, head, batch, rows)
        computation.written += len(rows)
    if computation.written < work.total:
        return None
    if work.truths is not None and truth_service.has_changed(work.truths):
        raise WorkLost  # it is worked out once more, with the truth that was entered meanwhile
    computation.written = computation.total
    computation.finished_at = now
    return _publish(work, head, now)


def _is_wanted(work: Work) -> bool:
    """Whether nothing was computed of the round yet with the keys in force."""
    newest = queries.find_ranking(work.round_id or 0)
    in_force = db.session.get_one(Round, work.round_id).key_version
    is_known = newest is not None and newest.key_version == in_force
    return not is_known and work.head["key_version"] == in_force


class WorkLost(Exception):
    """Another runner writes this computation now, or it is to be worked out once more."""


def _own(work: Work, now: datetime) -> Computation:
    """The computation's row, taken over at its first slice; one that began by itself is made."""
    if work.computation_id is None:
        if work.round_id and not _is_wanted(work):
            raise WorkLost
        computation = Computation(
            contest_id=work.contest_id, round_id=work.round_id, asked_at=now, holder=work.holder
        )
        db.session.add(computation)
        db.session.flush()
        work.computation_id, work.has_begun = computation.id, True
        return computation
    computation = db.session.get_one(Computation, work.computation_id, with_for_update=True)
    if computation.finished_at is not None:
        raise WorkLost
    if not work.has_begun:  # whoever holds the job takes over what a runner that died has left
        computation.holder, computation.total, computation.written = work.holder, 0, 0
    if computation.holder != work.holder:
        raise WorkLost
    work.has_begun = True
    return computation


def find_unfinished(work: Work) -> Head | None:
    """The computation of the same round or board whose rows are being written."""
    if work.round_id is None:
        return db.session.scalar(
            select(Board).where(Board.contest_id == work.contest_id, Board.version == 0)
        )
    return db.session.scalar(
        select(Ranking).where(Ranking.round_id == work.round_id, Ranking.version == 0)
    )


def _begin(work: Work, now: datetime) -> Head:
    head: Head
    if work.round_id is None:
        head = Board(contest_id=work.contest_id, version=0, computed_at=now, **work.head)
    else:
        head = Ranking(round_id=work.round_id, version=0, computed_at=now, **work.head)
    db.session.add(head)
    db.session.flush()
    return head


def _publish(work: Work, head: Head, now: datetime) -> Head:
    """Make it the newest version, and fix the round's root at its first computation."""
    if isinstance(head, Ranking):
        last = select(func.max(Ranking.version)).where(Ranking.round_id == head.round_id)
        round_ = db.session.get_one(Round, head.round_id)
        round_.evidence_root = round_.evidence_root or work.root
        if work.truths is not None:
            truth_service.record(round_, work.truths, work.computation_id, now)
    else:
        last = select(func.max(Board.version)).where(Board.contest_id == head.contest_id)
    head.version, head.computed_at = (db.session.scalar(last) or 0) + 1, now
    db.session.flush()
    return head


def _next_rows(work: Work, written: int) -> Iterable[tuple[Batch, Sequence[tuple[Any, ...]]]]:
    """The rows of one slice, from the first that is not written on."""
    room, skip = SLICE, written
    for batch in work.batches:
        rows = batch.rows[skip : skip + room]
        skip = max(skip - len(batch.rows), 0)
        if rows:
            room -= len(rows)
            yield batch, rows
        if not room:
            return


def _insert(work: Work, head: Head, batch: Batch, rows: Sequence[tuple[Any, ...]]) -> None:
    table: Any = batch.model.__table__
    insert_rows(table, (work.id_column, *batch.columns), ((head.id, *row) for row in rows))


def _take_away(head: Head) -> None:
    """Delete some rows of an unfinished computation, and itself once none is left."""
    models = (
        (BoardPlace, UnitPlace, Award)
        if isinstance(head, Board)
        else (Standing, UnitTotal, UnitPlace, Award)
    )
    name = "board_id" if isinstance(head, Board) else "ranking_id"
    for model in models:
        table: Any = model.__table__
        key = next(each for each in table.primary_key.columns if each.name != name)
        some = select(key).where(table.c[name] == head.id).limit(SLICE)
        gone = db.session.execute(delete(table).where(table.c[name] == head.id, key.in_(some)))
        if gone.rowcount:  # type: ignore[attr-defined]  # of a DELETE it is a CursorResult
            return
    db.session.delete(head)
    db.session.flush()


def lock_contest(contest_id: int) -> None:
    """Make all who compute the contest's board wait for each other."""
    query = select(Contest.id).where(Contest.id == contest_id)
    db.session.execute(query.with_for_update(key_share=True))
