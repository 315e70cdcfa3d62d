"""Corrections of a round's keys: proposed by one person, published by another.  Callers commit."""

from collections.abc import Mapping
from datetime import datetime

from contest.attempts import key_queries, remarking_service
from contest.attempts.key_models import KeyChange, KeyVersion
from contest.bank.models import QuestionVersion
from contest.contests import way_queries as ways
from contest.contests.models import Round
from contest.db import db
from contest.errors import (
    KeysFixed,
    KeysNotMarked,
    KeysPending,
    KeysSettled,
    KeyUnchanged,
    OwnCorrection,
)
from contest.hosts.models import Account
from contest.results import queries
from contest.rules import remarking
from contest.rules.result_way import State


def state_of(round_: Round, now: datetime) -> State:
    """How far the result of the round has come: published as soon as one audience's is."""
    if round_.id in ways.published([round_]):
        return State.PUBLISHED
    return ways.state_of(round_, None, now)


def propose(
    round_: Round,
    version: QuestionVersion,
    change: remarking.KeyChange,
    reason: str,
    author: Account,
    now: datetime,
) -> KeyVersion:
    """A new version of the round's keys, which nobody is marked by yet.

    It repeats what is in force.  Whose own correction waits already adds to it: the waiting one
    is withdrawn, the new one says both.  Raises RemarkRefused, KeysFixed, KeyUnchanged, and
    KeysPending while another's correction waits.
    """
    queries.lock_round(round_.id)
    _require_open(round_, now)
    pending = key_queries.find_pending(round_.id)
    if pending is not None and pending.written_by_id != author.id:
        raise KeysPending
    base = pending.version if pending else round_.key_version
    before = {each.question_version_id: each for each in _changes(round_, base)}
    _require_different(version, change, before)
    if pending is not None:
        pending.withdrawn_at = now
    added = KeyVersion(
        round_id=round_.id,
        version=_next_number(round_),
        why=reason,
        written_by_id=author.id,
        written_at=now,
    )
    db.session.add(added)
    db.session.flush()
    for each in before.values():
        if each.question_version_id != version.id:
            _add(added, each.question_version_id, key_queries.change_of(each), each.reason)
    _add(added, version.id, change, reason)
    db.session.flush()
    return added


def _changes(round_: Round, key_version: int) -> list[KeyChange]:
    return key_queries.list_changes(round_.id, key_version)


def _next_number(round_: Round) -> int:
    return (
        max([key_queries.FIRST, *(each.version for each in key_queries.list_versions(round_))]) + 1
    )


def _require_open(round_: Round, now: datetime) -> None:
    if round_.pinned_at is None or not remarking.may_remark(state_of(round_, now)):
        raise KeysFixed


def _require_different(
    version: QuestionVersion, change: remarking.KeyChange, before: Mapping[int, KeyChange]
) -> None:
    known = before.get(version.id)
    written = remarking.KeyChange(
        remarking.ChangeKind.ACCEPT,
        frozenset(at for at, each in enumerate(version.options) if each.get("right")),
    )
    now_right = key_queries.new_key(version, key_queries.change_of(known) if known else written)
    if key_queries.new_key(version, change) == now_right:
        raise KeyUnchanged


def _add(added: KeyVersion, version_id: int, change: remarking.KeyChange, reason: str) -> None:
    row = KeyChange(
        round_id=added.round_id,
        version=added.version,
        question_version_id=version_id,
        kind=change.kind,
        accepted=sorted(change.accepted),
        reason=reason,
    )
    db.session.add(row)


def withdraw(round_: Round, found: KeyVersion, now: datetime) -> None:
    """Give a correction up; its marks stay as evidence.  Raises KeysSettled."""
    queries.lock_round(round_.id)
    _require_pending(found)
    found.withdrawn_at = now


def publish(round_: Round, found: KeyVersion, account: Account, now: datetime) -> None:
    """Put a correction in force, once its effects could be read.

    Whoever handed in since has marks under it as well, before this returns or, in a crowd, by
    the job; results are computed anew.  Raises OwnCorrection for its author, KeysSettled,
    KeysFixed, KeysNotMarked.
    """
    queries.lock_round(round_.id)
    db.session.refresh(found)
    _require_pending(found)
    _require_open(round_, now)
    if not remarking.may_publish(account.id, found.written_by_id):
        raise OwnCorrection
    if found.marked_at is None:
        raise KeysNotMarked
    remarking_service.keep(remarking_service.rows_wanting(round_.id, found.version), now)
    if key_queries.count_unmarked(round_.id, found.version):
        raise KeysNotMarked
    found.published_by_id, found.published_at = account.id, now
    round_.key_version = found.version


def _require_pending(found: KeyVersion) -> None:
    if found.published_at is not None or found.withdrawn_at is not None:
        raise KeysSettled
