"""An entrant's own places: in each round, and over all rounds; and why they are those."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests import disclosure_queries as disclosure
from contest.contests import extra_queries, public_queries
from contest.contests.models import Entry
from contest.errors import NotEntered
from contest.results import award_queries, board_queries, way_queries
from contest.results import publication_queries as publications
from contest.results.award_queries import Head
from contest.results.publication_queries import Result
from contest.results.words import (
    why_above,
    why_above_nameless,
    why_below,
    why_below_nameless,
)
from contest.rules.disclosure import What, Whom
from contest.web import entrants

bp = Blueprint("places", __name__)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where somebody stands of how many, and why; of a round with its marks and prizes.

    Of how many is None while that would tell what others may still predict.
    """

    title: str
    place: int
    is_shared: bool
    total: int | None
    why: list[str]
    result: Result | None = None
    prizes: Sequence[str] = ()


@bp.get("/c/<contest_id>/my-place")
def show_own(contest_id: str) -> ResponseReturnValue:
    contest = public_queries.get_published(contest_id)
    entry = public_queries.find_entry(contest, entrants.require_person())
    if entry is None:
        raise NotEntered
    return render_template(
        "results/my_place.html",
        host=contest.host,
        contest=contest,
        entry=entry,
        places=[*_of_rounds(entry), *_of_all_rounds(entry)],
    )


def _of_rounds(entry: Entry) -> Iterator[OwnPlace]:
    now, audience_id = clock.now(), entry.contest_audience_id
    for round_ in entry.contest.rounds:
        if not disclosure.may_see_own_place(round_, audience_id, now):
            continue
        ranking = way_queries.shown_ranking(round_, audience_id, Whom.SELF, now)
        seen = disclosure.seen_by_all(round_, audience_id, now)
        own = ranking and _place(entry, ranking, round_.title, names=What.NUMBERS in seen)
        if own and ranking:
            won = publications.list_prizes(ranking, entry.person_id)
            yield replace(
                own,
                result=publications.find_result(ranking, entry.person_id),
                prizes=won if What.WINNERS in seen else (),
            )


def _of_all_rounds(entry: Entry) -> Iterator[OwnPlace]:
    """Once the place in each round that the board was computed of may be seen."""
    now, audience_id = clock.now(), entry.contest_audience_id
    board = way_queries.shown_board(entry.contest, Whom.SELF, now)
    if board is None or not entry.contest.combined:
        return
    rounds = board_queries.rounds_of(entry.contest, board)
    if all(disclosure.may_see_own_place(each, audience_id, now) for each in rounds):
        names = all(
            What.NUMBERS in disclosure.seen_by_all(each, audience_id, now) for each in rounds
        )
        title = str(gettext("Bảng xếp hạng chung các đợt"))
        own = _place(entry, board, title, names=names)
        if own:
            yield own


def _place(entry: Entry, head: Head, title: str, *, names: bool) -> OwnPlace | None:
    """None for who does not stand there.  Neighbours have numbers where these are public."""
    found: Any = award_queries.places_of(head, [entry.person_id]).get(entry.person_id)
    if found is None or found.contest_audience_id != entry.contest_audience_id:
        return None
    above, below = (why_above, why_below) if names else (why_above_nameless, why_below_nameless)
    unit_ms = entry.contest_audience.ranking.duration_unit_ms
    why = [above(found.reason, unit_ms), below(found.reason_below, unit_ms)]
    total = dict(head.figures["audiences"]).get(entry.contest_audience_id)
    if any(extra_queries.withheld_figures(each, clock.now()) for each in entry.contest.rounds):
        total = None
    return OwnPlace(title, found.place, found.is_shared, total, list(filter(None, why)))
