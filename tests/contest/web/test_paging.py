import pytest
from flask import Flask

from contest.web.paging import LAST_PAGE, page_number


@pytest.mark.parametrize(
    ("given", "page"),
    [
        ("", 1),
        ("?page=7", 7),
        ("?page=0", 1),
        ("?page=-3", 1),
        ("?page=x", 1),
        (f"?page={10**30}", LAST_PAGE),
        (f"?page={'9' * 5000}", 1),
    ],
)
def test_no_page_is_beyond_what_a_database_counts(given, page):
    with Flask("none").test_request_context(f"/{given}"):
        assert page_number() == page
