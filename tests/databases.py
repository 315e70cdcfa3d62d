"""Databases for tests: an engine is started, and a template migrated, when first asked for."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask_migrate import upgrade

from contest.app import create_app
from contest.attempts.wire_queries import close_wires
from contest.db import db
from tests.engines import ENGINES, Engine
from tests.settings import settings


def let_go(app: Flask) -> None:
    """Close the app's connections, so that its database can be copied or dropped."""
    with app.app_context():
        close_wires(db.engine.url.render_as_string(hide_password=False))
        db.session.remove()
        db.engine.dispose()


class Databases:
    """All databases of one run of the tests."""

    def __init__(self) -> None:
        self._engines: dict[str, Engine] = {}
        self._templates: dict[str, str] = {}
        self._apps: dict[str, Flask] = {}

    def engine(self, name: str) -> Engine:
        if name not in self._engines:
            self._engines[name] = ENGINES[name]()
        return self._engines[name]

    def make(self, name: str) -> str:
        """A new database at the newest migration."""
        if name not in self._templates:
            url = self.engine(name).create()
            app = create_app(settings(url))
            with app.app_context():
                upgrade()
            let_go(app)
            self._templates[name] = url
        return self.engine(name).copy(self._templates[name])

    def app(self, name: str) -> Flask:
        """The app that ordinary tests share, each within a savepoint."""
        if name not in self._apps:
            self._apps[name] = create_app(settings(self.make(name)))
        return self._apps[name]

    @contextmanager
    def own(self, name: str) -> Iterator[Flask]:
        """An app with a database of its own, for a single test."""
        url = self.make(name)
        app = create_app(settings(url))
        try:
            yield app
        finally:
            let_go(app)
            self.engine(name).drop(url)

    def stop(self) -> None:
        for app in self._apps.values():
            let_go(app)
        for engine in self._engines.values():
            engine.stop()
