"""Inviting people of other hosts to appraise the questions that are submitted here."""

import secrets
from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.audit import service as audit
from contest.bank import appraisal_queries, queries
from contest.bank.models import Topic
from contest.bank.review_forms import InviteForm
from contest.db import begin_writing, db
from contest.errors import RolesConflict
from contest.hosts import queries as hosts
from contest.hosts import service
from contest.hosts.models import Account, Appraiser, Host
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import ActionForm, require_token
from contest.web.granting import conflict_words

bp = Blueprint("appraisers", __name__, url_prefix="/hosts/<host_id>/appraisers")


@bp.get("")
def list_appraisers(host_id: str) -> ResponseReturnValue:
    host = guards.require(Action.INVITE_APPRAISERS, host_id)
    return _page(host, InviteForm(), queries.list_topics(host))


def _page(host: Host, form: InviteForm, topics: list[Topic]) -> ResponseReturnValue:
    form.offer(topics)
    invited = hosts.list_appraisers(host)
    page = render_template(
        "bank/appraisers.html",
        form=form,
        action=ActionForm(),
        invited=[(each, appraisal_queries.topics_of(each)) for each in invited],
        today=clock.today(),
    )
    return page, 422 if form.errors else 200


@bp.post("")
def invite(host_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.INVITE_APPRAISERS, host_id)
    form, topics = InviteForm(), queries.list_topics(host)
    form.offer(topics)
    if not form.validate_on_submit() or not _is_later(form):
        return _page(host, form, topics)
    invited = _invited(host, form, topics)
    if invited is None:
        return _page(host, form, topics)
    db.session.add(invited)
    _record("appraiser-invited", invited)
    db.session.commit()
    flash(gettext("Đã mời %(name)s thẩm định câu hỏi.", name=invited.account.name), "success")
    return redirect(url_for("bank.appraisers.list_appraisers", host_id=host_id), 303)


def _is_later(form: InviteForm) -> bool:
    if form.until_on.data < clock.today():
        form.until_on.errors = [gettext("Ngày này đã qua. Vui lòng nhập ngày từ hôm nay trở đi.")]
        return False
    return True


def _invited(host: Host, form: InviteForm, topics: list[Topic]) -> Appraiser | None:
    """The new invitation; None, with the error at its field, where it is refused."""
    account = hosts.find_account_by_email(form.email.data or "")
    if account is None or account.ended_at is not None:
        form.email.errors = [gettext("Không có tài khoản cán bộ nào dùng địa chỉ này.")]
        return None
    hosts.lock_account(account)
    if hosts.roles_invited(account, host, clock.today()):
        form.email.errors = [gettext("Người này đang được mời. Hãy thôi mời trước nếu cần đổi.")]
        return None
    return _unless_refused(
        host, account, form, [each.id for each in topics if each.code in _named(form)]
    )


def _named(form: InviteForm) -> set[str]:
    return set(form.topics.data or ())


def _unless_refused(
    host: Host, account: Account, form: InviteForm, topics: list[int]
) -> Appraiser | None:
    held, until_on = hosts.list_grants_of(account, host), form.until_on.data or date.max
    public_id, by = secrets.token_urlsafe(16), guards.require_account()
    try:
        return service.invite_appraiser(
            public_id, account, host, held, until_on, topics, by, clock.now()
        )
    except RolesConflict as conflict:
        form.email.errors = [conflict_words(conflict)]
        return None


@bp.post("/<appraiser_id>/end")
def end(host_id: str, appraiser_id: str) -> ResponseReturnValue:
    begin_writing()
    host = guards.require(Action.INVITE_APPRAISERS, host_id)
    appraiser = hosts.get_appraiser(host, appraiser_id)
    require_token()
    service.end_invitation(appraiser, clock.now())
    _record("appraiser-ended", appraiser)
    db.session.commit()
    flash(gettext("Đã thôi mời %(name)s.", name=appraiser.account.name), "success")
    return redirect(url_for("bank.appraisers.list_appraisers", host_id=host_id), 303)


def _record(act: str, appraiser: Appraiser) -> None:
    audit.record(
        guards.require_account().actor,
        act,
        now=clock.now(),
        host_id=appraiser.host.id,
        subject_kind="account",
        subject=appraiser.account.public_id,
        details={"until_on": appraiser.until_on.isoformat(), "topics": appraiser.topics},
    )
