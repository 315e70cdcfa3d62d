"""The question that is answered in one's own words, with and without a network."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import assert_accessible
from tests.browser.world import ASKED, Entered, make_entered

TEXT = "Tôi hướng dẫn bà con nộp hồ sơ; rất dễ.\nAi cũng làm được."
AT = ASKED + 2  # after the fact


@pytest.fixture
def entered(site) -> Entered:
    return make_entered(
        site.app, fact_text="Bao nhiêu hồ sơ?", text_question="Bạn sẽ làm gì?", text_points=1000
    )


@pytest.fixture
def sitting(phone, site, entered) -> Page:
    entered.start(phone, site.url)
    return phone


def note(page: Page, number: int = AT):
    return expect(page.locator(f"#q{number}-note"))


def test_what_is_written_without_a_network_is_sent_when_it_is_back(sitting):
    sitting.context.set_offline(True)
    sitting.locator("#fact").fill("1.234")
    sitting.locator("#text").fill(TEXT)
    sitting.locator("#fact").focus()
    note(sitting).to_contain_text("Chưa gửi được")
    assert_accessible(sitting)
    sitting.context.set_offline(False)
    note(sitting).to_contain_text("Đã lưu")
    sitting.reload()
    assert sitting.locator("#text").input_value() == TEXT
    assert sitting.locator("#fact").input_value() == "1.234"


def test_what_was_not_sent_when_the_page_was_left_stands_there_on_the_return(sitting):
    sitting.on("dialog", lambda dialog: dialog.accept())
    sitting.route("**/attempts/answers", lambda route: route.abort())
    sitting.locator("#text").fill(TEXT)
    sitting.locator("#fact").focus()
    note(sitting).to_contain_text("Chưa gửi được")
    sitting.unroute("**/attempts/answers")
    sitting.reload()
    expect(sitting.locator("#text")).to_have_value(TEXT)
    note(sitting).to_contain_text("Đã lưu")


def test_who_writes_for_long_is_saved_on_the_way(sitting):
    sitting.locator("#text").press_sequentially("Vì dân phục vụ")
    note(sitting).to_contain_text("Đã lưu", timeout=10_000)


def test_a_text_is_handed_in_with_the_paper(sitting):
    sitting.locator("#text").fill(TEXT)
    sitting.get_by_role("button", name="Nộp bài").click()
    sitting.get_by_role("button", name="Vẫn nộp bài").click()
    sitting.get_by_role("button", name="Xem kết quả").click()
    expect(sitting.get_by_text("Ai cũng làm được.")).to_be_visible()


def test_a_text_is_kept_without_javascript(plain_phone, site, entered):
    entered.start(plain_phone, site.url)
    plain_phone.locator("#text").fill(TEXT)
    plain_phone.get_by_role("button", name="Lưu, chưa nộp").click()
    assert plain_phone.locator("#text").input_value() == TEXT
