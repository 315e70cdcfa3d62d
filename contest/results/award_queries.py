"""Prizes that computations gave, and places of units, read."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from contest.contests.models import Round
from contest.contests.prize_models import Prize
from contest.db import db
from contest.people.models import Person
from contest.results import queries
from contest.results.award_models import Award, Board, BoardPlace, Proposal, UnitPlace
from contest.results.models import Ranking, Standing
from contest.units.models import Unit

Head = Ranking | Board


def _of(model: type[Award] | type[UnitPlace], head: Head) -> ColumnElement[bool]:
    column = model.ranking_id if isinstance(head, Ranking) else model.board_id
    return column == head.id


def list_awards(head: Head) -> list[Award]:
    """The prizes of one computation, in their order."""
    query = (
        select(Award)
        .options(joinedload(Award.prize), joinedload(Award.person), joinedload(Award.unit))
        .where(_of(Award, head))
        .order_by(Award.position)
    )
    return list(db.session.scalars(query))


def places_of(head: Head, people: Iterable[int]) -> dict[int, Standing | BoardPlace]:
    """Where these people stand in the computation."""
    ids = list(people)
    if isinstance(head, Ranking):
        found = select(Standing).where(Standing.ranking_id == head.id, Standing.person_id.in_(ids))
        return {each.person_id: each for each in db.session.scalars(found)}
    query = select(BoardPlace).where(BoardPlace.board_id == head.id, BoardPlace.person_id.in_(ids))
    return {each.person_id: each for each in db.session.scalars(query)}


def numbers_that_win(rounds: Iterable[Round]) -> frozenset[str]:
    """Whoever has, or has a prize kept until lots are drawn, by those rounds' newest rankings."""
    rankings = [found for each in rounds if (found := queries.find_ranking(each.id))]
    query = (
        select(Person.number)
        .join(Award, Award.person_id == Person.id)
        .where(Award.ranking_id.in_([each.id for each in rankings]))
    )
    kept = {
        number
        for each in rankings
        for line in each.figures.get("prizes", [])
        for group in line["undecided"]
        for number in group["numbers"]
    }
    return frozenset(db.session.scalars(query)) | kept


def list_unit_places(head: Head) -> list[UnitPlace]:
    """Places of units, block by block; those that are not ranked come last in theirs."""
    query = (
        select(UnitPlace)
        .options(joinedload(UnitPlace.unit).joinedload(Unit.parent))
        .where(_of(UnitPlace, head))
        .order_by(UnitPlace.block, UnitPlace.position.is_(None), UnitPlace.position, UnitPlace.id)
    )
    return list(db.session.scalars(query))


def list_proposals(contest_id: int) -> list[Proposal]:
    query = (
        select(Proposal)
        .join(Prize, Prize.id == Proposal.prize_id)
        .options(joinedload(Proposal.prize), joinedload(Proposal.unit))
        .where(Prize.contest_id == contest_id)
        .order_by(Proposal.id)
    )
    return list(db.session.scalars(query))


def find_board(contest_id: int) -> Board | None:
    """The newest board over all rounds that is written in full."""
    query = (
        select(Board)
        .where(Board.contest_id == contest_id, Board.version > 0)
        .order_by(Board.version.desc())
    )
    return db.session.scalar(query.limit(1))


def list_rankings(round_id: int) -> list[Ranking]:
    """Every computation of the round, the newest first."""
    query = (
        select(Ranking)
        .where(Ranking.round_id == round_id, Ranking.version > 0)
        .order_by(Ranking.version.desc())
    )
    return list(db.session.scalars(query))
