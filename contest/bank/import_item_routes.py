"""Mending one question of an import."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.bank import import_queries, import_service, import_words, queries
from contest.bank.import_forms import ItemForm, typed_of_item
from contest.bank.import_models import ImportItem, ImportState, QuestionImport
from contest.bank.picture_service import keep_pictures
from contest.db import begin_writing, db
from contest.errors import ActNotOpen
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import require_token

bp = Blueprint("items", __name__)


@bp.route("/<import_id>/items/<int:number>", methods=["GET", "POST"])
def edit_item(host_id: str, import_id: str, number: int) -> ResponseReturnValue:
    if request.method == "POST":
        begin_writing()
    host = guards.require(Action.WRITE_QUESTIONS, host_id)
    one = import_queries.take_import(host, import_id)
    item = import_queries.get_item(one, number)
    if one.state is not ImportState.READY:
        raise ActNotOpen
    form = ItemForm(data=typed_of_item(item.written, queries.list_topics(host)))
    if not _is_complete(form, one):
        return _item_page(one, item, form)
    shelves = import_service.shelves(one, clock.now())
    import_service.look_done(one, item, form.question(item.written), shelves)
    db.session.commit()
    flash(gettext("Đã sửa câu thứ %(number)s.", number=number), "success")
    return redirect(_back(host_id, import_id, number), 303)


def _back(host_id: str, import_id: str, number: int) -> str:
    """The place in the list from which the item was opened."""
    shown, page = request.args.get("shown"), request.args.get("page")
    return url_for(
        "bank.imports.show_import",
        host_id=host_id,
        import_id=import_id,
        shown=shown,
        page=page,
        _anchor=f"item-{number}",
    )


def _is_complete(form: ItemForm, one: QuestionImport) -> bool:
    """Whether the form was sent to be saved and is right; wishes for more are granted first."""
    wish = form.wish
    form.fill_rows()
    if wish:
        form.add_row(wish)
    form.offer(queries.list_topics(one.host), queries.list_audiences(one.host))
    if wish == "picture":
        require_token()
        picture = form.take_picture()
        if picture is not None:
            keep_pictures([picture], clock.now())
            db.session.commit()
    return not wish and bool(form.validate_on_submit())


def _item_page(one: QuestionImport, item: ImportItem, form: ItemForm) -> ResponseReturnValue:
    page = render_template(
        "bank/import_item.html",
        one=one,
        item=item,
        form=form,
        back=_back(one.host.public_id, one.public_id, item.number),
        place=import_words.item_place(one, item),
        said=import_words.said_of(one, item),
    )
    return page, 422 if form.errors else 200
