"""A page of staff: what could not be checked when people entered, for the check of winners."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from contest.contests import entry_queries
from contest.contests.access_routes import load, record
from contest.contests.condition_words import unchecked_sentences
from contest.db import begin_writing, db
from contest.rules.roles import Action
from contest.web.paging import page_number

bp = Blueprint("unchecked", __name__, url_prefix="/<contest_id>/unchecked")
PER_PAGE = 50


@bp.get("")
def list_unchecked(host_id: str, contest_id: str) -> ResponseReturnValue:
    begin_writing()
    host, contest = load(Action.SEE_UNCHECKED, host_id, contest_id)
    page = page_number()
    number = "".join(filter(str.isdecimal, request.args.get("number", "")))[:9]
    entries, total = entry_queries.list_unchecked(contest, page, PER_PAGE, number)
    record(contest, "unchecked-seen", page=page)
    db.session.commit()
    return render_template(
        "contests/unchecked.html",
        host=host,
        contest=contest,
        entries=unchecked_sentences(entries),
        total=total,
        page=page,
        pages=max(1, -(-total // PER_PAGE)),
        number=number,
    )
