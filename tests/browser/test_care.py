"""Extra time reaches the page of who sits; a paper is typed in by two, settled by a third."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from contest import clock
from contest.attempts.models import Mark
from contest.contests.models import Contest
from contest.db import db
from contest.hosts.models import Host
from contest.rules.disclosure import Shown
from contest.rules.roles import Role
from tests.browser.checks import assert_fit
from tests.browser.test_running import answer
from tests.browser.world import Entered, make_entered, rows_of, sign_in
from tests.contest.factories import make_account


def staff_of(app: Flask, entered: Entered, role: Role) -> tuple[str, str]:
    """The address of the round, and the name of somebody with that role to sign in with."""
    with rows_of(app):
        public_id = entered.contest_url.rpartition("/")[2]
        contest = db.session.scalar(select(Contest).where(Contest.public_id == public_id))
        assert contest
        host: Host = contest.host
        email = make_account(host, role).email
        return f"/hosts/{host.public_id}/contests/{public_id}/rounds/1", email


def minutes_left(page: Page) -> int:
    found = re.match(r"(\d+):", page.locator("#countdown").inner_text())
    assert found
    return int(found[1])


@pytest.mark.slow
def test_who_sits_sees_the_extra_time_without_a_reload(site, desk, phone):
    entered = make_entered(site.app)
    address, email = staff_of(site.app, entered, Role.ORGANISER)
    entered.start(phone, site.url)
    expect(phone.locator("#countdown")).to_have_text(re.compile(r"^1\d:\d\d$"))
    phone.evaluate("window.isSamePage = true")
    sign_in(desk, email)
    desk.goto(address)
    desk.get_by_role("link", name="Thêm giờ và mở lại bài").click()
    assert_fit(desk, "Thêm giờ và mở lại bài")
    desk.locator("#number").fill(entered.number)
    desk.get_by_label("Thêm bao nhiêu phút").fill("15")
    desk.get_by_label("Lý do").fill("Mất điện từ 9 giờ 05")
    desk.get_by_role("button", name="Xem ảnh hưởng").click()
    expect(desk.locator("section.card")).to_contain_text("1 bài đang làm được thêm 15 phút ngay.")
    desk.get_by_role("button", name="Thêm giờ", exact=True).click()
    expect(desk.get_by_text("Đã thêm giờ.", exact=False).first).to_be_visible()
    answer(phone, 1)
    expect(phone.locator("#countdown")).to_have_text(re.compile(r"^3\d:\d\d$"))
    assert minutes_left(phone) >= 33
    assert phone.evaluate("window.isSamePage") is True


@pytest.mark.slow
def test_a_paper_is_printed_typed_by_two_and_settled_by_a_third(site, desk, open_page):
    entered = make_entered(site.app, shown=Shown.AFTER_PUBLICATION)
    address, email = staff_of(site.app, entered, Role.SECRETARY)
    sign_in(desk, email)
    desk.goto(f"{address}/on-paper")
    desk.get_by_label("Số báo danh").fill(entered.number)
    desk.get_by_role("button", name="Lập đề để in").click()
    expect(desk.locator(".sheet__question")).to_have_count(4)
    desk.get_by_role("link", name="Bài thi trên giấy").click()
    desk.wait_for_timeout((61 - clock.now().second) * 1000)  # it ends a minute after it begins
    desk.get_by_role("link", name="Thu bài").click()
    began, ended = desk.locator("[name=began_at]"), desk.locator("[name=ended_at]")
    ended.nth(0).fill(began.nth(0).input_value())
    ended.nth(1).fill(clock.now().astimezone(clock.VIETNAM).strftime("%H:%M"))
    assert_fit(desk, "Thu bài trên giấy")
    desk.get_by_role("button", name="Ghi giờ của bài").click()
    type_in(desk, "ABCD")
    second = open_page()
    sign_in(second, staff_of(site.app, entered, Role.SECRETARY)[1])
    second.goto(f"{address}/on-paper")
    type_in(second, "ABCA")
    third = open_page()
    sign_in(third, staff_of(site.app, entered, Role.SECRETARY)[1])
    third.goto(f"{address}/on-paper")
    third.get_by_role("link", name="Xem lại chỗ khác nhau").click()
    expect(third.get_by_role("radio")).to_have_count(3)
    assert_fit(third, "Xem lại chỗ nhập khác nhau")
    third.get_by_label("D", exact=True).check()
    third.get_by_role("button", name="Chốt và nộp bài này").click()
    expect(third.get_by_text("Đã nhập xong và chấm")).to_be_visible()
    with site.app.app_context():
        newest = select(Mark.answered_count).order_by(Mark.marked_ms.desc())
        assert db.session.scalar(newest) == 4


def type_in(page: Page, letters: str) -> None:
    page.get_by_role("link", name="Nhập câu trả lời").click()
    for number, letter in enumerate(letters, 1):
        page.get_by_label(f"Câu {number}", exact=True).fill(letter)
    assert_fit(page, "Nhập bài trên giấy")
    page.get_by_role("button", name="Lưu bài đã nhập").click()
    expect(page.get_by_text("Đã lưu.", exact=False).first).to_be_visible()
