"""Mending one question of an import."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.bank import import_queries, import_service, import_words, queries
from contest.bank.import_forms import ItemForm, typed_of_item
from contest.bank.import_models import ImportItem, ImportState, QuestionImport
from contest.bank.import_queries import Shown
from contest.bank.writing_routes import is_complete
from contest.db import begin_writing, db
from contest.errors import ActNotOpen
from contest.rules.roles import Action
from contest.web import guards

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
    topics, audiences = queries.list_topics(host), queries.list_audiences(host)
    form = ItemForm(data=typed_of_item(item.written, topics))
    if not is_complete(form, topics, audiences):
        return _item_page(one, item, form)
    shelves = import_service.shelves(one, clock.now())
    import_service.look_done(one, item, form.question(item.written), shelves)
    address = url_near(one, number)
    db.session.commit()
    flash(gettext("Đã sửa câu thứ %(number)s.", number=number), "success")
    return redirect(address, 303)


def asked_list() -> Shown:
    """The list that the page shows, or the one that it was opened from."""
    asked = request.args.get("shown", "")
    return Shown(asked) if asked in set(Shown) else Shown.ALL


def url_near(one: QuestionImport, number: int) -> str:
    """The place of an item in the list that was asked for, or of the next one if it left it."""
    shown = asked_list()
    page, near = import_queries.place_near(one, shown, number) or (None, 0)
    return url_for(
        "bank.imports.show_import",
        host_id=one.host.public_id,
        import_id=one.public_id,
        shown=shown.value,
        page=page,
        _anchor=f"item-{near}" if near else None,
    )


def _item_page(one: QuestionImport, item: ImportItem, form: ItemForm) -> ResponseReturnValue:
    page = render_template(
        "bank/import_item.html",
        one=one,
        item=item,
        form=form,
        back=url_near(one, item.number),
        place=import_words.item_place(one, item),
        said=import_words.said_of(one, item),
    )
    return page, 422 if form.errors else 200
