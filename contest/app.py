"""The application: its settings, extensions, pages and commands."""

import logging

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from contest import pages
from contest.cli import groups
from contest.config import Settings
from contest.db import UtcDateTime, db
from contest.vault import Vault
from contest.web import guards, register

POOL_SIZE = 40  # a connection for each of granian's 32 blocking threads, and some to spare
LARGEST_BODY = 16 * 1024 * 1024
LARGEST_FORM = 1024 * 1024


def create_app(settings: Settings) -> Flask:
    """The application for these settings; one per process, or several in tests."""
    app = Flask("contest", template_folder="web/templates", static_folder=None)
    app.config.from_mapping(_flask_settings(settings))
    app.config["SETTINGS"] = settings
    app.extensions["vault"] = Vault(settings.vault_keys)
    logging.getLogger("contest").setLevel(settings.log_level)
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]  # as Flask documents it
    db.init_app(app)
    Migrate(app, db, render_as_batch=True, render_item=_plain_types)
    guards.register(app)
    register.register(app, settings)
    pages.register(app)
    groups.register(app)
    return app


def _flask_settings(settings: Settings) -> dict[str, object]:
    newest, *older = settings.secret_keys
    engine: dict[str, object] = {"pool_size": POOL_SIZE, "max_overflow": 10}
    return {
        "SECRET_KEY": newest,
        "SECRET_KEY_FALLBACKS": older,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine,
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "MAX_CONTENT_LENGTH": LARGEST_BODY,
        "MAX_FORM_MEMORY_SIZE": LARGEST_FORM,
        "TESTING": settings.is_testing,
    }


def _plain_types(kind: str, item: object, _context: object) -> str | bool:
    """Write our column types as what they are stored as: a migration imports no model."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime()"
    return False
