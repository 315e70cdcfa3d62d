"""Reading the digital signatures of the official documents; a job does it.  Callers commit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from contest.contests.official_models import OfficialDocument
from contest.contests.signature_child_service import read_apart
from contest.db import db


@dataclass(frozen=True, slots=True)
class Read:
    """The signatures of a document."""

    document_id: int
    signatures: list[dict[str, Any]]


def prepare(_now: datetime) -> Read | None:
    """Read one document whose signatures were not read yet; None when all were.  Only reads."""
    query = (
        select(OfficialDocument)
        .where(OfficialDocument.sha256.is_not(None), OfficialDocument.signatures.is_(None))
        .options(undefer(OfficialDocument.content))
        .order_by(OfficialDocument.id)
        .limit(1)
    )
    document = db.session.scalar(query)
    if document is None:
        return None
    return Read(document.id, read_apart(document.content or b""))


def store(_now: datetime, read: Read) -> int:
    """Keep what was read; 0 where another runner was faster."""
    document = db.session.get(OfficialDocument, read.document_id, with_for_update=True)
    if document is None or document.signatures is not None:
        return 0
    document.signatures = read.signatures
    return 1
