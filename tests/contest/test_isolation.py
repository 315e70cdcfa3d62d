"""The tests' own promises: nothing of one test is left for the next."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from contest import clock
from contest.db import db
from contest.jobs import JobLease

DUE = datetime(2030, 5, 4, 12, tzinfo=UTC)


def count() -> int | None:
    return db.session.scalar(select(func.count()).select_from(JobLease))


def add(name: str) -> None:
    db.session.add(JobLease(name=name, due_at=DUE, failure_count=0))


@pytest.mark.parametrize("name", ["first", "second"])
def test_each_test_starts_empty(rows, name):
    assert count() == 0
    add(name)
    db.session.commit()
    add("another")
    db.session.rollback()
    assert count() == 1


@pytest.mark.parametrize("name", ["first", "second"])
def test_a_database_of_ones_own_starts_empty(own_database, name):
    with own_database.app_context():
        assert count() == 0


@pytest.fixture
def page(app, client, monkeypatch):
    """Ask for a page that does what the test says."""
    views = {}

    def page(view):
        views["view"] = view
        return client.get("/written-by-a-test")

    def answer(environ, start_response):
        with app.request_context(environ):
            views["view"]()
        start_response("200 OK", [])
        return [b""]

    monkeypatch.setattr(app, "wsgi_app", answer)
    return page


def test_a_forgotten_commit_fails_the_request(page):
    with pytest.raises(AssertionError, match="not committed"):
        page(lambda: add("forgotten"))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True, scope="session")
def test_a_forgotten_begin_writing_fails_the_request(page):
    def view():
        add("unannounced")
        db.session.commit()

    with pytest.raises(AssertionError, match="without begin_writing"):
        page(view)


def test_a_clock_that_was_set_stands(at):
    from_here = DUE + timedelta(days=1)
    at(from_here)
    assert clock.now() == from_here
