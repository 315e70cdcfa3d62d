"""Conditions composed, an entry refused by them, mended and accepted, with a script and without."""

import os

import pytest
from playwright.sync_api import Page

from contest.contests.condition_service import ConditionDetails, set_conditions
from contest.contests.models import Ask, BirthAsk
from contest.db import db
from contest.rules.conditions import AgeFrom, AllOf, Grade
from contest.rules.roles import Role
from tests.browser.checks import DESK, PHONE, assert_accessible, assert_no_sideways_scroll
from tests.browser.world import make_open_round, rows_of, sign_in
from tests.contest.contests.factories import make_ready
from tests.contest.factories import make_account, make_host

ASKED = ConditionDetails(
    AllOf((AgeFrom(10), Grade(4, 5))),
    needs_guardian=True,
    declaration_wording="Tôi cam đoan không phải là người của Ban Tổ chức.",
)


@pytest.fixture(scope="module")
def contest_url(site) -> str:
    with rows_of(site.app):
        contest = make_open_round().contest
        contest.asks_birth, contest.asks_residence = BirthAsk.DAY, Ask.NO
        set_conditions(contest, ASKED)
        db.session.commit()
        return f"/c/{contest.public_id}"


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()
    assert_no_sideways_scroll(page)


def shown_errors(page: Page) -> str:
    return " ".join(page.locator(".govuk-error-message").all_inner_texts())


def enter(page: Page, contest_url: str) -> None:
    """A child of the fourth form, born in a year of which only the day tells whether old enough."""
    page.goto(f"{contest_url}/register")
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hòa")
    page.get_by_label("Ngày sinh").fill("2/2/2022")
    page.get_by_label("Bạn đang học lớp mấy?").select_option("3")
    for box in page.get_by_role("checkbox").all():
        assert not box.is_checked()
        box.check()
    press(page, "Đăng ký dự thi")


@pytest.mark.parametrize("is_plain", [True, False], ids=["plain", "scripted"])
def test_an_entry_is_refused_mended_and_accepted(open_page, contest_url, is_plain):
    page = open_page(PHONE, java_script_enabled=not is_plain)
    enter(page, contest_url)
    shoot(page, "refused")
    assert "từ đủ 10 tuổi" in shown_errors(page)
    assert "từ lớp 4 đến lớp 5" in shown_errors(page)
    page.get_by_label("Ngày sinh").fill("2/2/2015")
    page.get_by_label("Bạn đang học lớp mấy?").select_option("5")
    press(page, "Đăng ký dự thi")
    assert page.url.split("?")[0].endswith("/me/card")
    page.goto(f"{contest_url}/guardian")
    shoot(page, "guardian")
    page.get_by_label("Họ và tên cha, mẹ").fill("Trần Thị Mẹ")
    page.get_by_label("Mẹ", exact=True).check()
    page.get_by_role("checkbox").check()
    press(page, "Tôi đồng ý")
    assert "chưa được xếp hạng" not in page.content()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_conditions_are_composed_without_a_script(open_page, site, viewport):
    page = open_page(viewport, java_script_enabled=False)
    with rows_of(site.app):
        contest = make_ready(make_host())
        account = make_account(contest.host, Role.ORGANISER)
        email, url = account.email, f"/hosts/{contest.host.public_id}/contests/{contest.public_id}"
    sign_in(page, email)
    page.goto(f"{url}/conditions")
    page.get_by_text("Tuổi", exact=True).click()
    page.locator("#age_from").fill("14")
    page.locator("button[name=add][value=age]").click()
    page.wait_for_load_state()
    page.get_by_text("Tổ chức, diện", exact=True).click()
    page.locator("#body").fill("đoàn viên")
    page.locator("#beside").select_option("0")
    page.locator("button[name=add][value=body]").click()
    page.wait_for_load_state()
    assert_no_sideways_scroll(page)
    shoot(page, f"conditions-{viewport['width']}")
    said = "Đáp ứng một trong các điều kiện: từ đủ 14 tuổi trở lên; hoặc là đoàn viên."
    assert said in page.content()
    press(page, "Lưu điều kiện dự thi")
    assert page.url.endswith(url)


def test_the_pages_of_conditions_are_for_everyone(desk, site, contest_url):
    with rows_of(site.app):
        contest = make_ready(make_host())
        email = make_account(contest.host, Role.ORGANISER).email
        url = f"/hosts/{contest.host.public_id}"
    sign_in(desk, email)
    lists = f"{url}/people-lists"
    for at in (f"{lists}/new", lists, f"{contest_url}/register", contest_url):
        desk.goto(at)
        assert_no_sideways_scroll(desk)
        assert_accessible(desk)
        shoot(desk, at.replace("/", "_")[-20:])


def shoot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
