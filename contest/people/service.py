"""What can be done to entrants: made known, given a code, let in by it.  Callers commit."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hmac import compare_digest

from contest.hosts.models import Host
from contest.people.models import Consent, Person
from contest.rules.eligibility import Birth
from contest.rules.identity import mask_citizen_number, mask_phone
from contest.units.models import Unit
from contest.vault import Vault
from questions.text import fold, name_sort_key

FREE_TRIES = 5
FIRST_WAIT_MS = 60_000
LONGEST_WAIT_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a person says of themselves, read; None and "" are what was not asked or not said."""

    name: str
    birth: Birth | None = None
    phone: str | None = None
    citizen_number: str | None = None
    residence: Unit | None = None
    country: str | None = None
    hamlet_name: str = ""
    unit: Unit | None = None
    unit_name: str = ""


class Try(StrEnum):
    """How a try to sign in ended."""

    RIGHT = "right"
    WRONG = "wrong"
    WAIT = "wait"


def create_person(
    host: Host, number: str, given: Particulars, vault: Vault, now: datetime
) -> Person:
    """A new entrant of the host, under a contest number that nobody has yet."""
    birth = given.birth
    person = Person(
        host=host,
        number=number,
        name=given.name,
        folded=fold(given.name),
        sort_key=name_sort_key(given.name),
        birth_year=birth.year if birth else None,
        birth_month=birth.month if birth else None,
        birth_day=birth.day if birth else None,
        code_hash="",
        wrong_codes=0,
        created_at=now,
    )
    complete(person, given, vault)
    return person


def complete(person: Person, given: Particulars, vault: Vault) -> None:
    """Add what a known person says now; name and birth stay as they were first given."""
    if given.phone:
        person.phone_sealed = vault.seal(given.phone, "phone")
        person.phone_hash = vault.fingerprint(given.phone, "phone")
    if given.citizen_number:
        person.citizen_number_sealed = vault.seal(given.citizen_number, "citizen-number")
        person.citizen_number_hash = vault.fingerprint(given.citizen_number, "citizen-number")
    if given.residence or given.country:
        person.residence, person.country = given.residence, given.country
        person.hamlet_name = given.hamlet_name
    if given.unit or given.unit_name:
        person.unit, person.unit_name = given.unit, given.unit_name
    if person.birth_year is None and given.birth:
        person.birth_year, person.birth_month = given.birth.year, given.birth.month
        person.birth_day = given.birth.day


def give_consent(
    person: Person, subject: str, version: int, wording: str, now: datetime
) -> Consent:
    """What the person agreed to, in the words that stood there."""
    return Consent(
        person_id=person.id, subject=subject, version=version, wording=wording, given_at=now
    )


def give_code(person: Person, code: str, link: str, vault: Vault) -> None:
    """Put a new code and a new card in the place of the old ones, which end."""
    person.code_hash = vault.fingerprint(f"{person.number} {code}", "code")
    person.link_hash = vault.fingerprint(f"{person.number} {link}", "link")
    person.wrong_codes, person.wrong_code_ms = 0, None


def try_code(person: Person | None, code: str, vault: Vault, now_ms: int) -> Try:
    """Let in whoever knows the code.

    After five wrong ones each further try waits, a minute at first and twice as long each time, at
    most an hour; a device that is signed in needs no code and never waits.  Nobody's number is
    answered like a wrong code.
    """
    if person is None:
        vault.fingerprints(code, "code")
        return Try.WRONG
    if now_ms < waits_until_ms(person):
        return Try.WAIT
    known = vault.fingerprints(f"{person.number} {code}", "code")
    if not any(compare_digest(each, person.code_hash) for each in known):
        person.wrong_codes += 1
        person.wrong_code_ms = now_ms
        return Try.WRONG
    person.wrong_codes, person.wrong_code_ms = 0, None
    return Try.RIGHT


def waits_until_ms(person: Person) -> int:
    """When the next code may be tried; 0 for at once."""
    over = person.wrong_codes - FREE_TRIES
    if over < 0 or person.wrong_code_ms is None:
        return 0
    return person.wrong_code_ms + min(FIRST_WAIT_MS << min(over, 10), LONGEST_WAIT_MS)


def is_card(person: Person | None, link: str, vault: Vault) -> bool:
    """Whether this secret stands on the person's card: 80 bits, so that tries need no limit."""
    if person is None or person.link_hash is None:
        return False
    known = vault.fingerprints(f"{person.number} {link}", "link")
    return any(compare_digest(each, person.link_hash) for each in known)


def initials(name: str) -> str:
    """A name as those who share a phone tell each other apart: N.V.A."""
    return "".join(f"{word[0].upper()}." for word in name.split())


@dataclass(frozen=True, slots=True)
class Contacts:
    """Phone and citizen number as a page may show them; "" where there is none."""

    phone: str
    citizen_number: str


def contacts(person: Person, vault: Vault) -> Contacts:
    """What the person left, masked."""
    phone, number = person.phone_sealed, person.citizen_number_sealed
    return Contacts(
        mask_phone(vault.unseal(phone, "phone")) if phone else "",
        mask_citizen_number(vault.unseal(number, "citizen-number")) if number else "",
    )
