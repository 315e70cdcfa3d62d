"""Taking over the questions that ship with the platform, topic by topic."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from contest import clock
from contest.bank import queries, shipped_service
from contest.bank.review_forms import AdoptForm
from contest.db import begin_writing, db
from contest.rules.roles import Action
from contest.web import guards
from questions import content

bp = Blueprint("adopt", __name__, url_prefix="/hosts/<host_id>/questions/adopt")


@bp.route("", methods=["GET", "POST"])
def adopt(host_id: str) -> ResponseReturnValue:
    shipped = content.load()
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.APPROVE_QUESTIONS, host_id)
    if request.method == "POST":
        queries.lock_host(host)
    offers, form = shipped_service.offers(host, shipped), AdoptForm()
    form.offer(offers)
    if not form.validate_on_submit():
        page = render_template("bank/adopt.html", form=form, offers=offers, author=content.AUTHOR)
        return page, 422 if form.errors else 200
    wanted = [each for each in shipped if each.topic in set(form.topics.data or ())]
    by = guards.require_account()
    num = len(shipped_service.install_shipped(host, clock.now(), by, shipped=wanted))
    db.session.commit()
    flash(
        ngettext("Đã nhận và duyệt %(num)d câu.", "Đã nhận và duyệt %(num)d câu.", num), "success"
    )
    return redirect(url_for("bank.list_questions", host_id=host_id), 303)
