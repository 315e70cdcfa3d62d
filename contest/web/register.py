"""All that pages share, installed into the application."""

from typing import Any, Protocol

from flask import Flask

from contest.web import (
    addresses,
    errors,
    filters,
    govuk,
    headers,
    health,
    locale,
    markdown,
    sessions,
    statics,
    uploads,
)


class WebSettings(Protocol):
    """What of the settings the pages need."""

    @property
    def is_demo(self) -> bool: ...


def register(app: Flask, settings: WebSettings) -> None:
    app.config.update(WTF_CSRF_TIME_LIMIT=None)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for part in (
        addresses,
        sessions,
        locale,
        govuk,
        filters,
        markdown,
        headers,
        statics,
        health,
        uploads,
        errors,
    ):
        part.register(app)
    app.jinja_env.globals.update(is_demo=settings.is_demo, site_title=site_title)


def site_title(contest: Any, host: Any) -> str:
    """What the browser's tab says after the page's own title."""
    if contest:
        return str(contest.title)
    return str(host.name) if host else "Cuộc thi tìm hiểu cải cách hành chính"
