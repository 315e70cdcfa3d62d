"""The register of legal documents: found, ended, and its questions put back to review."""

import pytest
from playwright.sync_api import Page, expect

from contest import clock
from contest.bank import document_service
from contest.db import db
from contest.rules.roles import Role
from tests.browser.checks import DESK, PHONE, assert_fit
from tests.browser.world import rows_of
from tests.contest.bank.factories import make_approved
from tests.contest.factories import PASSWORD, make_account, make_host

SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
BASIS = [{"document": "Nghị định số 45/2020/NĐ-CP", "article": "khoản 2 Điều 3"}]


@pytest.fixture
def bank(site) -> dict[str, str]:
    """A host with a question on a decree that is in force, and its organiser."""
    with rows_of(site.app):
        document_service.install_documents(clock.now())
        host = make_host()
        make_approved(host=host, basis=BASIS)
        email = make_account(host, Role.ORGANISER).email
        db.session.commit()
        return {"email": email, "documents": f"/hosts/{host.public_id}/documents"}


def sign_in(page: Page, email: str) -> None:
    page.goto("/staff/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff")


@SIZES
def test_an_organiser_ends_a_document(open_page, bank, viewport):
    page = open_page(viewport)
    sign_in(page, bank["email"])
    page.goto(bank["documents"])
    assert_fit(page, "Văn bản căn cứ")
    page.get_by_label("Tìm số, tên").fill("45/2020")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name="45/2020/NĐ-CP").click()
    assert_fit(page, "45/2020/NĐ-CP")
    page.get_by_role("button", name="Ghi ngày hết hiệu lực").click()
    assert_fit(page, "Ghi ngày hết hiệu lực của 45/2020/NĐ-CP")
    for label, value in (("Ngày", "1"), ("Tháng", "1"), ("Năm", "2027")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Xác nhận hết hiệu lực").click()
    assert_fit(page, "45/2020/NĐ-CP")
    expect(page.locator("main")).to_contain_text("Đã đưa 1 câu hỏi về chờ duyệt lại.")
    expect(page.locator("main")).to_contain_text("31/12/2026")


@SIZES
def test_an_organiser_adds_and_changes_a_document(open_page, bank, viewport):
    page = open_page(viewport)
    sign_in(page, bank["email"])
    page.goto(f"{bank['documents']}/new")
    assert_fit(page, "Thêm văn bản")
    page.get_by_role("button", name="Lưu").click()
    assert_fit(page, "Thêm văn bản")
    page.get_by_label("Số, ký hiệu").fill("12/2025/qd-ubnd")
    page.get_by_label("Tên văn bản").fill("Quyết định về Bộ phận Một cửa")
    page.get_by_role("button", name="Lưu").click()
    assert_fit(page, "12/2025/QĐ-UBND")
    page.get_by_role("button", name="Sửa", exact=True).click()
    assert_fit(page, "Sửa văn bản 12/2025/QĐ-UBND")
