"""Lists of people that a host keeps: staff, classes, members, and who is barred."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.db import Base, BigId, Id
from contest.hosts.models import Host
from contest.units.models import Unit


class ListKind(StrEnum):
    STAFF = "staff"
    CLASS = "class"
    MEMBERS = "members"
    BARRED = "barred"


class PeopleList(Base):
    """A list of people, as an office, a school or a body gave it."""

    __tablename__ = "people_lists"
    __table_args__ = (Index(None, "host_id"),)

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    host_id: Mapped[int] = mapped_column(BigId, ForeignKey("hosts.id"))
    kind: Mapped[ListKind]
    title: Mapped[str] = mapped_column(String(200))
    # Whose staff or whose pupils they are; a contact person of that unit ticks printed consents in.
    unit_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("units.id"))
    made_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    made_at: Mapped[datetime]

    host: Mapped[Host] = relationship()
    unit: Mapped[Unit | None] = relationship()


class ListedPerson(Base):
    """A line of a list.  Numbers are kept as keyed hashes only: enough to find who it is."""

    __tablename__ = "listed_people"
    __table_args__ = (
        UniqueConstraint("list_id", "number"),
        CheckConstraint("number >= 1", name="lines_are_counted"),
        Index(None, "list_id", "folded"),
        Index(None, "citizen_number_hash"),
        Index(None, "phone_hash"),
    )

    id: Mapped[Id]
    list_id: Mapped[int] = mapped_column(BigId, ForeignKey("people_lists.id"))
    # The line's place in the list, from 1 on.
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(200))
    birth_year: Mapped[int | None]
    birth_month: Mapped[int | None]
    birth_day: Mapped[int | None]
    citizen_number_hash: Mapped[str | None] = mapped_column(String(64))
    phone_hash: Mapped[str | None] = mapped_column(String(64))
    # The class, the post, or why somebody is barred.
    note: Mapped[str] = mapped_column(String(200), default="")

    list: Mapped[PeopleList] = relationship()
