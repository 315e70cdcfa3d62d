"""An organiser looks at how the questions of a round measured."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from contest import clock
from contest.db import db
from contest.results import item_service
from contest.rules.roles import Role
from tests.browser.checks import DESK, PHONE, assert_fit
from tests.browser.world import rows_of
from tests.contest.factories import PASSWORD, make_account
from tests.contest.results.factories import compute, make_sat_round

TITLE = "Phân tích câu hỏi: Cán bộ, công chức"
# Each number with its per cent sign whose box is on two lines.
BROKEN_SHARES = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const broken = [];
    while (walker.nextNode()) {
        for (const found of walker.currentNode.data.matchAll(/[0-9][0-9.,]*\\s%/g)) {
            const range = document.createRange();
            range.setStart(walker.currentNode, found.index);
            range.setEnd(walker.currentNode, found.index + found[0].length);
            const tops = [...range.getClientRects()].map((each) => Math.round(each.top));
            if (new Set(tops).size > 1) broken.push(found[0]);
        }
    }
    return broken;
}"""
SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@dataclass(frozen=True)
class Analysed:
    """A round whose questions were analysed, and its organiser."""

    email: str
    items: str

    def sign_in(self, page: Page) -> None:
        page.goto(f"/staff/sign-in?next={self.items}")
        page.get_by_label("Thư điện tử").fill(self.email)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page.locator("h1")).to_have_text(TITLE)


@pytest.fixture(scope="module")
def analysed(site) -> Analysed:
    now = clock.now()
    with rows_of(site.app):
        round_ = make_sat_round(now - timedelta(days=8)).round
        compute(round_, now)
        while prepared := item_service.prepare(now):
            item_service.store(now, prepared)
        db.session.commit()
        contest = round_.contest
        results = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1/results"
        return Analysed(make_account(contest.host, Role.ORGANISER).email, f"{results}/items/1")


def assert_pictures_are_there(page: Page) -> None:
    page.wait_for_load_state()
    assert page.evaluate("[...document.images].every((each) => each.naturalWidth > 0)")


@SIZES
def test_the_questions_of_a_round_are_for_everyone(open_page, analysed, viewport):
    page = open_page(viewport)
    analysed.sign_in(page)
    assert_fit(page, TITLE)
    assert_pictures_are_there(page)
    page.get_by_text("Các chỉ số này nghĩa là gì").click()
    assert_fit(page, TITLE)


@SIZES
def test_the_page_of_a_question_is_for_everyone(open_page, analysed, viewport):
    page = open_page(viewport)
    analysed.sign_in(page)
    page.locator("#all ~ .table-region a").first.click()
    expect(page.locator("h1")).to_contain_text("Câu hỏi Q")
    assert_pictures_are_there(page)
    assert_fit(page, page.locator("h1").inner_text())


def test_the_table_is_put_in_another_order(desk, analysed):
    analysed.sign_in(desk)
    desk.get_by_role("link", name="độ phân biệt").click()
    expect(desk.get_by_role("link", name="độ phân biệt")).to_have_attribute("aria-current", "true")


def test_the_order_of_the_table_is_seen(desk, analysed):
    analysed.sign_in(desk)
    current, other = (desk.get_by_role("link", name=each) for each in ("mã câu", "độ phân biệt"))
    assert [
        each.evaluate("each => getComputedStyle(each).fontWeight") for each in (current, other)
    ] == ["700", "400"]


def test_the_box_of_a_picture_is_as_tall_as_the_picture(desk, analysed):
    analysed.sign_in(desk)
    desk.locator("#all ~ .table-region a").first.click()
    expect(desk.locator("h1")).to_contain_text("Câu hỏi Q")
    desk.wait_for_load_state()
    for box in desk.locator(".chart__picture").all():
        spare = box.bounding_box()["height"] - box.locator("img").bounding_box()["height"]
        assert spare < 30


@SIZES
def test_no_share_is_broken_across_lines(open_page, analysed, viewport):
    page = open_page(viewport)
    analysed.sign_in(page)
    assert not page.evaluate(BROKEN_SHARES)
