"""What every answer tells the browser about safety and keeping; whose requests are heard."""

from flask import Flask, Response, abort, request

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
    app.after_request(add_headers)


def refuse_foreign_requests() -> None:
    """A browser says when another site sends a form here; the forms' tokens stand behind this."""
    if request.method in CHANGING and request.headers.get("Sec-Fetch-Site") in FOREIGN:
        abort(403)


def refuse_control_characters() -> None:
    """No address of ours holds one, and PostgreSQL takes no NUL even to look for it."""
    if not request.path.isprintable():
        abort(404)


def add_headers(answer: Response) -> Response:
    """A page is kept by nobody unless its route says otherwise by its own Cache-Control."""
    kept = answer.headers
    kept.extend(ALWAYS)
    if "Cache-Control" not in kept:
        kept.add("Cache-Control", "no-store")
    if request.is_secure:
        kept.add("Strict-Transport-Security", HSTS)
    return answer
