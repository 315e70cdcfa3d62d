"""Keeping the official documents that acts of a contest rest on.  Callers commit."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from contest.contests.models import Contest
from contest.contests.official_models import OfficialDocument, OfficialKind
from contest.hosts.models import Account

LARGEST = 16 * 1024 * 1024
PDF_START = b"%PDF-"
HEAD = 1024  # bytes within which a PDF's first line stands, by its standard's readers


@dataclass(frozen=True, slots=True)
class OfficialDetails:
    """What is written down about a signed document; ``content`` is b"" without a file."""

    number: str
    issued_on: date
    signer: str
    file_name: str = ""
    content: bytes = b""


def is_pdf(content: bytes) -> bool:
    """Whether a file begins as a PDF does."""
    return PDF_START in content[:HEAD]


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
