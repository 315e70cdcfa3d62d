"""What was checked of entrants: signs about them, checks and calls, decisions, corrections."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.models import Contest, Entry
from contest.db import Base, BigId, Id
from contest.hosts.models import Account
from contest.people.models import Person
from contest.results.models import Ranking
from contest.rules.signals import Kind, Strength
from contest.rules.verification import CallOutcome, Item, State


class SignalSearch(Base):
    """A ranking of which signs about people have been looked for."""

    __tablename__ = "signal_searches"

    ranking_id: Mapped[int] = mapped_column(BigId, ForeignKey("rankings.id"), primary_key=True)
    searched_at: Mapped[datetime]

    ranking: Mapped[Ranking] = relationship()


class FoundSignal(Base):
    """A sign about people of a contest: a reason to look, never a punishment."""

    __tablename__ = "found_signals"
    __table_args__ = (UniqueConstraint("contest_id", "digest"),)

    id: Mapped[Id]
    contest_id: Mapped[int] = mapped_column(BigId, ForeignKey("contests.id"))
    kind: Mapped[Kind]
    strength: Mapped[Strength]
    # The numbers of its sentence.
    values: Mapped[dict[str, int]] = mapped_column(JSON)
    # SHA-256 of kind and people: found again, it is the same sign.
    digest: Mapped[str] = mapped_column(String(64))
    found_at: Mapped[datetime]
    # When somebody had looked, and what they found; a settled sign weighs no more.
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    settled_why: Mapped[str] = mapped_column(String(1000), default="")

    contest: Mapped[Contest] = relationship()
    settled_by: Mapped[Account | None] = relationship()


class SignalPerson(Base):
    """Somebody whom a sign concerns."""

    __tablename__ = "signal_people"

    signal_id: Mapped[int] = mapped_column(BigId, ForeignKey("found_signals.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("people.id"), primary_key=True, index=True
    )

    signal: Mapped[FoundSignal] = relationship()
    person: Mapped[Person] = relationship()


class Check(Base):
    """One item that somebody checked of an entry; the newest of an item counts."""

    __tablename__ = "checks"
    __table_args__ = (Index(None, "entry_id"),)

    id: Mapped[Id]
    entry_id: Mapped[int] = mapped_column(BigId, ForeignKey("entries.id"))
    item: Mapped[Item]
    is_in_order: Mapped[bool]
    note: Mapped[str] = mapped_column(String(1000), default="")
    checked_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    checked_at: Mapped[datetime]

    entry: Mapped[Entry] = relationship()
    checked_by: Mapped[Account] = relationship()


class CallMade(Base):
    """A call to an entrant, and what came of it."""

    __tablename__ = "calls"
    __table_args__ = (Index(None, "entry_id"),)

    id: Mapped[Id]
    entry_id: Mapped[int] = mapped_column(BigId, ForeignKey("entries.id"))
    outcome: Mapped[CallOutcome]
    note: Mapped[str] = mapped_column(String(1000), default="")
    called_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    called_at: Mapped[datetime]

    entry: Mapped[Entry] = relationship()
    called_by: Mapped[Account] = relationship()


class EntryDecision(Base):
    """A change of an entry's state, with its ground and reasons."""

    __tablename__ = "entry_decisions"
    __table_args__ = (Index(None, "entry_id"),)

    id: Mapped[Id]
    entry_id: Mapped[int] = mapped_column(BigId, ForeignKey("entries.id"))
    from_state: Mapped[State]
    to_state: Mapped[State]
    # A contest.rules.verification.Ground; "" where the entry is recognised.
    ground: Mapped[str] = mapped_column(String(40), default="")
    why: Mapped[str] = mapped_column(String(1000))
    decided_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    decided_at: Mapped[datetime]

    entry: Mapped[Entry] = relationship()
    decided_by: Mapped[Account] = relationship()


class Corrected(StrEnum):
    NAME = "name"
    UNIT = "unit"


class Correction(Base):
    """A name or a unit set right by a judge; what stood before is kept."""

    __tablename__ = "corrections"
    __table_args__ = (Index(None, "entry_id"),)

    id: Mapped[Id]
    entry_id: Mapped[int] = mapped_column(BigId, ForeignKey("entries.id"))
    field: Mapped[Corrected]
    before: Mapped[str] = mapped_column(String(200))
    after: Mapped[str] = mapped_column(String(200))
    why: Mapped[str] = mapped_column(String(1000))
    corrected_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    corrected_at: Mapped[datetime]

    entry: Mapped[Entry] = relationship()
    corrected_by: Mapped[Account] = relationship()


class Merge(Base):
    """Two registrations that are one person's: the earlier one keeps the attempts of both."""

    __tablename__ = "merges"
    __table_args__ = (UniqueConstraint("gone_entry_id"), Index(None, "kept_entry_id"))

    id: Mapped[Id]
    kept_entry_id: Mapped[int] = mapped_column(BigId, ForeignKey("entries.id"))
    gone_entry_id: Mapped[int] = mapped_column(BigId, ForeignKey("entries.id"))
    # [{"attempt": id, "round": id, "ordinal": 1, "is_recognised": true}, …] of both.
    attempts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    why: Mapped[str] = mapped_column(String(1000))
    merged_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    merged_at: Mapped[datetime]

    kept: Mapped[Entry] = relationship(foreign_keys=[kept_entry_id])
    gone: Mapped[Entry] = relationship(foreign_keys=[gone_entry_id])
    merged_by: Mapped[Account] = relationship()
