"""The secretary's help desk: an entrant is found, seen masked, given a new code."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from contest import clock
from contest.audit import service as audit
from contest.db import begin_writing, db
from contest.hosts.models import Host
from contest.people import queries, service
from contest.people.forms import SearchForm, read_who
from contest.people.models import Person
from contest.rules.refusal import RuleRefused
from contest.rules.roles import Action
from contest.web import entrant_card, guards
from contest.web.current import vault
from contest.web.forms import ActionForm, require_token

bp = Blueprint("entrants", __name__)


@bp.get("/hosts/<host_id>/entrants")
def list_entrants(host_id: str) -> ResponseReturnValue:
    if request.args.get("q"):
        begin_writing()
    host = guards.require(Action.SEE_ENTRANTS, host_id)
    form = SearchForm(request.args)
    found = None
    if form.q.data and form.validate():
        found = _search(host, form.q.data)
        _record(host, "entrants-looked-up", "host", host.public_id, {"found": len(found)})
        db.session.commit()
    return render_template(
        "people/entrants.html",
        host=host,
        form=form,
        found=found,
        most=queries.MOST_FOUND,
    )


def _search(host: Host, text: str) -> list[Person]:
    try:
        kind, value = read_who(text)
    except RuleRefused:
        return queries.list_by_name(host, text)
    if kind == "phone":
        return queries.list_by_phone(value, vault(), host)
    person = queries.find_by_number(value)
    return [person] if person and person.host_id == host.id else []


@bp.get("/hosts/<host_id>/entrants/<number>")
def show_entrant(host_id: str, number: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.SEE_ENTRANTS, host_id)
    person = queries.get_entrant(host, number)
    _record(host, "entrant-seen", "person", person.number)
    db.session.commit()
    return render_template(
        "people/entrant.html",
        host=host,
        person=person,
        contacts=service.contacts(person, vault()),
        form=ActionForm(),
    )


@bp.post("/hosts/<host_id>/entrants/<number>/code")
def give_new_code(host_id: str, number: str) -> ResponseReturnValue:
    """The new code stands in the answer itself, kept by nobody; a reload asks before it sends."""
    begin_writing()
    host = guards.require(Action.HELP_ENTRANTS, host_id)
    require_token()
    person = queries.get_entrant(host, number)
    card = entrant_card.new_card(person)
    _record(host, "code-given-again", "person", person.number)
    db.session.commit()
    return render_template(
        "people/new_code.html",
        host=host,
        person=person,
        card=card,
        picture=entrant_card.qr_picture(person, card),
    )


def _record(
    host: Host, act: str, kind: str, subject: str, details: dict[str, int] | None = None
) -> None:
    audit.record(
        guards.require_account().actor,
        act,
        now=clock.now(),
        host_id=host.id,
        subject_kind=kind,
        subject=subject,
        details=details,
    )
