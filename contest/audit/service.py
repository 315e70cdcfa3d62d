"""Writing the record of who did what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contest.audit.models import ActorKind, AuditEntry
from contest.db import db


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a member of staff, an entrant, or the system itself."""

    kind: ActorKind
    id: int | None
    name: str


SYSTEM = Actor(ActorKind.SYSTEM, None, "system")


def record(
    actor: Actor,
    act: str,
    *,
    now: datetime,
    subject_kind: str,
    subject: str,
    host_id: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Add one act to the record, in the caller's transaction: both are kept or neither.

    ``act`` is a stable code in the past tense ("contest-published"); ``subject`` is a public id,
    never a person's data.  ``details`` holds plain JSON values without personal data.
    """
    entry = AuditEntry(
        at=now,
        host_id=host_id,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name,
        act=act,
        subject_kind=subject_kind,
        subject=subject,
        details=dict(details or {}),
    )
    db.session.add(entry)
    return entry
