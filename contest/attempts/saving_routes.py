"""Where an attempt's page sends its answers: as little around one statement as can be."""

import json

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from contest import clock
from contest.attempts.saving_service import PageToken, Saved, save
from contest.attempts.wire_service import wire
from contest.clock import milliseconds
from contest.errors import DatabaseBusy, TokenForged
from contest.rules.answers import read_answers
from contest.web.current import settings, vault

bp = Blueprint("answers", __name__)
LARGEST_BODY = 8192
DENIED = {"malformed": 400, TokenForged.code: 403, "too-large": 413, DatabaseBusy.code: 503}


@bp.post("/attempts/answers")
def save_answers() -> ResponseReturnValue:
    """The exception to the five steps of a route: token, form, one statement, the answer."""
    now_ms = milliseconds(clock.now())
    if not 0 < (request.content_length or 0) <= LARGEST_BODY:
        return _denied("too-large")
    try:
        sent = json.loads(request.get_data(cache=False))
        token = PageToken.unseal(vault(), sent["token"])
        answers = read_answers(sent["answers"])
        saved = save(wire(settings().database_url), token, answers, now_ms)
    except TokenForged:
        return _denied(TokenForged.code)
    except DatabaseBusy:
        return _denied(DatabaseBusy.code)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _denied("malformed")
    return Response(json.dumps(_told(saved, now_ms)), mimetype="application/json")


def _told(saved: Saved, now_ms: int) -> dict[str, object]:
    return {"saved": saved.saved, "refused": list(saved.refused.items()), "server_ms": now_ms}


def _denied(code: str) -> Response:
    current_app.logger.info("answers denied: %s", code)
    return Response(json.dumps({"code": code}), DENIED[code], mimetype="application/json")
