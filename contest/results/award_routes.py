"""Pages of prizes, of what changed between versions, of units' places and of the board."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest.contests import prize_queries
from contest.contests.models import Contest, ContestAudience, Round
from contest.db import db
from contest.errors import NotFound
from contest.hosts.models import Host
from contest.results import (
    award_queries,
    board_queries,
    change_queries,
    complaint_queries,
    queries,
)
from contest.results import award_words as words
from contest.results.access_routes import (
    STAFF,
    WORKBOOK,
    attachment,
    load,
    load_contest,
    record_contest,
    require_seen,
    shown,
    shown_board,
)
from contest.results.award_queries import Head
from contest.results.claim_words import numbers_of
from contest.results.models import Ranking
from contest.results.words import why_above, why_below
from contest.rules.disclosure import What
from contest.rules.prize_changes import Change
from contest.rules.roles import Action
from contest.web import files
from contest.web.filters import moment
from contest.web.forms import ActionForm, require_token
from contest.web.paging import page_number

bp = Blueprint("awards", __name__)
BOARD = "/hosts/<host_id>/contests/<contest_id>/board"
PER_PAGE = 100


@bp.get(f"{STAFF}/awards")
def show_awards(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, round_ = load(Action.SEE_STANDINGS, host_id, contest_id, number)
    ranking = queries.get_ranking(round_)
    return _awards_page(host, round_.contest, round_, ranking)


@bp.get(f"{BOARD}/awards")
def show_board_awards(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load_contest(Action.SEE_STANDINGS, host_id, contest_id)
    return _awards_page(host, contest, None, get_board(contest))


def get_board(contest: Contest) -> Any:
    """The newest board over all rounds.  Raises NotFound."""
    board = award_queries.find_board(contest.id)
    if board is None:
        raise NotFound
    return board


def _awards_page(
    host: Host, contest: Contest, round_: Round | None, head: Head
) -> ResponseReturnValue:
    lists = head.figures.get("prizes", [])
    titles = {each.id: each.title for each in prize_queries.list_prizes(contest)}
    names = {each.id: each.title for each in contest.audiences}
    return render_template(
        "results/awards.html",
        host=host,
        contest=contest,
        round=round_,
        head=head,
        table=words.awards_table(head),
        lists=lists,
        titles=titles,
        names=names,
        attacked=_attacked(contest, round_, head),
    )


def _attacked(contest: Contest, round_: Round | None, head: Head) -> list[tuple[str, str]]:
    """The numbers of winners about whom complaints are open, with the complaints' numbers."""
    people = {
        each.person.id: each.person.number
        for each in award_queries.list_awards(head)
        if each.person
    }
    found = complaint_queries.open_about(contest, round_, people)
    return [(people[each], numbers_of(complaints)) for each, complaints in found.items()]


@bp.get(f"{STAFF}/awards/changes")
def show_changes(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    """What a version changes against another; without numbers: the last two."""
    host, round_ = load(Action.SEE_STANDINGS, host_id, contest_id, number)
    versions = award_queries.list_rankings(round_.id)
    new = _version(versions, request.args.get("new", type=int), 0)
    old = _version(versions, request.args.get("old", type=int), 1)
    found: list[tuple[ContestAudience, Change]] = []
    if new is not None and old is not None:
        found = [
            (audience, change)
            for audience in round_.contest.audiences
            for change in change_queries.changes(old, new, audience.id)
        ]
    return render_template(
        "results/changes.html",
        host=host,
        contest=round_.contest,
        round=round_,
        old=old,
        new=new,
        versions=versions,
        changes=found,
        names=change_queries.names_of([str(change.entrant) for _, change in found]),
        whys=words.CHANGE_WHYS,
    )


def _version(versions: list[Ranking], number: int | None, usual: int) -> Ranking | None:
    if number is None:
        return versions[usual] if len(versions) > usual else None
    return next((each for each in versions if each.version == number), None)


@bp.get(f"{STAFF}/units")
def show_units(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    host, round_ = load(Action.SEE_RESULTS, host_id, contest_id, number)
    require_seen(What.UNIT_TABLE, round_)
    ranking = shown(round_)
    if ranking is None:
        raise NotFound
    return _units_page(host, round_.contest, round_, ranking)


@bp.get(f"{BOARD}/units")
def show_board_units(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load_contest(Action.SEE_RESULTS, host_id, contest_id)
    board = shown_board(contest)
    if board is None:
        raise NotFound
    for each in board_queries.rounds_of(contest, board):
        require_seen(What.UNIT_TABLE, each)
    return _units_page(host, contest, None, board)


def criteria_names(contest: Contest) -> dict[str, str]:
    """The committee's criteria by code."""
    return {each.code: each.title for each in prize_queries.list_criteria(contest)}


def _units_page(
    host: Host, contest: Contest, round_: Round | None, head: Head
) -> ResponseReturnValue:
    names, scheme = criteria_names(contest), prize_queries.unit_scheme(contest)
    return render_template(
        "results/units.html",
        host=host,
        contest=contest,
        round=round_,
        table=words.unit_places_table(head, names),
        keys=[words.unit_key_name(key, names) for key in scheme.keys] if scheme else [],
    )


@bp.get(BOARD)
def show_board(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load_contest(Action.SEE_STANDINGS, host_id, contest_id)
    board, page = award_queries.find_board(contest.id), page_number()
    at = request.args.get("audience", 1, type=int)
    if not 1 <= at <= len(contest.audiences):
        raise NotFound
    audience, search = contest.audiences[at - 1], request.args.get("q", "").strip()
    counts = dict(board.figures["audiences"]) if board else {}
    total = counts.get(audience.id, 0)
    within = None if search else ((page - 1) * PER_PAGE + 1, page * PER_PAGE)
    rows = board_queries.each_place(board, audience, search=search, within=within) if board else ()
    return render_template(
        "results/board.html",
        host=host,
        contest=contest,
        board=board,
        last_round=board_queries.last_round(contest, board) if board else None,
        audience=audience,
        audience_number=at,
        places=list(rows),
        total=total,
        page=page,
        pages=1 if search else max(-(-total // PER_PAGE), 1),
        search=search,
        form=ActionForm(),
        why_above=why_above,
        why_below=why_below,
    )


@bp.post(f"{BOARD}/workbook")
def export_board(host_id: str, contest_id: str) -> ResponseReturnValue:
    host, contest = load_contest(Action.EXPORT_RESULTS, host_id, contest_id)
    require_token()
    board = get_board(contest)
    record_contest(contest, "results-exported", file="xlsx", version=board.version)
    db.session.commit()
    tables = [
        *(words.board_table(board, each, at) for at, each in enumerate(contest.audiences, 1)),
        words.awards_table(board),
        words.unit_places_table(board, criteria_names(contest)),
    ]
    facts: dict[str, files.Cell] = {
        gettext("Đơn vị tổ chức"): host.name,
        gettext("Cuộc thi"): contest.title,
        gettext("Kết quả tính lần thứ"): board.version,
        gettext("Tính lúc"): moment(board.computed_at),
        gettext("Mã đối chiếu (SHA-256)"): board.digest,
    }
    return attachment(files.workbook(tables, facts), f"{contest_id}-board.xlsx", WORKBOOK)
