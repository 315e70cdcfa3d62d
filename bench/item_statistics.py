"""What the statistics of items cost: CPU for 100,000 attempts on 20 of 400 questions.

The floor is plain reading: papers, outcomes and answers by the raw driver, and nothing done.
"""

import time
from collections.abc import Callable
from statistics import median

from flask_migrate import upgrade

from bench._items_rows import ASKED, POOL, make_ranked
from contest.app import create_app
from contest.db import db
from contest.results import item_queries, item_service
from contest.results.item_queries import Unanalysed
from tests.engines import ENGINES
from tests.settings import settings

ATTEMPTS = 100_000
TIMES = 3
FETCHED_AT_ONCE = 5_000
SHEETS = """SELECT a.paper, m.outcomes FROM standings s
JOIN attempts a ON a.round_id = s.round_id AND a.id = s.attempt_id
JOIN marks m ON m.round_id = s.round_id AND m.attempt_id = s.attempt_id"""
ANSWERS = """SELECT n.attempt_id, n.position, n.choice FROM standings s
JOIN answers n ON n.round_id = s.round_id AND n.attempt_id = s.attempt_id
ORDER BY n.attempt_id, n.sitting, n.number"""


def read_plainly() -> None:
    """Read every row that the statistics are of."""
    for statement in (SHEETS, ANSWERS):
        cursor = db.session.connection().connection.cursor()
        cursor.execute(statement)
        while cursor.fetchmany(FETCHED_AT_ONCE):
            pass
        cursor.close()


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Median seconds and median CPU seconds of this process."""
    spent = []
    for _ in range(TIMES):
        began, cpu = time.monotonic(), time.process_time()
        work()
        spent.append((time.monotonic() - began, time.process_time() - cpu))
        db.session.rollback()
    return median(each[0] for each in spent), median(each[1] for each in spent)


def measure(target: Unanalysed) -> dict[str, float]:
    seconds, cpu = measured(lambda: item_service.analysed(target))
    _, floor = measured(read_plainly)
    return {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "cpu_us_per_attempt": round(1e6 * cpu / ATTEMPTS, 1),
        "floor_cpu_seconds": round(floor, 2),
        "cpu_to_floor": round(cpu / floor, 2),
    }


def measure_on(name: str) -> dict[str, float]:
    engine = ENGINES[name]()
    try:
        app = create_app(settings(engine.create()))
        with app.app_context():
            upgrade()
            make_ranked(ATTEMPTS)
            target = item_queries.find_unanalysed()
            if target is None:
                raise RuntimeError("there is nothing to measure")
            found = measure(target)
            db.session.remove()
            db.engine.dispose()
            return found
    finally:
        engine.stop()


def main() -> dict[str, object]:
    figures = {name: measure_on(name) for name in ENGINES}
    return {"attempts": ATTEMPTS, "asked": ASKED, "pool": POOL} | figures
