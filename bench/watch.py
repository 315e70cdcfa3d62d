"""What the watch of a round takes, on both engines: 100,000 entrants, 10,000 of them sitting.

Milliseconds of the clock and of this process's CPU for each count, and for a page that finds
them counted already, as nineteen of twenty watchers do.
"""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from bench._watch_rows import prepare
from bench.measure import temporary_folder
from contest import clock
from contest.app import create_app
from contest.attempts import watch_queries as queries
from contest.attempts import watch_service as service
from contest.clock import milliseconds
from contest.contests.models import Round
from contest.db import db
from contest.rules.watching import hours_shown
from tests.engines import PostgreSQL
from tests.settings import settings

ATTEMPTS, RUNNING, TIMES = 100_000, 10_000, 15


def main() -> dict[str, object]:
    """Figures by engine."""
    with temporary_folder() as folder, PostgreSQL(durable=True) as postgresql:
        return {
            "attempts": ATTEMPTS,
            "running": RUNNING,
            "sqlite": measure(f"sqlite:///{folder}/contest.sqlite"),
            "postgresql": measure(postgresql.create()),
        }


def measure(database_url: str) -> dict[str, Any]:
    app = create_app(settings(database_url))
    with app.app_context():
        round_ = db.session.get_one(Round, prepare(ATTEMPTS, RUNNING))
        now = clock.now()
        now_ms, whole = milliseconds(now), round_.calendar.whole
        hours = hours_shown(whole.opens_ms, whole.closes_ms, now_ms)
        asked: dict[str, Callable[[], object]] = {
            "attempts": lambda: queries.count_attempts(round_, now_ms),
            "registered": lambda: queries.count_registered(round_.contest),
            "hours": lambda: queries.count_hours(round_, hours),
            "silent": lambda: queries.count_silent(round_, now_ms),
            "minutes": lambda: queries.list_happened(round_, now_ms // 60_000 - 59),
            "counted_already": lambda: service.watch(round_, now),
        }
        found = {name: spent(each) for name, each in asked.items()}
        db.session.remove()
        db.engine.dispose()
    return found


def spent(ask: Callable[[], object]) -> dict[str, float]:
    """Medians, the first asking left out."""
    ask()
    clocks, cpus = [], []
    for _ in range(TIMES):
        began, cpu = time.perf_counter(), time.process_time()
        ask()
        clocks.append(time.perf_counter() - began)
        cpus.append(time.process_time() - cpu)
    return {"ms": round(median(clocks) * 1000, 1), "cpu_ms": round(median(cpus) * 1000, 1)}
