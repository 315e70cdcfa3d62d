"""Pages of staff: how well the questions of a round measured, and the file of it."""

from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from contest import clock
from contest.attempts import papers_queries
from contest.bank import looks_service
from contest.contests.models import ContestAudience, Round
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.hosts.models import Host
from contest.results import item_queries, queries
from contest.results import item_words as words
from contest.results.access_routes import (
    STAFF,
    WORKBOOK,
    attachment,
    facts,
    get_audience,
    load,
    load_thawed,
    record,
    shown_keys,
)
from contest.results.item_models import ItemStatistic
from contest.results.item_words import ItemLine
from contest.results.models import Ranking
from contest.rules.drawing import Paper, PaperItem
from contest.rules.roles import Action
from contest.web import files, guards
from contest.web.forms import ActionForm, require_token
from contest.web.paging import page_number

bp = Blueprint("items", __name__, url_prefix=f"{STAFF}/results/items/<int:audience>")
PER_PAGE = 50


@bp.get("")
def show_items(host_id: str, contest_id: str, number: int, audience: int) -> ResponseReturnValue:
    host, round_ = load_thawed(Action.SEE_RESULTS, host_id, contest_id, number)
    chosen = get_audience(round_, audience)
    ranking = queries.get_ranking(round_)
    given = _page(host, round_, chosen, audience)
    paper = item_queries.find_paper(ranking, chosen)
    if paper is None:
        return render_template("results/items_none.html", **given)
    order = request.args.get("order", "code")
    lines = words.ordered(_lines(host, ranking, chosen), order)
    page = min(page_number(), max(-(-len(lines) // PER_PAGE), 1))
    return render_template(
        "results/items.html",
        **given,
        paper=paper,
        order=order if order in words.ORDER_NAMES else "code",
        order_names=words.ORDER_NAMES,
        look_names=words.LOOK_NAMES,
        suspects=sorted((each for each in lines if each.looks), key=lambda each: -len(each.looks)),
        lines=lines[(page - 1) * PER_PAGE : page * PER_PAGE],
        total=len(lines),
        page=page,
        pages=max(-(-len(lines) // PER_PAGE), 1),
        bands=words.bands_table(lines),
        form=ActionForm(),
    )


def _page(host: Host, round_: Round, audience: ContestAudience, number: int) -> dict[str, Any]:
    return {
        "host": host,
        "contest": round_.contest,
        "round": round_,
        "audience": audience,
        "audience_number": number,
    }


def _lines(host: Host, ranking: Ranking, audience: ContestAudience) -> list[ItemLine]:
    items = item_queries.list_items(ranking, audience)
    knows_keys, secret = _knowledge(host, ranking.round, items)
    return [
        words.item_line(each, may_read=each.version_id not in secret, knows_keys=knows_keys)
        for each in items
    ]


def _knowledge(
    host: Host, round_: Round, items: list[ItemStatistic]
) -> tuple[bool, frozenset[int]]:
    """Whether the visitor knows keys, and which versions may not be read: still asked elsewhere.

    Who sees the bank reads all; others read what no other round may still ask, without its key.
    """
    if guards.may_here(Action.SEE_QUESTIONS, host, round_.contest_id):
        return True, frozenset()
    asked = Paper(tuple(PaperItem(each.version_id, ()) for each in items))
    return False, papers_queries.still_drawn(asked, round_.id, clock.now())


@bp.get("/charts/<chart>.svg")
def show_chart(
    host_id: str, contest_id: str, number: int, audience: int, chart: str
) -> ResponseReturnValue:
    _, round_ = load_thawed(Action.SEE_RESULTS, host_id, contest_id, number)
    ranking = queries.get_ranking(round_)
    paper = item_queries.find_paper(ranking, get_audience(round_, audience))
    if paper is None or chart not in paper.charts:
        raise NotFound
    return Response(paper.charts[chart], mimetype="image/svg+xml")


@bp.get("/<question_id>/<int:version>")
def show_item(
    host_id: str, contest_id: str, number: int, audience: int, question_id: str, version: int
) -> ResponseReturnValue:
    host, round_ = load_thawed(Action.SEE_RESULTS, host_id, contest_id, number)
    chosen = get_audience(round_, audience)
    ranking = queries.get_ranking(round_)
    item = item_queries.get_item(ranking, chosen, question_id, version)
    knows_keys, secret = _knowledge(host, round_, [item])
    line = words.item_line(item, may_read=item.version_id not in secret, knows_keys=knows_keys)
    page = render_template(
        "results/item.html",
        **_page(host, round_, chosen, audience),
        line=line,
        item=item,
        look_names=words.LOOK_NAMES,
        options=words.option_lines(item) if knows_keys else [],
    )
    return shown_keys(page, [item.version.question_id]) if knows_keys else page


@bp.get("/<question_id>/<int:version>/options.svg")
def show_options(
    host_id: str, contest_id: str, number: int, audience: int, question_id: str, version: int
) -> ResponseReturnValue:
    _, round_ = load(Action.SEE_QUESTIONS, host_id, contest_id, number)
    ranking = queries.get_ranking(round_)
    item = item_queries.get_item(ranking, get_audience(round_, audience), question_id, version)
    if item.chart is None:
        raise NotFound
    picture = Response(item.chart, mimetype="image/svg+xml")
    return shown_keys(picture, [item.version.question_id])


@bp.post("/workbook")
def export_items(host_id: str, contest_id: str, number: int, audience: int) -> ResponseReturnValue:
    begin_writing()
    host, round_ = load(Action.EXPORT_RESULTS, host_id, contest_id, number)
    require_token()
    chosen = get_audience(round_, audience)
    ranking = queries.get_ranking(round_)
    paper = item_queries.find_paper(ranking, chosen)
    if paper is None:
        raise NotFound
    details = {"file": "items", "audience": audience, "version": ranking.version}
    record(host, round_, "results-exported", details)
    lines = _lines(host, ranking, chosen)
    tables = [words.items_table(lines), words.totals_table(paper)]
    if guards.may_here(Action.SEE_QUESTIONS, host, round_.contest_id):
        tables.append(words.options_table(lines))
        ids = [each.item.version.question_id for each in lines]
        looks_service.record_ids(guards.require_account().id, ids, clock.now())
    body = files.workbook(tables, facts(host, ranking))
    db.session.commit()
    return attachment(body, f"{contest_id}-{number}-items-{audience}.xlsx", WORKBOOK)
