import pytest

from contest.web.redirects import is_ours

EVIL = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\t\\evil.example",
    "//[",
    "//℀.example",
    "javascript:x",
    "",
]


@pytest.mark.parametrize("given", EVIL)
def test_nobody_is_sent_to_another_site(given):
    assert not is_ours(given)


@pytest.mark.parametrize("given", ["/", "/me", "/c/thi?page=2", "/me#q3"])
def test_a_path_of_ours_is_where_one_goes_on(given):
    assert is_ours(given)
