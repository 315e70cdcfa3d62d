"""Pages in the dark, in English, and where something is refused are as fit as the others."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import PHONE, assert_fit
from tests.browser.world import ASKED, Entered, make_entered


@pytest.fixture(scope="module")
def entered(site) -> Entered:
    """Somebody who may sit often."""
    return make_entered(site.app, attempts_allowed=None, prediction_target="participants")


def sit(page: Page) -> None:
    """Answer some, be asked, hand in all the same."""
    page.locator("#q1-2").check()
    page.locator("#guess").fill("12")
    page.get_by_role("button", name="Nộp bài").click()
    assert_fit(page, "Còn câu chưa trả lời")
    page.get_by_role("button", name="Vẫn nộp bài").click()
    assert_fit(page, "Đã nộp bài")


def test_an_attempt_in_the_dark(open_page, site, entered):
    page = open_page(PHONE, color_scheme="dark")
    page.goto("/")
    assert_fit(page, "Các cuộc thi")
    page.goto(f"{entered.contest_url}/register")
    assert_fit(page, "Đăng ký dự thi")
    entered.start(page, site.url)
    assert_fit(page, "Tuần 1")
    sit(page)
    page.get_by_role("button", name="Xem kết quả").click()
    assert_fit(page, "Kết quả bài thi")


def test_a_prediction_that_cannot_be_read_is_marked(phone, site, entered):
    entered.start(phone, site.url)
    for number in range(1, ASKED + 1):
        phone.locator(f"#q{number}-2").check()
    phone.locator("#guess").fill("mười hai")
    expect(phone.locator("#state")).to_have_text(f"Đã lưu {ASKED} câu")
    phone.get_by_role("button", name="Nộp bài").click()
    expect(phone.locator("#guess-error")).to_contain_text("Vui lòng nhập một số nguyên")
    assert_fit(phone, "Tuần 1")


def test_whoever_has_no_attempts_left_is_told_so(phone, site):
    entered = make_entered(site.app)
    entered.start(phone, site.url)
    phone.get_by_role("button", name="Nộp bài").click()
    phone.get_by_role("button", name="Vẫn nộp bài").click()
    phone.goto(entered.contest_url)
    phone.get_by_role("button", name="Vào thi").click()
    assert_fit(phone, "Bạn đã hết lượt thi của đợt này")


def test_a_wrong_code_is_marked_and_the_number_kept(phone, entered):
    phone.goto("/sign-in")
    phone.get_by_role("textbox").fill(entered.number)
    phone.get_by_role("button", name="Tiếp tục").click()
    phone.get_by_label("Mã dự thi").fill("0000 0000")
    phone.get_by_role("button", name="Vào thi").click()
    expect(phone.locator(".govuk-error-summary")).to_be_visible()
    assert_fit(phone, "Nhập mã dự thi")


@pytest.mark.parametrize("path", ["/", "/sign-in", "/privacy", "{contest}", "{contest}/register"])
def test_pages_in_english(open_page, entered, path):
    page = open_page(PHONE)
    page.goto("/")
    page.locator(".language-switch__choice").click()
    page.goto(path.format(contest=entered.contest_url))
    assert page.locator("html").get_attribute("lang") == "en"
    assert_fit(page, page.locator("h1").inner_text())
