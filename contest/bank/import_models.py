"""Files of questions on their way into the bank."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.bank.models import Question
from contest.db import Base, BigId, Id
from contest.hosts.models import Account, Host
from questions.formats import native
from questions.formats.files import Format
from questions.model import Question as Written


class ImportState(StrEnum):
    """How far a file has come."""

    WAITING = "waiting"
    READY = "ready"
    REFUSED = "refused"
    COMMITTED = "committed"


class QuestionImport(Base):
    """A file as somebody brought it, and what was read in it.

    ``item_count`` + ``len(refused)`` is what the file has: nothing is dropped.
    """

    __tablename__ = "question_imports"
    __table_args__ = (Index(None, "host_id"), Index(None, "state"))

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    host_id: Mapped[int] = mapped_column(BigId, ForeignKey("hosts.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    format: Mapped[Format]
    sha256: Mapped[str] = mapped_column(String(64))
    # Kept until the file is read.
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[ImportState]
    # Why the file as a whole was refused.
    refused_code: Mapped[str] = mapped_column(String(40), default="")
    refused_place: Mapped[str] = mapped_column(String(300), default="")
    item_count: Mapped[int] = mapped_column(default=0)
    # [{"at": 5, "code": "not-supported", "params": {"kind": "essay"}}, …]
    refused: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    # What the reader says of places that are no question's.
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    uploaded_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    uploaded_at: Mapped[datetime]
    committed_at: Mapped[datetime | None]

    host: Mapped[Host] = relationship()
    uploaded_by: Mapped[Account] = relationship()


class ImportItem(Base):
    """A question of a file, as it will be taken over."""

    __tablename__ = "import_items"
    __table_args__ = (UniqueConstraint("import_id", "number"),)

    id: Mapped[Id]
    import_id: Mapped[int] = mapped_column(BigId, ForeignKey("question_imports.id"))
    # Its place among the file's questions, from 1 on.
    number: Mapped[int]
    # A line, paragraph, row or item of the file.
    at: Mapped[str] = mapped_column(String(300))
    # questions.formats.native's fields, without the pictures: those are kept by themselves.
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    # What the reader says: [{"at": …, "code": …, "params": {…}}, …]
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    # What the checks find: [{"code": "Q203", "params": {…}}, …]
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    needs_checking: Mapped[bool]
    # Whether topic, difficulty and audiences are all chosen.
    is_filed: Mapped[bool]
    is_left_out: Mapped[bool]
    # What it became.
    question_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("questions.id"))

    question: Mapped[Question | None] = relationship()

    @property
    def written(self) -> Written:
        return native.from_fields(self.fields)
