"""What a proxy asks: whether the process lives, and whether it can serve."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from contest.db import db


def register(app: Flask) -> None:
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)


def healthz() -> tuple[str, int, dict[str, str]]:
    return "ok\n", 200, {"Content-Type": "text/plain"}


def readyz() -> tuple[str, int, dict[str, str]]:
    """Ready when the database answers."""
    try:
        db.session.execute(select(1))
    except SQLAlchemyError:
        return "database\n", 503, {"Content-Type": "text/plain"}
    return "ok\n", 200, {"Content-Type": "text/plain"}
