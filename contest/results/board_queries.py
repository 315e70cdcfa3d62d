"""The standings of a contest's rounds, read as the rules take them; and the board's pages."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from contest.attempts import extra_queries, extra_service
from contest.attempts.extra_models import Extra
from contest.attempts.models import Attempt, Mark
from contest.contests.models import Contest, ContestAudience, Round
from contest.db import db
from contest.people.models import Person
from contest.results import queries
from contest.results.award_models import Board, BoardPlace
from contest.results.models import Ranking, Standing
from contest.rules.merits import MarkedAttempt
from contest.rules.placing import Place
from contest.rules.prediction import distance
from contest.rules.tally import Standing as Ranked
from contest.units.models import Unit
from questions.text import fold

FETCHED_AT_ONCE = 5_000
_FIRST = 6  # of the columns of a marked attempt
NOWHERE = Place("", 0, False, None, None)  # the board places everybody anew


def list_counted(contest: Contest) -> list[tuple[Round, Ranking]]:
    """The rounds that were computed and are not annulled, in their order."""
    return [
        (each, ranking)
        for each in contest.rounds
        if each.annulled_at is None and (ranking := queries.find_ranking(each.id)) is not None
    ]


def last_round(contest: Contest, board: Board) -> Round:
    """The last of the rounds that the board was computed of: lots are drawn with its number."""
    return rounds_of(contest, board)[-1]


def rounds_of(contest: Contest, board: Board) -> list[Round]:
    """The rounds that the board was computed of, in their order."""
    return [each for each in contest.rounds if str(each.number) in board.rankings]


def standings_of(
    round_: Round, ranking: Ranking, within: Collection[int] | None = None
) -> dict[int, list[Ranked]]:
    """The standings of a ranking by audience, each with the attempt that counts; of all people, or
    of those who live, work or study within these units.
    """
    found: dict[int, list[Ranked]] = {each.id: [] for each in round_.contest.audiences}
    known = extra_queries.find_truth(round_, Extra.FACT)
    fact, texts = known.value if known else None, extra_service.text_points(round_)
    for attempt, made, guess_distance in _each_attempt(round_, ranking, within):
        nearness = None if fact is None else distance(attempt.fact, fact)
        text = texts.get(attempt.attempt_id)
        found[attempt.audience].append(
            Ranked(attempt, made, guess_distance, nearness, text, NOWHERE)
        )
    return found


def _each_attempt(
    round_: Round, ranking: Ranking, within: Collection[int] | None
) -> Iterator[tuple[MarkedAttempt, int, int | None]]:
    paths = queries.Paths(queries.places(round_.contest.host_id))
    query = (
        select(
            Standing.attempt_count, Standing.guess_distance,
            Attempt.residence_id, Attempt.country, Attempt.unit_id, Mark.fact,
            Attempt.id, Attempt.person_id, Person.number, Standing.contest_audience_id,
            Attempt.number, Attempt.started_ms, Attempt.handed_in_ms, Mark.duration_ms,
            Mark.right_count, Mark.question_count, Mark.points, Mark.guess,
        )
        .join(
            Attempt,
            (Attempt.round_id == Standing.round_id) & (Attempt.id == Standing.attempt_id),
        )
        .join(
            Mark,
            (Mark.round_id == Attempt.round_id)
            & (Mark.attempt_id == Attempt.id)
            & (Mark.key_version == ranking.key_version),
        )
        .join(Person, Person.id == Standing.person_id)
        .where(Standing.ranking_id == ranking.id)
        .order_by(Standing.contest_audience_id, Standing.position)
    )  # fmt: skip
    if within is not None:
        query = query.where(Attempt.residence_id.in_(within) | Attempt.unit_id.in_(within))
    row: Any
    for row in db.session.execute(query.execution_options(yield_per=FETCHED_AT_ONCE)):
        made, guess_distance, residence_id, country, unit_id, fact = row[:_FIRST]
        home, work = paths.of_residence(residence_id, country), paths.of_unit(unit_id)
        attempt = MarkedAttempt._make((*row[_FIRST:], home, work, None, fact, False))
        yield attempt, made, guess_distance


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A place on the board with what its line says of the person."""

    position: int
    place: int
    is_shared: bool
    number: str
    name: str
    unit_label: str | None
    round_count: int
    right_count: int
    points: int
    guess_distance: int | None
    duration_ms: int
    reason: dict[str, Any] | None
    reason_below: dict[str, Any] | None


def each_place(
    board: Board,
    audience: ContestAudience,
    *,
    search: str = "",
    within: tuple[int, int] | None = None,
) -> Iterator[BoardLine]:
    """The places of an audience in their order; those of two positions, or those searched for."""
    unit = aliased(Unit)
    query = (
        select(
            BoardPlace.position, BoardPlace.place, BoardPlace.is_shared, Person.number,
            Person.name, func.trim(unit.label + " " + unit.name).label("unit_label"),
            BoardPlace.round_count, BoardPlace.right_count, BoardPlace.points,
            BoardPlace.guess_distance, BoardPlace.duration_ms, BoardPlace.reason,
            BoardPlace.reason_below,
        )
        .join(Person, Person.id == BoardPlace.person_id)
        .outerjoin(unit, unit.id == Person.unit_id)
        .where(
            BoardPlace.board_id == board.id, BoardPlace.contest_audience_id == audience.id
        )
        .order_by(BoardPlace.position)
    )  # fmt: skip
    if search:
        digits = "".join(each for each in search if each.isdecimal())
        named = Person.folded.contains(fold(search), autoescape=True)
        query = query.where(or_(named, Person.number == digits) if digits else named).limit(100)
    if within:
        query = query.where(BoardPlace.position.between(*within))
    if not (search or within):
        query = query.execution_options(yield_per=FETCHED_AT_ONCE)
    for row in db.session.execute(query):
        yield BoardLine(**row._mapping)


def find_place(board: Board, person_id: int) -> BoardPlace | None:
    """Where one person stands on the board."""
    return db.session.get(BoardPlace, (board.id, person_id))
