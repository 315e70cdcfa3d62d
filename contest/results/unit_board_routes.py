"""The board of one unit: its people in the order of a round, or of all rounds, placed anew."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from contest.contests.models import Contest, ContestAudience, Round
from contest.contests.queries import list_countable_units
from contest.errors import NotFound
from contest.results import board_queries, queries
from contest.results import unit_board_queries as unit_boards
from contest.results.access_routes import STAFF, load, load_contest, require_seen
from contest.results.words import why_above, why_below
from contest.rules.boards import BoardRow
from contest.rules.disclosure import What
from contest.rules.placing import Place
from contest.rules.roles import Action
from contest.units.models import Unit

bp = Blueprint("unit_boards", __name__)
BOARD = "/hosts/<host_id>/contests/<contest_id>/board"
MOST = 500  # lines of a page


@bp.get(f"{STAFF}/units/people")
def show_round(host_id: str, contest_id: str, number: int) -> ResponseReturnValue:
    _, round_ = load(Action.SEE_STANDINGS, host_id, contest_id, number)
    ranking, chosen = queries.get_ranking(round_), _audience(round_.contest)
    require_seen(What.STANDINGS, round_, chosen)
    unit = _unit(round_.contest)
    rows = unit_boards.of_round(round_, ranking, chosen, unit) if unit else []
    return _page(round_.contest, round_, chosen, unit, rows)


@bp.get(f"{BOARD}/units/people")
def show_contest(host_id: str, contest_id: str) -> ResponseReturnValue:
    _, contest = load_contest(Action.SEE_STANDINGS, host_id, contest_id)
    counted, chosen = board_queries.list_counted(contest), _audience(contest)
    if not counted:
        raise NotFound
    for round_, _ in counted:
        require_seen(What.STANDINGS, round_, chosen)
    unit = _unit(contest)
    rows = unit_boards.of_contest(contest, counted, chosen, unit) if unit else []
    return _page(contest, None, chosen, unit, rows)


def _audience(contest: Contest) -> ContestAudience:
    at = request.args.get("audience", 1, type=int)
    if not 1 <= at <= len(contest.audiences):
        raise NotFound
    return contest.audiences[at - 1]


def _unit(contest: Contest) -> Unit | None:
    """The unit that was chosen; None before that.  Raises NotFound for none of the host's."""
    wanted = request.args.get("unit", "")
    if not wanted:
        return None
    units = {each.public_id: each for each in list_countable_units(contest.host)}
    if wanted not in units:
        raise NotFound
    return units[wanted]


def _page(
    contest: Contest,
    round_: Round | None,
    chosen: ContestAudience,
    unit: Unit | None,
    rows: Sequence[BoardRow],
) -> ResponseReturnValue:
    shown = rows[:MOST]
    return render_template(
        "results/unit_board.html",
        host=contest.host,
        contest=contest,
        round=round_,
        chosen=chosen,
        unit=unit,
        units=list_countable_units(contest.host),
        rows=shown,
        total=len(rows),
        names=unit_boards.names_of(each.season.person for each in shown),
        why=lambda place: _why(place, chosen.ranking.duration_unit_ms),
    )


def _why(place: Place, unit_ms: int) -> str:
    """Why somebody stands above the next and below the one before."""
    above, below = place.reason, place.reason_below
    said = (
        why_above(above._asdict() if above else None, unit_ms),
        why_below(below._asdict() if below else None, unit_ms),
    )
    return " ".join(filter(None, said))
