"""When is a sent file read?  Before anything is locked: a slow sender makes nobody wait."""

from flask import Flask, request


def register(app: Flask) -> None:
    app.before_request(read_files)


def read_files() -> None:
    """Read a body that may bring files, whole.

    A route that writes takes the door of the database first (contest.db.begin_writing) and looks
    at its form after that; a file over a slow line would keep the door shut for all others.
    """
    if request.mimetype == "multipart/form-data":
        request.files  # noqa: B018  # reading it is what it is for
