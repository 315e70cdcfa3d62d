"""Which page of a long list is asked for."""

from flask import request

LAST_PAGE = 10_000  # no list is longer; a database counts no further than it must


def page_number() -> int:
    """The number in ``?page=``, or the first."""
    return min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
