"""Marking handed-in attempts under another version of the round's keys.  Callers commit."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, text

from contest.attempts import key_queries
from contest.attempts.handing_service import INSERT_MARK, mark_row
from contest.attempts.models import Answer, Attempt
from contest.attempts.service import handing_of
from contest.clock import milliseconds
from contest.db import db
from contest.rules.answers import SavedAnswer, current
from contest.rules.scoring import score
from contest.rules.suspensions import time_used_ms

AT_ONCE = 400
_INSERT = text(f"{INSERT_MARK} ON CONFLICT DO NOTHING")


def rows_wanting(round_id: int, key_version: int, limit: int = AT_ONCE) -> list[dict[str, Any]]:
    """The marks that some attempts lack under a version, worked out; only reads."""
    attempts = key_queries.list_unmarked(round_id, key_version, limit)
    answers = _answers(round_id, [each.id for each in attempts])
    return [_row(each, key_version, answers.get(each.id, ())) for each in attempts]


def _answers(round_id: int, attempt_ids: Iterable[int]) -> dict[int, list[SavedAnswer]]:
    query = select(
        Answer.attempt_id, Answer.sitting, Answer.number, Answer.position, Answer.choice
    ).where(Answer.round_id == round_id, Answer.attempt_id.in_(list(attempt_ids)))
    found: dict[int, list[SavedAnswer]] = {}
    for attempt_id, sitting, number, position, choice in db.session.execute(query):
        answer = SavedAnswer(sitting, number, position, choice)
        found.setdefault(attempt_id, []).append(answer)
    return found


def _row(attempt: Attempt, key_version: int, log: Iterable[SavedAnswer]) -> dict[str, Any]:
    handing, answers = handing_of(attempt, key_version), current(log)
    marks = score(handing.paper, answers, handing.keys)
    handed_in_ms = attempt.handed_in_ms or attempt.deadline_ms
    duration_ms = time_used_ms(attempt.times, handed_in_ms, attempt.stops)
    row = handing.key | mark_row(handing, marks, answers, duration_ms)
    return row | {"handed_in": attempt.handed_in_ms}


def keep(rows: Sequence[dict[str, Any]], now: datetime) -> int:
    """Store marks; whoever has them already keeps them.

    An attempt that was opened again since it was read gets none: they would be those of other
    answers.  One that is being written is left for the next time.
    """
    known = _lock(rows)
    found = [each for each in rows if known.get(_key(each)) == each["handed_in"]]
    if found:
        now_ms = milliseconds(now)
        db.session.execute(_INSERT, [each | {"now": now_ms} for each in found])
    return len(found)


def _key(row: dict[str, Any]) -> tuple[int, int]:
    return row["round"], row["attempt"]


def _lock(rows: Sequence[dict[str, Any]]) -> dict[tuple[int, int], int | None]:
    """When these attempts were handed in; while they are locked, none is opened again.

    Nothing is waited for: a suspension's end moves many attempts in an order of its own.
    """
    round_ids, ids = {each["round"] for each in rows}, [each["attempt"] for each in rows]
    query = (
        select(Attempt.round_id, Attempt.id, Attempt.handed_in_ms)
        .where(
            Attempt.round_id.in_(round_ids), Attempt.id.in_(ids), Attempt.handed_in_ms.is_not(None)
        )
        .with_for_update(read=True, skip_locked=True)
    )
    return {(round_id, id_): at for round_id, id_, at in db.session.execute(query)}
