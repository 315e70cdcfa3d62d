"""Pages of staff: the audiences of a contest and how each is ranked."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest.bank import queries as bank
from contest.contests import queries, service
from contest.contests.access_routes import changed, contest_url, load, page_status, record
from contest.contests.forms import AudienceForm, scheme_data
from contest.contests.models import Contest, ContestAudience
from contest.db import db
from contest.hosts.models import Host
from contest.rules.ranking import PRESETS, Preset
from contest.rules.roles import Action
from contest.web.choices import choices
from contest.web.forms import ActionForm, require_token

bp = Blueprint("audiences", __name__, url_prefix="/<contest_id>/audiences")


@bp.route("/new", methods=["GET", "POST"])
def add_audience(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    taken = {each.audience_id for each in contest.audiences}
    free = {each.code: each for each in bank.list_audiences(host) if each.id not in taken}
    form = AudienceForm(data=scheme_data(PRESETS[Preset.A]))
    form.audience.choices = choices((code, each.name) for code, each in free.items())
    scheme = form.scheme() if form.validate_on_submit() else None
    if scheme is None:
        return _form_page(host, contest, form, None, has_free=bool(free))
    audience = free[form.audience.data]
    service.add_audience(contest, audience, form.title.data or audience.name, scheme)
    record(contest, "audience-added", audience=audience.code)
    db.session.commit()
    flash(gettext("Đã thêm đối tượng “%(name)s”.", name=audience.name), "success")
    return redirect(contest_url(contest), 303)


@bp.route("/<audience>", methods=["GET", "POST"])
def edit_audience(host_id: str, contest_id: str, audience: str) -> ResponseReturnValue:
    host, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    edited = queries.get_audience(contest, audience)
    form = AudienceForm(data=scheme_data(edited.ranking) | {"title": edited.title})
    del form.audience
    scheme = form.scheme() if form.validate_on_submit() else None
    if scheme is None:
        return _form_page(host, contest, form, edited)
    service.edit_audience(edited, form.title.data or edited.audience.name, scheme)
    if not changed(contest, form.title, gettext("Sửa đối tượng: %(name)s", name=edited.title)):
        return _form_page(host, contest, form, edited)
    record(contest, "audience-edited", audience=audience)
    db.session.commit()
    flash(gettext("Đã lưu đối tượng “%(name)s”.", name=edited.title), "success")
    return redirect(contest_url(contest), 303)


def _form_page(
    host: Host,
    contest: Contest,
    form: AudienceForm,
    edited: ContestAudience | None,
    *,
    has_free: bool = True,
) -> ResponseReturnValue:
    page = render_template(
        "contests/audience.html",
        host=host,
        contest=contest,
        form=form,
        edited=edited,
        has_free=has_free,
        action=ActionForm(),
    )
    return page_status(page, form)


@bp.post("/<audience>/remove")
def remove_audience(host_id: str, contest_id: str, audience: str) -> ResponseReturnValue:
    _, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    require_token()
    service.remove_audience(queries.get_audience(contest, audience))
    record(contest, "audience-removed", audience=audience)
    db.session.commit()
    flash(gettext("Đã bỏ đối tượng."), "success")
    return redirect(contest_url(contest), 303)
