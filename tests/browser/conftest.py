"""A real browser before the real server, each with a database of its own."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from contest.app import create_app
from contest.cli.serve import server_arguments
from tests.browser.checks import DESK, PHONE
from tests.browser.install import MISSING, find_chromium
from tests.databases import Databases, let_go
from tests.engines import free_port
from tests.settings import environment, settings

ROOT = Path(__file__).parents[2]
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Site:
    """The running platform: its address, and an app on the same database to put rows in."""

    url: str
    app: Flask


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    made = Databases()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def site(databases) -> Iterator[Site]:
    """The platform as people run it: granian with its workers, on a database of its own."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    database = databases.make("sqlite")
    app = create_app(settings(database, public_url=url))
    child = subprocess.Popen(
        [sys.executable, *server_arguments("127.0.0.1", port, workers=2)],
        cwd=ROOT, env=environment(database, public_url=url),
    )  # fmt: skip
    try:
        wait_for(url, child)
        yield Site(url, app)
    finally:
        let_go(app)
        child.terminate()
        child.wait(20)


def wait_for(url: str, child: subprocess.Popen) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            urlopen(url, timeout=5).close()  # noqa: S310  # http, to ourselves
        except HTTPError:
            return
        except OSError:
            assert child.poll() is None, "the server ended"
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    assert path, MISSING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site):
    """Open a page in a device of its own: ``open_page(PHONE, java_script_enabled=False)``.

    The test fails where a page asks another host, throws an error or breaks its own CSP.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(viewport=PHONE, **given) -> Page:
        context = chromium.new_context(
            base_url=site.url, viewport=viewport, locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh", **given,
        )  # fmt: skip
        context.set_default_timeout(15_000)
        contexts.append(context)
        context.on("request", lambda request: note_stranger(request.url))
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"error in the page: {error}"))
        page.on("console", lambda message: note_message(message.type, message.text))
        return page

    def note_stranger(url: str) -> None:
        if not url.startswith((site.url, "data:", "blob:")):
            faults.append(f"another host was asked: {url}")

    def note_message(kind: str, text: str) -> None:
        if kind == "error" and "Failed to load resource" not in text:
            faults.append(f"error in the console: {text}")

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def phone(open_page) -> Page:
    """A page on a phone-sized screen, 360 × 740."""
    return open_page(PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def desk(open_page) -> Page:
    """A page on a desk-sized screen, 1280 × 800."""
    return open_page(DESK)


@pytest.fixture
def plain_phone(open_page) -> Page:
    """A page on a phone whose browser runs no script."""
    return open_page(PHONE, java_script_enabled=False)
