"""What every answer tells the browser about safety and keeping."""

from flask import Flask, Response, request

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


def register(app: Flask) -> None:
    app.after_request(add_headers)


def add_headers(answer: Response) -> Response:
    """A page is kept by nobody unless its route says otherwise by its own Cache-Control."""
    kept = answer.headers
    for name, value in ALWAYS:
        kept.setdefault(name, value)
    kept.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        kept.setdefault("Strict-Transport-Security", HSTS)
    return answer
