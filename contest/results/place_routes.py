"""An entrant's own places: in each round whose result is published, and over all rounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.contests import disclosure_queries as disclosure
from contest.contests import public_queries
from contest.contests.models import Entry
from contest.errors import NotFound
from contest.results import award_queries, board_queries, way_queries
from contest.results.award_queries import Head
from contest.results.words import why_above, why_below
from contest.rules.disclosure import What, Whom
from contest.web import entrants

bp = Blueprint("places", __name__)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where somebody stands of how many, and why."""

    title: str
    place: int
    is_shared: bool
    total: int
    why: list[str]


@bp.get("/c/<contest_id>/my-place")
def show_own(contest_id: str) -> ResponseReturnValue:
    contest = public_queries.get_published(contest_id)
    entry = public_queries.find_entry(contest, entrants.require_person())
    if entry is None:
        raise NotFound
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
        seen = disclosure.seen_by_all(round_, audience_id, now)
        ranking = way_queries.shown_ranking(round_, audience_id, Whom.SELF, now)
        if What.WINNERS in seen and ranking is not None:
            yield from _place(entry, ranking, round_.title, tells_why=What.NUMBERS in seen)


def _of_all_rounds(entry: Entry) -> Iterator[OwnPlace]:
    """Once the result of each round that the board was computed of is published."""
    board = way_queries.shown_board(entry.contest, Whom.SELF, clock.now())
    if board is None or not entry.contest.combined:
        return
    seen = [
        disclosure.seen_by_all(each, entry.contest_audience_id, clock.now())
        for each in board_queries.rounds_of(entry.contest, board)
    ]
    if all(What.WINNERS in each for each in seen):
        tells_why = all(What.NUMBERS in each for each in seen)
        title = str(gettext("Bảng xếp hạng chung các đợt"))
        yield from _place(entry, board, title, tells_why=tells_why)


def _place(entry: Entry, head: Head, title: str, *, tells_why: bool) -> Iterator[OwnPlace]:
    """Nothing for who does not stand there.  Why is told where everybody sees the numbers."""
    found: Any = award_queries.places_of(head, [entry.person_id]).get(entry.person_id)
    if found is None or found.contest_audience_id != entry.contest_audience_id:
        return
    unit_ms = entry.contest_audience.ranking.duration_unit_ms
    why = [why_above(found.reason, unit_ms), why_below(found.reason_below, unit_ms)]
    total = dict(head.figures["audiences"]).get(entry.contest_audience_id, 0)
    told = list(filter(None, why)) if tells_why else []
    yield OwnPlace(title, found.place, found.is_shared, total, told)
