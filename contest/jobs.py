"""What runs by itself and when: jobs, and the leases that let one process do each.

A job's function does one slice and says how many things it did; it is called again until
there is nothing left.  A slice, and the lease that allows it, are one transaction under the
write lock, so that a runner which lost its lease changes nothing.  What takes long and only reads
is prepared before each slice, outside of the lock.
"""

import logging
import os
import secrets
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event
from typing import Any

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from contest import clock
from contest.db import Base, begin_writing, db, has_one_writer

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
PREPARING_LEASE = timedelta(minutes=5)  # of a job that reads for long before it writes
SLICE_SECONDS = 0.05  # no longer may a slice hold the write lock
LONGEST_WAIT = timedelta(minutes=15)  # after failures


class JobLease(Base):
    """Who runs a job now, until when, and when it is due again."""

    __tablename__ = "job_leases"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    holder: Mapped[str | None] = mapped_column(String(80))
    held_until_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    failure_count: Mapped[int]

    def is_free(self, now: datetime) -> bool:
        """Whether the job is due and nobody runs it."""
        return self.due_at <= now and (self.held_until_at is None or self.held_until_at <= now)


@dataclass(frozen=True, slots=True)
class Job:
    """A name, how often, and what does one slice of it: ``run(now)`` → how many were done.

    Where much has to be read or worked out first, ``prepare(now)`` does it in a transaction that
    only reads, without the write lock, and ``run(now, prepared)`` gets what it returned: values,
    no models, since that transaction is over by then and the rows may have changed.  Where it
    returns None there is nothing to do, and ``run`` is not called.
    """

    name: str
    every: timedelta
    run: Callable[..., int]
    prepare: Callable[[datetime], Any] | None = None

    @property
    def lease(self) -> timedelta:
        """For how long one runner holds the job before another may take it for dead."""
        return PREPARING_LEASE if self.prepare else LEASE

    def slice(self) -> Callable[[datetime], int]:
        """Prepare the next slice; what is returned does it, under the write lock."""
        if self.prepare is None:
            return self.run
        prepared = self.prepare(clock.now())
        db.session.rollback()
        return lambda now: 0 if prepared is None else self.run(now, prepared)


def unique_name() -> str:
    """Where this runner runs, for people; and chance, since containers share such names."""
    return f"{socket.gethostname()[:50]}:{os.getpid()}:{secrets.token_hex(4)}"


@dataclass
class Runner:
    """Does what is due, one job after another."""

    jobs: Iterable[Job]
    stopped: Event = field(default_factory=Event)
    name: str = field(default_factory=unique_name)

    def run_forever(self, pause_seconds: float = 1.0) -> None:
        while not self.stopped.is_set():
            self.run_due()
            self.stopped.wait(pause_seconds)

    def run_due(self) -> dict[str, int]:
        """Run each job that is due and that nobody else runs; say how many things each did."""
        done = {}
        for job in self._list_due():
            if self.stopped.is_set():
                break
            try:
                if self._take(job):
                    done[job.name] = self._run(job)
            except Exception:
                log.exception("job %s failed", job.name)
                self._give_back_failed(job)
        return done

    def _list_due(self) -> list[Job]:
        """A look without the write lock; who gets the job is settled under it."""
        now = clock.now()
        leases = {each.name: each for each in db.session.scalars(select(JobLease))}
        due = [job for job in self.jobs if job.name not in leases or leases[job.name].is_free(now)]
        db.session.rollback()
        return due

    def _take(self, job: Job) -> bool:
        begin_writing()
        now = clock.now()
        lease = db.session.get(JobLease, job.name, with_for_update=True)
        if lease is None:
            lease = JobLease(name=job.name, due_at=now, failure_count=0)
            db.session.add(lease)
        if not lease.is_free(now):
            db.session.rollback()
            return False
        lease.holder, lease.held_until_at = self.name, now + job.lease
        db.session.commit()
        return True

    def _run(self, job: Job) -> int:
        total = 0
        while True:
            run = job.slice()
            begin_writing()
            started = time.monotonic()
            now = clock.now()
            lease = self._own_lease(job)
            if lease is None:
                db.session.rollback()
                return total
            count = run(now)
            if count and not self.stopped.is_set():
                lease.held_until_at = now + job.lease
            else:
                self._release(lease, now + job.every, failures=0)
            db.session.commit()
            total += count
            seconds = time.monotonic() - started
            if seconds > SLICE_SECONDS:
                log.warning("job %s held the write lock for %.0f ms", job.name, seconds * 1000)
            if not count or self.stopped.is_set():
                return total
            if has_one_writer():
                self.stopped.wait(seconds)  # as long as the others had to wait

    def _own_lease(self, job: Job) -> JobLease | None:
        lease = db.session.get(JobLease, job.name, with_for_update=True, populate_existing=True)
        return lease if lease is not None and lease.holder == self.name else None

    @staticmethod
    def _release(lease: JobLease, due_at: datetime, *, failures: int) -> None:
        lease.holder = lease.held_until_at = None
        lease.due_at, lease.failure_count = due_at, failures

    def _give_back_failed(self, job: Job) -> None:
        """Let the job be tried again later, each time after twice as long."""
        try:
            db.session.rollback()
            begin_writing()
            lease = self._own_lease(job)
            if lease is not None:
                failures = lease.failure_count + 1
                wait = min(job.every * 2 ** min(failures, 16), LONGEST_WAIT)
                self._release(lease, clock.now() + wait, failures=failures)
            db.session.commit()
        except Exception:
            log.exception("job %s: its lease could not be given back", job.name)
            db.session.rollback()
