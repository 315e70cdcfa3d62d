"""The standings of a round as they are shown without names, a page at a time."""

from dataclasses import dataclass

from sqlalchemy import select

from contest.attempts.models import Mark
from contest.contests.models import ContestAudience
from contest.db import db
from contest.people.models import Person
from contest.results.models import Ranking, Standing


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A standing as it is shown without a name."""

    number: str
    place: int
    right_count: int
    points: int
    duration_ms: int


def list_numbered(
    ranking: Ranking, audience: ContestAudience, first: int, last: int
) -> list[NumberedRow]:
    """The standings of two positions and of those between them; no name is read."""
    query = (
        select(
            Person.number, Standing.place, Mark.right_count, Mark.points, Mark.duration_ms
        )
        .join(Person, Person.id == Standing.person_id)
        .join(
            Mark,
            (Mark.round_id == Standing.round_id)
            & (Mark.attempt_id == Standing.attempt_id)
            & (Mark.key_version == ranking.key_version),
        )
        .where(
            Standing.ranking_id == ranking.id,
            Standing.contest_audience_id == audience.id,
            Standing.position.between(first, last),
        )
        .order_by(Standing.position)
    )  # fmt: skip
    return [NumberedRow(*row) for row in db.session.execute(query)]
