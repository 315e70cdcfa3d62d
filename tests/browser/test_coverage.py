"""An organiser looks whether there are enough questions."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from contest import clock
from contest.rules.roles import Role
from tests.browser.checks import DESK, PHONE, assert_fit
from tests.browser.world import rows_of
from tests.contest.attempts.factories import make_draft_round
from tests.contest.factories import PASSWORD, make_account

TITLE = "Có đủ câu hỏi không"


@pytest.fixture(scope="module")
def visit(site):
    """The address of the page, and the e-mail of an organiser who may open it."""
    now = clock.now()
    with rows_of(site.app):
        times = {"opens_at": now + timedelta(days=1), "closes_at": now + timedelta(days=8)}
        round_ = make_draft_round(pool=3, asked=5, **times)
        host = round_.contest.host
        account = make_account(host, Role.ORGANISER)
        address = f"/hosts/{host.public_id}/coverage?round={round_.contest.public_id}.1"
        return address, account.email


def sign_in(page: Page, visit: tuple[str, str]) -> None:
    page.goto(f"/staff/sign-in?next={visit[0]}")
    page.get_by_label("Thư điện tử").fill(visit[1])
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator("h1")).to_have_text(TITLE)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_what_is_missing_is_for_everyone_to_see(open_page, visit, viewport):
    page = open_page(viewport)
    sign_in(page, visit)
    expect(page.get_by_text("Còn thiếu 2 câu")).to_be_visible()
    assert_fit(page, TITLE)


def test_days_are_chosen_without_scripts(plain_phone, visit):
    sign_in(plain_phone, visit)
    first = plain_phone.locator("[name=first]")
    first.nth(0).fill("31")
    first.nth(1).fill("2")
    plain_phone.get_by_role("button", name="Xem").click()
    expect(plain_phone.locator(".govuk-error-summary")).to_be_visible()
    expect(first.nth(0)).to_have_value("31")
