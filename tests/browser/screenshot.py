"""Pictures for the README of the demo that runs now: ``make run``, then ``make screenshot``."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from contest.demo.hosts import PASSWORD
from tests.browser.checks import DESK, PHONE
from tests.browser.install import MISSING, find_chromium

FOLDER = Path(__file__).parents[2] / "docs" / "images"
CONTEST = "cai-cach-hanh-chinh-demo"
STAFF = f"/hosts/so-noi-vu-quang-tri-demo/contests/{CONTEST}"


def main(url: str) -> None:
    """Take every picture of the site at this address."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium() or sys.exit(MISSING), args=["--no-sandbox"]
        )
        phone = new_page(browser, url, PHONE)
        phone.goto(f"/c/{CONTEST}")
        phone.screenshot(path=FOLDER / "contest-phone.png")
        desk = new_page(browser, url, DESK)
        sign_in(desk, "giam-khao@demo.example")
        desk.goto(f"{STAFF}/rounds/1/results")
        desk.screenshot(path=FOLDER / "results.png", clip=DESK | {"x": 0, "y": 0})
        browser.close()


def new_page(browser: Browser, url: str, viewport: dict[str, int]) -> Page:
    return browser.new_page(base_url=url, viewport=viewport, locale="vi-VN")


def sign_in(page: Page, email: str) -> None:
    page.goto("/staff/sign-in")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.click("main button")


if __name__ == "__main__":
    main(sys.argv[1])
