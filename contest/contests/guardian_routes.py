"""Pages of staff: the printed forms of guardians, by class, and who ticked them in."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from contest import clock
from contest.contests import guardian_queries, guardian_service
from contest.contests.access_routes import contest_url, load, record
from contest.contests.guardian_forms import paper_wording
from contest.contests.guardian_queries import Young
from contest.contests.models import Contest
from contest.db import db
from contest.hosts import queries as hosts
from contest.rules.guardians import may_tick_paper
from contest.rules.roles import Action, Role
from contest.web import guards
from contest.web.forms import ActionForm, require_token

bp = Blueprint("guardians", __name__, url_prefix="/<contest_id>/guardians")


@bp.get("")
def list_young(host_id: str, contest_id: str) -> ResponseReturnValue:
    """The entrants of a class, to tick in; with ?print=1, the form to be signed."""
    host, contest = load(Action.TICK_GUARDIANS, host_id, contest_id)
    young = _mine(contest)
    classes = sorted({class_of(each) for each in young})
    chosen = request.args.get("class", "")
    is_printed = "print" in request.args
    return render_template(
        "contests/guardian_print.html" if is_printed else "contests/guardians.html",
        host=host,
        contest=contest,
        young=[each for each in young if not chosen or class_of(each) == chosen],
        classes=classes,
        chosen=chosen if chosen in classes else "",
        class_of=class_of,
        wording=paper_wording(contest),
        form=ActionForm(),
    )


def class_of(young: Young) -> str:
    """The school and the grade, as they were said at entry."""
    entry = young.entry
    unit = entry.person.unit.full_name if entry.person.unit else entry.person.unit_name
    grade = gettext("lớp %(n)s", n=entry.grade) if entry.grade else ""
    return ", ".join(each for each in (unit, grade) if each) or gettext("Chưa rõ trường, lớp")


def _mine(contest: Contest) -> list[Young]:
    """All of the contest for its organisers; those of their own school for a contact person."""
    roles = guards.roles_here(contest.host, contest.id)
    units = frozenset(
        each.unit_id
        for each in hosts.list_grants_of(guards.require_account(), contest.host)
        if each.unit_id and each.role is Role.CONTACT and each.contest_id in (None, contest.id)
    )
    return [
        each
        for each in guardian_queries.list_young(contest)
        if may_tick_paper(roles, units, guardian_queries.path_of(each.entry.person))
    ]


@bp.post("")
def tick_in(host_id: str, contest_id: str) -> ResponseReturnValue:
    """Tick in whoever's line was signed; a tick that is taken away withdraws it."""
    _, contest = load(Action.TICK_GUARDIANS, host_id, contest_id)
    require_token()
    shown, ticked = set(request.form.getlist("shown")), set(request.form.getlist("ticked"))
    here = [each for each in _mine(contest) if each.entry.person.number in shown]
    now, by = clock.now(), guards.require_account()
    given = [each for each in here if not each.consent and each.entry.person.number in ticked]
    for each in given:
        guardian_service.tick_in(each.entry, paper_wording(contest), by, now)
    taken = [each.consent for each in here if each.consent and each.consent.ticked_by_id]
    gone = [each for each in taken if each.entry.person.number not in ticked]
    for consent in gone:
        guardian_service.withdraw(consent, now)
    record(contest, "guardians-ticked", ticked=len(given), withdrawn=len(gone))
    db.session.commit()
    flash(
        ngettext("Đã đánh dấu %(num)d phiếu.", "Đã đánh dấu %(num)d phiếu.", len(given)), "success"
    )
    chosen = request.form.get("class") or None
    return redirect(contest_url(contest, "guardians.list_young", **{"class": chosen}), 303)
