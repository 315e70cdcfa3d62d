"""A winner claims a prize on a phone; staff hand it over, or decide of one that nobody claims."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from contest import clock
from contest.contests.models import Contest
from contest.results import claim_service
from contest.rules.result_way import State
from contest.rules.roles import Role
from contest.web.entrants import COOKIE
from tests.browser.checks import DESK, PHONE, assert_fit
from tests.browser.world import rows_of, sign_in
from tests.contest.attempts.factories import make_device
from tests.contest.factories import make_account, serial
from tests.contest.results.claim_factories import FIRST, TERMS, make_prizes, person_of
from tests.contest.results.factories import compute, make_sat_round, set_state

SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Won:
    """A published round: its contest's page, staff's pages, the winner's device, who pays."""

    contest: str
    staff: str
    token: str
    secretary: str
    organiser: str


def make_won(site, days_ago: int = 1) -> Won:
    now = clock.now()
    with rows_of(site.app):
        round_ = make_sat_round(now - timedelta(days=8 + days_ago)).round
        contest: Contest = round_.contest
        make_prizes(round_)
        compute(round_, now - days_ago * DAY)
        claim_service.set_terms(contest, TERMS)
        set_state(round_, State.PUBLISHED, now - days_ago * DAY)
        token = f"device-{serial()}"
        make_device(person_of(contest), token_hash=hashlib.sha256(token.encode()).hexdigest())
        return Won(
            f"/c/{contest.public_id}",
            f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/claims",
            token,
            make_account(contest.host, Role.SECRETARY).email,
            make_account(contest.host, Role.ORGANISER).email,
        )


def known(page: Page, site, won: Won) -> Page:
    page.context.add_cookies([{"name": COOKIE, "value": won.token, "url": site.url}])
    return page


@SIZES
def test_a_prize_from_the_claim_to_the_handing_over(open_page, site, viewport):
    won = make_won(site)
    page = known(open_page(viewport), site, won)
    page.goto("/me")
    assert_fit(page, "Trang của tôi")
    page.get_by_role("button", name="Nhận giải").click()
    assert_fit(page, "Nhận giải")
    page.get_by_role("button", name="Gửi cách nhận giải").click()
    expect(page.get_by_role("alert").get_by_text("Vui lòng chọn một cách")).to_be_visible()
    assert_fit(page, "Nhận giải")
    page.get_by_label("Chuyển khoản ngân hàng").check()
    page.get_by_label("Tên ngân hàng").fill("Agribank")
    page.get_by_label("Số tài khoản").fill("1234 567 890")
    page.get_by_label("Tên chủ tài khoản").fill("DO THI ANH")
    page.get_by_role("button", name="Gửi cách nhận giải").click()
    expect(page.get_by_text("Đã ghi cách nhận giải.")).to_be_visible()
    assert_fit(page, "Nhận giải")
    page.goto("/me/prizes")
    assert_fit(page, "Giải của tôi")
    page.goto(won.contest)
    expect(page.get_by_text("Quá hạn không nhận thì Ban Tổ chức chuyển giải")).to_be_visible()

    staff = open_page(viewport)
    sign_in(staff, won.secretary)
    staff.goto(won.staff)
    assert_fit(staff, "Trao giải")
    staff.get_by_role("link", name=FIRST).click()
    assert_fit(staff, f"Giải của {FIRST}")
    expect(staff.get_by_text("*******890")).to_be_visible()
    staff.get_by_role("button", name="Xem đầy đủ để trao giải").click()
    expect(staff.get_by_text("1234567890")).to_be_visible()
    assert_fit(staff, f"Giải của {FIRST}")
    staff.goto(won.staff)
    staff.get_by_role("link", name=FIRST).click()
    staff.get_by_label("Giấy tờ người nhận đã ký").fill("Phiếu chi số 12")
    staff.get_by_role("button", name="Ghi đã trao").click()
    expect(staff.get_by_text("Đã ghi việc trao giải.")).to_be_visible()


@SIZES
def test_an_unclaimed_prize_passes_on_at_a_click(open_page, site, viewport):
    won = make_won(site, days_ago=20)
    page = known(open_page(viewport), site, won)
    page.goto("/me")
    page.get_by_role("link", name="Xem việc nhận giải").click()
    assert_fit(page, "Nhận giải")
    expect(page.get_by_text("Đã hết hạn nhận giải.")).to_be_visible()

    staff = open_page(viewport)
    sign_in(staff, won.organiser)
    staff.goto(f"{won.staff}/terms")
    assert_fit(staff, "Quy định về nhận giải")
    staff.goto(won.staff)
    staff.get_by_role("link", name=FIRST).click()
    assert_fit(staff, f"Giải của {FIRST}")
    staff.get_by_role("button", name="Xem và quyết định").click()
    assert_fit(staff, "Giải quá hạn nhận")
    staff.get_by_role("button", name="Xác nhận chuyển giải").click()
    expect(staff.get_by_text("Đã ghi: giải chuyển cho người kế tiếp.")).to_be_visible()


def test_a_secretary_writes_a_claim_down(desk, site):
    won = make_won(site)
    sign_in(desk, won.secretary)
    desk.goto(won.staff)
    desk.get_by_role("link", name=FIRST).click()
    desk.get_by_role("link", name="Ghi cách nhận giải").click()
    assert_fit(desk, "Ghi cách nhận giải")
    desk.get_by_label("Đến nhận trực tiếp").check()
    desk.get_by_role("button", name="Ghi cách nhận giải").click()
    expect(desk.get_by_text("Đã đăng ký nhận, chưa trao")).to_be_visible()
