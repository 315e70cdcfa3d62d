"""Every part of the shared pages in a real browser: phone and desk, light and dark."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests.browser.checks import DESK, PHONE, assert_accessible, assert_no_sideways_scroll
from tests.browser.install import find_chromium
from tests.contest.web.kitchen import make_kitchen

pytestmark = pytest.mark.browser
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SMALL = """() => [...document.querySelectorAll(
        "main button, main select, main input:not([type=hidden]), header button"
    )].filter((each) => {
        const box = each.getBoundingClientRect();
        return box.width && (box.height < 44 || box.width < 44) && !each.matches(".choice__input");
    }).map((each) => each.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, make_kitchen(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(params=["light", "dark"])
def scheme(request) -> str:
    return request.param


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def view(browser, request, scheme) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param, color_scheme=scheme)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["/", "/parts", "/paper", "/not-allowed"])
def test_a_page_is_usable_and_fits(view, url, path):
    view.goto(url + path)
    assert_accessible(view)
    assert_no_sideways_scroll(view)
    assert view.evaluate(SMALL) == []


def test_a_refused_form_is_usable_and_fits(view, url):
    view.goto(url)
    view.get_by_role("button", name="Gửi đăng ký").click()
    view.locator(".govuk-error-summary").wait_for()
    assert_accessible(view)
    assert_no_sideways_scroll(view)


def test_the_summary_leads_to_the_field(browser, url):
    page = browser.new_page()
    page.goto(url)
    page.get_by_role("button", name="Gửi đăng ký").click()
    page.get_by_role("link", name="Ngày sinh").click()
    assert page.evaluate("document.activeElement.id") == "born-1"
    page.close()


def test_the_attempt_page_loads_one_font_file(browser, url):
    page = browser.new_page()
    fonts = []
    page.on("request", lambda each: fonts.append(each.url) if "/fonts/" in each.url else None)
    page.goto(f"{url}/paper", wait_until="networkidle")
    assert len(set(fonts)) == 1
    page.close()
