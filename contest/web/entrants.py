"""Which entrant this browser is: known by a cookie that stays, whose hash we keep."""

import hashlib
import secrets

from flask import Response, after_this_request, g, request

from contest import clock
from contest.db import db
from contest.errors import NotKnown
from contest.people import queries
from contest.people.models import Device, Person
from contest.web.current import settings

COOKIE = "device"
COOKIE_SECONDS = 365 * 24 * 3600
TOKEN_BYTES = 32


def current_device() -> Device | None:
    """The device that sent this request, if it is known and was not signed out."""
    if "device" not in g:
        token_hash = device_hash()
        g.device = queries.find_device(token_hash) if token_hash else None
    found: Device | None = g.device
    return found


def device_hash() -> str | None:
    """What a device is found by, known or not; None where the browser sent nothing."""
    token = request.cookies.get(COOKIE)
    return _hash(token) if token else None


def current_person() -> Person | None:
    """The entrant whom this device is signed in for."""
    device = current_device()
    return device.person if device else None


def require_person() -> Person:
    """Raises NotKnown when this device is nobody's."""
    person = current_person()
    if person is None:
        raise NotKnown
    return person


def remember(person: Person) -> None:
    """Sign this device in, in the caller's transaction; whoever it knew before is signed out."""
    _end_current()
    token, now = secrets.token_urlsafe(TOKEN_BYTES), clock.now()
    g.device = Device(person=person, token_hash=_hash(token), created_at=now)
    db.session.add(g.device)
    after_this_request(lambda answer: _with_cookie(answer, token, COOKIE_SECONDS))


def forget() -> None:
    """Sign this device out, in the caller's transaction."""
    _end_current()
    g.device = None
    after_this_request(lambda answer: _with_cookie(answer, "", 0))


def _end_current() -> None:
    device = current_device()
    if device:
        device.ended_at = clock.now()


def _with_cookie(answer: Response, token: str, seconds: int) -> Response:
    answer.set_cookie(
        COOKIE,
        token,
        max_age=seconds,
        secure=settings().is_https,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _hash(token: str) -> str:
    """The token is 256 random bits: a plain hash cannot be turned round."""
    return hashlib.sha256(token.encode()).hexdigest()
