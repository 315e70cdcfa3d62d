"""Tables of the law that questions rest on: documents, and which version names which."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.db import Base, BigId, Id
from contest.hosts.models import Account, Host
from questions.legal import NAME_LENGTH, Document


class LegalDocument(Base):
    """A document of the register.

    The nation's belong to no host and are kept by the platform's own register.  A host adds others;
    its row for a document that the nation has, too, stands in that one's place for this host.
    """

    __tablename__ = "legal_documents"
    __table_args__ = (
        UniqueConstraint("host_id", "cited", "cited_year"),
        CheckConstraint(
            "in_force_to IS NULL OR in_force_from IS NULL OR in_force_to >= in_force_from",
            name="ends_after_start",
        ),
    )

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    host_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("hosts.id"))
    # What texts cite, as questions.legal searches it: the number or the name, and the year.
    cited: Mapped[str] = mapped_column(String(NAME_LENGTH), index=True)
    cited_year: Mapped[int | None]
    number: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(300))
    issuer: Mapped[str] = mapped_column(String(200))
    issued_on: Mapped[date | None]
    issued_year: Mapped[int | None]
    in_force_from: Mapped[date | None]
    # The last day in force.
    in_force_to: Mapped[date | None]
    # ["118/2025/NĐ-CP", …]
    replaced_by: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    updated_at: Mapped[datetime]
    updated_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))

    host: Mapped[Host | None] = relationship()
    updated_by: Mapped[Account | None] = relationship(foreign_keys=[updated_by_id])

    @property
    def written(self) -> Document:
        """The row as the question library knows it."""
        return Document(
            number=self.number,
            name=self.name,
            issuer=self.issuer,
            issued_on=self.issued_on,
            year=self.issued_year,
            in_force_from=self.in_force_from,
            in_force_to=self.in_force_to,
            replaced_by=tuple(self.replaced_by),
        )

    def write(self, document: Document) -> None:
        """Take over what a document says, and what it is found by."""
        citation = document.citation
        self.cited, self.cited_year = citation.number, citation.year
        self.number, self.name, self.issuer = document.number, document.name, document.issuer
        self.issued_on, self.issued_year = document.issued_on, document.year
        self.in_force_from, self.in_force_to = document.in_force_from, document.in_force_to
        self.replaced_by = list(document.replaced_by)


class VersionDocument(Base):
    """A document that a version of a question names, whether it is in the register or not."""

    __tablename__ = "version_documents"

    version_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("question_versions.id"), primary_key=True
    )
    # Its place among the version's bases, from 0 on.
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cited: Mapped[str] = mapped_column(String(NAME_LENGTH), index=True)
    cited_year: Mapped[int | None]
    article: Mapped[str] = mapped_column(String(200))
