"""The app once a run, a savepoint once a test; a database of its own for who needs one."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from contest import clock
from contest.attempts import key_queries, papers_queries
from contest.db import db
from tests.databases import Databases

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    made = Databases()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def app(databases, engine) -> Flask:
    app = databases.app(engine)
    app.test_client_class = Client
    return app


@pytest.fixture
def own_database(databases, engine) -> Iterator[Flask]:
    """An app on a database of its own: for threads, races, jobs and raw connections."""
    with databases.own(engine) as app:
        yield app


class OneConnection(Session):
    """A session that keeps to the test's connection; Flask-SQLAlchemy's own ignores bind."""

    def get_bind(self, *_args: Any, **_given: Any) -> Any:
        return self.bind

    def connection(self, *args: Any, **given: Any) -> Any:
        if (given.get("execution_options") or {}).get("writes"):
            self.info["writes"] = True
        return super().connection(*args, **given)


class OneSession(scoped_session):
    """The test's session, which the end of a request does not take away."""

    def remove(self) -> None:
        """Keep it: the test goes on with its objects."""


@event.listens_for(OneConnection, "after_flush")
def _note_writes(session: Session, _context: object) -> None:
    session.info["uncommitted"] = True
    if session.get_bind().dialect.name == "sqlite" and not session.info.get("writes"):
        session.info["unannounced"] = True


@event.listens_for(OneConnection, "after_commit")
@event.listens_for(OneConnection, "after_rollback")
def _forget_writes(session: Session) -> None:
    session.info.pop("uncommitted", None)
    session.info.pop("writes", None)


@pytest.fixture
def rows(app) -> Iterator[Any]:
    """The database, for one test: what the test writes, commits too, is rolled back."""
    with app.app_context():
        connection = db.engine.connect().execution_options(writes=True)
        outer = connection.begin()
        make = sessionmaker(
            connection, class_=OneConnection, join_transaction_mode="create_savepoint"
        )
        usual, db.session = db.session, OneSession(make)
        yield db.session
        db.session().close()
        db.session = usual
        outer.rollback()
        connection.close()
        key_queries.forget()
        papers_queries.forget()  # the next test's rows may have the same ids


class Client(FlaskClient):
    """A client that fails a request which wrote without begin_writing or did not commit."""

    def open(self, *args: Any, **given: Any) -> Any:
        info = db.session().info
        info.pop("uncommitted", None)
        info.pop("unannounced", None)
        with self.application.app_context():  # a fresh ``g``: each request is somebody's own
            response = super().open(*args, **given)
        db.session.flush()
        assert not info.get("uncommitted"), "written, not committed"
        assert not info.get("unannounced"), "written without begin_writing()"
        return response


@pytest.fixture
def client(app, rows) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def post(client) -> Callable[..., Any]:
    """Post a form as a person would, with the token of the page it stands on."""

    def post(url: str, page: str | None = None, **data: Any) -> Any:
        token = TOKEN.search(client.get(page or url).text)
        return client.post(url, data=data | {"csrf_token": token[1] if token else ""})

    return post


@pytest.fixture
def log_in(client) -> Callable[..., None]:
    """Sign an account in, on this client or another, without the cost of a password."""

    def log_in(account: Any, on: FlaskClient = client) -> None:
        with on.session_transaction() as session:
            session["_user_id"], session["_fresh"] = account.get_id(), True

    return log_in


@pytest.fixture
def at(monkeypatch) -> Callable[[datetime], None]:
    """Set the clock: ``at(NOON)``."""

    def at(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    return at
