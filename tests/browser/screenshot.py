"""Pictures for the README of the platform that runs now: ``make run``, then ``make screenshot``."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.checks import DESK, PHONE
from tests.browser.install import MISSING, find_chromium

FOLDER = Path(__file__).parents[2] / "docs" / "images"
# The picture's name, the page, the screen.
PICTURES = (("home-phone", "/", PHONE), ("home", "/", DESK), ("staff", "/staff/sign-in", DESK))


def main(url: str) -> None:
    """Take every picture of the site at this address."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium() or sys.exit(MISSING), args=["--no-sandbox"]
        )
        for name, path, viewport in PICTURES:
            page = browser.new_page(base_url=url, viewport=viewport, locale="vi-VN")
            page.goto(path)
            page.screenshot(path=FOLDER / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
