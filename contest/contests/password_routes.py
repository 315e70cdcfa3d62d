"""The page of staff for the password of a contest."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest.contests import password_service
from contest.contests.access_routes import contest_url, load, page_status, record
from contest.contests.password_forms import PasswordForm
from contest.db import db
from contest.rules.roles import Action

bp = Blueprint("passwords", __name__, url_prefix="/<contest_id>/password")


@bp.route("", methods=["GET", "POST"])
def set_password(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    form = PasswordForm()
    if not form.validate_on_submit():
        page = render_template("contests/password.html", host=host, contest=contest, form=form)
        return page_status(page, form)
    password_service.set_password(contest, form.password.data or "")
    record(contest, "password-changed", is_set=contest.password_hash is not None)
    db.session.commit()
    flash(gettext("Đã lưu mật khẩu vào cuộc thi."), "success")
    return redirect(contest_url(contest), 303)
