"""Entrants: who they say they are, the devices that know them, what they consented to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.audit.models import ActorKind
from contest.audit.service import Actor
from contest.db import Base, BigId, ByteOrdered, Id, Milliseconds
from contest.hosts.models import Host
from contest.rules.eligibility import Birth
from contest.units.models import Unit
from questions.text import fold


def _folded_name(context: Any) -> str:
    return fold(context.get_current_parameters()["name"])


class Person(Base):
    """An entrant of a host: a contest number, not a phone.

    Phone and identity number are sealed (contest.vault) and found by their keyed hash.
    """

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("residence_id IS NULL OR country IS NULL", name="lives_in_one_place"),
        Index(None, "phone_hash"),
        Index(None, "citizen_number_hash"),
        Index(None, "host_id", "sort_key"),
    )

    id: Mapped[Id]
    host_id: Mapped[int] = mapped_column(BigId, ForeignKey("hosts.id"))
    number: Mapped[str] = mapped_column(String(9), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    # The name as it is searched, without marks.
    folded: Mapped[str] = mapped_column(String(200), default=_folded_name)
    sort_key: Mapped[str] = mapped_column(ByteOrdered)
    birth_year: Mapped[int | None]
    birth_month: Mapped[int | None]
    birth_day: Mapped[int | None]
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_hash: Mapped[str | None] = mapped_column(String(64))
    citizen_number_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    citizen_number_hash: Mapped[str | None] = mapped_column(String(64))
    # A commune or one of its hamlets; an entrant abroad has a country (ISO 3166 alpha-2) instead.
    residence_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("units.id"))
    country: Mapped[str | None] = mapped_column(String(2))
    # The hamlet in the entrant's own words, where the host has no list of hamlets.
    hamlet_name: Mapped[str] = mapped_column(String(120), default="")
    # Where one works or studies, if anywhere; in one's own words when it is not in the list.
    unit_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("units.id"))
    unit_name: Mapped[str] = mapped_column(String(200), default="")
    code_hash: Mapped[str] = mapped_column(String(64))
    # Of the secret in the card's QR code, which signs in without typing.
    link_hash: Mapped[str | None] = mapped_column(String(64))
    wrong_codes: Mapped[int] = mapped_column(default=0)
    wrong_code_ms: Mapped[Milliseconds | None]
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    host: Mapped[Host] = relationship()
    residence: Mapped[Unit | None] = relationship(foreign_keys=[residence_id])
    unit: Mapped[Unit | None] = relationship(foreign_keys=[unit_id])

    @property
    def birth(self) -> Birth | None:
        year = self.birth_year
        return Birth(year, self.birth_month, self.birth_day) if year else None

    @property
    def actor(self) -> Actor:
        """The entrant as the audit names them: by number, never by name."""
        return Actor(ActorKind.PERSON, self.id, self.number)


class Device(Base):
    """A browser that stays signed in for a person; it holds the token, we its hash."""

    __tablename__ = "devices"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("people.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class ConsentKind(StrEnum):
    """What was agreed to: the use of data, or that one is not barred."""

    DATA = "data"
    DECLARATION = "declaration"


class Consent(Base):
    """What a person agreed to or declared, in which words, and when."""

    __tablename__ = "consents"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("people.id"), index=True)
    kind: Mapped[ConsentKind] = mapped_column(default=ConsentKind.DATA)
    # The contest's public id: consent is given for one contest's purposes.
    subject: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    wording: Mapped[str]
    given_at: Mapped[datetime]
