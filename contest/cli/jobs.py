"""Commands for what runs by itself, and the list of all jobs."""

import signal
from datetime import timedelta
from threading import Event
from types import FrameType

import click
from flask.cli import AppGroup

from contest.attempts import service as attempts
from contest.attempts import watch_service as watch
from contest.bank import import_reading_service as reading
from contest.bank import import_service
from contest.contests import notice_service as notices
from contest.contests import signature_service as signatures
from contest.jobs import Job, Runner
from contest.results import item_service as items
from contest.results import key_impact_service as remarking
from contest.results import signal_service as signals
from contest.results import way_service
from contest.results.service import Desk
from contest.web.current import vault

results_desk = Desk()
JOBS: tuple[Job, ...] = (
    Job("read-imports", timedelta(seconds=1), reading.store, reading.prepare),
    Job("forget-imports", timedelta(hours=1), import_service.forget),
    Job("hand-in-overdue", timedelta(seconds=20), attempts.hand_in_overdue),
    Job("end-notices", timedelta(seconds=10), notices.end_due),
    Job("refresh-results", timedelta(seconds=2), results_desk.store, results_desk.prepare),
    Job("remark", timedelta(seconds=5), remarking.store, remarking.prepare),
    Job("read-signatures", timedelta(seconds=10), signatures.store, signatures.prepare),
    Job("forget-minutes", timedelta(hours=1), watch.forget_minutes),
    Job("end-complaints", timedelta(minutes=1), way_service.end_by_clock),
    Job("item-statistics", timedelta(seconds=30), items.store, items.prepare),
    Job("signals", timedelta(seconds=30), signals.store, lambda _now: signals.prepare(vault())),
)

group = AppGroup("jobs", help="What runs by itself: hand in overdue attempts and the like.")


@group.command("run")
def run() -> None:
    """Run the jobs until stopped; any number of these may run at once."""
    stopped = Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    Runner(JOBS, stopped).run_forever()


@group.command("once")
def once() -> None:
    """Run what is due now, and say how much was done."""
    for name, count in Runner(JOBS).run_due().items():
        click.echo(f"{name}: {count}")
