import pytest


def test_nothing_inline_and_nothing_foreign_is_allowed(visitor):
    policy = visitor.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_an_error_page_has_the_same_headers(visitor):
    assert "Content-Security-Policy" in visitor.get("/abort/404").headers


def test_pages_are_kept_by_nobody(visitor):
    assert visitor.get("/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("scheme", "expected"), [("http", False), ("https", True)])
def test_https_alone_is_promised_on_https_alone(visitor, scheme, expected):
    answer = visitor.get("/", base_url=f"{scheme}://localhost")
    assert ("Strict-Transport-Security" in answer.headers) is expected


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_sent_by_another_site_is_not_heard(visitor, site):
    assert visitor.post("/", headers={"Sec-Fetch-Site": site}).status_code == 403


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_our_own_form_is_heard(visitor, site):
    assert visitor.post("/", headers={"Sec-Fetch-Site": site}).status_code == 422
