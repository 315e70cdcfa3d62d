"""The days off that a host announces, and the days worked in their stead."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.db import Base, BigId, Id
from contest.hosts.models import Host


class Holiday(Base):
    """A day off beside the fixed holidays, or a Saturday or Sunday that is worked."""

    __tablename__ = "host_holidays"
    __table_args__ = (UniqueConstraint("host_id", "day"),)

    id: Mapped[Id]
    host_id: Mapped[int] = mapped_column(BigId, ForeignKey("hosts.id"))
    day: Mapped[date]
    title: Mapped[str] = mapped_column(String(120))
    is_worked: Mapped[bool]

    host: Mapped[Host] = relationship()
