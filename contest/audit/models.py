"""The record of who did what, when."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from contest.db import Base, BigId, Id


class ActorKind(StrEnum):
    STAFF = "staff"
    PERSON = "person"
    SYSTEM = "system"


class AuditEntry(Base):
    """One act.  Rows are only ever added; names are kept as they were."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "host_id", "id"),)

    id: Mapped[Id]
    at: Mapped[datetime]
    host_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("hosts.id"))
    actor_kind: Mapped[ActorKind]
    actor_id: Mapped[int | None] = mapped_column(BigId)
    actor_name: Mapped[str] = mapped_column(String(200))
    act: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(80))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
