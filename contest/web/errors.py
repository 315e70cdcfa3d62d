"""Refusals and faults, made into pages or, for programs, into a code."""

import logging
import secrets

from flask import Flask, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError

from contest.db import db
from contest.errors import ContestError
from contest.rules.refusal import RuleRefused
from contest.web.redirects import page_before
from contest.web.refusal import Refusal
from contest.web.refusals import HTTP, refusal_for, refusal_for_status
from contest.web.tally import note_refusal

log = logging.getLogger(__name__)

LAST_RESORT = (
    "<!DOCTYPE html><html lang=vi><meta charset=utf-8><title>Có trục trặc ở máy chủ</title>"
    "<h1>Có trục trặc ở máy chủ</h1><p>Mời bạn thử lại sau ít phút. Mã sự cố: {}</p>"
)


def register(app: Flask) -> None:
    app.register_error_handler(ContestError, show_refusal)
    app.register_error_handler(RuleRefused, show_refusal)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(InternalServerError, show_incident)
    app.log_exception = _logged_with_its_incident  # type: ignore[method-assign]  # not twice


def show_refusal(error: ContestError | RuleRefused) -> ResponseReturnValue:
    db.session.rollback()
    log.info("refused: %s %s", error.code, request.endpoint)
    refusal = refusal_for(error.code)
    note_refusal(error.code, refusal.status)
    if wants_json():
        return jsonify(code=error.code), refusal.status
    return _page(refusal, error.code)


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    """A redirect that is raised goes on its way; an error gets its page."""
    db.session.rollback()
    if error.code is None or error.code < 400:
        return error
    code = f"http-{error.code}"
    note_refusal(code, error.code)
    if wants_json():
        answer = make_response(jsonify(code=code), error.code)
    else:
        answer = make_response(_page(refusal_for_status(error.code), code))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After", "WWW-Authenticate"):
            answer.headers[name] = value
    return answer


def show_incident(error: InternalServerError) -> ResponseReturnValue:
    """What nobody foresaw: the person gets a number, the log has all that happened under it."""
    incident = secrets.token_hex(4).upper()
    note_refusal("incident", 500)
    cause = error.original_exception or error
    log.error("incident %s: %s %s", incident, request.method, request.path, exc_info=cause)
    try:
        db.session.rollback()
        if wants_json():
            return jsonify(code="incident", incident=incident), 500
        return _page(HTTP[500], "incident", incident)
    except Exception:  # the database or a template is what failed: say it without them
        log.exception("incident %s: its page failed too", incident)
        return LAST_RESORT.format(incident), 500


def wants_json() -> bool:
    """A program asks for JSON alone or before HTML; a browser never does."""
    accepted = request.accept_mimetypes
    return bool(accepted["application/json"] > accepted["text/html"])


def _logged_with_its_incident(exc_info: object) -> None:
    """Flask would log each fault a second time, without its number."""


def _page(refusal: Refusal, code: str, incident: str = "") -> tuple[str, int]:
    back = page_before() if request.method == "POST" else ""
    page = render_template(
        "errors/refused.html", refusal=refusal, code=code, incident=incident, back=back
    )
    return page, refusal.status
