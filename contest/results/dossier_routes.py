"""The dossier of one entrant, for judges and for who answers a complaint; each is recorded."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, current_app
from flask.typing import ResponseReturnValue

from contest import clock
from contest.bank import looks_service
from contest.contests.models import Entry
from contest.db import begin_writing, db
from contest.errors import ComplaintNotYours, NotFound
from contest.results import complaint_queries, dossier_queries, dossier_words
from contest.results.complaint_access_routes import STAFF, load, load_complaint, record
from contest.rules.disclosure import Settings, What, When, Whom, allowed
from contest.rules.result_way import State
from contest.rules.roles import Action, Role
from contest.web import guards, pdf
from contest.web.filters import moment

bp = Blueprint("dossiers", __name__)
TEMPLATE = "results/dossier.typ"


@bp.get("/hosts/<host_id>/contests/<contest_id>/entrants/<person_number>/dossier")
def show_dossier(host_id: str, contest_id: str, person_number: str) -> ResponseReturnValue:
    _host, contest = load(Action.SEE_DOSSIERS, host_id, contest_id)
    return _dossier(dossier_queries.get_entry(contest, person_number))


@bp.get(f"{STAFF}/<complaint_id>/dossier")
def show_dossier_of_complaint(
    host_id: str, contest_id: str, complaint_id: str
) -> ResponseReturnValue:
    _host, contest, complaint = load_complaint(
        Action.ANSWER_COMPLAINTS, host_id, contest_id, complaint_id
    )
    if complaint.answerer_id != guards.require_account().id:
        raise ComplaintNotYours
    entry = complaint_queries.find_entry(contest, complaint.about_person_id)
    if entry is None:
        raise NotFound
    return _dossier(entry, str(complaint.label))


def _dossier(entry: Entry, complaint: str = "") -> Response:
    """The finished document, once it is kept who made it and whose keys it shows."""
    now, account_id = clock.now(), guards.require_account().id
    named = f"{entry.contest.public_id}/{entry.person.number}"
    roles = guards.roles_here(entry.contest.host, entry.contest_id)
    found = dossier_queries.collect(entry, now, tells_keys=_know_keys(roles))
    shown = dossier_queries.question_ids(found.shown_version_ids)
    body = pdf.render(TEMPLATE, _document(found), now)
    begin_writing()
    record(entry.contest, "dossier-made", named, "entry", complaint=complaint)
    looks_service.record_ids(account_id, shown, now)
    db.session.commit()
    response = Response(body, mimetype="application/pdf")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{named.replace("/", "-")}.pdf"'
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _know_keys(roles: Iterable[Role]) -> bool:
    """Whether one of the roles may know right answers once nobody sits any more."""
    named = {each.value for each in Whom}
    offices = [Whom(each.value) for each in roles if each.value in named]
    closed, usual = When(State.CLOSED), Settings()
    return any(allowed(What.RIGHT_ANSWERS, each, closed, usual) for each in offices)


def _document(found: dossier_queries.Dossier) -> dict[str, Any]:
    act_name: Any = current_app.jinja_env.globals["act_name"]
    made_by, made_at = guards.require_account().name, moment(clock.now())
    return dossier_words.document(found, act_name, made_by, made_at)
