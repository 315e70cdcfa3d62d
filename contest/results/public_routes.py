"""Pages of a round's results for everybody: figures, winners, numbers; each as it is opened."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from contest import clock
from contest.contests import disclosure_queries as disclosure
from contest.contests import public_queries
from contest.contests import way_queries as ways
from contest.contests.models import ContestAudience, Round
from contest.errors import NotFound
from contest.results import queries, way_queries, winner_queries
from contest.results.access_routes import get_audience
from contest.results.figures_words import CHART_OF, figures
from contest.results.models import Ranking
from contest.results.numbered_queries import list_numbered
from contest.results.winner_queries import WinningUnit
from contest.rules.disclosure import What, Whom
from contest.web.countries import country_name
from contest.web.paging import page_number

bp = Blueprint("public", __name__, url_prefix="/c/<contest_id>/r/<int:number>")
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a round, or of one audience of it, everybody sees now."""

    round: Round
    audience: ContestAudience | None
    number: int
    what: frozenset[What]
    ranking: Ranking | None
    at: datetime  # as of which


def load(contest_id: str, number: int, audience_number: int = 0) -> Shown:
    """Raises NotFound for a round of which nothing is public."""
    round_ = public_queries.get_published_round(contest_id, number)
    chosen = get_audience(round_, audience_number) if audience_number else None
    audience_id, now = chosen.id if chosen else None, clock.now()
    what = disclosure.seen_by_all(round_, audience_id, now)
    ranking = way_queries.shown_ranking(round_, audience_id, Whom.PUBLIC, now)
    at = disclosure.board_time(round_, audience_id, Whom.PUBLIC, now)
    return Shown(round_, chosen, audience_number, what, ranking, at)


def load_seen(what: What, contest_id: str, number: int, audience_number: int = 0) -> Shown:
    """Raises NotFound where that is not public now."""
    shown = load(contest_id, number, audience_number)
    if what not in shown.what:
        raise NotFound
    return shown


def svg(ranking: Ranking, name: str, at: datetime) -> Response:
    return Response(queries.get_chart(ranking, name, at).svg, mimetype="image/svg+xml")


@bp.get("/results")
def show_results(contest_id: str, number: int) -> ResponseReturnValue:
    shown = load(contest_id, number, request.args.get("audience", 0, type=int))
    round_, now = shown.round, clock.now()
    anywhere = disclosure.seen_anywhere(round_, now)
    if not (disclosure.RESULTS & anywhere and ways.is_over(round_, shown.at)):
        raise NotFound
    host = round_.contest.host
    found = {}
    if shown.ranking is not None:
        found = figures(host, shown.ranking, shown.audience, shown.number, shown.at)
    return render_template(
        "results/public.html",
        host=host,
        contest=round_.contest,
        round=round_,
        ranking=shown.ranking,
        seen=shown.what,
        numbered=_numbered(contest_id, round_),
        published_at=ways.published_at(round_),
        is_withheld=bool(disclosure.when_shown(round_, None, Whom.PUBLIC, now).predicted),
        winners=winner_queries.list_winners(_winning(round_)),
        winning_units=_winning_units(round_),
        country_name=country_name,
        **{"audience_number": shown.number, **found},
    )


def _winning(round_: Round) -> list[tuple[ContestAudience, Ranking]]:
    """The audiences whose winners are public now, each with the computation that says who won."""
    now, found = clock.now(), []
    for each in round_.contest.audiences:
        if What.WINNERS in disclosure.seen_by_all(round_, each.id, now):
            ranking = way_queries.shown_ranking(round_, each.id, Whom.PUBLIC, now)
            found += [(each, ranking)] if ranking else []
    return found


def _winning_units(round_: Round) -> list[WinningUnit]:
    """The units that win, public when the winners of every audience are."""
    now = clock.now()
    ranking = way_queries.shown_ranking(round_, None, Whom.PUBLIC, now)
    is_public = What.WINNERS in disclosure.seen_by_all(round_, None, now)
    return winner_queries.list_winning_units(ranking) if ranking and is_public else []


def _numbered(contest_id: str, round_: Round) -> list[tuple[int, ContestAudience]]:
    """The audiences whose standings are public now by contest number."""
    now = clock.now()
    return [
        (number, each)
        for number, each in enumerate(round_.contest.audiences, 1)
        if What.NUMBERS in disclosure.seen_by_all(round_, each.id, now)
    ]


@bp.get("/results/charts/<name>.svg")
def show_chart(contest_id: str, number: int, name: str) -> ResponseReturnValue:
    if name not in CHART_OF:
        raise NotFound
    shown = load_seen(CHART_OF[name], contest_id, number)
    if shown.ranking is None:
        raise NotFound
    return svg(shown.ranking, name, shown.at)


@bp.get("/results/numbers/<int:audience>")
def show_numbers(contest_id: str, number: int, audience: int) -> ResponseReturnValue:
    """The standings by contest number, without names."""
    if audience < 1:
        raise NotFound
    shown = load_seen(What.NUMBERS, contest_id, number, audience)
    if shown.ranking is None or shown.audience is None:
        raise NotFound
    page, total = page_number(), queries.count_standings(shown.ranking, shown.audience)
    last = page * PER_PAGE
    return render_template(
        "results/numbers.html",
        host=shown.round.contest.host,
        contest=shown.round.contest,
        round=shown.round,
        audience=shown.audience,
        audience_number=audience,
        standings=list_numbered(shown.ranking, shown.audience, last - PER_PAGE + 1, last),
        total=total,
        page=page,
        pages=max(-(-total // PER_PAGE), 1),
    )
