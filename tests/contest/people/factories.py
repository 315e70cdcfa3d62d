"""Entrants for tests, with a code that is known."""

from typing import Any

from contest.hosts.models import Host
from contest.people import service
from contest.people.models import Person
from contest.people.service import Particulars
from contest.rules.eligibility import Birth
from contest.rules.numbers import contest_number
from contest.vault import Vault
from tests.contest.factories import NOON, build_host, keep, make_host, serial

CODE, LINK = "12345678", "a2b3c4d5e6f7g2h3"
PHONE = "+84912345678"
VAULT = Vault([b"v" * 32])


def build_person(vault: Vault = VAULT, host: Host | None = None, **given: Any) -> Person:
    usual = {"name": "Nguyễn Thị Hòa", "birth": Birth(1957)}
    person = service.create_person(
        host or build_host(), contest_number(serial()), Particulars(**usual | given), vault, NOON
    )
    service.give_code(person, CODE, LINK, vault)
    return person


def make_person(vault: Vault, host: Host | None = None, **given: Any) -> Person:
    return keep(build_person(vault, host or make_host(), **given))
