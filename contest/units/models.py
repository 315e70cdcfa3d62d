"""Units of today, their other names, and the former communes that went into them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.db import Base, BigId, Id
from contest.hosts.models import Host


class UnitKind(StrEnum):
    PROVINCE = "province"
    COMMUNE = "commune"
    HAMLET = "hamlet"
    AGENCY = "agency"
    SCHOOL = "school"


class Unit(Base):
    """A province, commune, hamlet, agency or school.

    Provinces and communes are the nation's and belong to no host; hamlets, agencies and schools
    stand in a host's list.  A unit that ended keeps its row, so that old attempts still name it.
    """

    __tablename__ = "units"
    __table_args__ = (
        UniqueConstraint("host_id", "code"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_start"),
        Index(None, "host_id", "kind"),
    )

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    host_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("hosts.id"))
    # Official codes are text: 44 Quảng Trị, 19366 xã Bến Quan; a host's own units may have none.
    code: Mapped[str | None] = mapped_column(String(20))
    kind: Mapped[UnitKind]
    # What stands before the name: tỉnh, thành phố, xã, phường, đặc khu, thôn, bản, tổ dân phố …
    label: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(200))
    parent_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("units.id"), index=True)
    # Where an agency or a school stands, when that is known.
    commune_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("units.id"))
    # Khối: units are compared within one (administrative, public-service, commune …).
    block: Mapped[str | None] = mapped_column(String(120))
    # How many people it has, as its list says; each round states and freezes its own.
    headcount: Mapped[int | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    host: Mapped[Host | None] = relationship()
    parent: Mapped[Unit | None] = relationship(
        remote_side="Unit.id", foreign_keys=[parent_id], viewonly=True
    )
    commune: Mapped[Unit | None] = relationship(
        remote_side="Unit.id", foreign_keys=[commune_id], viewonly=True
    )
    aliases: Mapped[list[UnitAlias]] = relationship(
        back_populates="unit", cascade="all, delete-orphan", order_by="UnitAlias.id"
    )

    @property
    def full_name(self) -> str:
        """The name with its label, as it stands on an envelope: "xã Bến Quan"."""
        return f"{self.label} {self.name}".strip()


class UnitAlias(Base):
    """Another name under which people look for a unit."""

    __tablename__ = "unit_aliases"

    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(BigId, ForeignKey("units.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(200))

    unit: Mapped[Unit] = relationship(back_populates="aliases")


class FormerUnit(Base):
    """A commune as it was before 1 July 2025, with its district and province of then."""

    __tablename__ = "former_units"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(5), unique=True)
    label: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    district_code: Mapped[str] = mapped_column(String(3))
    district_name: Mapped[str] = mapped_column(String(200))
    province_code: Mapped[str] = mapped_column(String(2))
    province_name: Mapped[str] = mapped_column(String(200))


class Succession(Base):
    """Which commune of today a former one went into, whole or in part."""

    __tablename__ = "successions"

    former_id: Mapped[int] = mapped_column(BigId, ForeignKey("former_units.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(BigId, ForeignKey("units.id"), primary_key=True)
    is_whole: Mapped[bool]

    former: Mapped[FormerUnit] = relationship()
    unit: Mapped[Unit] = relationship()
