"""The whole attempt on a phone whose browser runs no script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import assert_no_sideways_scroll
from tests.browser.world import ASKED, make_entered


@pytest.fixture
def sitting(plain_phone, site) -> Page:
    """A page of an attempt that has just begun."""
    make_entered(site.app).start(plain_phone, site.url)
    return plain_phone


def choose(page: Page, *numbers: int) -> None:
    for number in numbers:
        page.locator(f"#q{number}-2").check()


def press(page: Page, name: str) -> None:
    with page.expect_navigation():  # without script every button leads to a page
        page.get_by_role("button", name=name).click()
    assert_no_sideways_scroll(page)


def test_answers_are_saved_by_a_button_and_are_there_again(sitting):
    choose(sitting, 1, 3)
    press(sitting, "Lưu, chưa nộp")
    expect(sitting.locator("#state")).to_have_text("Đã lưu các câu đã chọn.")
    expect(sitting.locator("#q1-2")).to_be_checked()
    expect(sitting.locator("#q3-note")).to_contain_text("Đã lưu")
    expect(sitting.locator("input:checked")).to_have_count(2)


def test_handing_in_asks_when_something_is_unanswered(sitting):
    choose(sitting, 1, 3)
    press(sitting, "Nộp bài")
    expect(sitting.locator("h1")).to_have_text("Còn câu chưa trả lời")
    expect(sitting.get_by_text("Còn 2 câu chưa trả lời.")).to_be_visible()
    press(sitting, "Quay lại làm tiếp")
    expect(sitting.locator("input:checked")).to_have_count(2)


def test_who_is_sure_hands_in_with_questions_unanswered(sitting):
    choose(sitting, 2)
    press(sitting, "Nộp bài")
    press(sitting, "Vẫn nộp bài")
    expect(sitting.locator("h1")).to_have_text("Đã nộp bài")
    expect(sitting.get_by_text(f"1/{ASKED}", exact=True)).to_be_visible()


def test_a_whole_paper_is_handed_in_at_once(sitting):
    choose(sitting, *range(1, ASKED + 1))
    press(sitting, "Nộp bài")
    expect(sitting.get_by_text(f"{ASKED}/{ASKED}", exact=True)).to_be_visible()
    press(sitting, "Xem kết quả")
    expect(sitting.locator("h1")).to_have_text("Kết quả bài thi")


def test_a_prediction_that_cannot_be_read_is_kept_and_said(plain_phone, site):
    make_entered(site.app, prediction_target="participants").start(plain_phone, site.url)
    choose(plain_phone, *range(1, ASKED + 1))
    plain_phone.locator("#guess").fill("nhiều lắm")
    press(plain_phone, "Nộp bài")
    expect(plain_phone.locator("#guess-error")).to_contain_text("Vui lòng nhập một số nguyên")
    assert plain_phone.locator("#guess").input_value() == "nhiều lắm"
    expect(plain_phone.locator("input:checked")).to_have_count(ASKED)


def test_no_clock_that_stands_still_is_shown(sitting):
    expect(sitting.locator("#countdown")).to_be_hidden()
    expect(sitting.get_by_text(re.compile(r"Hạn nộp: \d+/\d+/\d{4} \d+ giờ"))).to_be_visible()
    expect(
        sitting.get_by_text(re.compile(r"Lúc mở trang \(\d+ giờ \d\d\), bạn còn"))
    ).to_be_visible()


def test_who_looks_at_the_time_left_again_loses_no_choice(sitting):
    choose(sitting, 1, 3)
    press(sitting, "Lưu và xem lại thời gian còn lại")
    expect(sitting.locator("input:checked")).to_have_count(2)
