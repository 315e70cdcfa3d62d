import ast
import logging

import pytest

from contest.app import LARGEST_BODY
from contest.web.govuk import LARGEST_FILE
from contest.web.refusals import HTTP, REFUSALS
from tests.architecture.source import CODE, tree
from tests.architecture.test_style import errors

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def rule_codes() -> set[str]:
    """Every code that a rule gives as a word."""
    return {
        str(node.args[0].value)
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("RuleRefused")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


@pytest.mark.parametrize("code", sorted({*errors().values(), *rule_codes()}))
def test_every_refusal_has_its_status_and_its_sentences(code):
    assert code in REFUSALS


@pytest.mark.parametrize("refusal", [*REFUSALS.values(), *HTTP.values()])
def test_every_refusal_is_an_error_to_the_browser(refusal):
    assert 400 <= refusal.status < 600


def test_a_refusal_is_a_page_with_what_to_do(visitor):
    answer = visitor.get("/not-allowed", headers=BROWSER)
    assert (answer.status_code, "giao vai trò" in answer.text) == (403, True)


def test_a_rule_without_words_of_its_own_still_has_a_page(visitor):
    answer = visitor.get("/refused/never-heard-of", headers=BROWSER)
    assert (answer.status_code, "Chưa thực hiện được" in answer.text) == (422, True)


def test_a_program_gets_the_code(visitor):
    answer = visitor.get("/not-allowed", headers={"Accept": "application/json"})
    assert answer.json == {"code": "not-allowed"}


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410, 413, 415, 429, 500, 503])
def test_each_http_error_is_a_page_in_vietnamese(visitor, status):
    answer = visitor.get(f"/abort/{status}", headers=BROWSER)
    assert (answer.status_code, "Mời bạn" in answer.text or "mời bạn" in answer.text) == (
        status,
        True,
    )


def test_a_wrong_method_says_which_are_right(visitor):
    assert "GET" in visitor.post("/parts").headers["Allow"]


def test_a_fault_is_logged_once_under_the_number_that_is_shown(visitor, caplog):
    with caplog.at_level(logging.ERROR):
        page = visitor.get("/broken", headers=BROWSER).text
    (record,) = caplog.records
    assert record.args[0] in page
    assert record.exc_info[0] is ZeroDivisionError


def test_a_fault_tells_nothing_of_the_code(visitor):
    assert "ZeroDivision" not in visitor.get("/broken").text


def test_a_file_that_its_field_lets_pass_is_not_too_large_for_the_server():
    assert LARGEST_FILE < LARGEST_BODY


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("http://localhost/kitchen?page=2", "/kitchen?page=2"),
        ("http://elsewhere.vn/kitchen", ""),
        ("http://localhost//elsewhere.vn", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_what_is_too_large_leads_back_to_its_own_page(client, told, shown):
    sent = {"data": bytes(LARGEST_BODY + 1), "content_type": "multipart/form-data; boundary=x"}
    answer = client.post("/staff/sign-in", headers=BROWSER | {"Referer": told}, **sent)
    assert (answer.status_code, "16 MB" in answer.text) == (413, True)
    assert ("Quay lại trang trước</a>" in answer.text) is bool(shown)
    assert f'href="{shown or "/"}"' in answer.text
