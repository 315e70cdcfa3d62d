"""Pages of staff: signing in, a host's home, its roles, its record of acts."""

import secrets

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import login_user, logout_user

from contest import clock
from contest.audit import service as audit
from contest.db import begin_writing, db
from contest.errors import RolesConflict
from contest.hosts import holiday_routes, queries, service, settings_routes
from contest.hosts.forms import GrantForm, PasswordForm, SignInForm
from contest.hosts.models import Account, Host
from contest.hosts.words import ACTS, act_name
from contest.rules.roles import Action, Role
from contest.web import guards
from contest.web.forms import ActionForm, require_token
from contest.web.granting import conflict_words, say_granted
from contest.web.paging import page_number
from contest.web.redirects import safe_next
from contest.web.role_names import ROLE_NAMES

bp = Blueprint("hosts", __name__)
bp.register_blueprint(settings_routes.bp)
bp.register_blueprint(holiday_routes.bp)
bp.add_app_template_global(act_name)
PER_PAGE = 50


@bp.route("/staff/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("hosts/sign_in.html", form=form), 422 if form.errors else 200
    begin_writing()
    account = queries.find_account_by_email(form.email.data or "")
    outcome = service.sign_in(account, form.password.data or "", clock.now())
    db.session.commit()
    if outcome is not service.SignIn.DONE or account is None:
        form.password.errors = [_sign_in_words(outcome)]
        return render_template("hosts/sign_in.html", form=form), 422
    session.clear()  # nothing of a session from before the sign-in stays valid
    login_user(account)
    return redirect(safe_next(url_for("hosts.home")), 303)


def _sign_in_words(outcome: service.SignIn) -> str:
    if outcome is service.SignIn.LOCKED:
        return str(gettext("Đã nhập sai nhiều lần. Vui lòng chờ 15 phút rồi thử lại."))
    return str(gettext("Thư điện tử hoặc mật khẩu chưa đúng. Vui lòng xem lại và nhập lại."))


@bp.post("/staff/sign-out")
def sign_out() -> ResponseReturnValue:
    require_token()
    logout_user()
    return redirect(url_for("hosts.sign_in"), 303)


@bp.route("/staff/password", methods=["GET", "POST"])
def change_password() -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    account = guards.require_account()
    form = PasswordForm()
    if form.validate_on_submit():
        outcome = service.sign_in(account, form.current.data or "", clock.now())
        if outcome is service.SignIn.DONE:
            service.change_password(account, form.new.data or "")
            db.session.commit()
            login_user(account)
            flash(gettext("Đã đổi mật khẩu. Các máy khác phải đăng nhập lại."), "success")
            return redirect(url_for("hosts.home"), 303)
        db.session.commit()
        form.current.errors = [gettext("Mật khẩu hiện nay chưa đúng. Vui lòng nhập lại.")]
    return render_template("hosts/password.html", form=form), 422 if form.errors else 200


@bp.get("/staff")
def home() -> ResponseReturnValue:
    account = guards.require_account()
    return render_template(
        "hosts/home.html",
        account=account,
        hosts=queries.list_hosts_of(account),
        invitations=queries.list_invitations(account, clock.today()),
        form=ActionForm(),
    )


@bp.get("/hosts/<host_id>")
def show_host(host_id: str) -> ResponseReturnValue:
    host = guards.require(Action.SEE_HOST, host_id)
    roles = sorted(guards.roles_here(host), key=list(Role).index)
    return render_template("hosts/host.html", host=host, roles=roles, role_names=ROLE_NAMES)


@bp.get("/hosts/<host_id>/staff")
def list_staff(host_id: str) -> ResponseReturnValue:
    host = guards.require(Action.MANAGE_STAFF, host_id)
    return _staff_page(host, GrantForm())


def _staff_page(host: Host, form: GrantForm) -> ResponseReturnValue:
    page = render_template(
        "hosts/staff.html",
        host=host,
        form=form,
        action=ActionForm(),
        grants=queries.list_grants(host),
        role_names=ROLE_NAMES,
    )
    return page, 422 if form.errors else 200


@bp.post("/hosts/<host_id>/staff")
def grant_role(host_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.MANAGE_STAFF, host_id)
    form = GrantForm()
    if not form.validate_on_submit():
        return _staff_page(host, form)
    public_id, chance = secrets.token_urlsafe(16), secrets.token_bytes(16)
    account, password = service.account_for(
        form.email.data or "", form.name.data or "", public_id, chance, clock.now()
    )
    queries.lock_account(account)
    held = queries.list_grants_of(account, host)
    role, by, now = Role(form.role.data), guards.require_account(), clock.now()
    if any(grant.role is role and grant.contest_id is None for grant in held):
        form.role.errors = [gettext("Người này đã giữ vai trò đó. Vui lòng chọn vai trò khác.")]
        return _staff_page(host, form)
    try:
        grant = service.grant_role(
            secrets.token_urlsafe(16),
            account,
            host,
            role,
            held,
            by=by,
            now=now,
            invited=queries.roles_invited(account, host, clock.today()),
        )
        db.session.add(grant)
    except RolesConflict as conflict:
        form.role.errors = [conflict_words(conflict)]
        return _staff_page(host, form)
    _record(host, by, "role-granted", account, role)
    db.session.commit()
    say_granted(account, password)
    return redirect(url_for("hosts.list_staff", host_id=host_id), 303)


@bp.post("/hosts/<host_id>/staff/<grant_id>/end")
def end_grant(host_id: str, grant_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.MANAGE_STAFF, host_id)
    grant = queries.get_grant(host, grant_id)
    require_token()
    service.end_grant(grant, clock.now())
    _record(host, guards.require_account(), "role-ended", grant.account, grant.role)
    db.session.commit()
    flash(gettext("Đã thôi giao vai trò."), "success")
    return redirect(url_for("hosts.list_staff", host_id=host_id), 303)


def _record(host: Host, by: Account, act: str, account: Account, role: Role) -> None:
    audit.record(
        by.actor,
        act,
        now=clock.now(),
        host_id=host.id,
        subject_kind="account",
        subject=account.public_id,
        details={"role": role.value},
    )


@bp.get("/hosts/<host_id>/audit")
def show_audit(host_id: str) -> ResponseReturnValue:
    host = guards.require(Action.SEE_AUDIT, host_id)
    page = page_number()
    entries, total = queries.list_audit(host, page, PER_PAGE)
    pages = max(-(-total // PER_PAGE), 1)
    return render_template(
        "hosts/audit.html", host=host, entries=entries, page=page, pages=pages, acts=ACTS
    )
