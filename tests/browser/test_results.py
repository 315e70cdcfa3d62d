"""A judge looks at a round's results and takes them away; everybody sees the published ones."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from contest import clock
from contest.results import service
from contest.rules.result_way import State
from contest.rules.roles import Role
from tests.browser.checks import DESK, PHONE, assert_fit
from tests.browser.world import rows_of
from tests.contest.factories import PASSWORD, make_account
from tests.contest.results.factories import (
    PEOPLE,
    PLACES,
    compute,
    make_sat_round,
    set_state,
)

SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@dataclass(frozen=True)
class Judged:
    """A round whose results are computed, drawn and published, and its judge."""

    email: str
    results: str
    public: str

    def sign_in(self, page: Page) -> None:
        page.goto(f"/staff/sign-in?next={self.results}")
        page.get_by_label("Thư điện tử").fill(self.email)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page.locator("h1")).to_have_text("Kết quả: Tuần 1")


@pytest.fixture(scope="module")
def judged(site) -> Judged:
    now = clock.now()
    with rows_of(site.app):
        round_ = make_sat_round(now - timedelta(days=8)).round
        compute(round_, now)
        while drawn := service.drawn_next():
            service.keep_chart(drawn, now)
        set_state(round_, State.PUBLISHED, now)
        contest = round_.contest
        staff = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1/results"
        email = make_account(contest.host, Role.JUDGE).email
        return Judged(email, staff, f"/c/{contest.public_id}/r/1/results")


@SIZES
def test_a_judge_sees_results_and_standings(open_page, judged, viewport):
    page = open_page(viewport)
    judged.sign_in(page)
    assert_fit(page, "Kết quả: Tuần 1")
    page.get_by_role("link", name="Cán bộ, công chức", exact=True).click()
    assert_fit(page, "Bảng xếp hạng: Cán bộ, công chức")
    page.get_by_text("Vì sao").first.click()
    expect(page.get_by_text("số câu trả lời đúng: 4 câu so với 3 câu").first).to_be_visible()
    assert_fit(page, "Bảng xếp hạng: Cán bộ, công chức")
    page.get_by_role("link", name="Xếp theo tên").click()
    expect(page.locator("tbody tr").first).to_contain_text("Đỗ Thị Ánh")


def test_a_judge_takes_the_workbook_away(desk, judged, tmp_path):
    judged.sign_in(desk)
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Tải tất cả các bảng (Excel)").click()
    path = tmp_path / "results.xlsx"
    download.value.save_as(path)
    book = CalamineWorkbook.from_path(path)
    [name] = [each for each in book.sheet_names if each.startswith("Bảng xếp hạng")]
    rows = book.get_sheet_by_name(name).to_python()[1:]
    assert [(row[0], row[2]) for row in rows] == list(
        zip(PLACES, [name for name, *_ in PEOPLE], strict=True)
    )


@SIZES
def test_everybody_sees_the_published_results(open_page, judged, viewport):
    page = open_page(viewport)
    page.goto(judged.public)
    assert_fit(page, "Kết quả chung: Tuần 1")
    assert page.locator("img:visible").count() >= 2
    assert page.evaluate("[...document.images].every((each) => each.naturalWidth > 0)")
