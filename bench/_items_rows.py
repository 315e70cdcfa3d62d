"""Rows for measuring statistics: a round that is over, which many have sat, with its ranking."""

import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Table, insert

from contest import clock
from contest.attempts.models import Answer, Attempt, Mark
from contest.clock import milliseconds
from contest.contests import publishing_service
from contest.contests import queries as contests
from contest.contests.models import Round
from contest.db import Base, db
from contest.people.models import Person
from contest.results.models import Ranking, Standing
from contest.rules.drawing import LETTERS, Paper, PaperItem
from tests.contest.attempts.factories import filling, make_draft_round

ASKED, POOL = 20, 400
AT_ONCE = 2_000
RIGHT_AS_WRITTEN = 1
BLANK_OF_100, RIGHT_OF_100 = 3, 70


def make_ranked(attempts: int) -> Ranking:
    """A round of that many attempts on papers of their own, and a ranking that counts them all."""
    with filling():
        round_ = _over()
        ranking = Ranking(
            round_id=round_.id, version=1, computed_at=clock.now(), entrant_count=attempts,
            attempt_count=attempts, digest="0" * 64, figures={},
        )  # fmt: skip
        db.session.add(ranking)
        db.session.commit()
        made = _attempts(round_, ranking, attempts)
        while some := list(islice(made, AT_ONCE)):
            for model in (Person, Attempt, Answer, Mark, Standing):
                _store(model.__table__, [row for each in some for row in each[model]])
            db.session.commit()
    return ranking


def _over() -> Round:
    now = clock.now()
    times = {"opens_at": now - timedelta(days=8), "closes_at": now - timedelta(days=1)}
    round_ = make_draft_round(pool=POOL, asked=ASKED, minutes=600, **times)
    publishing_service.publish(round_.contest, now - timedelta(days=9))
    db.session.commit()
    return round_


def _store(table: Table | Any, rows: list[dict[str, Any]]) -> None:
    db.session.execute(insert(table), rows)


def _attempts(
    round_: Round, ranking: Ranking, count: int
) -> Iterator[dict[type[Base], list[dict[str, Any]]]]:
    chance = random.Random(2030)  # figures that repeat, no secret
    audience = round_.contest.audiences[0]
    versions = [item.version_id for item in contests.list_pool(round_, audience)]
    opened = milliseconds(round_.opens_at)
    for number in range(1, count + 1):
        paper = _paper(chance, versions)
        choices = [_choice(chance, item) for item in paper.items]
        key = {"round_id": round_.id, "attempt_id": number}
        yield {
            Person: [_person(round_, number)],
            Attempt: [_attempt(round_, audience.id, number, paper, opened)],
            Answer: list(_answers(key, choices, opened)),
            Mark: [_mark(key, paper, choices, opened)],
            Standing: [key | _standing(ranking, audience.id, number)],
        }


def _standing(ranking: Ranking, audience_id: int, number: int) -> dict[str, Any]:
    return {
        "ranking_id": ranking.id, "person_id": number, "contest_audience_id": audience_id,
        "attempt_count": 1, "position": number, "place": number, "is_shared": False,
    }  # fmt: skip


def _paper(chance: random.Random, versions: list[int]) -> Paper:
    return Paper(
        tuple(
            PaperItem(each, tuple(chance.sample(range(4), 4)))
            for each in chance.sample(versions, ASKED)
        )
    )


def _choice(chance: random.Random, item: PaperItem) -> str | None:
    dice = chance.randrange(100)
    if dice < BLANK_OF_100:
        return None
    if dice < BLANK_OF_100 + RIGHT_OF_100:
        return LETTERS[item.order.index(RIGHT_AS_WRITTEN)]
    return chance.choice("ABCD")


def _person(round_: Round, number: int) -> dict[str, Any]:
    return {
        "id": number, "host_id": round_.contest.host_id, "number": f"{number:09}",
        "name": "Lê Thị Hoa", "sort_key": "hoa", "code_hash": "", "created_at": round_.opens_at,
    }  # fmt: skip


def _attempt(
    round_: Round, audience_id: int, number: int, paper: Paper, opened: int
) -> dict[str, Any]:
    return {
        "round_id": round_.id, "id": number, "public_id": f"bench-{number}", "person_id": number,
        "contest_audience_id": audience_id, "number": 1, "paper": paper.encode(),
        "question_count": ASKED, "sitting": 1, "started_ms": opened, "deadline_ms": opened + 1,
        "closes_ms": opened + 1, "handed_in_ms": opened + 1,
    }  # fmt: skip


def _answers(
    key: dict[str, int], choices: Iterable[str | None], opened: int
) -> Iterator[dict[str, Any]]:
    for position, choice in enumerate(choices, 1):
        if choice is not None:
            yield key | {
                "sitting": 1, "number": position, "position": position, "choice": choice,
                "received_ms": opened,
            }  # fmt: skip


def _mark(
    key: dict[str, int], paper: Paper, choices: list[str | None], opened: int
) -> dict[str, Any]:
    outcomes = "".join(
        "b" if choice is None else "rw"[item.order[LETTERS.index(choice)] != RIGHT_AS_WRITTEN]
        for item, choice in zip(paper.items, choices, strict=True)
    )
    right = outcomes.count("r")
    return key | {
        "key_version": 1, "question_count": ASKED, "answered_count": ASKED - outcomes.count("b"),
        "right_count": right, "points": 100 * right, "outcomes": outcomes, "duration_ms": 1,
        "marked_ms": opened,
    }  # fmt: skip
