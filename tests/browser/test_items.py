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
