"""Hosts, the accounts of their staff, and the roles these hold."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.audit.models import ActorKind
from contest.audit.service import Actor
from contest.db import Base, BigId, Id
from contest.rules.roles import Role


class HostKind(StrEnum):
    PROVINCE = "province"
    DEPARTMENT = "department"
    COMMUNE = "commune"
    SCHOOL = "school"


class Host(Base):
    """An office that runs contests here: everything belongs to one."""

    __tablename__ = "hosts"
    __table_args__ = (
        CheckConstraint("review_steps BETWEEN 2 AND 3", name="two_or_three_review_steps"),
    )

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    parent_name: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[HostKind]
    province_code: Mapped[str | None] = mapped_column(String(2))
    commune_code: Mapped[str | None] = mapped_column(String(5))
    hotline: Mapped[str] = mapped_column(String(60), default="")
    created_at: Mapped[datetime]
    # Through how many hands a question goes: 2, writer and approver; 3, a reviewer between.
    review_steps: Mapped[int] = mapped_column(default=2)


class Account(Base):
    """A member of staff who signs in with a password."""

    __tablename__ = "accounts"

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    # Counted up when the password changes or the account is closed: sessions carry it.
    generation: Mapped[int] = mapped_column(default=0)
    wrong_passwords: Mapped[int] = mapped_column(default=0)
    wrong_password_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    # What Flask-Login asks of a user.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.ended_at is None

    def get_id(self) -> str:
        """The session's key: a new password ends every session."""
        return f"{self.id}.{self.generation}"

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.STAFF, self.id, self.name)


class RoleGrant(Base):
    """A role held by an account at one host, or in one contest of it."""

    __tablename__ = "role_grants"
    __table_args__ = (Index(None, "account_id", "host_id"), Index(None, "host_id"))

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    host_id: Mapped[int] = mapped_column(BigId, ForeignKey("hosts.id"))
    # None: at the whole host.  The contests' and units' models stand below and are named by table.
    contest_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("contests.id"))
    # The unit that a contact person speaks for.
    unit_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("units.id"))
    role: Mapped[Role]
    granted_at: Mapped[datetime]
    granted_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    host: Mapped[Host] = relationship()


class Appraiser(Base):
    """Somebody from elsewhere whom the host has asked to appraise its questions, until a day."""

    __tablename__ = "appraisers"
    __table_args__ = (Index(None, "account_id"), Index(None, "host_id"))

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    host_id: Mapped[int] = mapped_column(BigId, ForeignKey("hosts.id"))
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    # The row ids of the topics that are theirs; none: all.  Topics stand in a feature below.
    topics: Mapped[list[int]] = mapped_column(JSON)
    invited_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    invited_at: Mapped[datetime]
    # The last day, of Vietnam.
    until_on: Mapped[date]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    host: Mapped[Host] = relationship()
