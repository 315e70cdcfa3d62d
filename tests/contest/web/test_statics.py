import gzip
import re

import pytest

from contest.web.statics import FOREVER


@pytest.fixture
def statics(kitchen):
    return kitchen.extensions["statics"]


def test_a_static_is_kept_for_ever_under_the_digest_of_its_content(visitor, statics):
    url = statics.url("css/contest.css")
    assert re.fullmatch(r"/static/css/contest\.[0-9a-f]{12}\.css", url)
    assert visitor.get(url).headers["Cache-Control"] == FOREVER


def test_a_plain_address_is_not_kept_for_ever(visitor):
    assert "immutable" not in visitor.get("/static/css/contest.css").headers["Cache-Control"]


def test_a_style_sheet_is_sent_packed_and_small(visitor, statics):
    answer = visitor.get(statics.url("css/contest.css"), headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) < 25_000
    assert gzip.decompress(answer.data) == statics.files["css/contest.css"].content


def test_all_that_a_style_sheet_names_is_there(visitor, statics):
    sheet = statics.files["css/contest.css"].content.decode()
    urls = set(re.findall(r"url\(\"?([^)\"]+)\"?\)", sheet))
    assert len(urls) == 3
    assert [url for url in urls if visitor.get(url).status_code != 200] == []


def test_a_head_has_no_body(visitor, statics):
    answer = visitor.head(statics.url("js/page.js"))
    assert (answer.data, int(answer.headers["Content-Length"]) > 0) == (b"", True)


@pytest.mark.parametrize("path", ["nothing.css", "../app.py", "%2e%2e/app.py", "css"])
def test_nothing_else_is_served(visitor, path):
    assert visitor.get(f"/static/{path}").status_code == 404


def test_a_name_that_is_not_there_is_found_at_once(statics):
    with pytest.raises(KeyError):
        statics.url("css/typo.css")
