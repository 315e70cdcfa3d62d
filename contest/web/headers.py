"""What every answer tells the browser about safety and keeping; whose requests are heard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, abort, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Headers = list[tuple[str, str]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
ALWAYS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
HSTS = "max-age=31536000"
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
FOREIGN = frozenset({"cross-site", "same-site"})


def register(app: Flask) -> None:
    app.before_request(refuse_foreign_requests)
    app.before_request(refuse_control_characters)
    app.wsgi_app = with_headers(app.wsgi_app)  # type: ignore[method-assign,assignment]  # Flask's own way


def refuse_foreign_requests() -> None:
    """A browser says when another site sends a form here; the forms' tokens stand behind this."""
    if request.method in CHANGING and request.headers.get("Sec-Fetch-Site") in FOREIGN:
        abort(403)


def refuse_control_characters() -> None:
    """No address of ours holds one, and PostgreSQL takes no NUL even to look for it."""
    if not request.path.isprintable():
        abort(404)


def with_headers(inner: WSGIApplication) -> WSGIApplication:
    """Add what every answer says; where the server begins it, since Flask copies headers thrice.

    A page is kept by nobody unless its route says otherwise by its own Cache-Control.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: Headers, *error: Any) -> Any:
            return start_response(status, headers + missing(headers, environ), *error)

        return inner(environ, start)

    return answer


def missing(headers: Headers, environ: WSGIEnvironment) -> Headers:
    """What an answer with these headers does not say yet."""
    more = [*ALWAYS]
    if not any(name.lower() == "cache-control" for name, _ in headers):
        more.append(("Cache-Control", "no-store"))
    if environ.get("wsgi.url_scheme") == "https":
        more.append(("Strict-Transport-Security", HSTS))
    return more
