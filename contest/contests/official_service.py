"""Keeping the official documents that acts of a contest rest on.  Callers commit."""

import hashlib
from datetime import datetime

from contest.contests.models import Contest
from contest.contests.official_models import OfficialDocument, OfficialKind
from contest.hosts.models import Account
from contest.rules.official_file import OfficialDetails


def keep(
    contest: Contest,
    kind: OfficialKind,
    details: OfficialDetails,
    public_id: str,
    by: Account,
    now: datetime,
) -> OfficialDocument:
    """The document as it is kept; its signatures are read by a job (see signature_service)."""
    content = details.content or None
    return OfficialDocument(
        public_id=public_id,
        contest=contest,
        kind=kind,
        number=details.number,
        issued_on=details.issued_on,
        signer=details.signer,
        file_name=details.file_name,
        sha256=hashlib.sha256(content).hexdigest() if content else None,
        content=content,
        signatures=None,
        added_by=by,
        added_at=now,
    )
