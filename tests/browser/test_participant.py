"""A person on a phone, from the first page to the result; every page is fit for everybody."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import assert_fit
from tests.browser.world import ASKED, make_nation, make_open_round, rows_of

NUMBER = re.compile(r"^\d{3} \d{3} \d{3}$")
CODE = re.compile(r"^\d{4} \d{4}$")


@pytest.fixture(scope="module")
def title(site) -> str:
    with rows_of(site.app):
        make_nation()
        return make_open_round().contest.title


def go_to_registration(page: Page, title: str) -> None:
    page.goto("/")
    assert_fit(page, "Các cuộc thi")
    page.get_by_role("link", name=title).click()
    assert_fit(page, title)
    page.get_by_role("button", name="Đăng ký dự thi").click()
    assert_fit(page, "Đăng ký dự thi")


def fill_in(page: Page) -> None:
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hòa")
    page.get_by_label("Ngày sinh").fill("3/5/1980")
    page.get_by_label("Nơi cư trú").fill("vinh linh")
    page.get_by_role("checkbox").check()


def pick_the_commune(page: Page) -> None:
    page.get_by_role("radio", name=re.compile("xã Vĩnh Linh")).first.check()


def answer_everything(page: Page) -> None:
    for number in range(1, ASKED + 1):
        page.locator(f"#q{number}-2").check()
        expect(page.locator(f"#q{number}-note")).to_contain_text("Đã lưu")


def leave_and_come_back(page: Page) -> None:
    page.goto("/")
    page.go_back()
    page.reload()
    expect(page.locator("input:checked")).to_have_count(ASKED)
    expect(page.locator("#state")).to_have_text(f"Đã lưu {ASKED} câu")


def test_a_person_goes_from_the_first_page_to_the_result(phone, title):
    go_to_registration(phone, title)
    fill_in(phone)
    pick_the_commune(phone)
    assert_fit(phone, "Đăng ký dự thi")
    phone.get_by_role("button", name="Đăng ký dự thi").click()
    assert_fit(phone, "Thẻ dự thi của bạn")
    expect(phone.locator(".number-large").first).to_have_text(NUMBER)
    expect(phone.locator(".number-large").last).to_have_text(CODE)
    phone.get_by_role("button", name="Tiếp tục").click()
    assert_fit(phone, title)
    phone.get_by_role("button", name="Vào thi").click()
    assert_fit(phone, "Tuần 1")
    answer_everything(phone)
    assert_fit(phone, "Tuần 1")
    leave_and_come_back(phone)
    phone.get_by_role("button", name="Nộp bài").click()
    assert_fit(phone, "Đã nộp bài")
    phone.get_by_role("button", name="Xem kết quả").click()
    assert_fit(phone, "Kết quả bài thi")
    phone.goto("/me")
    assert_fit(phone, "Trang của tôi")
    phone.goto("/me/attempts")
    assert_fit(phone, "Các lượt thi của tôi")
    phone.goto("/me/card")
    assert_fit(phone, "Thẻ dự thi của bạn")


def test_what_is_wrong_in_a_registration_is_said_and_what_was_typed_is_kept(phone, title):
    go_to_registration(phone, title)
    phone.get_by_label("Họ và tên").fill("nguyen thi hoa")
    phone.get_by_label("Ngày sinh").fill("3/5/2999")
    phone.get_by_label("Nơi cư trú").fill("xã Không Có")
    phone.get_by_role("button", name="Đăng ký dự thi").click()
    expect(phone.locator(".govuk-error-summary li")).to_have_count(4)
    assert phone.get_by_label("Nơi cư trú").input_value() == "xã Không Có"
    assert_fit(phone, "Đăng ký dự thi")


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/sign-in", "Vào thi bằng số báo danh"),
        ("/privacy", re.compile("riêng tư|dữ liệu|thông tin")),
        ("/me", re.compile(".")),
        ("/c/none", re.compile(".")),
        ("/attempts/none", re.compile(".")),
    ],
)
def test_other_pages_are_fit_for_everybody(phone, path, heading):
    phone.goto(path)
    assert_fit(phone, heading)
