"""Somebody complains of a question; it is assigned, answered, and read; all pages fit."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from contest import clock
from contest.contests.models import Entry
from contest.db import db
from contest.rules.result_way import State
from contest.rules.roles import Role
from contest.web.entrants import COOKIE
from tests.browser.checks import DESK, PHONE, assert_fit
from tests.browser.world import rows_of, sign_in
from tests.contest.attempts.factories import make_device
from tests.contest.factories import make_account, serial
from tests.contest.results.complaint_factories import set_terms, staff_url
from tests.contest.results.factories import compute, make_sat_round, set_state

SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@dataclass(frozen=True)
class Complained:
    """A published round: its contest's pages, one entrant's device, an organiser and a judge."""

    contest: str
    staff: str
    standings: str
    attempts: str
    token: str
    organiser: str
    judge: str
    judge_name: str


@pytest.fixture
def complained(site) -> Complained:
    now = clock.now()
    with rows_of(site.app):
        round_ = make_sat_round(now - timedelta(days=8)).round
        compute(round_, now)
        contest = round_.contest
        set_state(round_, State.PUBLISHED, now)
        set_terms(contest)
        person = db.session.query(Entry).filter_by(contest=contest).first().person
        token = f"device-{serial()}"
        make_device(person, token_hash=hashlib.sha256(token.encode()).hexdigest())
        organiser = make_account(contest.host, Role.ORGANISER)
        judge = make_account(contest.host, Role.JUDGE)
        home = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}"
        return Complained(
            f"/c/{contest.public_id}", staff_url(contest), f"{home}/rounds/1/standings/1",
            "/me/attempts", token, organiser.email, judge.email, judge.name,
        )  # fmt: skip


def known(page: Page, site, complained: Complained) -> Page:
    page.context.add_cookies([{"name": COOKIE, "value": complained.token, "url": site.url}])
    return page


@SIZES
def test_a_complaint_from_the_result_to_the_answer(open_page, site, complained, viewport):
    page = known(open_page(viewport), site, complained)
    page.goto(complained.contest)
    page.get_by_role("link", name="Gửi khiếu nại").click()
    assert_fit(page, "Bạn khiếu nại về việc gì?")
    page.get_by_role("link", name="Kết quả bài thi").click()
    assert_fit(page, "Khiếu nại: Kết quả bài thi")
    page.get_by_label("Câu số").fill("2")
    page.get_by_label("Nội dung khiếu nại").fill("Câu 2 có hai đáp án đúng.")
    page.get_by_role("button", name="Gửi khiếu nại").click()
    assert_fit(page, "Đơn khiếu nại số 1/" + str(clock.today().year))
    own = page.url

    staff = open_page(viewport)
    sign_in(staff, complained.organiser)
    staff.goto(complained.staff)
    assert_fit(staff, "Sổ khiếu nại")
    staff.locator("tbody a").first.click()
    staff.get_by_label(complained.judge_name).check()
    assert_fit(staff, "Đơn khiếu nại số 1/" + str(clock.today().year))
    staff.get_by_role("button", name="Giao giải quyết").click()
    staff.goto(f"{complained.staff}/terms")
    assert_fit(staff, "Quy định về khiếu nại")
    staff.goto(f"{complained.staff}/paper")
    assert_fit(staff, "Nhập đơn giấy")
    staff.goto(complained.staff.split("/contests/")[0] + "/holidays")
    assert_fit(staff, f"Ngày nghỉ lễ năm {clock.today().year}")

    judge = open_page(viewport)
    sign_in(judge, complained.judge)
    judge.goto(complained.staff)
    judge.locator("tbody a").first.click()
    judge.get_by_role("button", name="Trả lời đơn này").click()
    assert_fit(judge, "Trả lời đơn số 1/" + str(clock.today().year))
    judge.get_by_label("Giữ nguyên").check()
    judge.get_by_label("Nội dung trả lời").fill("Đáp án đúng theo quy định.")
    judge.get_by_label("Tôi không phải người thân").check()
    judge.get_by_role("button", name="Gửi trả lời").click()
    expect(judge.get_by_text("Đã trả lời. Người khiếu nại đọc được")).to_be_visible()

    page.goto(own)
    expect(page.get_by_text("Đáp án đúng theo quy định.")).to_be_visible()
    page.goto("/me/complaints")
    assert_fit(page, "Các đơn khiếu nại của tôi")


def test_a_judge_takes_a_dossier_away(desk, complained):
    sign_in(desk, complained.judge)
    desk.goto(complained.standings)
    desk.get_by_text("Vì sao").first.click()
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Hồ sơ người dự thi (PDF)").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
