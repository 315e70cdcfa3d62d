"""A round is suspended while somebody sits it, then goes on: the open page learns both."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from contest.contests.models import Contest
from contest.db import db
from contest.rules.roles import Role
from tests.browser.checks import assert_fit
from tests.browser.world import Entered, make_entered, rows_of, sign_in
from tests.contest.factories import make_account


def organiser_of(app: Flask, entered: Entered) -> tuple[str, str]:
    """The address of the acts, and the organiser's name to sign in with."""
    with rows_of(app):
        public_id = entered.contest_url.rpartition("/")[2]
        contest = db.session.scalar(select(Contest).where(Contest.public_id == public_id))
        assert contest
        account = make_account(contest.host, Role.ORGANISER)
        return f"/hosts/{contest.host.public_id}/contests/{public_id}/running", account.email


def act(page: Page, address: str, kind: str, heading: str) -> None:
    page.goto(f"{address}/1/{kind}")
    page.get_by_label("Lý do").fill("Mất điện diện rộng")
    page.get_by_label("Số, ký hiệu văn bản").fill("12/QĐ-BTC")
    for label, text in (("Ngày", "1"), ("Tháng", "1"), ("Năm", "2026")):
        page.get_by_role("group", name="Ngày ký").get_by_label(label, exact=True).fill(text)
    page.get_by_label("Người ký").fill("Trưởng ban")
    page.get_by_role("button", name="Xem ảnh hưởng trước khi thực hiện").click()
    expect(page.locator("#effects")).to_be_visible()
    assert_fit(page, heading)
    page.get_by_role("button", name="Thực hiện và thông báo").click()
    expect(page.get_by_text("Đã thực hiện và đã thông báo")).to_be_visible()


def answer(page: Page, number: int) -> None:
    """The save's answer says that there is something new; a process knows it within 5 s."""
    page.wait_for_timeout(5_500)
    page.locator(f"#q{number}-2").check()


@pytest.mark.slow
def test_who_sits_learns_that_the_clock_stands_still_and_when_it_runs_again(site, desk, phone):
    entered = make_entered(site.app)
    address, email = organiser_of(site.app, entered)
    entered.start(phone, site.url)
    expect(phone.locator("#countdown")).to_have_text(re.compile(r"^\d+:\d\d$"))
    sign_in(desk, email)
    act(desk, address, "suspend", "Tạm dừng đợt thi")
    answer(phone, 1)
    expect(phone.locator("#countdown")).to_have_text("Đồng hồ đang dừng")
    expect(phone.locator("#notices")).to_contain_text("Đợt thi tạm dừng")
    act(desk, address, "resume", "Cho đợt thi tiếp tục")
    answer(phone, 2)
    expect(phone.locator("#countdown")).to_have_text(re.compile(r"^\d+:\d\d$"))
    expect(phone.locator("#notices")).to_contain_text("Đợt thi tiếp tục")
    phone.reload()
    expect(phone.locator("input:checked")).to_have_count(2)
