"""Where a person goes on after signing in: only ever within this site."""

from urllib.parse import urlsplit

from flask import request


def safe_next(default: str) -> str:
    """The address asked for by ``?next=``, when it is a path of ours; else the default.

    Browsers read "//host" and "/\\host" as another host, and drop tabs and line breaks.
    """
    wanted = request.args.get("next", "")
    parts = urlsplit(wanted)
    is_ours = wanted.startswith("/") and not wanted.startswith("//")
    if not is_ours or parts.scheme or parts.netloc or "\\" in wanted or not wanted.isprintable():
        return default
    return wanted
