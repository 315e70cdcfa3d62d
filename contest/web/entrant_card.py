"""The code and the card's secret, shown to the entrant for a while after they were made.

They are kept, sealed under the vault's key, in that browser's own session: a reload or a print
within ten minutes still shows them, any process of the server can, and neither the database nor a
copy of the cookie has them readable.  Afterwards only a new code can be made.
"""

import json
import secrets
from base64 import b32encode
from dataclasses import dataclass

import segno
from flask import session, url_for

from contest import clock
from contest.clock import milliseconds
from contest.people.models import Person
from contest.people.service import give_code
from contest.rules.numbers import CODES, code_from
from contest.vault import SealBroken
from contest.web.current import settings, vault

KEPT_MS = 10 * 60 * 1000
LINK_BYTES = 10
KEY = "card"


@dataclass(frozen=True, slots=True)
class Card:
    """What can be shown only now."""

    code: str
    link: str


def new_card(person: Person) -> Card:
    """Give a new code and a new card, in the caller's transaction; the old ones end."""
    card = Card(
        code_from(secrets.randbelow(CODES)),
        b32encode(secrets.token_bytes(LINK_BYTES)).decode().lower(),
    )
    give_code(person, card.code, card.link, vault())
    return card


def make_card(person: Person) -> None:
    """Give a new card and keep it in this browser's session, for showing."""
    card = new_card(person)
    body = json.dumps([person.number, card.code, card.link, milliseconds(clock.now())])
    session[KEY] = vault().seal(body, "card").hex()


def fresh_card(person: Person) -> Card | None:
    """The card just made for this person on this browser, or None when it is too late."""
    if KEY not in session:
        return None
    try:
        number, code, link, made_ms = json.loads(
            vault().unseal(bytes.fromhex(session[KEY]), "card")
        )
    except (SealBroken, ValueError):
        number, code, link, made_ms = "", "", "", 0
    if number != person.number or milliseconds(clock.now()) - made_ms > KEPT_MS:
        drop_card()
        return None
    return Card(code, link)


def drop_card() -> None:
    session.pop(KEY, None)


def qr_picture(person: Person, card: Card) -> str:
    """The QR code of the address that signs in, as the source of an image."""
    path = url_for("people.show_card_sign_in", number=person.number, link=card.link)
    picture = segno.make(settings().public_url + path, error="m", micro=False)
    return str(picture.svg_data_uri(scale=4, border=2, dark="#000", light="#fff"))
