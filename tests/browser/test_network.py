"""What the page does when the network drops, another device comes, or the time runs out."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from contest import clock
from tests.browser.checks import PHONE, assert_accessible
from tests.browser.world import ASKED, CODE, Entered, make_entered

SAVES = "**/attempts/answers"
SECONDS_TO_SIT = 8


@pytest.fixture
def entered(site) -> Entered:
    return make_entered(site.app)


@pytest.fixture
def sitting(phone, site, entered) -> Page:
    """A page of an attempt that has just begun."""
    entered.start(phone, site.url)
    return phone


def note(page: Page, number: int):
    return expect(page.locator(f"#q{number}-note"))


def test_what_the_network_drops_is_sent_when_it_is_back(sitting):
    sitting.context.set_offline(True)
    sitting.locator("#q1-2").check()
    note(sitting, 1).to_contain_text("Chưa gửi được")
    assert_accessible(sitting)
    sitting.context.set_offline(False)
    note(sitting, 1).to_contain_text("Đã lưu")


def test_a_server_that_is_busy_is_asked_again(sitting):
    sitting.route(SAVES, lambda route: route.fulfill(status=503), times=1)
    sitting.locator("#q1-2").check()
    note(sitting, 1).to_contain_text("Chưa gửi được")
    note(sitting, 1).to_contain_text("Đã lưu")


def test_the_last_of_two_choices_is_the_one_that_is_kept(sitting):
    sitting.context.set_offline(True)
    sitting.locator("#q1-1").check()
    sitting.locator("#q1-3").check()
    sitting.context.set_offline(False)
    note(sitting, 1).to_contain_text("Đã lưu")
    sitting.reload()
    expect(sitting.locator("#q1-3")).to_be_checked()


def test_what_was_not_sent_when_the_page_was_left_is_sent_on_the_return(sitting):
    sitting.on("dialog", lambda dialog: dialog.accept())
    sitting.route(SAVES, lambda route: route.abort())
    sitting.locator("#q2-2").check()
    note(sitting, 2).to_contain_text("Chưa gửi được")
    sitting.unroute(SAVES)
    sitting.reload()
    note(sitting, 2).to_contain_text("Đã lưu")
    expect(sitting.locator("#q2-2")).to_be_checked()


def answer_everything(page: Page) -> None:
    for number in range(1, ASKED + 1):
        page.locator(f"#q{number}-2").check()
        note(page, number).to_contain_text("Đã lưu")


def test_handing_in_without_a_network_waits_for_it(sitting):
    answer_everything(sitting)
    sitting.context.set_offline(True)
    sitting.get_by_role("button", name="Nộp bài").click()
    expect(sitting.locator("#state")).to_contain_text("Chưa gửi được")
    sitting.context.set_offline(False)
    expect(sitting.locator("h1")).to_have_text("Đã nộp bài")


def test_what_was_chosen_without_a_network_is_handed_in_too(sitting):
    sitting.context.set_offline(True)
    for number in range(1, ASKED + 1):
        sitting.locator(f"#q{number}-2").check()
    sitting.get_by_role("button", name="Nộp bài").click()
    sitting.context.set_offline(False)
    expect(sitting.get_by_text(f"{ASKED}/{ASKED}", exact=True)).to_be_visible()


def test_another_device_takes_over_by_number_and_code(sitting, open_page, entered):
    sitting.locator("#q1-2").check()
    note(sitting, 1).to_contain_text("Đã lưu")
    other = open_page(PHONE)
    other.goto(f"/sign-in?next={entered.contest_url}")
    other.get_by_role("textbox").fill(entered.number)
    other.get_by_role("button", name="Tiếp tục").click()
    assert_accessible(other)
    other.get_by_label("Mã dự thi").fill(CODE)
    other.get_by_role("button", name="Vào thi").click()
    other.wait_for_url(f"**{entered.contest_url}")
    other.get_by_role("button", name="Vào thi").click()
    expect(other.locator("#q1-2")).to_be_checked()
    other.locator("#q2-2").check()
    note(other, 2).to_contain_text("Đã lưu")


def test_the_page_hands_in_by_itself_when_the_time_is_over(phone, site):
    closes_at = clock.now() + timedelta(seconds=SECONDS_TO_SIT)
    make_entered(site.app, closes_at=closes_at).start(phone, site.url)
    phone.locator("#q1-2").check()
    expect(phone.locator("h1")).to_have_text("Đã nộp bài", timeout=SECONDS_TO_SIT * 2_000)
    expect(phone.get_by_text("1/4", exact=True)).to_be_visible()
