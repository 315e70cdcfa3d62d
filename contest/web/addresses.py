"""Which numbers an address may hold."""

from flask import Flask
from werkzeug.routing import IntegerConverter


class SmallNumber(IntegerConverter):
    """A number that a column holds; with a greater one there is no such page."""

    regex = r"\d{1,9}"


def register(app: Flask) -> None:
    """Call it before the first page is added."""
    app.url_map.converters["int"] = SmallNumber
