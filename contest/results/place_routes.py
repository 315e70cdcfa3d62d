"""An entrant's own place in a round, and why it is that one."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from contest import clock
from contest.contests import disclosure_queries as disclosure
from contest.contests import public_queries
from contest.contests.models import Entry, Round
from contest.db import db
from contest.errors import NotEntered
from contest.results import publication_queries as publications
from contest.results import queries, way_queries, words
from contest.results.models import Standing
from contest.rules.disclosure import What, Whom
from contest.web import entrants

bp = Blueprint("place", __name__, url_prefix="/c/<contest_id>/r/<int:number>")


@bp.get("/my-place")
def show_place(contest_id: str, number: int) -> ResponseReturnValue:
    """Raises NotKnown for a device that is nobody's, NotEntered."""
    person = entrants.require_person()
    round_ = public_queries.get_published_round(contest_id, number)
    entry = public_queries.find_entry(round_.contest, person)
    if entry is None:
        raise NotEntered
    return render_template(
        "results/place.html",
        host=round_.contest.host,
        contest=round_.contest,
        round=round_,
        entry=entry,
        **{"standing": None, "is_open": False, **_found(round_, entry)},
    )


def _found(round_: Round, entry: Entry) -> dict[str, object]:
    """Nothing before it may be seen; of a frozen board the place that stood then."""
    audience, now = entry.contest_audience, clock.now()
    if not disclosure.may_see_own_place(round_, audience.id, now):
        return {}
    ranking = way_queries.shown_ranking(round_, audience.id, Whom.SELF, now)
    standing = db.session.get(Standing, (ranking.id, entry.person_id)) if ranking else None
    if ranking is None or standing is None:
        return {"is_open": True}
    seen = disclosure.seen_by_all(round_, audience.id, now)
    above, below = (
        (words.why_above, words.why_below)
        if What.NUMBERS in seen
        else (words.why_above_nameless, words.why_below_nameless)
    )
    unit_ms = audience.ranking.duration_unit_ms
    prizes = publications.list_prizes(ranking, entry.person_id) if What.WINNERS in seen else []
    return {
        "is_open": True,
        "standing": standing,
        "result": publications.find_result(ranking, entry.person_id),
        "total": queries.count_standings(ranking, audience),
        "why": [above(standing.reason, unit_ms), below(standing.reason_below, unit_ms)],
        "prizes": prizes,
    }
