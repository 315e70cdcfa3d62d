"""The keys that a round's papers are marked by, in each of their versions."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, func, or_, select
from sqlalchemy.orm import joinedload

from contest.attempts import papers_queries as papers
from contest.attempts.care_models import PaperSitting
from contest.attempts.key_models import KeyChange, KeyVersion
from contest.attempts.models import Attempt, Mark
from contest.bank.models import QuestionVersion
from contest.contests.models import Round
from contest.db import db
from contest.errors import NotFound
from contest.rules import remarking
from contest.rules.drawing import Paper
from questions.marking import Key

MOST_KEPT = 200
FIRST = 1  # the questions' own keys, as they were pinned
# For so long after a publishing or a closing a hand-in may still come in under older keys.
SETTLING = timedelta(days=1)

_corrected: WeakKeyDictionary[Engine, dict[tuple[int, int], Mapping[int, Key]]] = (
    WeakKeyDictionary()
)


def forget() -> None:
    """Empty the memory: tests that take rows back need it, a server never does."""
    _corrected.clear()


def keys(paper: Paper, round_id: int, key_version: int) -> dict[int, Key]:
    """The keys of the paper's questions under that version of the round's keys, by version id."""
    written = {each.version_id: each.key for each in papers.asked(paper)}
    changed = corrected(round_id, key_version)
    return written | {each: changed[each] for each in written if each in changed}


def corrected(round_id: int, key_version: int) -> Mapping[int, Key]:
    """The keys that differ from the questions' own under that version, by version id; kept in
    memory: a version never changes.  Raises NotFound where there is no such version.
    """
    if key_version == FIRST:
        return {}
    known = _corrected.setdefault(db.engine, {})
    key = (round_id, key_version)
    if key not in known:
        found = _read(round_id, key_version)
        if not found:
            raise NotFound
        if len(known) > MOST_KEPT:
            known.clear()
        known[key] = found
    return known[key]


def _read(round_id: int, key_version: int) -> dict[int, Key]:
    return {
        each.question_version_id: new_key(each.question_version, change_of(each))
        for each in list_changes(round_id, key_version)
    }


def change_of(row: KeyChange) -> remarking.KeyChange:
    return remarking.KeyChange(row.kind, frozenset(row.accepted))


def new_key(version: QuestionVersion, change: remarking.KeyChange) -> Key:
    """A version's key after a correction.  Raises RemarkRefused."""
    written = papers.written_key(version.kind, version.options)
    return remarking.apply(written, change, len(version.options))


def list_changes(round_id: int, key_version: int) -> list[KeyChange]:
    """What a version says of each question that it changes, by the question's code."""
    query = (
        select(KeyChange)
        .where(KeyChange.round_id == round_id, KeyChange.version == key_version)
        .options(joinedload(KeyChange.question_version).joinedload(QuestionVersion.question))
    )
    return sorted(db.session.scalars(query), key=lambda each: each.question_version.question.code)


def list_versions(round_: Round) -> list[KeyVersion]:
    """Every version after the first, the newest first."""
    query = (
        select(KeyVersion)
        .where(KeyVersion.round_id == round_.id)
        .order_by(KeyVersion.version.desc())
    )
    return list(db.session.scalars(query))


def list_published(round_id: int) -> list[KeyVersion]:
    """The versions after the first that were put in force, in their order."""
    query = (
        select(KeyVersion)
        .where(KeyVersion.round_id == round_id, KeyVersion.published_at.is_not(None))
        .order_by(KeyVersion.version)
    )
    return list(db.session.scalars(query))


def get_version(round_: Round, number: int) -> KeyVersion:
    """Raises NotFound."""
    found = db.session.get(KeyVersion, (round_.id, number))
    if found is None:
        raise NotFound
    return found


def find_pending(round_id: int) -> KeyVersion | None:
    """The correction that is neither published nor withdrawn; there is one at most."""
    query = select(KeyVersion).where(KeyVersion.round_id == round_id, _is_pending())
    return db.session.scalar(query)


def _is_pending() -> ColumnElement[bool]:
    return KeyVersion.published_at.is_(None) & KeyVersion.withdrawn_at.is_(None)


def list_live(now: datetime) -> list[tuple[int, int]]:
    """Rounds and versions under which attempts may lack marks: corrections that wait, and those
    in force while hand-ins may have come in under the keys before them.
    """
    pending = select(KeyVersion.round_id, KeyVersion.version).where(_is_pending())
    in_force = (
        select(Round.id, Round.key_version)
        .join(
            KeyVersion,
            (KeyVersion.round_id == Round.id) & (KeyVersion.version == Round.key_version),
        )
        .where(or_(Round.closes_at > now - SETTLING, KeyVersion.published_at > now - SETTLING))
    )
    rows = db.session.execute(pending.union(in_force))
    return sorted((round_id, version) for round_id, version in rows)


_UNTYPED = (  # a printed paper has no answers before they are typed in
    PaperSitting.round_id == Attempt.round_id,
    PaperSitting.attempt_id == Attempt.id,
    PaperSitting.marked_at.is_(None),
)


def _unmarked(round_id: int, key_version: int) -> tuple[ColumnElement[bool], ...]:
    marked = (
        (Mark.round_id == Attempt.round_id)
        & (Mark.attempt_id == Attempt.id)
        & (Mark.key_version == key_version)
    )
    return (
        Attempt.round_id == round_id,
        Attempt.handed_in_ms.is_not(None),
        ~select(Mark.round_id).where(marked).exists(),
        ~select(PaperSitting.id).where(*_UNTYPED).exists(),
    )


def list_unmarked(round_id: int, key_version: int, limit: int) -> list[Attempt]:
    """Some attempts that were handed in and have no marks under that version."""
    query = (
        select(Attempt)
        .options(joinedload(Attempt.round))
        .where(*_unmarked(round_id, key_version))
        .order_by(Attempt.id)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def count_unmarked(round_id: int, key_version: int) -> int:
    """How many attempts that were handed in have no marks under that version."""
    query = select(func.count()).select_from(Attempt).where(*_unmarked(round_id, key_version))
    return db.session.scalar(query) or 0


def count_handed_in(round_id: int) -> int:
    """How many attempts can be marked by now: of those on paper, the ones that were typed in."""
    query = (
        select(func.count())
        .select_from(Attempt)
        .where(
            Attempt.round_id == round_id,
            Attempt.handed_in_ms.is_not(None),
            ~select(PaperSitting.id).where(*_UNTYPED).exists(),
        )
    )
    return db.session.scalar(query) or 0


def marks_by_version(attempt: Attempt) -> dict[int, Mark]:
    """All marks of an attempt, by the version of the keys."""
    query = select(Mark).where(Mark.round_id == attempt.round_id, Mark.attempt_id == attempt.id)
    return {each.key_version: each for each in db.session.scalars(query)}
