"""Pages of staff: who may enter a contest, composed without a script and said back in words."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest.contests import condition_service as service
from contest.contests import queries
from contest.contests.access_routes import contest_url, load, record, refused_change
from contest.contests.condition_forms import ComposingForm, ConditionsForm, is_ours
from contest.contests.condition_queries import Names, asked_of, bars_of, find_names
from contest.contests.condition_words import declaration_text, phrase, sentences
from contest.contests.models import Contest, ContestAudience
from contest.db import db
from contest.people import list_queries
from contest.rules.composing import rows
from contest.rules.conditions import AllOf, AnyOf, Condition
from contest.rules.eligibility import Detail
from contest.rules.roles import Action

bp = Blueprint("conditions", __name__, url_prefix="/<contest_id>/conditions")


@bp.route("", methods=["GET", "POST"])
def edit_conditions(host_id: str, contest_id: str) -> ResponseReturnValue:
    _, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    form = ConditionsForm()
    if _step(form, contest, contest) or not form.validate():
        return _page(form, contest, None)
    details = form.details()
    if form.errors:
        return _page(form, contest, None)
    asked = service.set_conditions(contest, details)
    if not _is_changed(contest, form):
        return _page(form, contest, None)
    record(contest, "conditions-set", audience="")
    return _saved(contest, asked)


@bp.route("/<audience>", methods=["GET", "POST"])
def edit_audience_conditions(host_id: str, contest_id: str, audience: str) -> ResponseReturnValue:
    _, contest = load(Action.MANAGE_CONTESTS, host_id, contest_id)
    edited, form = queries.get_audience(contest, audience), ComposingForm()
    if _step(form, contest, edited) or not form.validate():
        return _page(form, contest, edited)
    asked = service.set_audience_conditions(edited, form.condition())
    if not _is_changed(contest, form):
        return _page(form, contest, edited)
    record(contest, "conditions-set", audience=audience)
    return _saved(contest, asked)


def _is_changed(contest: Contest, form: ComposingForm) -> bool:
    """False, with the refusal above the form, where somebody has started."""
    refusal = refused_change(contest, gettext("Sửa điều kiện dự thi"))
    if refusal:
        form.form_errors.append(refusal)
    return not refusal


def _step(form: ComposingForm, contest: Contest, of: Contest | ContestAudience) -> bool:
    """Carry out the button that was pressed; whether the page is shown again instead of saved."""
    lists = [(each.id, each.title) for each, _ in list_queries.list_lists(contest.host)]
    is_lost = form.is_submitted() and not is_ours(form)
    if not form.is_submitted() or is_lost:
        form.show(asked_of(of))
    form.prepare(contest.host, lists, _names(form))
    if not form.is_submitted():
        if isinstance(form, ConditionsForm):
            names = find_names((), bars_of(contest))
            form.show_beside(service.condition_details(contest), names)
        return True
    if is_lost or not form.stands(_names(form)):
        form.form_errors.append(gettext("Trang này đã cũ. Vui lòng xem lại các điều kiện rồi lưu."))
        return True
    return _pressed(form)


def _pressed(form: ComposingForm) -> bool:
    form.turn()
    if "drop" in request.form:
        form.drop(request.form["drop"])
    elif "add" in request.form:
        form.validate()
        form.add(request.form["add"])
    elif "usual" in request.form and isinstance(form, ConditionsForm):
        form.declaration_wording.data = declaration_text()
    else:
        return "save" not in request.form
    form.offer_rows(_names(form))
    return True


def _names(form: ComposingForm) -> Names:
    return find_names([form.condition()])


def _page(
    form: ComposingForm, contest: Contest, audience: ContestAudience | None
) -> ResponseReturnValue:
    condition, names = form.condition(), _names(form)
    page = render_template(
        "contests/conditions.html",
        host=contest.host,
        contest=contest,
        audience=audience,
        form=form,
        rows=[_row(each, names) for each in rows(condition)],
        said=sentences(condition, names),
        is_changed=condition != asked_of(audience or contest),
    )
    return page, 422 if form.errors else 200


def _row(condition: Condition, names: Names) -> tuple[str, list[str], bool]:
    """A row in words: alone, or its parts and whether they are alternatives."""
    if not isinstance(condition, AllOf | AnyOf):
        return phrase(condition, names), [], False
    parts = [phrase(each, names) for each in condition.conditions]
    return "", parts, isinstance(condition, AnyOf)


def _saved(contest: Contest, asked: frozenset[Detail]) -> ResponseReturnValue:
    db.session.commit()
    flash(gettext("Đã lưu điều kiện dự thi."), "success")
    if asked:
        flash(
            gettext("Để xét các điều kiện này, từ nay trang đăng ký hỏi thêm những mục còn thiếu."),
            "message",
        )
    return redirect(contest_url(contest), 303)
