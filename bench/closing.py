"""What closing a round of 250,000 attempts takes, on both engines, and the pages after it.

Seconds of the clock for reading and working out, for writing in slices as the jobs process does
(with its pauses), and the longest that the write lock was held; CPU of a page of standings
and of one person's place, asked of a server.
"""

import time
from statistics import median
from typing import Any

from bench._closing_rows import prepare
from bench.measure import temporary_folder
from contest import clock
from contest.app import create_app
from contest.contests.models import Round
from contest.db import begin_writing, db, has_one_writer
from contest.results import board_queries, queries, service
from contest.results.award_queries import find_board, list_awards, list_unit_places
from contest.results.models import Standing
from tests.engines import PostgreSQL
from tests.settings import settings

ATTEMPTS, PEOPLE = 250_000, 200_000
PAGE, TIMES = 100, 40


def main() -> dict[str, object]:
    """Figures by engine."""
    with temporary_folder() as folder, PostgreSQL(durable=True) as postgresql:
        return {
            "attempts": ATTEMPTS,
            "people": PEOPLE,
            "sqlite": measure(f"sqlite:///{folder}/contest.sqlite"),
            "postgresql": measure(postgresql.create()),
        }


def measure(database_url: str) -> dict[str, Any]:
    app = create_app(settings(database_url))
    with app.app_context():
        round_id = prepare(ATTEMPTS, PEOPLE)
        desk = service.Desk()
        found = {"round": closing(desk), "board": closing(desk)} | pages(round_id)
        db.session.remove()
        db.engine.dispose()
    return found


def closing(desk: service.Desk) -> dict[str, float]:
    """One computation, prepared and written with the runner's pauses."""
    begun, cpu = time.monotonic(), time.process_time()
    work = desk.prepare(clock.now())
    db.session.rollback()
    prepared, held = time.monotonic(), []
    while isinstance(work, service.Work):
        begin_writing()
        started = time.monotonic()
        desk.store(clock.now(), work)
        db.session.commit()
        held.append(time.monotonic() - started)
        if has_one_writer():
            time.sleep(held[-1])
        if not desk.is_writing:
            break
        work = desk.prepare(clock.now())
        db.session.rollback()
    return {
        "seconds": round(time.monotonic() - begun, 2),
        "cpu_seconds": round(time.process_time() - cpu, 2),
        "worked_out_seconds": round(prepared - begun, 2),
        "slices": len(held),
        "longest_slice_ms": round(max(held) * 1000, 1),
    }


def pages(round_id: int) -> dict[str, float]:
    """CPU of what pages read, in milliseconds: the first, a middle one, the last, one's place."""
    round_ = db.session.get_one(Round, round_id)
    audience, ranking = round_.contest.audiences[0], queries.get_ranking(round_)
    board = find_board(round_.contest_id)
    assert board is not None  # the closing above has made it
    people = [each for (each,) in db.session.query(Standing.person_id).limit(TIMES)]

    def page(offset: int) -> None:
        list(queries.each_standing(ranking, audience, offset=offset, limit=PAGE))

    return {
        "first_page_ms": cpu_ms(lambda _: page(0)),
        "last_page_ms": cpu_ms(lambda _: page(PEOPLE - PAGE)),
        "board_page_ms": cpu_ms(
            lambda at: list(board_queries.each_place(board, audience, within=(at, at + PAGE - 1)))
        ),
        "my_place_ms": cpu_ms(lambda at: db.session.get(Standing, (ranking.id, people[at]))),
        "my_board_place_ms": cpu_ms(lambda at: board_queries.find_place(board, people[at])),
        "awards_ms": cpu_ms(lambda _: list_awards(ranking)),
        "unit_places_ms": cpu_ms(lambda _: list_unit_places(ranking)),
    }


def cpu_ms(ask: Any) -> float:
    spent = []
    for at in range(TIMES):
        db.session.expire_all()
        before = time.process_time()
        ask(at)
        spent.append(time.process_time() - before)
    return round(median(spent) * 1000, 2)
