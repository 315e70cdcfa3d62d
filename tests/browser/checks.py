"""What every page must be: usable by all, no wider than the screen, and in need of nobody else."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
WIDER = """() => {
    const width = document.documentElement.clientWidth;
    const beyond = [...document.body.querySelectorAll("*")]
        .filter((each) => each.getBoundingClientRect().right > width + 0.5)
        .map((each) => each.tagName.toLowerCase() + "." + each.className);
    const scrolls = document.documentElement.scrollWidth > width;
    return scrolls ? beyond.slice(0, 5).concat(["the page itself"]) : [];
}"""


def assert_accessible(page: Page) -> None:
    """Fail with each rule of axe that the page breaks, and where."""
    found = Axe().run(page).response["violations"]
    assert not [
        f"{each['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for each in found
        for node in each["nodes"]
    ]


def assert_no_sideways_scroll(page: Page) -> None:
    """Fail with what stands out over the right edge."""
    page.wait_for_load_state()
    assert not page.evaluate(WIDER)


def assert_fit(page: Page, heading: str | re.Pattern[str]) -> None:
    """What holds on every page: one h1, axe finds nothing, nothing beyond the right edge."""
    expect(page.locator("h1")).to_have_text(heading)
    assert_no_sideways_scroll(page)
    assert_accessible(page)
