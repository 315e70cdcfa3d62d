"""Who would get which prize if an unclaimed one passed on: told before it is confirmed."""

from typing import NamedTuple

from sqlalchemy import select

from contest.contests import prize_queries
from contest.db import db
from contest.people.models import Person
from contest.results import award_queries, award_service, evidence_queries
from contest.results.award_models import Award, Board, BoardPlace
from contest.results.award_queries import Head
from contest.results.award_service import Ordered
from contest.results.claim_queries import Won
from contest.results.models import Ranking, Standing
from contest.rules.lots import Draw
from contest.rules.prizes import Placed

RESERVES = 100  # more people than any list passes over besides its winners


class Heir(NamedTuple):
    """Somebody whose prize would change; a prize of None: none."""

    person: Person
    before: tuple[int, int] | None
    after: tuple[int, int] | None


def heirs(won: Won) -> list[Heir]:
    """Whose prize (its id, whole đồng) would change, in the order of the places.

    Only reads, and only the head of the list: the computation itself takes all of it.
    """
    award = won.award
    head = None if award is None else _head(award)
    if award is None or head is None or award.contest_audience_id is None:
        return []
    order, people = _order(won, head, award.contest_audience_id)
    passing = frozenset({won.person.id})
    found = award_service.people_awards(
        won.contest, won.round, [order], _draw(won, head), frozenset(), passing
    )
    after = {row[1]: (int(row[0]), int(row[5])) for row in found.rows}
    before = {
        each.person_id: (each.prize_id, each.amount)
        for each in award_queries.list_awards(head)
        if each.contest_audience_id == award.contest_audience_id
    }
    return [
        Heir(person, before.get(person.id), after.get(person.id))
        for person in people
        if before.get(person.id) != after.get(person.id)
    ]


def _head(award: Award) -> Head | None:
    if award.ranking_id is not None:
        return db.session.get(Ranking, award.ranking_id)
    return db.session.get(Board, award.board_id)


def _draw(won: Won, head: Head) -> Draw | None:
    """What lots of the round are drawn with; the board's are those of its last round."""
    if won.round is not None:
        return evidence_queries.draw_of(won.round, won.round.evidence_root)
    numbers = [int(each) for each in head.rankings] if isinstance(head, Board) else []
    last = next((each for each in won.contest.rounds if each.number == max(numbers)), None)
    return evidence_queries.draw_of(last, last.evidence_root) if last else None


def _order(won: Won, head: Head, audience_id: int) -> tuple[Ordered, list[Person]]:
    """The first places of the list, with all who are equal at its end."""
    count = sum(each.count for each in prize_queries.list_prizes(won.contest)) + RESERVES
    model = Standing if isinstance(head, Ranking) else BoardPlace
    column = Standing.ranking_id if isinstance(head, Ranking) else BoardPlace.board_id
    here = (column == head.id) & (model.contest_audience_id == audience_id)
    last = select(model.place).where(here, model.position <= count)
    last = last.order_by(model.position.desc()).limit(1)
    query = (
        select(Person, model.place)
        .join(model, model.person_id == Person.id)
        .where(here, model.place <= last.scalar_subquery())
        .order_by(model.position)
    )
    rows = [(person, place) for person, place in db.session.execute(query)]
    places = [Placed(person.number, place) for person, place in rows]
    people = {person.number: person.id for person, _ in rows}
    return Ordered(audience_id, places, people), [person for person, _ in rows]
