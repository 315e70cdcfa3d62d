"""A host's settings, for who may manage it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.audit import service as audit
from contest.db import begin_writing, db
from contest.hosts import service
from contest.hosts.forms import SettingsForm
from contest.rules.roles import Action
from contest.web import guards

bp = Blueprint("settings", __name__, url_prefix="/hosts/<host_id>/settings")


@bp.route("", methods=["GET", "POST"])
def edit_settings(host_id: str) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.MANAGE_HOST, host_id)
    form = SettingsForm(data={"review_steps": str(host.review_steps)})
    if not form.validate_on_submit():
        page = render_template("hosts/settings.html", host=host, form=form)
        return page, 422 if form.errors else 200
    service.set_review_steps(host, int(form.review_steps.data))
    audit.record(
        guards.require_account().actor,
        "host-edited",
        now=clock.now(),
        host_id=host.id,
        subject_kind="host",
        subject=host.public_id,
        details={"review_steps": host.review_steps},
    )
    db.session.commit()
    flash(gettext("Đã lưu thiết lập."), "success")
    return redirect(url_for("hosts.settings.edit_settings", host_id=host_id), 303)
