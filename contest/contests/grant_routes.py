"""Pages of staff: who holds which role in one contest."""

import secrets

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests import queries
from contest.contests.access_routes import contest_url, load, page_status, record
from contest.contests.grant_forms import NO_UNIT, ContestGrantForm
from contest.contests.models import Contest
from contest.db import db
from contest.errors import NotFound, RolesConflict
from contest.hosts import queries as hosts
from contest.hosts import service as hosts_service
from contest.hosts.models import Account, RoleGrant
from contest.rules.roles import Action, Role
from contest.units.models import Unit
from contest.web import guards
from contest.web.choices import choices
from contest.web.forms import ActionForm, require_token
from contest.web.granting import conflict_words, say_granted
from contest.web.role_names import ROLE_NAMES

bp = Blueprint("grants", __name__, url_prefix="/<contest_id>/staff")


@bp.route("", methods=["GET", "POST"])
def list_grants(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_STAFF, host_id, contest_id)
    units = {each.public_id: each for each in queries.list_countable_units(host)}
    form = ContestGrantForm()
    named = [(public_id, each.full_name) for public_id, each in units.items()]
    form.unit.choices = choices([(NO_UNIT, gettext("(không)")), *named])
    if not form.validate_on_submit() or not _names_unit(form):
        return _grants_page(contest, form)
    public_id, chance = secrets.token_urlsafe(16), secrets.token_bytes(16)
    account, password = hosts_service.account_for(
        form.email.data or "", form.name.data or "", public_id, chance, clock.now()
    )
    grant = _grant(contest, account, form, units.get(form.unit.data))
    if grant is None:
        return _grants_page(contest, form)
    db.session.add(grant)
    record(contest, "role-granted", account=account.public_id, role=grant.role.value)
    db.session.commit()
    say_granted(account, password)
    return redirect(contest_url(contest, "grants.list_grants"), 303)


def _grants_page(contest: Contest, form: ContestGrantForm) -> ResponseReturnValue:
    units = queries.list_countable_units(contest.host)
    page = render_template(
        "contests/grants.html",
        host=contest.host,
        contest=contest,
        form=form,
        grants=queries.list_grants(contest),
        units={each.id: each for each in units},
        role_names=ROLE_NAMES,
        action=ActionForm(),
    )
    return page_status(page, form)


def _names_unit(form: ContestGrantForm) -> bool:
    if form.role.data == Role.CONTACT and form.unit.data == NO_UNIT:
        form.unit.errors = [gettext("Vui lòng chọn đơn vị mà người này làm đầu mối.")]
        return False
    return True


def _grant(
    contest: Contest, account: Account, form: ContestGrantForm, unit: Unit | None
) -> RoleGrant | None:
    """The new grant; None, with the error at its field, where it is refused."""
    hosts.lock_account(account)
    held, role = hosts.list_grants_of(account, contest.host), Role(form.role.data)
    if any(each.role is role and each.contest_id in (None, contest.id) for each in held):
        form.role.errors = [gettext("Người này đã giữ vai trò đó. Vui lòng chọn vai trò khác.")]
        return None
    try:
        return hosts_service.grant_role(
            secrets.token_urlsafe(16),
            account,
            contest.host,
            role,
            held,
            by=guards.require_account(),
            now=clock.now(),
            contest_id=contest.id,
            unit_id=unit.id if unit and role is Role.CONTACT else None,
            invited=hosts.roles_invited(account, contest.host, clock.today()),
        )
    except RolesConflict as conflict:
        form.role.errors = [conflict_words(conflict)]
        return None


@bp.post("/<grant_id>/end")
def end_grant(host_id: str, contest_id: str, grant_id: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_STAFF, host_id, contest_id)
    require_token()
    grant = hosts.get_grant(host, grant_id)
    if grant.contest_id != contest.id:
        raise NotFound
    hosts_service.end_grant(grant, clock.now())
    record(contest, "role-ended", account=grant.account.public_id, role=grant.role.value)
    db.session.commit()
    flash(gettext("Đã thôi giao vai trò."), "success")
    return redirect(contest_url(contest, "grants.list_grants"), 303)
