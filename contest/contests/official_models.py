"""Official documents: the decisions and minutes that acts of a contest rest on."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.models import Contest
from contest.db import Base, BigId, Id
from contest.hosts.models import Account


class OfficialKind(StrEnum):
    MINUTES = "minutes"
    DECISION = "decision"
    REGULATION = "regulation"
    NOTICE = "notice"
    OTHER = "other"


class OfficialDocument(Base):
    """A signed document by its number, day and signer, with the file that was signed if given."""

    __tablename__ = "official_documents"
    __table_args__ = (Index(None, "contest_id"),)

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    kind: Mapped[OfficialKind]
    number: Mapped[str] = mapped_column(String(60))
    issued_on: Mapped[date]
    signer: Mapped[str] = mapped_column(String(200))
    # "" where no file was added.
    file_name: Mapped[str] = mapped_column(String(200), default="")
    sha256: Mapped[str | None] = mapped_column(String(64))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    # What was read of the digital signatures in the file: contest.contests.signature_service.  None
    # while it was not read, [] where there is none.
    signatures: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    added_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    added_at: Mapped[datetime]

    contest: Mapped[Contest] = relationship()
    added_by: Mapped[Account] = relationship()
