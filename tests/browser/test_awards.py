"""An organiser sees who wins what and why, and how units stand, on a phone and at a desk."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from contest import clock
from contest.contests.prize_models import Prize
from contest.db import db
from contest.rules.roles import Role
from contest.rules.unit_schemes import UnitScheme, encode
from contest.rules.units import Paths
from tests.browser.checks import DESK, PHONE, assert_fit
from tests.browser.world import rows_of
from tests.contest.factories import PASSWORD, make_account
from tests.contest.results.factories import compute, make_sat_round

SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture(scope="module")
def awarded(site) -> tuple[str, str]:
    """The organiser's name to sign in with, and the address of the round."""
    now = clock.now()
    with rows_of(site.app):
        round_ = make_sat_round(now - timedelta(days=8)).round
        contest = round_.contest
        scheme = UnitScheme(UnitScheme.of("rate", "entrants").criteria, paths=Paths.RESIDENCE)
        contest.unit_scheme = encode(scheme)
        for rank, title in enumerate(("Giải Nhất", "Giải Nhì"), 1):
            db.session.add(
                Prize(
                    public_id=f"browser-{rank}", contest_id=contest.id, round_id=round_.id,
                    is_for_units=False, is_by_proposal=False, rank=rank, title=title, count=1,
                    amount=900_000 // rank,
                )
            )  # fmt: skip
        db.session.commit()
        compute(round_, now)
        base = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}"
        return make_account(contest.host, Role.ORGANISER).email, base


def sign_in(page: Page, email: str, address: str) -> None:
    page.goto(f"/staff/sign-in?next={address}")
    page.get_by_label("Thư điện tử").fill(email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


@SIZES
def test_winners_and_units_fit_the_screen(open_page, awarded, viewport):
    email, base = awarded
    page = open_page(viewport)
    sign_in(page, email, f"{base}/rounds/1/awards")
    assert_fit(page, "Danh sách giải thưởng: Tuần 1")
    expect(page.get_by_text("Giải Nhất").first).to_be_visible()
    page.goto(f"{base}/rounds/1/units")
    assert_fit(page, "Xếp hạng đơn vị: Tuần 1")
    page.goto(f"{base}/prizes")
    assert_fit(page, "Giải thưởng")
