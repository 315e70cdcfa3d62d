"""What one computation changes against another, read."""

from sqlalchemy import select

from contest.db import db
from contest.people.models import Person
from contest.results import award_queries
from contest.results.award_queries import Head
from contest.rules.prize_changes import Change, differences
from contest.rules.prizes import Award, Awarded, Undecided


def awarded(head: Head, audience: int | None) -> Awarded:
    """The prizes of an audience's people as the rules know them."""
    lines = [each for each in head.figures.get("prizes", []) if each["audience"] == audience]
    return Awarded(
        tuple(
            Award(
                each.person.number, None, each.prize_id, each.prize.title, each.amount,
                each.is_shared,
            )
            for each in award_queries.list_awards(head)
            if each.person is not None and each.contest_audience_id == audience
        ),
        tuple(
            Undecided(tuple(group["numbers"]), tuple(group["prizes"]))
            for line in lines
            for group in line["undecided"]
        ),
        out=frozenset(number for line in lines for number in line["out"]),
        taken=frozenset(number for line in lines for number in line["taken"]),
        unclaimed=frozenset(number for line in lines for number in line.get("unclaimed", [])),
    )  # fmt: skip


def changes(old: Head, new: Head, audience: int | None) -> tuple[Change, ...]:
    """Who of the audience wins something else than before, and why."""
    return differences(awarded(old, audience), awarded(new, audience))


def names_of(numbers: list[str]) -> dict[str, str]:
    """The names of these contest numbers."""
    query = select(Person.number, Person.name).where(Person.number.in_(numbers))
    return {row.number: row.name for row in db.session.execute(query)}
