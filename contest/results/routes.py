"""Pages of a round's results, for staff and for everybody, and the files judges take away."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from contest.bank import queries as bank
from contest.contests import prize_queries
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.hosts.models import Host
from contest.results import (
    award_routes,
    award_words,
    claim_routes,
    claim_staff_routes,
    claim_terms_routes,
    claim_words,
    committee_routes,
    complaint_answer_routes,
    complaint_routes,
    complaint_staff_routes,
    complaint_terms_routes,
    complaint_words,
    computing_routes,
    dossier_routes,
    extra_routes,
    item_routes,
    key_routes,
    lot_routes,
    place_routes,
    public_routes,
    publication_routes,
    queries,
    settlement_routes,
    truth_words,
    unit_board_routes,
    use_routes,
    way_routes,
)
from contest.results import tables_words as tables
from contest.results.access_routes import (
    STAFF,
    WORKBOOK,
    attachment,
    board_time,
    facts,
    get_audience,
    load,
    record,
    require_seen,
    seen,
    shown,
)
from contest.results.figures_words import CHART_OF, figures
from contest.results.models import Ranking
from contest.results.public_routes import svg
from contest.results.words import why_above, why_below
from contest.rules.disclosure import What
from contest.rules.roles import Action
from contest.web import files
from contest.web.forms import ActionForm, require_token
from contest.web.paging import page_number

bp = Blueprint("results", __name__)
bp.register_blueprint(item_routes.bp)
bp.register_blueprint(key_routes.bp)
bp.register_blueprint(extra_routes.bp)
bp.register_blueprint(use_routes.bp)
for part in (
    complaint_terms_routes,
    complaint_staff_routes,
    complaint_answer_routes,
    complaint_routes,
    dossier_routes,
    claim_terms_routes,
    claim_staff_routes,
    claim_routes,
):
    bp.register_blueprint(part.bp)
bp.add_app_template_global(complaint_words.terms_lines, "complaint_terms")
bp.add_app_template_global(claim_words.terms_lines, "claim_terms")
bp.add_app_template_global(claim_routes.own_prizes, "own_prizes")
bp.add_app_template_global(truth_words.truth_in, "truth_in")
bp.register_blueprint(computing_routes.bp)
bp.register_blueprint(award_routes.bp)
for part in (committee_routes, settlement_routes, lot_routes, unit_board_routes, place_routes):
    bp.register_blueprint(part.bp)
bp.register_blueprint(way_routes.bp)
bp.register_blueprint(public_routes.bp)
bp.register_blueprint(publication_routes.bp)
PER_PAGE = 100


@bp.get(f"{STAFF}/results")
def show_results(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, round_ = load(Action.SEE_RESULTS, host_id, contest_id, number)
    audience_number = request.args.get("audience", 0, type=int)
    chosen = get_audience(round_, audience_number) if audience_number else None
    ranking = shown(round_)
    if ranking is None:
        return render_template(
            "results/none.html", host=host, contest=round_.contest, round=round_, form=ActionForm()
        )
    return render_template(
        "results/results.html",
        host=host,
        contest=round_.contest,
        round=round_,
        ranking=ranking,
        form=ActionForm(),
        files=[(each.name, each.title) for each in _tables(host, ranking)],
        has_board=prize_queries.has_board(round_.contest),
        seen=seen(round_, chosen),
        **figures(host, ranking, chosen, audience_number, board_time(round_)),
    )


def _tables(host: Host, ranking: Ranking) -> list[files.Table]:
    names = {each.id: each.name for each in bank.list_reporting_groups(host)}
    criteria = award_routes.criteria_names(ranking.round.contest)
    return [
        *tables.all_tables(ranking, names),
        award_words.awards_table(ranking),
        award_words.unit_places_table(ranking, criteria),
    ]


@bp.get(f"{STAFF}/standings/<int:audience>")
def show_standings(
    host_id: str, contest_id: str, number: int, audience: int
) -> ResponseReturnValue:
    host, round_ = load(Action.SEE_STANDINGS, host_id, contest_id, number)
    ranking, chosen = queries.get_ranking(round_), get_audience(round_, audience)
    require_seen(What.STANDINGS, round_, chosen)
    search = request.args.get("q", "").strip()
    by_name = request.args.get("order") == "name"
    page = page_number()
    total = queries.count_standings(ranking, chosen, search)
    rows = queries.each_standing(
        ranking,
        chosen,
        search=search,
        by_name=by_name,
        offset=(page - 1) * PER_PAGE,
        limit=PER_PAGE,
    )
    return render_template(
        "results/standings.html",
        host=host,
        contest=round_.contest,
        round=round_,
        ranking=ranking,
        audience=chosen,
        audience_number=audience,
        standings=list(rows),
        total=total,
        page=page,
        pages=max(-(-total // PER_PAGE), 1),
        search=search,
        by_name=by_name,
        why_above=why_above,
        why_below=why_below,
        residence_name=tables.residence_name,
    )


@bp.get(f"{STAFF}/results/charts/<name>.svg")
def show_chart(host_id: str, contest_id: str, number: int, name: str) -> ResponseReturnValue:
    _host, round_ = load(Action.SEE_RESULTS, host_id, contest_id, number)
    ranking = shown(round_)
    if ranking is None or name not in CHART_OF:
        raise NotFound
    require_seen(CHART_OF[name], round_)
    return svg(ranking, name, board_time(round_))


@bp.post(f"{STAFF}/results/workbook")
def export_workbook(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    begin_writing()
    host, round_ = load(Action.EXPORT_RESULTS, host_id, contest_id, number)
    require_token()
    require_seen(What.STANDINGS, round_)
    ranking = queries.get_ranking(round_)
    record(host, round_, "results-exported", {"file": "xlsx", "version": ranking.version})
    db.session.commit()
    body = files.workbook(_tables(host, ranking), facts(host, ranking))
    return attachment(body, f"{contest_id}-{number}.xlsx", WORKBOOK)


@bp.post(f"{STAFF}/results/csv/<name>")
def export_csv(host_id: str, contest_id: str, number: int, name: str) -> ResponseReturnValue:
    begin_writing()
    host, round_ = load(Action.EXPORT_RESULTS, host_id, contest_id, number)
    require_token()
    require_seen(What.STANDINGS, round_)
    ranking = queries.get_ranking(round_)
    table = next((each for each in _tables(host, ranking) if each.name == name), None)
    if table is None:
        raise NotFound
    record(host, round_, "results-exported", {"file": name, "version": ranking.version})
    db.session.commit()
    body = "".join(files.csv_lines(table)).encode()
    return attachment(body, f"{contest_id}-{number}-{name}.csv", "text/csv; charset=utf-8")
