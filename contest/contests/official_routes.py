"""Pages of staff: an official document, its digital signatures, and its file."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from contest.contests import official_queries
from contest.contests.access_routes import load, record
from contest.contests.official_models import OfficialDocument
from contest.contests.signature_child_service import CHANGED, INTACT
from contest.db import db
from contest.errors import NotFound
from contest.rules.roles import Action
from contest.web.forms import ActionForm, require_token

bp = Blueprint("official", __name__, url_prefix="/<contest_id>/documents/<document_id>")


@bp.get("")
def show_document(host_id: str, contest_id: str, document_id: str) -> ResponseReturnValue:
    host, contest = load(Action.SEE_PAPERS, host_id, contest_id)
    document = official_queries.get_document(contest, document_id)
    return render_template(
        "contests/official.html",
        host=host,
        contest=contest,
        document=document,
        signatures=_with_times(document),
        form=ActionForm(),
        INTACT=INTACT,
        CHANGED=CHANGED,
    )


def _with_times(document: OfficialDocument) -> list[dict[str, Any]]:
    """What was read of the signatures, each with its instant."""
    return [
        each | {"at": datetime.fromisoformat(each["at"]) if each.get("at") else None}
        for each in document.signatures or ()
    ]


@bp.post("/file")
def download(host_id: str, contest_id: str, document_id: str) -> ResponseReturnValue:
    _, contest = load(Action.SEE_PAPERS, host_id, contest_id)
    require_token()
    document = official_queries.get_document(contest, document_id)
    if document.content is None:
        raise NotFound
    body, name = document.content, f"{document.kind.value}-{document.issued_on:%Y-%m-%d}.pdf"
    record(contest, "document-downloaded", number=document.number, sha256=document.sha256)
    db.session.commit()
    response = Response(body, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
