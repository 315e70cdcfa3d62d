"""Working the board over all rounds of a contest out, of the rounds' standings; only reads."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from contest.contests import prize_queries
from contest.contests.models import Contest, Round
from contest.errors import NotFound
from contest.results import award_queries, board_queries, evidence_queries
from contest.results import award_service as awards
from contest.results.award_models import Award, BoardPlace, UnitPlace
from contest.results.award_service import Ordered, Outcome, reason_json
from contest.results.computing_service import round_figures
from contest.results.writing_service import Batch, Work
from contest.rules.boards import BoardRow, Combine, whole_contest
from contest.rules.lots import Draw, lots
from contest.rules.tally import Standing as Ranked
from contest.rules.unit_ranking import UnitFigures
from contest.rules.unit_rounds import combined, people_once
from contest.rules.unit_schemes import CombineRounds, UnitScheme
from contest.rules.units import Entrant, Unit

BOARD_COLUMNS = (
    "person_id", "contest_audience_id", "position", "place", "is_shared", "round_count",
    "right_count", "points", "guess_distance", "duration_ms", "reason", "reason_below",
)  # fmt: skip
Row = tuple[Any, ...]
Sat = tuple[Round, Mapping[int, Sequence[Ranked]]]


def computed(contest: Contest) -> Work:
    """The board of people and of units over all rounds that were computed, with its prizes.

    Lots are drawn with what the last of these rounds publishes.  Raises NotFound where no round
    was computed.
    """
    passed_on = evidence_queries.passed_on(contest.id, None)
    counted = board_queries.list_counted(contest)
    if not counted:
        raise NotFound
    rounds = [(round_, board_queries.standings_of(round_, each)) for round_, each in counted]
    last, _ = counted[-1]
    draw = evidence_queries.draw_of(last, last.evidence_root)
    boards = _people(contest, rounds, draw)
    orders = [
        Ordered(
            audience,
            [each.place for each in rows],
            {each.season.contest_number: each.season.person for each in rows},
        )
        for audience, rows in boards.items()
    ]
    outcome = awards.people_awards(contest, None, orders, draw, frozenset())
    winners = {
        round_.id: [each.person_id for each in award_queries.list_awards(ranking) if each.person_id]
        for round_, ranking in counted
    }
    places = _units(contest, rounds, winners, draw, outcome)
    head = {
        "rankings": {str(round_.number): ranking.id for round_, ranking in counted},
        "digest": _digest(boards),
        "figures": {
            "prizes": outcome.lists,
            "audiences": [[each, len(rows)] for each, rows in boards.items()],
        },
    }
    batches = (
        Batch(BoardPlace, BOARD_COLUMNS, list(_rows(boards))),
        Batch(UnitPlace, awards.UNIT_COLUMNS, places),
        Batch(Award, awards.AWARD_COLUMNS, outcome.rows),
    )
    return Work(contest.id, None, head, batches, passed_on)


def _people(
    contest: Contest, rounds: Sequence[Sat], draw: Draw | None
) -> dict[int, tuple[BoardRow, ...]]:
    decisions = evidence_queries.decisions(contest.id, None, of_units=False)
    found = {}
    for each in contest.audiences:
        standings = [by_audience[each.id] for _, by_audience in rounds]
        numbers = {one.attempt.contest_number for those in standings for one in those}
        found[each.id] = whole_contest(
            standings,
            contest.combined or Combine.SUM,
            each.ranking,
            lots=lots(draw, numbers),
            decisions=decisions,
        )
    return found


def _rows(boards: Mapping[int, Iterable[BoardRow]]) -> Iterable[Row]:
    for audience, rows in boards.items():
        for position, (season, place) in enumerate(rows, 1):
            yield (
                season.person, audience, position, place.place, place.is_shared, season.rounds,
                season.right, season.points, season.prediction, season.duration,
                reason_json(place.reason), reason_json(place.reason_below),
            )  # fmt: skip


def _digest(boards: Mapping[int, Iterable[BoardRow]]) -> str:
    """SHA-256 over a line a place, in their order."""
    lines = (
        f"{audience}|{place.place}|{'|'.join(map(str, season))}"
        for audience, rows in boards.items()
        for season, place in rows
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _units(
    contest: Contest,
    rounds: Sequence[Sat],
    winners: Mapping[int, list[int]],
    draw: Draw | None,
    outcome: Outcome,
) -> list[Row]:
    scheme = prize_queries.unit_scheme(contest)
    if scheme is None:
        awards.unit_awards(contest, None, {}, {}, draw, outcome)
        return []
    figures = _with_marks(contest, _figures(rounds, winners, scheme))
    boards = awards.rank(contest, None, figures.values(), scheme, draw)
    awards.unit_awards(contest, None, boards, figures, draw, outcome)
    return awards.unit_rows(boards, figures, scheme)


def _figures(
    rounds: Sequence[Sat], winners: Mapping[int, list[int]], scheme: UnitScheme
) -> dict[Unit, UnitFigures]:
    """Each person once over all rounds, with the last round's headcounts; or round by round."""
    entrants = [(round_, _entrants(by_audience)) for round_, by_audience in rounds]
    if scheme.combine is CombineRounds.DISTINCT:
        last, _ = entrants[-1]
        everybody = people_once(those for _, those in entrants)
        return round_figures(last, everybody, [one for each in winners.values() for one in each])
    return combined(
        [round_figures(round_, those, winners[round_.id]) for round_, those in entrants], scheme
    )


def _with_marks(contest: Contest, figures: Mapping[Unit, UnitFigures]) -> dict[Unit, UnitFigures]:
    """What the committee gave for the whole contest stands in the place of the rounds' marks."""
    given: dict[Unit, dict[str, int]] = {}
    for mark in evidence_queries.criterion_marks(contest.id, None):
        given.setdefault(mark.unit, {})[mark.criterion] = mark.points
    return {
        unit: replace(each, marks={**each.marks, **given.get(unit, {})})
        for unit, each in figures.items()
    }


def _entrants(by_audience: Mapping[int, Iterable[Ranked]]) -> list[Entrant]:
    return [
        Entrant(
            each.attempt.person, each.attempt.residence_path, each.attempt.unit_path, audience,
            each.attempt_count, each.attempt.right_count, each.attempt.is_all_right,
            each.attempt.points, each.attempt.question_count,
        )
        for audience, standings in by_audience.items()
        for each in standings
    ]  # fmt: skip
