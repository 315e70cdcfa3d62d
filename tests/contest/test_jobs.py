from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from contest.db import db
from contest.jobs import LEASE, PREPARING_LEASE, Job, JobLease, Runner

NOON = datetime(2030, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def database(own_database, at):
    at(NOON)
    with own_database.app_context():
        yield


class Work:
    """A job with so many things to do, one a slice."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.job = Job("work", HOUR, self)

    def __call__(self, now: datetime) -> int:
        if not self.left:
            return 0
        self.left -= 1
        return 1


def lease() -> JobLease:
    found = db.session.scalars(select(JobLease)).one()
    db.session.rollback()
    return found


def fail(now: datetime) -> int:
    raise RuntimeError("broken")


def test_a_job_is_run_until_nothing_is_left():
    assert Runner([Work(3).job]).run_due() == {"work": 3}


def test_a_job_is_due_again_after_its_time(at):
    work = Work(1)
    runner = Runner([work.job])
    runner.run_due()
    work.left = 1
    at(NOON + HOUR - timedelta(seconds=1))
    assert runner.run_due() == {}
    at(NOON + HOUR)
    assert runner.run_due() == {"work": 1}


def test_a_job_that_another_runs_is_left_alone():
    other = Runner([Work(1).job])
    assert other._take(other.jobs[0])
    assert Runner([Work(1).job]).run_due() == {}


def test_the_lease_of_a_runner_that_died_ends(at):
    dead = Runner([Work(1).job])
    dead._take(dead.jobs[0])
    at(NOON + LEASE)
    assert Runner([Work(1).job]).run_due() == {"work": 1}


def test_a_runner_that_lost_its_lease_changes_nothing(at):
    slow, work = Runner([Work(1).job]), Work(5)
    slow._take(work.job)
    at(NOON + LEASE)
    Runner([Work(0).job]).run_due()
    assert (slow._run(work.job), work.left) == (0, 5)


def test_what_a_failed_slice_wrote_is_undone():
    def write_and_fail(now: datetime) -> int:
        db.session.add(JobLease(name="written", due_at=now, failure_count=0))
        db.session.flush()
        raise RuntimeError("broken")

    Runner([Job("work", HOUR, write_and_fail)]).run_due()
    assert lease().name == "work"


def test_a_failed_job_is_tried_again_later_each_time(at):
    job = Job("work", timedelta(seconds=10), fail)
    waits = []
    now = NOON
    for _ in range(3):
        Runner([job]).run_due()
        waits.append((lease().due_at - now).total_seconds())
        now = lease().due_at
        at(now)
    assert waits == [20, 40, 80]


def test_a_failed_job_does_not_stop_the_others():
    assert Runner([Job("bad", HOUR, fail), Work(1).job]).run_due() == {"work": 1}


def test_a_failure_is_logged_with_its_cause(caplog):
    Runner([Job("work", HOUR, fail)]).run_due()
    assert "job work failed" in caplog.text
    assert "RuntimeError: broken" in caplog.text


def test_a_runner_told_to_stop_ends_after_its_slice():
    work = Work(5)
    runner = Runner([Job("work", HOUR, lambda now: runner.stopped.set() or work(now))])
    runner.run_due()
    assert (work.left, lease().holder) == (4, None)


class Reading:
    """A job that prepares outside of the lock, once for each thing to do."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.written: list[int] = []
        self.was_writing: list[bool] = []
        self.job = Job("reading", HOUR, self.run, self.prepare)

    def prepare(self, now: datetime) -> int | None:
        options = db.session.connection().get_execution_options()
        self.was_writing.append(bool(options.get("writes")))
        self.left -= 1
        return self.left if self.left >= 0 else None

    def run(self, now: datetime, prepared: int) -> int:
        self.written.append(prepared)
        return 1


def test_what_was_prepared_is_given_to_the_slice():
    reading = Reading(3)
    assert Runner([reading.job]).run_due() == {"reading": 3}
    assert reading.written == [2, 1, 0]


def test_where_nothing_was_prepared_nothing_is_run():
    reading = Reading(0)
    assert (Runner([reading.job]).run_due(), reading.written) == ({"reading": 0}, [])


def test_preparing_does_not_hold_the_write_lock():
    reading = Reading(2)
    Runner([reading.job]).run_due()
    assert reading.was_writing == [False, False, False]


def test_a_job_that_failed_to_prepare_is_tried_again_later():
    Runner([Job("reading", timedelta(seconds=10), lambda now, prepared: 1, fail)]).run_due()
    assert lease().due_at == NOON + timedelta(seconds=20)


def test_a_job_that_prepares_is_held_for_longer(at):
    slow = Runner([Reading(1).job])
    slow._take(slow.jobs[0])
    at(NOON + LEASE)
    assert Runner([Reading(1).job]).run_due() == {}
    at(NOON + PREPARING_LEASE)
    assert Runner([Reading(1).job]).run_due() == {"reading": 1}
