"""Where a person goes on after signing in or choosing a language: only ever within this site."""

from urllib.parse import urlsplit

from flask import request


def safe_next(default: str) -> str:
    """The address asked for by ``?next=``, when it is a path of ours; else the default."""
    wanted = request.args.get("next", "")
    return wanted if is_ours(wanted) else default


def is_ours(wanted: str) -> bool:
    """Whether it is a path of this site.

    Browsers read "//host" and "/\\host" as another host, and drop tabs and line breaks.
    """
    if not wanted.startswith("/") or "\\" in wanted or not wanted.isprintable():
        return False
    try:
        parts = urlsplit(wanted)
    except ValueError:  # "//[" begins an address of IPv6
        return False
    return not parts.scheme and not parts.netloc and not wanted.startswith("//")


def page_before() -> str:
    """The page of ours on which a form was sent, as the browser tells; "" where it tells none."""
    try:
        told = urlsplit(request.referrer or "")
    except ValueError:
        return ""
    path = told.path + (f"?{told.query}" if told.query else "")
    return path if told.netloc == request.host and is_ours(path) else ""
