"""The step after entering in which a guardian consents to the entry of somebody under 18."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.audit import service as audit
from contest.contests import guardian_queries, guardian_service, public_queries
from contest.contests.guardian_forms import GuardianForm, guardian_wording, relation_name
from contest.contests.models import Entry
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.people import queries as people
from contest.web import entrants
from contest.web.forms import ActionForm, require_token
from contest.web.identity import read_of

bp = Blueprint("guardian", __name__, url_prefix="/c/<contest_id>/guardian")


def _entry(contest_id: str) -> Entry:
    """The entry of this device's person, where a guardian is asked for.  Raises NotFound."""
    person = entrants.require_person()
    entry = public_queries.find_entry(public_queries.get_published(contest_id), person)
    if entry is None or not guardian_queries.is_asked(entry):
        raise NotFound
    return entry


@bp.get("")
def show_consent(contest_id: str) -> ResponseReturnValue:
    return _page(_entry(contest_id), GuardianForm())


@bp.post("")
def give_consent(contest_id: str) -> ResponseReturnValue:
    begin_writing()
    entry, form = _entry(contest_id), GuardianForm()
    form.agrees.label.text = guardian_wording(entry.contest, entry.person.name)
    if not form.validate():
        return _page(entry, form)
    people.lock(entry.person)
    if guardian_queries.find_consent(entry) is None:
        guardian_service.give_online(
            entry,
            read_of(form.guardian_name),
            form.relation.data,
            guardian_wording(entry.contest, entry.person.name),
            clock.now(),
        )
        _record(entry, "guardian-consented")
        flash(gettext("Đã ghi nhận sự đồng ý của cha, mẹ hoặc người giám hộ."), "success")
    db.session.commit()
    return redirect(url_for("entries.show_contest", contest_id=contest_id), 303)


@bp.post("/withdraw")
def withdraw_consent(contest_id: str) -> ResponseReturnValue:
    begin_writing()
    entry = _entry(contest_id)
    require_token()
    consent = guardian_queries.find_consent(entry)
    if consent:
        guardian_service.withdraw(consent, clock.now())
        _record(entry, "guardian-withdrew")
    db.session.commit()
    return redirect(url_for(".show_consent", contest_id=contest_id), 303)


def _page(entry: Entry, form: GuardianForm) -> ResponseReturnValue:
    consent = guardian_queries.find_consent(entry)
    form.agrees.label.text = guardian_wording(entry.contest, entry.person.name)
    page = render_template(
        "contests/public/guardian.html",
        contest=entry.contest,
        host=entry.contest.host,
        entry=entry,
        consent=consent,
        relation=relation_name(consent.relation) if consent else "",
        form=form,
        action=ActionForm(),
    )
    return page, 422 if form.errors else 200


def _record(entry: Entry, act: str) -> None:
    audit.record(
        entry.person.actor,
        act,
        now=clock.now(),
        host_id=entry.contest.host_id,
        subject_kind="contest",
        subject=entry.contest.public_id,
    )
