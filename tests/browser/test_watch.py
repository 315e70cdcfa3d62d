"""An organiser watches while somebody sits: figures change by themselves, a message arrives."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import PHONE, assert_fit
from tests.browser.test_running import answer, organiser_of
from tests.browser.world import make_entered, sign_in

SOON = 40_000  # two rounds of asking, on a slow machine
TITLE = "Theo dõi trực tiếp: Tuần 1"


def figure(page: Page, label: str):
    item = page.locator(".key-figures__item").filter(has_text=label)
    return item.locator(".key-figures__value")


def watch(page: Page, address: str) -> None:
    page.goto(address.replace("/running", "/rounds/1/watch"))


@pytest.mark.slow
def test_the_figures_change_without_a_reload_and_a_message_reaches_who_sits(site, desk, phone):
    entered = make_entered(site.app)
    address, email = organiser_of(site.app, entered)
    sign_in(desk, email)
    watch(desk, address)
    expect(figure(desk, "Đang làm bài")).to_have_text("0")
    desk.evaluate("window.isTheSame = true")
    entered.start(phone, site.url)
    expect(figure(desk, "Đang làm bài")).to_have_text("1", timeout=SOON)
    assert_fit(desk, TITLE)

    message = desk.context.new_page()
    watch(message, address)
    message.get_by_role("button", name="Nhắn người đang thi").click()
    message.get_by_label("Nội dung").fill("Phòng 2 mất điện, mời các bạn bình tĩnh.")
    message.get_by_label("Tự thôi hiện sau").select_option("30")
    assert_fit(message, "Thông báo cho người dự thi")
    message.get_by_role("button", name="Thông báo").click()
    answer(phone, 1)
    expect(phone.locator("#notices")).to_contain_text("Phòng 2 mất điện")
    expect(phone.locator("#q1-2")).to_be_checked()
    phone.reload()
    expect(phone.locator("#notices[role=status]")).to_contain_text("Phòng 2 mất điện")
    expect(phone.locator("#q1-2")).to_be_checked()
    expect(desk.locator("#watch")).to_contain_text("Phòng 2 mất điện", timeout=SOON)
    message.get_by_role("button", name="Thôi hiện").click()
    answer(phone, 2)
    expect(phone.locator("#notices")).to_be_empty()

    for number in (3, 4):
        phone.locator(f"#q{number}-2").check()
    phone.get_by_role("button", name="Nộp bài").click()
    phone.wait_for_url("**/receipt")
    expect(figure(desk, "Đã nộp")).to_contain_text("1", timeout=SOON)
    expect(figure(desk, "Đang làm bài")).to_have_text("0")
    assert desk.evaluate("window.isTheSame")


@pytest.mark.slow
def test_the_watch_says_when_it_gets_nothing_new_and_goes_on(site, desk):
    entered = make_entered(site.app)
    address, email = organiser_of(site.app, entered)
    sign_in(desk, email)
    desk.route("**/watch/now*", lambda route: route.abort())
    watch(desk, address)
    expect(desk.locator("#watch-state")).to_contain_text("Chưa lấy được", timeout=SOON)
    desk.unroute("**/watch/now*")
    expect(desk.locator("#watch-state")).to_contain_text("Đã có lại", timeout=SOON)


def test_the_watch_fits_a_phone(site, phone):
    entered = make_entered(site.app)
    address, email = organiser_of(site.app, entered)
    sign_in(phone, email)
    watch(phone, address)
    assert_fit(phone, TITLE)


def test_without_scripts_a_link_loads_the_figures_again(site, open_page):
    entered = make_entered(site.app)
    address, email = organiser_of(site.app, entered)
    page = open_page(PHONE, java_script_enabled=False)
    sign_in(page, email)
    watch(page, address)
    assert "Số liệu tự cập nhật" not in page.inner_text("main")
    page.get_by_role("link", name="Tải lại").click()
    assert page.inner_text("h1") == TITLE
